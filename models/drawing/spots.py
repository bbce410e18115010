"""Where every point of a chart stands, as numbers: what is drawn, what a click meets and what the keyboard walks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.charts import At, Chart, Line, Point

BARS = 0.76
"""How much of the way from one bar to the next is filled."""


@dataclass(frozen=True, eq=False)
class Spot:
    """A point where it is drawn: along the chart, how high, from where (bars and areas stand on what is below)."""

    line: int
    number: int
    along: float
    base: float
    top: float
    half: float
    """Half the width of its bar; 0 where it is none."""
    point: Point


def categories(chart: Chart) -> tuple[str, ...]:
    """The names down the side, in the order they first come."""
    return tuple(dict.fromkeys(str(point.at) for line in chart.lines for point in line.points))


def place(at: At, names: Sequence[str] = ()) -> float:
    """Where a day, a number of days or a category stands along the chart."""
    if isinstance(at, dt.date):
        return float(at.toordinal())
    return float(names.index(at)) if isinstance(at, str) else float(at)


def spots(chart: Chart) -> tuple[tuple[Spot, ...], ...]:
    """The spots of each line; points without a figure have none."""
    names = categories(chart) if chart.x == "category" else ()
    barred = [number for number, line in enumerate(chart.lines) if line.shape == "bars"]
    gap = _gap(chart, names)
    below: dict[float, float] = {}
    found = []
    for number, line in enumerate(chart.lines):
        of_line = []
        for at, point in enumerate(line.points):
            if point.value is None:
                continue
            along, base, half = place(point.at, names), 0.0, 0.0
            if line.shape == "bars":
                half = BARS * gap / len(barred) / 2
                along += (2 * barred.index(number) - len(barred) + 1) * half
            elif line.shape == "dots" and names:  # side by side, or one would hide the other
                along += ((number + 0.5) / len(chart.lines) - 0.5) * BARS
            elif line.shape == "stack":
                base = below.get(along, 0.0)
                below[along] = base + point.value
                half = BARS * gap / 2 if chart.x == "category" else 0.0
            of_line.append(Spot(number, at, along, base, base + point.value, half, point))
        found.append(tuple(of_line))
    return tuple(found)


def _gap(chart: Chart, names: Sequence[str]) -> float:
    """The least way from one place to the next, for the width of bars."""
    places = sorted({place(point.at, names) for line in chart.lines for point in line.points})
    return min((after - before for before, after in pairwise(places)), default=1.0) or 1.0


def reach(chart: Chart, drawn: Sequence[Sequence[Spot]]) -> tuple[float, float]:
    """The least and the greatest value drawn: points, their ranges, limits."""
    values = [end for of_line in drawn for spot in of_line for end in (spot.base, spot.top) if spot.half or end]
    for line in chart.lines:
        if line.shape != "stack":
            values += [end for point in line.points for end in (point.low, point.high) if end is not None]
    values += [point.value for line in chart.limits or () for point in line.points if point.value is not None]
    values += [spot.top for of_line in drawn for spot in of_line]
    return (min(values), max(values)) if values else (0.0, 1.0)


def from_nothing(lines: Sequence[Line]) -> bool:
    """Whether the values must begin at nothing: what is filled lies otherwise."""
    return any(line.shape in ("bars", "stack", "steps") for line in lines)
