"""What became of those who started: the share that came to each ending by each day, the waiting counted.

The estimate is Aalen and Johansen's for endings that compete, exact with ties (brothers and sisters end on one day), as
in `models.statistics.incidence`, whose tests name the published examples it agrees with.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.dates import add_months, british
from models.series.waits import ENDINGS, STARTS, Start, unknown, waits
from models.snapshot import Snapshot
from models.statistics.incidence import Incidence, incidence


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The curves of everyone with one kind of start within the months asked for, and the journeys behind them."""

    start: Start
    rows: pl.DataFrame
    """The journeys in order of time: child, start, time, ending, entry."""
    curves: Incidence
    unknown: pl.Series
    """Children whose start happened on a day that the data does not show: in no curve."""
    since: str

    def reached(self, ending: str, day: int) -> pl.Series:
        """The children who came to an ending by so many days."""
        found = self.rows.filter((pl.col("ending") == ending) & (pl.col("time") <= day))
        return found["child"]

    @property
    def waiting(self) -> pl.Series:
        """The children still waiting."""
        return self.rows.filter(pl.col("ending").is_null())["child"]

    def words(self, ending: str, day: int) -> str:
        """The share that came to an ending by a day, with its band; or that nobody was followed for so long."""
        point = self.curves.endings[ending].at(day)
        if point is None:
            return f"{ENDINGS[ending]}: not known after {self.curves.waiting.followed:,} days"
        return f"{ENDINGS[ending]}: {share_words(point.share, point.lower, point.upper)} by {day:,} days"

    def half(self, ending: str) -> str:
        """The day by which half of all came to an ending; “not reached” where they did not."""
        return str(self.curves.endings[ending].median)


def outcomes(snapshot: Snapshot, start: str, months: int) -> Outcomes:
    """What became of the journeys that had a start (of STARTS) in the months to the snapshot's day."""
    since = add_months(snapshot.as_at, -months)
    rows = waits(snapshot, start).filter(pl.col("start") > since).sort("time", "child")
    curves = incidence(rows["time"], rows["ending"], rows["entry"], endings=tuple(ENDINGS))
    return Outcomes(STARTS[start], rows, curves, unknown(snapshot, start), british(since))


def share_words(share: float, lower: float | None, upper: float | None) -> str:
    """A share with its band, in words."""
    if lower is None or upper is None:
        return f"{100 * share:.0f} %"
    return f"{100 * share:.0f} % (between {100 * lower:.0f} and {100 * upper:.0f} %)"
