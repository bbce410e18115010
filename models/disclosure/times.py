"""Counts of one thing over several times: cut on every day that one of them begins or ends.

“Nineteen since April” less “seventeen from April to October” is two in November, and a year less its parts is the part
that nobody printed. So every stretch between two such days is a count of its own that the others add up from, as is
every stretch that one time is longer than another which begins or ends with it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping

Span = tuple[dt.date, dt.date]
"""A first and a last day."""
DAY = dt.timedelta(days=1)


def pieces(told: Mapping[Span, int]) -> tuple[dict[Span, int], list[tuple[Span, tuple[Span, ...]]]]:
    """The stretches that follow from what is told, with their counts, and which of all add up from which.

    Nothing follows where the counts contradict each other, as they may where some were corrected since.
    """
    heights = _heights(told)
    if heights is None:
        return {}, []
    found: dict[Span, int] = {}
    sums: list[tuple[Span, tuple[Span, ...]]] = []
    for height in heights:
        cuts = sorted(height)
        steps = [(before, after - DAY) for before, after in itertools.pairwise(cuts)]
        counts = {step: height[step[1] + DAY] - height[step[0]] for step in steps}
        if min(counts.values(), default=0) < 0:
            return {}, []
        spans = [span for span in told if span[0] in height]
        longer = {rest for one in spans for other in spans if (rest := _rest(one, other)) is not None}
        found |= counts | {span: height[span[1] + DAY] - height[span[0]] for span in longer}
        for span in sorted({*spans, *longer}):
            parts = tuple(step for step in steps if span[0] <= step[0] and step[1] <= span[1])
            if len(parts) > 1:
                sums.append((span, parts))
    return found, sums


def _heights(told: Mapping[Span, int]) -> list[dict[dt.date, int]] | None:
    """How many by each day on which a time begins or has ended, counted from any one of those that hang together; None
    where the counts contradict each other."""
    ends: dict[dt.date, list[tuple[dt.date, int]]] = {}
    for (first, last), count in told.items():
        ends.setdefault(first, []).append((last + DAY, count))
        ends.setdefault(last + DAY, []).append((first, -count))
    found: list[dict[dt.date, int]] = []
    for start in sorted(ends):
        if any(start in height for height in found):
            continue
        height, waiting = {start: 0}, [start]
        while waiting:
            day = waiting.pop()
            for other, count in ends[day]:
                if other not in height:
                    height[other] = height[day] + count
                    waiting.append(other)
                elif height[other] != height[day] + count:
                    return None
        found.append(height)
    return found


def _rest(one: Span, other: Span) -> Span | None:
    """What one time is longer than another that begins or ends with it."""
    if one[0] == other[0] and other[1] < one[1]:
        return other[1] + DAY, one[1]
    return (one[0], other[0] - DAY) if one[1] == other[1] and one[0] < other[0] else None
