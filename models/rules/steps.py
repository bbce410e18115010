"""The steps taken and planned in each child's present (or last) time in care, one row a child and kind of step.

An approximate date says that the step was taken, and by when at the latest; `day` then is the last day it can mean, and
`counted` is blank: no days are counted from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl

from models.rules.journeys import journeys
from models.rules.policies import holidays
from models.rules.timescales import working_days_after
from models.snapshot import Facts, Snapshot, as_at

APPROXIMATE = ("MONTH", "YEAR", "UNKNOWN")
NOTHING_BEFORE = pl.lit(None, dtype=pl.Date)


def latest(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's present time in care, else the last: the journey's own columns, and `after`, the day an earlier time
    in care ended (a step up to that day belongs to that one)."""
    child = pl.col("child")
    before = pl.when(child == child.shift()).then(pl.col("ended").shift())
    return snapshot.once(journeys).with_columns(after=before).filter(pl.col("latest"))


def taken(snapshot: Snapshot) -> pl.DataFrame:
    """Every step taken since an earlier time in care ended, in order of child, kind and day.

    child, kind, plan, day (of an approximate one the last day it can mean; only from then on it counts as taken),
    recorded (the day as it is stored), counted (blank where approximate), words (“May 2022” where approximate, else
    blank), outcome, amount, ref, decider, note, row_id.
    """
    return (
        dated(_since_before(snapshot["milestone"], snapshot), snapshot.as_at)
        .select(
            *("child", "kind", "plan", "day", "recorded", "counted", "words"),
            *("outcome", "amount", "ref", "decider", "note", "row_id"),
        )
        .sort("child", "kind", "day")
    )


def taken_of(snapshot: Snapshot, kinds: tuple[str, ...]) -> pl.DataFrame:
    """The same for some kinds of step only, without decider and note; of a large file only those are read."""
    rows = as_at(stored(snapshot.facts, kinds), "milestone", snapshot.as_at)
    return in_order(_since_before(rows, snapshot), snapshot.as_at).select(STEP)


def in_order(steps: pl.DataFrame, as_at: dt.date = dt.date.max) -> pl.DataFrame:
    """Stored steps taken by a day, dated, in order of child, kind and day."""
    return dated(steps, as_at).sort("child", "kind", "day")


def stored(facts: Facts, kinds: tuple[str, ...]) -> pl.DataFrame:
    """What is recorded of some kinds of step, as it is stored."""
    return facts.only("milestone", *STORED, kinds=kinds)


_OF = ("child", "kind", "plan", "day", "outcome", "amount", "ref")
STORED = (*_OF, "precision")
"""What is read of a step where neither decider nor note is asked for."""
STEP = (*_OF, "counted", "words")
"""What is said of a step where neither decider nor note is asked for."""


