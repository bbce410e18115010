"""How many days from the placement order to the match and to the adoption order: of the cohort, and of one child.

Learnt from all whose placement order the data shows from its first day, those still waiting, those whose order was
reversed and those who left counted as what they are. One child gets a range and never a single figure; nothing is said
where fewer than 20 are known. Beside each stands how often the ranges of the past held: the same forecast made again on
a day of every half-year from six years to two years ago, from what had happened by then.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.dates import add_months
from models.series.waits import waits
from models.snapshot import Snapshot
from models.statistics.forecast import (
    Backtest,
    CohortForecast,
    Remaining,
    TooFew,
    backtest,
    backtest_cohort,
    cohort,
    remaining,
)
from models.statistics.incidence import Incidence, incidence

GOALS = {"match": "match", "ao": "adoption order"}
"""What is forecast from the placement order, in words."""
TESTED = range(24, 73, 6)
"""The months ago on which past forecasts are made again."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """A forecast to one goal: what it was learnt from, of those now waiting, and how it did in the past."""

    goal: str
    rows: pl.DataFrame
    known: Incidence
    waiting: pl.DataFrame
    """Those now waiting: child, start, time (days so far)."""
    cohort: CohortForecast | TooFew
    tested: Backtest
    """Of the ranges of single children."""
    tested_cohort: Backtest

    def of(self, child: str) -> Remaining | TooFew | None:
        """The days still to come for one waiting child, as a range; None where the child does not wait for this."""
        found = self.waiting.filter(pl.col("child") == child)
        return None if found.is_empty() else remaining(self.known, self.goal, int(found["time"][-1]))

    @property
    def words(self) -> str:
        """What is forecast of the cohort, in a sentence; or why nothing is."""
        said = self.cohort
        if isinstance(said, TooFew):
            return f"{said}."
        low, high = max(0.0, said.mean_low), said.mean_high
        return (
            f"Of {said.n:,} now waiting about {said.reaching:,.0f} come to the {GOALS[self.goal]}, after "
            f"{said.mean:,.0f} days on average from the placement order; four times in five between {low:,.0f} and "
            f"{high:,.0f}."
        )


def ahead(snapshot: Snapshot, child: str) -> list[str]:
    """What is forecast of one waiting child, a sentence for each goal that it waits for; never a single figure."""
    said = []
    for goal, words in GOALS.items():
        found = forecast(snapshot, goal)
        if (range_ := found.of(child)) is not None:
            past = "" if isinstance(range_, TooFew) else f" Of such forecasts: {found.tested}."
            said.append(f"To the {words}: {range_}.{past}")
    return said


def forecast(snapshot: Snapshot, goal: str) -> Forecast:
    """The forecast to a goal (of GOALS) as at the snapshot's day."""
    return snapshot.once(_to_match if goal == "match" else _to_order)


def _to_match(snapshot: Snapshot) -> Forecast:
    return _forecast(snapshot, "match")


def _to_order(snapshot: Snapshot) -> Forecast:
    return _forecast(snapshot, "ao")


def journeys_to(snapshot: Snapshot, goal: str) -> pl.DataFrame:
    """Every placement order followed from its day: child, start, time, ending (the goal, what came instead, or null).

    A child matched by the day of the order never waited for the match and is out; a match with no day on record ends
    the wait as what came next.
    """
    rows = waits(snapshot, "po").filter(pl.col("entry") == 0)
    came = pl.col(goal)
    days = (came - pl.col("start")).dt.total_days()
    first = came.is_not_null() & (days <= pl.col("time"))
    return (
        rows.filter(came.is_null() | (days > 0))
        .with_columns(
            time=pl.when(first).then(days).otherwise("time"),
            ending=pl.when(first).then(pl.lit(goal)).otherwise("ending"),
        )
        .select("child", "start", "time", "ending")
    )


def _forecast(snapshot: Snapshot, goal: str) -> Forecast:
    rows = journeys_to(snapshot, goal)
    known = incidence(rows["time"], rows["ending"], endings=(goal,))
    waiting = rows.filter(pl.col("ending").is_null()).select("child", "start", "time")
    ago = pl.Series([add_months(snapshot.as_at, -months) for months in TESTED], dtype=pl.Date)
    past = ago.to_physical().to_list()
    columns = (rows["start"].to_physical(), rows["time"], rows["ending"], goal, past)
    return Forecast(
        goal,
        rows,
        known,
        waiting,
        cohort(known, goal, waiting["time"].to_list()),
        backtest(*columns),
        backtest_cohort(*columns),
    )
