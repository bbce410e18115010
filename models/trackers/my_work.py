"""My work: one list of everything that is overdue, due soon, drifting, waited for or missing, for one person or all."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from models import codes
from models.checks import answered, faults
from models.dates import add_months
from models.progress import Progress, silent
from models.rules.drift import flags
from models.rules.journeys import journeys
from models.rules.people import judged, workers
from models.rules.pmg_actions import CASE, actions, escalations
from models.rules.work import AGREED, DRIFTING, KINDS, MISSING, OVERDUE, WAITING, dues, kind_of, owners
from models.snapshot import Snapshot
from models.trackers import Column, Figure
from models.trackers.cells import said

COLUMNS = (
    Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", 10),
    Column("state", "State", "state", "Overdue, to watch (due within 28 days), on time, or no date.", 6),
    Column(
        "kind",
        "Kind",
        "text",
        "Overdue, due within 28 days, drifting, agreed by the monitoring group and due later, waiting on others, or "
        "missing data.",
        15,
    ),
    Column("what", "What", "text", "What is to be done, decided or recorded.", 30),
    Column("due", "Due", "date", "The day by which it is or was due, or for which it is planned.", 12),
    Column("over", "Days over", "days", "Days since it was due.", 7),
    Column("decides", "Who decides", "text", "Who does or decides it, or sees to it as somebody answered.", 22),
    Column("why", "Why", "text", "Why it is in the list, in words.", 46),
    Column("worker", "Social worker", "text", "The social worker's identifier.", 12),
    Column("team", "Team", "text", "The team that holds the child's case.", 12),
    Column("iro", "Reviewing officer", "text", "The independent reviewing officer's identifier.", 12, shown=False),
    Column("source", "Whose rule", "text", "The law or guidance the limit is from, or Local.", 30, shown=False),
)
FIGURES = tuple(Figure(kind.lower(), pl.col("kind") == kind) for kind in KINDS)
"""How many things there are of each kind: together they are the list."""
MADE = ("child", "kind", "what", "due", "over", "decides", "why", "source", "owner", "rule")
_NOTHING = pl.lit(None, dtype=pl.String)


def work(snapshot: Snapshot) -> pl.DataFrame:
    """Everything to be done for every child, a row each, the most pressing first; without what the checks find.

    id (of the row), child, state, kind, what, due, over (days past it), decides (in words, or the person who answered
    to see to it), why, worker, team, iro, source, owner (that person), rule (the finding it is). Each thing stands
    once: what is overdue by a rule is not beside it drifting by the same rule. Missing data: a step that must have
    happened, without its date.
    """
    return _listed(snapshot, [])


def checked_work(snapshot: Snapshot, progress: Progress = silent) -> pl.DataFrame:
    """The same with what the checks find, which takes longer: what is doubtful about children in care or who left in
    the twelve months to the day, until somebody answers to it, is missing data too."""
    return _listed(snapshot, [_doubtful(snapshot, progress)])


def _listed(snapshot: Snapshot, more: list[pl.DataFrame]) -> pl.DataFrame:
    due = _due(snapshot)
    late = due.filter(pl.col("kind") == OVERDUE).select("child", "rule")
    drifting = _drifting(snapshot).join(late, on=["child", "rule"], how="anti")
    state = judged(pl.col("due"), snapshot.as_at)
    rank = pl.col("kind").replace_strict({kind: n for n, kind in enumerate(KINDS)}, return_dtype=pl.Int32)
    return (
        pl.concat([frame.select(MADE) for frame in (due, drifting, _acting(snapshot), _raised(snapshot), *more)])
        .join(
            snapshot.once(workers).select("child", "worker", "team", "iro"),
            on="child",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            state=pl.when(pl.col("kind") == DRIFTING).then(pl.lit("R")).otherwise(state),
            rank=rank,
        )
        .sort("rank", "due", "child", "what", "why", nulls_last=True)
        .drop("rank")
        .with_row_index("id")
        .with_columns(pl.col("id").cast(pl.String))
    )


def _due(snapshot: Snapshot) -> pl.DataFrame:
    """What is due or planned; beside what a person answered to the finding that says the same, where it holds."""
    mine = snapshot.once(dues).with_columns(kind=kind_of(snapshot.as_at)).filter(pl.col("kind").is_not_null())
    seen_to = pl.format("{}. {}", "why", pl.col("action"))
    over = (pl.lit(snapshot.as_at) - pl.col("due")).dt.total_days().cast(pl.Int32)
    return mine.join(owners(snapshot), on=["child", "rule"], how="left", maintain_order="left").with_columns(
        decides=said("decider", "decider"),
        over=pl.when(over > 0).then(over),
        why=pl.when(pl.col("action").is_not_null()).then(seen_to).otherwise("why"),
    )


def _drifting(snapshot: Snapshot) -> pl.DataFrame:
    """The drift flags; a step without its date is missing data."""
    missing = pl.col("rule") == "DRIFT-16"
    return (
        snapshot.once(flags)
        .join(owners(snapshot).select("child", "rule", who="owner"), on=["child", "rule"], how="left")
        .select(
            *("child", "source", "rule", "over"),
            kind=pl.when(missing).then(pl.lit(MISSING)).otherwise(pl.lit(DRIFTING)),
            what=pl.when(missing).then(pl.lit("Date of a step")).otherwise("title"),
            due=pl.when(~missing).then("due"),
            decides="owner",
            why=pl.format("{}. {}", "words", "action"),
            owner="who",
        )
        .with_columns(over=pl.when(~missing).then("over"))
    )


def _acting(snapshot: Snapshot) -> pl.DataFrame:
    """The monitoring group's open actions: how old each is, how often it was carried, to whom it is escalated."""
    carried, age = pl.col("carried"), pl.col("age")
    times = pl.when(carried == 1).then(pl.lit("once")).when(carried == 2).then(pl.lit("twice"))
    why = pl.concat_str(
        pl.format("Agreed on {}", pl.col("meeting").dt.strftime("%-d %b %Y")),
        pl.when(age == 1).then(pl.lit("1 day old")).otherwise(pl.format("{} days old", age)),
        pl.when(carried > 0).then(pl.format("carried {}", times.otherwise(pl.format("{} times", carried)))),
        pl.format("escalated to: {}", pl.col("escalated")),
        separator="; ",
        ignore_nulls=True,
    )
    kind = kind_of(snapshot.as_at)
    return (
        snapshot.once(actions)
        .filter("open")
        .with_columns(decider=pl.lit("SW"), planned=pl.lit(False))
        .select(
            "child",
            kind=pl.coalesce(kind, pl.lit(AGREED)),
            what="words",
            due="due",
            over="over",
            decides=pl.col("owner").fill_null("Nobody named"),
            why=why,
            source=pl.lit("Monitoring group"),
            owner="owner",
            rule=pl.format("PMG {}", pl.col("number")),
        )
    )


