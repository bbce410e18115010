"""The group's actions: how often each was carried forward, how old it is, and how it escalates by itself.

An action is carried by every meeting signed off after the one that agreed it at which it was still open. When it was
carried as often as the policy says (three times), it goes to the head of service; unanswered at the next meeting
signed off, to the director and the independent reviewing officer. Each is dated by the meeting that brought it about.
"""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.pmg.meetings import CARRIES, signed
from models.rules.policies import policies
from models.snapshot import Snapshot

FIRST, THEN = "HEAD-OF-SERVICE", ("DIRECTOR", "IRO")
"""To whom an action goes first, and to whom it goes where that brings no answer."""
RUNGS = (FIRST, *THEN)
CASE = 0
"""The number in place of an action's, where the child's case as such is escalated."""
RUNG_WORDS = {code: found.label for code, found in codes.codes("rung").items()}


def _carrying(snapshot: Snapshot) -> pl.DataFrame:
    """Each meeting that carried an action, in order: child, number, held, carried (how often by then)."""
    rows = snapshot["pmg_action"].select("child", "number", "meeting", "ends")
    held, ends = pl.col("held"), pl.col("ends")
    return (
        rows.join(signed(snapshot).select("held"), how="cross")
        .filter((held > pl.col("meeting")) & (ends.is_null() | (ends > held)))
        .sort("child", "number", "held")
        .with_columns(carried=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("child", "number"))
        .select("child", "number", "held", "carried")
    )


def escalations(snapshot: Snapshot) -> pl.DataFrame:
    """Every escalation by the day, recorded or come by itself, in order of child, action and day.

    child, action (its number; 0 the case as such), rung (code), to (in words), since, why, answered, outcome, by_itself
    (it came of the carrying), over (the day it was settled: answered, or its action done or withdrawn), standing (not
    settled), row_id and recorded_by (blank where nothing is recorded of it yet).
    """
    own = snapshot["escalation"].select(
        "child", "action", "rung", "since", "why", "answered", "outcome", "row_id", "recorded_by"
    )
    most = max(policies(snapshot.facts)[CARRIES], 1)
    count = f"Carried {most} times without being done"
    first = (
        snapshot.once(_carrying)
        .filter(pl.col("carried") == most)
        .select("child", action="number", rung=pl.lit(FIRST), since="held", why=pl.lit(count))
    )
    cells = ("child", "action", "rung", "since", "why")
    known = pl.concat([own.select(*cells, "answered"), first.select(*cells, answered=pl.lit(None, pl.Date))])
    lower = known.filter(pl.col("rung") == FIRST).unique(["child", "action"], keep="first", maintain_order=True)
    ended = snapshot["pmg_action"].select("child", action="number", ends="ends")
    late = (
        lower.join(ended, on=["child", "action"], how="left", maintain_order="left")
        .with_columns(until=pl.min_horizontal("answered", "ends"))
        .join(signed(snapshot).select("held"), how="cross")
        .filter((pl.col("held") > pl.col("since")) & (pl.col("until").is_null() | (pl.col("until") > pl.col("held"))))
        .group_by("child", "action", maintain_order=True)
        .agg(pl.col("held").min())
    )
    then = pl.concat(
        [
            late.select(
                "child",
                "action",
                rung=pl.lit(rung),
                since="held",
                why=pl.lit("The head of service had not answered by the next meeting"),
            )
            for rung in THEN
        ]
    )
    derived = pl.concat([first, then])
    key = ["child", "action", "rung"]
    own = own.join(derived.select(*key, by_itself=pl.lit(True)), on=key, how="left", maintain_order="left")
    new = derived.join(own, on=key, how="anti").with_columns(by_itself=pl.lit(True))
    return (
        pl.concat([own, new], how="diagonal")
        .join(ended, on=["child", "action"], how="left", maintain_order="left")
        .with_columns(
            by_itself=pl.col("by_itself").fill_null(False),
            over=pl.min_horizontal("answered", "ends"),
            to=pl.col("rung").replace_strict(RUNG_WORDS, default=pl.col("rung"), return_dtype=pl.String),
            rank=pl.col("rung").replace_strict({code: n for n, code in enumerate(RUNGS)}, default=9),
        )
        .with_columns(standing=pl.col("over").is_null())
        .sort("child", "action", "since", "rank")
        .select(
            *key, "to", "since", "why", "answered", "outcome", "by_itself", "over", "standing", "row_id", "recorded_by"
        )
    )


def actions(snapshot: Snapshot) -> pl.DataFrame:
    """Every action agreed by the day, in order of child and number.

    child, number, meeting, words, owner, due, ends, why_ended, evidence, row_id, recorded_by; open; carried (how
    often), age (days since it was agreed, until its end), over (days past due, while open), escalated (to whom it
    stands escalated, in words; blank where it does not), again (how often it is carried until it escalates by itself).
    """
    rows = snapshot["pmg_action"]
    many = snapshot.once(_carrying).group_by("child", "number").agg(carried=pl.col("carried").max())
    up = (
        snapshot.once(escalations)
        .filter("standing")
        .group_by("child", number="action", maintain_order=True)
        .agg(escalated=pl.col("to").str.join(", "))
    )
    day = pl.lit(snapshot.as_at)
    open_ = pl.col("ends").is_null()
    over = (day - pl.col("due")).dt.total_days().cast(pl.Int32)
    return (
        rows.join(many, on=["child", "number"], how="left", maintain_order="left")
        .join(up, on=["child", "number"], how="left", maintain_order="left")
        .with_columns(
            pl.col("carried").fill_null(0),
            open=open_,
            age=(pl.coalesce("ends", day) - pl.col("meeting")).dt.total_days().cast(pl.Int32),
            over=pl.when(open_ & (over > 0)).then(over),
            again=pl.lit(max(policies(snapshot.facts)[CARRIES], 1), dtype=pl.Int32),
        )
        .sort("child", "number")
    )


def owed(snapshot: Snapshot) -> pl.DataFrame:
    """Who owes what: the open actions, in order of owner (those of nobody last), due day and child; columns of
    `actions`."""
    return (
        snapshot.once(actions)
        .filter("open")
        .sort("owner", "due", "child", "number", nulls_last=True, maintain_order=True)
    )
