"""Entry cohorts: of those who came into care in a quarter or a year, how many reached permanence within 12 months.

An average of those who left says nothing of those who stay. A cohort does, but is only finished twelve months after its
last child came in: until then its share is what it is so far, marked, and between what it is at least and at most.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models.dates import MONTHS, add_months, collection_year, year_bounds
from models.rules.journeys import journeys
from models.series.waits import LEFT
from models.snapshot import Snapshot

By = Literal["quarter", "year"]
WITHIN = 12
"""Months from entry within which permanence is counted."""
PERMANENT = {
    "home": "Returned home",
    "cao": "Child arrangements order",
    "sgo": "Special guardianship order",
    "adopted": "Adopted",
}


@dataclass(frozen=True, eq=False)
class Cohort:
    """Those who came into care between two days, and who of them reached permanence within the months."""

    first: dt.date
    last: dt.date
    title: str
    children: pl.Series
    reached: dict[str, pl.Series]
    """By ending (of PERMANENT), its children."""
    open: pl.Series
    """Those still in care whose months are not over."""
    part: bool
    """Whether the quarter or year itself is not over, so that more may come in."""

    @property
    def n(self) -> int:
        """How many came in."""
        return len(self.children)

    @property
    def unfinished(self) -> bool:
        """Whether anyone's months are not over yet, or more may come in."""
        return self.part or len(self.open) > 0

    @property
    def permanent(self) -> int:
        """How many reached permanence within the months, so far."""
        return sum(map(len, self.reached.values()))

    @property
    def share(self) -> float | None:
        """In per cent, so far; None where nobody came in."""
        return 100 * self.permanent / self.n if self.n else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share if none of those whose months are not over reach it in time, and if all do."""
        return (100 * self.permanent / self.n, 100 * (self.permanent + len(self.open)) / self.n) if self.n else None


def cohorts(snapshot: Snapshot, months: int, by: By = "quarter") -> list[Cohort]:
    """The cohorts of the months to the snapshot's day, oldest first; the first one is whole."""
    rows = snapshot.once(_entries)
    found = []
    for first, end, title in _spans(add_months(snapshot.as_at, -months), snapshot.as_at, by):
        last = min(end, snapshot.as_at)
        here = rows.filter(pl.col("entry").is_between(first, last))
        reached = {ending: here.filter(pl.col("reached") == ending)["child"] for ending in PERMANENT}
        found.append(Cohort(first, last, title, here["child"], reached, here.filter("open")["child"], end > last))
    return found


def _entries(snapshot: Snapshot) -> pl.DataFrame:
    """Every known entry to care by the day: child, entry, reached (of PERMANENT, in time; else null), open."""
    by = pl.col("entry").dt.offset_by(f"{WITHIN}mo")
    in_time = pl.col("ended") <= by
    how = pl.when(in_time).then(LEFT)
    return (
        snapshot.once(journeys)
        .filter(pl.col("entry").is_not_null())
        .select(
            *("child", "entry"),
            reached=pl.when(how.is_in(list(PERMANENT))).then(how),
            open=pl.col("ended").is_null() & (by > snapshot.as_at),
        )
    )


def _spans(since: dt.date, until: dt.date, by: By) -> list[tuple[dt.date, dt.date, str]]:
    """The quarters or collection years that begin after a day and by the other, with their last days."""
    step = 3 if by == "quarter" else 12
    first = year_bounds(collection_year(since))[0]
    while first <= since:
        first = add_months(first, step)
    found = []
    while first <= until:
        last = add_months(first, step) - dt.timedelta(days=1)
        title = (
            f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {last.year}"
            if by == "quarter"
            else f"{first.year}/{last.year % 100:02d}"
        )
        found.append((first, last, title))
        first = add_months(first, step)
    return found