def _since_before(steps: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Stored steps that do not belong to an earlier time in care."""
    before = snapshot.once(latest).select("child", "after")
    rows = steps.join(before, on="child", how="left", maintain_order="left")
    return rows.filter(pl.col("after").is_null() | (pl.col("day") > pl.col("after")))


def dated(steps: pl.DataFrame, as_at: dt.date) -> pl.DataFrame:
    """Stored steps with `day`, `recorded`, `counted` and `words` as in `taken`; those taken by the day."""
    rough = pl.col("precision").is_in(APPROXIMATE).fill_null(False)
    day = (
        pl.when(pl.col("precision") == "MONTH")
        .then(pl.col("day").dt.month_end())
        .when(pl.col("precision") == "YEAR")
        .then(pl.col("day").dt.offset_by("1y").dt.truncate("1y") - pl.duration(days=1))
        .otherwise("day")
    )
    words = (
        pl.when(pl.col("precision") == "MONTH")
        .then(pl.col("day").dt.strftime("%b %Y"))
        .when(pl.col("precision") == "YEAR")
        .then(pl.col("day").dt.strftime("%Y"))
        .when(pl.col("precision") == "UNKNOWN")
        .then(pl.format("by {}", pl.col("day").dt.strftime("%-d %b %Y")))
    )
    return steps.with_columns(day=day, recorded="day", counted=pl.when(~rough).then("day"), words=words).filter(
        pl.col("day") <= as_at
    )


def planned(snapshot: Snapshot) -> pl.DataFrame:
    """The day each step still to come is planned for: child, kind, plan, said, planned, why, row_id.

    What was said last holds, until the step is taken on or after the day it was said, or the date is withdrawn.
    """
    return to_come(snapshot["planned_step"], snapshot.once(taken))


def to_come(plans: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """The same of some of what was planned and of the steps of those kinds that were taken."""
    step = ["child", "kind", "plan"]
    if plans.is_empty():
        return plans.select("child", "kind", "plan", "said", "planned", "why", "row_id")
    said = (
        plans.sort(*step, "said").unique(step, keep="last", maintain_order=True).filter(pl.col("planned").is_not_null())
    )
    done = steps.join(said, on=step, how="semi").group_by(step).agg(done=pl.col("day").max())
    return (
        said.join(done, on=step, how="left", maintain_order="left")
        .filter(pl.col("done").is_null() | (pl.col("done") < pl.col("said")))
        .select("child", "kind", "plan", "said", "planned", "why", "row_id")
    )


def last_day(snapshot: Snapshot, kinds: Iterable[str], coming: Iterable[str] = ()) -> pl.DataFrame:
    """The last day of each of some steps: child, and for each kind KIND, KIND_words, KIND_counted and KIND_outcome;
    beside them the columns of `next_day` for those `coming`. Blank where a child has none; children without any of them
    have no row."""
    wanted, awaited = tuple(kinds), tuple(coming)
    steps = taken_of(snapshot, tuple(dict.fromkeys((*wanted, *awaited))))
    found = beside(steps if set(awaited) <= set(wanted) else steps.filter(pl.col("kind").is_in(wanted)), wanted)
    return found.join(awaiting(snapshot, awaited, steps), on="child", how="full", coalesce=True) if awaited else found


def beside(steps: pl.DataFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    """The last of each of these kinds among some steps in order, as in `last_day`."""
    cells = {"day": "", "words": "_words", "counted": "_counted", "outcome": "_outcome"}
    return (
        steps.unique(["child", "kind"], keep="last", maintain_order=True)
        .pivot("kind", on_columns=kinds, index="child", values=tuple(cells))
        .rename({f"{cell}_{kind}": f"{kind}{end}" for kind in kinds for cell, end in cells.items()}, strict=False)
    )


def next_day(snapshot: Snapshot, kinds: Iterable[str]) -> pl.DataFrame:
    """The earliest day that each of some steps is planned for: child, and KIND_planned for each kind."""
    wanted = tuple(kinds)
    return awaiting(snapshot, wanted, taken_of(snapshot, wanted))


def awaiting(snapshot: Snapshot, kinds: tuple[str, ...], steps: pl.DataFrame) -> pl.DataFrame:
    """The same where the steps taken are known already."""
    mine = snapshot["planned_step"].filter(pl.col("kind").is_in(kinds))
    days = (pl.col("planned").filter(pl.col("kind") == kind).min().alias(f"{kind}_planned") for kind in kinds)
    return to_come(mine, steps).group_by("child").agg(days)


def whole_months(since: pl.Expr, day: dt.date) -> pl.Expr:
    """Whole calendar months from a column of days to a day; held to the month's end, as limits in months are."""
    months = (day.year - since.dt.year()) * 12 + (day.month - since.dt.month().cast(pl.Int32))
    reached = since.dt.offset_by(pl.format("{}mo", months)) <= day
    return (months - (~reached).cast(pl.Int32)).cast(pl.Int32)


def working_days_after_step(snapshot: Snapshot, start: pl.Expr, days: int) -> pl.Expr:
    """So many working days after a day, by England's bank holidays with the authority's own changes to them."""
    return working_days_after(start, days, holidays(snapshot.facts))
