"""Those who finished and those who still wait, side by side: mean, median, quartiles and how many of each.

A mean of the finished alone flatters while the slowest still wait, and grows when they are served at last.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.measures import MEASURES, NOBODY, Period, Tally
from models.snapshot import Snapshot

WAITING = "waiting"
"""The group of a clock's tally that stands apart: those still waiting, with their days so far."""


@dataclass(frozen=True, eq=False)
class Days:
    """Children with their days: to the end, or so far."""

    children: pl.Series
    days: pl.Series

    @property
    def n(self) -> int:
        """How many."""
        return len(self.children)

    @property
    def mean(self) -> float | None:
        """The mean, unrounded; None for nobody."""
        return _number(self.days.mean())

    @property
    def median(self) -> float | None:
        """The median; None for nobody."""
        return _number(self.days.median())

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """What a quarter and three quarters of the days are at most; None for nobody."""
        lower, upper = (_number(self.days.quantile(share, "linear")) for share in (0.25, 0.75))
        return None if lower is None or upper is None else (lower, upper)

    @property
    def longest(self) -> int | None:
        """The most days; None for nobody."""
        return None if self.days.is_empty() else int(self.days.max())  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Spread:
    """A timeliness measure's finished and waiting children; those without a date are in neither."""

    finished: Days
    waiting: Days
    no_date: pl.Series

    @property
    def words(self) -> str:
        """Both in one sentence: “189 days on average, 24 children; 36 still wait, 212 days so far on average”."""
        done, still = self.finished, self.waiting
        said = f"{_whole(done.mean)} days on average, {_children(done.n)}" if done.n else "nobody finished"
        if not still.n:
            return f"{said}; nobody still waits"
        wait = "waits" if still.n == 1 else "wait"
        return f"{said}; {still.n:,} still {wait}, {_whole(still.mean)} days so far on average"


def spread(snapshot: Snapshot, code: str, period: Period) -> Spread:
    """A timeliness measure over a period, with those still waiting on its last day."""
    return spread_of(MEASURES[code].tally(snapshot, period))


def spread_of(tally: Tally) -> Spread:
    """The same from an answer. Raises ValueError for a measure that is no mean of days."""
    if tally.days is None:
        raise ValueError("only a mean of days has a spread")
    still = next((group for group in tally.apart() if group.code == WAITING and group.days is not None), None)
    nobody = Days(NOBODY, pl.Series([], dtype=pl.Int32))
    waiting = nobody if still is None or still.days is None else Days(still.children, still.days)
    return Spread(Days(tally.children, tally.days), waiting, tally.no_date)


def _number(found: object) -> float | None:
    return float(found) if isinstance(found, (int, float)) else None


def _whole(days: float | None) -> str:
    return "–" if days is None else f"{int((days + 0.5) // 1):,}"


def _children(count: int) -> str:
    return f"{count:,} {'child' if count == 1 else 'children'}"
