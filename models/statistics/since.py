"""Did a figure change from a day on? What came since, held against the limits of the time before.

The limits are those of the points before alone (an XmR chart's, see `control`), carried on as they are: what came since
takes no part in them, else a change would widen the limits that are to find it. A change is told where a point since
lies beyond a limit, 7 in a row on one side of the mean before, or 2 of 3 near one limit; a run counts from the day on.
Where points since signal both ways, the last 7 that signal must do so one way.
What happened first is not thereby why: the words say when, never because.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.statistics.control import (
    LEAST,
    RUN,
    Better,
    Chart,
    Limits,
    Mark,
    Segment,
    judged,
    natural_limits,
    signals,
)

Found = Literal["changed", "no clear change", "both ways", "already", "passed", "too few before", "too few since"]


@dataclass(frozen=True)
class Since:
    """What can be said: `high` is whether it went up; the means before and since; how many points since signal it, of
    how many.

    “Already”: of the last 7 points before, some signal the same way, so nothing began with the day. “Passed”: of the
    last 7 since none signals any more.
    """

    chart: Chart
    found: Found
    high: bool | None
    before: float | None
    since: float | None
    signalled: int
    points: int

    @property
    def good(self) -> bool | None:
        """Whether the change is an improvement; None where neither is better, or nothing changed."""
        if self.high is None or not self.chart.better:
            return None
        return self.high == (self.chart.better == "higher")


def since(
    values: Sequence[float | None],
    at: int,
    *,
    better: Better = "",
    floor: float | None = None,
    ceiling: float | None = None,
) -> Since:
    """A series in order of time, judged from point `at` on; a point without a figure is passed over.

    Drawn, the time before keeps its own limits; the time since has its own where it has points enough, else those of
    the time before are carried on.
    """
    before = [(n, value) for n, value in enumerate(values[:at]) if value is not None]
    after = [(n, value) for n, value in enumerate(values[at:], at) if value is not None]
    marks = [Mark(value) for value in values]
    earlier, later = [value for _, value in before], [value for _, value in after]
    limits = natural_limits(earlier) if len(earlier) >= LEAST else None
    kinds_before = signals(earlier, limits) if limits else []
    kinds_since = signals(later, limits) if limits else []
    for (n, value), (kinds, high) in zip([*before, *after], [*kinds_before, *kinds_since], strict=False):
        marks[n] = judged(value, kinds, high, better)
    own = natural_limits(later) if limits and len(later) >= LEAST else limits
    segments = [Segment(0, max(at - 1, 0), len(earlier), _within(limits, floor, ceiling), "")] if at else []
    if at < len(values):
        segments.append(Segment(at, len(values) - 1, len(later), _within(own, floor, ceiling), ""))
    ways = [high for _kinds, high in kinds_since if high is not None]
    found: Found = "no clear change"
    if limits is None:
        found = "too few before"
    elif ways:
        last = ways[-1]
        lately = next((n for n, way in enumerate(reversed(ways)) if way != last), len(ways))
        already = any(way == last for _kinds, way in kinds_before[-RUN:])
        passed = not any(kinds for kinds, _high in kinds_since[-RUN:])
        found = (
            "both ways" if lately < min(RUN, len(ways)) else "already" if already else "passed" if passed else "changed"
        )
    elif len(later) < RUN:
        found = "too few since"
    high = ways[-1] if found == "changed" else None
    return Since(
        Chart("XmR", better, tuple(segments), tuple(marks)),
        found,
        high,
        sum(earlier) / len(earlier) if earlier else None,
        sum(later) / len(later) if later else None,
        sum(way == ways[-1] for way in ways),
        len(later),
    )


def _within(limits: Limits | None, floor: float | None, ceiling: float | None) -> Limits | None:
    """Limits held to what the figure can never pass."""
    if limits is None or limits.lower is None or limits.upper is None:
        return limits
    lower = limits.lower if floor is None else max(limits.lower, floor)
    return replace(limits, lower=lower, upper=limits.upper if ceiling is None else min(limits.upper, ceiling))
