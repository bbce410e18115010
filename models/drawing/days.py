"""Where a day stands on a timeline, and which days its axis names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from models.dates import MONTHS, add_months

SHORTEST = 14.0
"""The fewest days a timeline may be zoomed to."""
ROOM = 64.0
"""Pixels that the words of a day on the axis need, in letters of the usual size."""


@dataclass(frozen=True)
class Scale:
    """The days from `first` to `last` (as day numbers) laid over the pixels from `left` to `left + width`."""

    first: float
    last: float
    left: float
    width: float

    @classmethod
    def whole(cls, first: dt.date, last: dt.date, left: float, width: float) -> Scale:
        """From a first to a last day with a little air on both sides."""
        air = max(10.0, (last - first).days * 0.02)
        return cls(first.toordinal() - air, last.toordinal() + air, left, width)

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return self.width / max(self.last - self.first, 1.0)

    def x(self, on: dt.date) -> float:
        """Where a day stands."""
        return self.left + (on.toordinal() - self.first) * self.per_day

    def day(self, x: float) -> float:
        """The day number at a place."""
        return self.first + (x - self.left) / self.per_day

    def zoomed(self, factor: float, around: float, whole: Scale) -> Scale:
        """Closer (factor below 1) or further, with the day at `around` staying where it is, never past the whole."""
        length = min(max((self.last - self.first) * factor, SHORTEST), whole.last - whole.first)
        share = (around - self.first) / (self.last - self.first)
        return replace(self, first=around - share * length, last=around + (1 - share) * length).held(whole)

    def moved(self, days: float, whole: Scale) -> Scale:
        """Shifted by some days, never past the whole."""
        return replace(self, first=self.first + days, last=self.last + days).held(whole)

    def held(self, whole: Scale) -> Scale:
        """The same length, within the whole."""
        length = min(self.last - self.first, whole.last - whole.first)
        first = min(max(self.first, whole.first), whole.last - length)
        return replace(self, first=first, last=first + length)

    def ticks(self, wide: float = ROOM) -> list[tuple[dt.date, str]]:
        """The days the axis names, with their words: years, quarters or months, whichever leaves them room to read,
        which are so wide."""
        months = next((step for step in (1, 3, 6, 12, 24, 60) if step * 30.4 * self.per_day >= wide), 120)
        begin = dt.date.fromordinal(max(int(self.first), 1))
        day = dt.date(begin.year, 1, 1) if months < 12 else dt.date(begin.year - begin.year % (months // 12), 1, 1)
        found = []
        while day.toordinal() <= self.last:
            if day.toordinal() >= self.first:
                found.append((day, str(day.year) if months >= 12 else f"{MONTHS[day.month - 1]} {day.year}"))
            day = add_months(day, months)
        return found
