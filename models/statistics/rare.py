"""Charts for what happens seldom: the time, or the number of others, between one and the next.

Where a month has one order or none, a monthly count tells nothing; the gap between orders does. A gap is known when the
next one happens, so the last point is the last order's. Long gaps are good where the events are bad, and the reverse.

The t chart (time between) raises each gap to 1/3.6, which makes gaps between chance events nearly normal, draws the XmR
limits of these and takes them back to days by the power of 3.6; below none there is no lower limit. Source: Nelson,
A control chart for parts-per-million nonconforming items, Journal of Quality Technology 26 (1994), 239-240;
Montgomery, Introduction to Statistical Quality Control, section 7.3.5.

The g chart (number between) has, with g the mean number between, the limits g ± 3 * sqrt(g * (g + 1)), three standard
deviations of the geometric distribution; below none there is no lower limit. Most points of so skewed a distribution
lie below its mean, so runs are counted about its median; and two of three is not asked. Source: Benneyan,
Number-between g-type statistical quality control charts for monitoring adverse events, Health Care Management Science 4
(2001), 305-318.

The signals and the 12 points that limits need are those of `control`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from models.statistics.control import (
    LEAST,
    Better,
    Chart,
    Family,
    Limits,
    Mark,
    Segment,
    judged,
    natural_limits,
    signals,
    spans,
)

POWER = 3.6
"""Nelson's: a gap to 1/3.6 is nearly normal."""


def gaps(days: Sequence[int]) -> list[int]:
    """The days between events, from the days on which they happened in any order; none between two on one day."""
    return [after - before for before, after in pairwise(sorted(days))]


def transformed(gap: float) -> float:
    """A gap on the scale on which chance is nearly normal."""
    return float(gap ** (1 / POWER))


def t_chart(between: Sequence[float], *, better: Better = "", rebase: Mapping[int, str] | None = None) -> Chart:
    """The chart of the time between rare events, oldest first. Raises ValueError for a time below none."""
    return _chart("t", between, better, rebase)


def g_chart(between: Sequence[float], *, better: Better = "", rebase: Mapping[int, str] | None = None) -> Chart:
    """The chart of the number of others between rare events (say, of leavers between two adoptions), oldest first.

    The event itself is not counted: none between two that follow each other. Raises ValueError for fewer than none.
    """
    return _chart("g", between, better, rebase)


def geometric_limits(between: Sequence[float]) -> Limits:
    """The limits of a g chart, with the median of the geometric distribution to count runs about."""
    mean = sum(between) / len(between)
    reach = 3 * math.sqrt(mean * (mean + 1))
    median = -math.log(2) / math.log(mean / (mean + 1)) - 1 if mean else 0.0
    return Limits(mean, mean - reach if mean > reach else None, mean + reach, max(0.0, median))


def _chart(family: Family, between: Sequence[float], better: Better, rebase: Mapping[int, str] | None) -> Chart:
    if any(gap < 0 for gap in between):
        raise ValueError("what lies between two events cannot be less than none")
    marks = [Mark(gap) for gap in between]
    segments = []
    for first, last, reason in spans(len(between), rebase or {}):
        series = between[first : last + 1]
        limits = None
        if len(series) >= LEAST:
            limits = geometric_limits(series)
            if family == "t":
                series = [transformed(gap) for gap in series]
                limits = natural_limits(series)
            found = signals(series, limits, near=family == "t")
            for at, (kinds, high) in enumerate(found, first):
                marks[at] = judged(between[at], kinds, high, better)
            if family == "t":
                limits = _back(limits)
        segments.append(Segment(first, last, len(series), limits, reason))
    return Chart(family, better, tuple(segments), tuple(marks))


def _back(limits: Limits) -> Limits:
    """Limits of transformed gaps as days."""
    lower = None if limits.lower is None or limits.lower <= 0 else limits.lower**POWER
    upper = None if limits.upper is None else limits.upper**POWER
    return Limits(limits.centre**POWER, lower, upper, limits.middle**POWER)
