"""The numbers beside a chart: where its axes begin and end, and which values and months are written on them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.dates import MONTHS, add_months

NEARLY = 1e-6
"""Values that differ by a smaller share are one."""
Measured = Callable[[str], float]
"""How wide some words are, in pixels."""


@dataclass(frozen=True)
class Tick:
    """A value on an axis and its words."""

    at: float
    words: str


@dataclass(frozen=True)
class Axis:
    """From where to where an axis goes, and what is written on it."""

    low: float
    high: float
    ticks: tuple[Tick, ...]


def month(day: dt.date) -> str:
    """A month as an axis names it: “May 2022”."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def step(spread: float, most: int) -> float:
    """The round step (1, 2 or 5 of a power of ten) that parts a spread into at most so many."""
    if spread <= 0:
        return 1.0
    rough = spread / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= rough - 1e-12)


def values(low: float, high: float, most: int, *, whole: bool = False, from_nothing: bool = False) -> Axis:
    """An axis of values with at most so many round numbers on it; of counted things only whole numbers.

    It begins at nothing where it must (bars), or where the least value is not far from it.
    """
    if low >= 0 and (from_nothing or low < 0.5 * high):
        low = 0.0
    if high - low <= NEARLY * max(1.0, abs(low), abs(high)):
        high = low + 1
    by = step(high - low, most)
    if whole:
        by = max(1.0, by)
    edge = 0.05 * (high - low)
    low, high = low if low == 0 else low - edge, high + edge
    places = max(0, -math.floor(math.log10(by) + 1e-9))
    first, last = math.ceil(low / by - 1e-9), math.floor(high / by + 1e-9)
    return Axis(low, high, tuple(Tick(at * by, _said(at * by, places)) for at in range(first, last + 1)))


def _said(value: float, places: int) -> str:
    return f"{value:,.{places}f}".replace("-", "−")


def days(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Round numbers of days along the bottom."""
    by = max(1.0, step(high - low, most))
    return tuple(
        Tick(at * by, f"{at * by:,.0f} days")
        for at in range(math.ceil(low / by - 1e-9), math.floor(high / by + 1e-9) + 1)
    )


def dates(shown: Sequence[dt.date], width: float, measured: Measured) -> tuple[Tick, ...]:
    """As many months as there is room for: those of the points where each has its own, else the first of months."""
    if not shown:
        return ()
    own = sorted(set(shown))
    if len({(day.year, day.month) for day in own}) != len(own):
        first = own[0].replace(day=1)
        many = (own[-1].year - first.year) * 12 + own[-1].month - first.month + 1
        own = [day for day in (add_months(first, ahead) for ahead in range(many)) if day >= own[0]] or own[:1]
    room = max(1, int(width // (measured("May 2022") + 16)))
    every = next((by for by in (1, 2, 3, 4, 6, 12, 24, 36, 60, 120) if math.ceil(len(own) / by) <= room), len(own))
    chosen = own[::-1][::every][::-1]
    return tuple(Tick(day.toordinal(), month(day)) for day in chosen)
