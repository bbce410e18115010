"""A measure month by month: each point with its tally, and so with its children, and whether chance explains it.

A month's figure is over that month where the measure is over a period, and of its last day where it is of a day.
Rolling figures (twelve months, three years) are told as they are, but never judged: neighbours share most of their
children, and every limit would be too narrow.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from models.dates import add_months
from models.measures import MEASURES, Measure, Period, Tally
from models.progress import Progress, silent
from models.snapshot import Snapshot

MONTHS = 60
"""How far back a series goes unless asked otherwise."""


@dataclass(frozen=True, eq=False)
class Value:
    """A measure's answer for one month; `period` is what it is over."""

    period: Period
    tally: Tally


@dataclass(frozen=True, eq=False)
class Series:
    """A measure month by month, oldest first."""

    measure: Measure
    points: tuple[Value, ...]
    rolling: bool
    """Whether neighbouring points share their children by definition."""

    @property
    def values(self) -> list[float | None]:
        """The figures, oldest first; None where nobody counts."""
        return [point.tally.value for point in self.points]


def months_to(last: dt.date, months: int) -> list[Period]:
    """The months that end on a day, oldest first: calendar months where it is a month's last, else from day to day."""
    ends = [add_months(last, -back) for back in range(months, -1, -1)]
    if last.day == calendar.monthrange(last.year, last.month)[1]:
        ends = [end.replace(day=calendar.monthrange(end.year, end.month)[1]) for end in ends]
    return [Period(before + dt.timedelta(days=1), end) for before, end in itertools.pairwise(ends)]


def monthly(
    snapshot: Snapshot,
    code: str,
    months: int = MONTHS,
    last: dt.date | None = None,
    *,
    rolling: bool = False,
    progress: Progress = silent,
) -> Series:
    """A measure for each of the months to a day (the snapshot's, unless said); `rolling`: the twelve months to each."""
    return next(each_monthly(snapshot, [code], months, last, rolling=rolling, progress=progress))


def each_monthly(
    snapshot: Snapshot,
    codes: list[str],
    months: int = MONTHS,
    last: dt.date | None = None,
    *,
    rolling: bool = False,
    progress: Progress = silent,
) -> Iterator[Series]:
    """Several measures month by month, one after the other."""
    for code in codes:
        measure = MEASURES[code]
        wanted = months_to(last or snapshot.as_at, months)
        found = []
        for number, month in enumerate(wanted):
            progress(number / len(wanted), measure.title)
            period = Period.year_to(month.last) if rolling else month
            found.append(Value(period.over(measure.over), measure.tally(snapshot, period)))
        yield Series(measure, tuple(found), measure.over in ("twelve months", "three years") or rolling)