def _raised(snapshot: Snapshot) -> pl.DataFrame:
    """Escalations that nobody answered: each waits for those it was put to."""
    of = snapshot.once(actions).select("child", action="number", about="words")
    rows = snapshot.once(escalations).filter("standing").join(of, on=["child", "action"], how="left")
    about = pl.when(pl.col("action") == CASE).then(pl.lit("the case as such")).otherwise("about")
    said = pl.format("{}. Since {}", pl.col("why"), pl.col("since").dt.strftime("%-d %b %Y"))
    return rows.select(
        "child",
        kind=pl.lit(WAITING),
        what=pl.format("Answer to the escalation: {}", about),
        due=pl.lit(None, dtype=pl.Date),
        over=pl.lit(None, dtype=pl.Int32),
        decides="to",
        why=pl.coalesce(said, pl.format("Since {}", pl.col("since").dt.strftime("%-d %b %Y"))),
        source=pl.lit("Monitoring group"),
        owner=_NOTHING,
        rule=pl.format("PMG {}", pl.col("action")),
    )


def _doubtful(snapshot: Snapshot, progress: Progress) -> pl.DataFrame:
    """What the checks find, of children in care or who left in the twelve months to the day, and nobody answered."""
    recent = pl.col("ended").is_null() | (pl.col("ended") > add_months(snapshot.as_at, -12))
    here = snapshot.once(journeys).filter(pl.col("latest") & recent).select("child")
    worker = codes.label("decider", "SW")
    found = faults(snapshot, progress).join(here, on="child", how="semi", maintain_order="left")
    return (
        answered(snapshot, found)
        .filter(~pl.col("answered"))
        .select(
            "child",
            kind=pl.lit(MISSING),
            what="title",
            due=pl.lit(None, dtype=pl.Date),
            over=pl.lit(None, dtype=pl.Int32),
            decides=pl.lit(worker),
            why="sentence",
            source=pl.format("Rule {}", "code"),
            owner=_NOTHING,
            rule=pl.concat_str("code", pl.col("on").dt.strftime("%Y-%m-%d"), separator=" ", ignore_nulls=True),
        )
    )


def mine(rows: pl.DataFrame, roles: pl.DataFrame, who: str) -> pl.DataFrame:
    """The rows of one worker or team: of the children worked with in any role, and what was given to see to."""
    children = roles.filter(pl.col("who") == who)["child"]
    return rows.filter(pl.col("child").is_in(children.implode()) | (pl.col("owner") == who).fill_null(False))


def persons(rows: pl.DataFrame, roles: pl.DataFrame) -> list[tuple[str, str]]:
    """Everybody whose work can be shown, with their roles in words, teams first: those who work with a child or were
    given something to see to."""
    known = pl.concat(
        [
            roles.select("who", "role"),
            rows.filter(pl.col("owner").is_not_null()).select(who="owner", role=pl.lit("Sees to something")),
        ]
    ).unique(maintain_order=True)
    found = known.group_by("who").agg(pl.col("role")).rows()
    return sorted(((who, _roles(said_)) for who, said_ in found), key=lambda each: ("Team" not in each[1], each[0]))


def _roles(said_: Sequence[str]) -> str:
    own = [role for role in said_ if role != "Sees to something"]
    return ", ".join(dict.fromkeys(own or said_))
