"""A measure month by month: each point with its tally, and so with its children, and whether chance explains it.

A month's figure is over that month where the measure is over a period, and of its last day where it is of a day.
Rolling figures (twelve months, three years) are told as they are, but never judged: neighbours share most of their
children, and every limit would be too narrow.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.dates import add_months
from models.measures import MEASURES, Group, Measure, Period, Tally, days_kept, evaluate, on
from models.progress import Progress, part, silent
from models.series.stocks import STOCKS, stocks
from models.snapshot import Snapshot

MONTHS = 60
"""How far back a series goes unless asked otherwise."""
BESIDE = ("T01", "T03")
"""The clocks that are drawn with those still waiting beside them."""


@dataclass(frozen=True, eq=False)
class Value:
    """A measure's answer for one month; `period` is what it is over."""

    period: Period
    tally: Tally
    waiting: Group | None = None
    """Of a clock in BESIDE, those still waiting on the month's last day, with their days so far."""


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
    return several(snapshot, [code], months, last, rolling=rolling, progress=progress)[code]


def several(
    snapshot: Snapshot,
    codes: Iterable[str],
    months: int = MONTHS,
    last: dt.date | None = None,
    *,
    rolling: bool = False,
    progress: Progress = silent,
) -> dict[str, Series]:
    """Some measures month by month. They are kept with the snapshot, so that two charts of one measure share them."""
    last = last or snapshot.as_at
    kept, wanted = snapshot.once(_kept), list(codes)
    missing = [code for code in wanted if (code, months, last, rolling) not in kept]
    if quick := [code for code in missing if code in STOCKS]:
        over = [Period(month.last, month.last) for month in months_to(last, months)]
        for code, tallies in stocks(snapshot.facts, quick, [day.last for day in over]).items():
            points = tuple(map(Value, over, tallies))
            kept[code, months, last, rolling] = Series(MEASURES[code], points, rolling=False)
    if slow := [code for code in missing if code not in STOCKS]:
        found = list(backwards(snapshot, slow, months, last, rolling=rolling, progress=progress))
        for code in slow:
            points = tuple(answers[code] for answers in reversed(found))
            shared = rolling or MEASURES[code].over in ("twelve months", "three years")
            whole = Series(MEASURES[code], points, shared and MEASURES[code].over != "day")
            kept[code, months, last, rolling] = whole
    return {code: kept[code, months, last, rolling] for code in wanted}


def backwards(
    snapshot: Snapshot,
    codes: Iterable[str] | None = None,
    months: int = MONTHS,
    last: dt.date | None = None,
    *,
    rolling: bool = False,
    progress: Progress = silent,
) -> Iterator[dict[str, Value]]:
    """Some measures (or all) for each of the months to a day, the newest month first: it can be shown at once.

    A progress that raises `Cancelled` ends it between two figures.
    """
    wanted = months_to(last or snapshot.as_at, months)
    only = None if codes is None else list(codes)
    for number, month in enumerate(reversed(wanted)):
        period = Period.year_to(month.last) if rolling else month
        here = part(progress, number / len(wanted), (number + 1) / len(wanted))
        with passing(snapshot, month.last) as then:
            tallies = evaluate(then, period, only, here)
        yield {code: _value(snapshot, MEASURES[code], period, tally) for code, tally in tallies.items()}


@contextlib.contextmanager
def passing(snapshot: Snapshot, day: dt.date) -> Iterator[Snapshot]:
    """The same facts as at a day, not kept for the next who asks unless somebody had asked for it before: what is
    worked out of sixty days would fill the memory."""
    kept = snapshot.facts.once(days_kept)
    known = day in kept
    try:
        yield on(snapshot, day)
    finally:
        if not known:
            kept.pop(day, None)


def _value(snapshot: Snapshot, measure: Measure, period: Period, tally: Tally) -> Value:
    """An answer without what it was worked out from: what stands apart is worked out again when it is asked for."""
    still = tally.apart() if measure.code in BESIDE else ()
    found = replace(tally, apart=lambda: measure.tally(snapshot, period).apart())
    waiting = next((group for group in still if group.code == "waiting"), None)
    return Value(period.over(measure.over), found, waiting)


def _kept(_snapshot: Snapshot) -> dict[tuple[str, int, dt.date, bool], Series]:
    return {}
