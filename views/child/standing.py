"""Where a child is on the way, in words: the plans pursued, what is next and who decides it, what stands in the way,
who works with the child, and the child's brothers and sisters."""

from __future__ import annotations

from typing import Any

import polars as pl

from models.checks import CHECKS, key
from models.codes import label
from models.dates import NOTHING, british
from models.history.words import small
from models.rules.drift import answers, flags, titled
from models.rules.people import workers
from models.rules.plans import live
from models.rules.work import planned
from models.snapshot import Snapshot
from models.trackers import Column

Row = dict[str, Any]
MOST = 2
"""How many days that are planned the head names."""

WAY = (
    Column("title", "What", "text", "The rule that finds it, or what was answered.", 30),
    Column("since", "Since", "date", "The day it began.", 13),
    Column("over", "Days over", "days", "Whole days past the limit.", 10),
    Column("words", "In words", "text", "What stands in the way.", 60),
    Column("owner", "Who", "text", "Who sees to it.", 22),
    Column("action", "Action", "text", "What is to be done.", 40),
    Column("due", "By", "date", "The day by which it is to be done.", 13),
    Column("source", "By whose limit", "text", "Law or guidance; “Local” where it is the authority's own.", 30),
)
WAY_SCHEMA = {
    "id": pl.String, "title": pl.String, "since": pl.Date, "over": pl.Int32, "words": pl.String, "owner": pl.String,
    "action": pl.String, "due": pl.Date, "source": pl.String,
}  # fmt: skip


def plan_line(snapshot: Snapshot, child: str) -> str:
    """The primary plan and those worked beside it: “Adoption since 2 Apr 2025; beside it return to family”."""
    rows = _of(snapshot.once(live), child)
    if not rows:
        return "None recorded"
    first = [f"{row['words']} since {british(row['since'])}" for row in rows if row["primary"]]
    beside = [small(row["words"]) for row in rows if not row["primary"]]
    return "; beside it ".join([*(first or ["No primary plan"]), *([" and ".join(beside)] if beside else [])])


def coming(snapshot: Snapshot, child: str) -> list[Row]:
    """The days that steps still to come are planned for, the first of them first."""
    return sorted(_of(snapshot.once(planned.coming), child), key=lambda row: row["due"])


def next_line(snapshot: Snapshot, child: str, stage: Row) -> str:
    """What is due next, and the days that are planned."""
    due = [f"{stage['next']}, due {british(stage['due'])}"] if stage.get("next") else []
    rows = coming(snapshot, child)
    days = [
        f"{row['what']} {'planned for' if row['due'] >= snapshot.as_at else 'was planned for'} {british(row['due'])}"
        for row in rows[:MOST]
    ]
    more = [f"{len(rows) - MOST} more planned"] if len(rows) > MOST else []
    told = [*due, *days, *more]
    return "; ".join([told[0], *(small(words) for words in told[1:])]) if told else NOTHING


def decides(snapshot: Snapshot, child: str, stage: Row) -> str:
    """Who decides what is due next, and the step that is planned first; the one of the earlier day first."""
    due = [(stage["due"], stage["decider"], stage["next"])] if stage.get("next") else []
    days = [(row["due"], row["decider"], row["what"]) for row in coming(snapshot, child)[:1]]
    told = [
        f"{label('decider', who)} ({small(what)})"
        for _day, who, what in sorted([*due, *days], key=lambda each: each[0])
    ]
    return "; ".join([told[0], *(small(words) for words in told[1:])]) if told else NOTHING


def in_the_way(snapshot: Snapshot, child: str) -> pl.DataFrame:
    """What drifts, each with who must do what; and what was answered to findings that stand no more."""
    found = _of(snapshot.once(flags), child)
    rows = [
        (f"flag/{row['rule']}", *(row[name] for name in ("title", "since", "over", "words")),
         row["owner"], row["action"], row["due"], row["source"])
        for row in found
    ]  # fmt: skip
    flagged = {row["rule"] for row in found}
    for row in _of(snapshot.once(answers), child):
        if row["rule"] in flagged or not (row["answer_action"] or row["answer_state"]):
            continue
        title = f"Answered: {small(titled(row['rule']))}"
        state = f"{label('state', row['answer_state'])}. " if row["answer_state"] else ""
        words = f"{state}{row['answer_reason'] or ''}"
        until = f"holds until {british(row['answer_until'])}" if row["answer_until"] else None
        rows.append(
            (f"answer/{row['rule']}", title, row["answer_since"], None, words, row["answer_owner"],
             row["answer_action"], row["answer_due"], until)
        )  # fmt: skip
    return pl.DataFrame(rows, schema=WAY_SCHEMA, orient="row")


def finding(snapshot: Snapshot, child: str, rule: str) -> str:
    """The sentence of what a rule finds about a child; blank where it finds nothing."""
    doubt = CHECKS.get(rule.partition(" ")[0])
    if doubt is not None:
        found = _of(snapshot.once(doubt.find), child)
        return next((str(row["sentence"]) for row in found if key(doubt.code, row["on"]) == rule), "")
    return next((str(row["words"]) for row in _of(snapshot.once(flags), child) if row["rule"] == rule), "")


def way_line(rows: pl.DataFrame) -> str:
    """The first thing that stands in the way, and how many more do."""
    found = rows.filter(pl.col("over").is_not_null())
    if found.is_empty():
        return "Nothing that drifts"
    more = f" (and {len(found) - 1} more: see In the way)" if len(found) > 1 else ""
    return f"{found['words'][0]}{more}"


def people(snapshot: Snapshot, child: str) -> list[tuple[str, str]]:
    """Who works with the child: the social worker since when, the reviewing officer, the team."""
    row = next(iter(_of(snapshot.once(workers), child)), {})
    many = row.get("workers_in_year") or 0
    worker = f"{row['worker']} since {british(row['worker_since'])}" if row.get("worker") else "None recorded"
    worker += f", {many} in 12 months" if many > 1 else ""
    rest = [(name, row[key]) for name, key in (("Reviewing officer", "iro"), ("Team", "team")) if row.get(key)]
    return [("Social worker", worker), *rest]


def siblings(snapshot: Snapshot, child: str) -> list[str]:
    """The other children of the child's sibling groups on the day."""
    everybody = Snapshot(snapshot.facts.whole, snapshot.as_at)
    groups = everybody["sibling_group"].filter(pl.col("ends").is_null())
    own = groups.filter(pl.col("child") == child)["family"].to_list()
    if not own:
        return []
    others = groups.filter(pl.col("family").is_in(own) & (pl.col("child") != child))
    return others["child"].unique().sort().to_list()


def _of(frame: pl.DataFrame, child: str) -> list[Row]:
    return frame.filter(pl.col("child") == child).to_dicts()
