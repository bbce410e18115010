"""What the measures on the open file answer to a claim: the exact figure, its children, or why there is none."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from models.dates import british
from models.measures import MEASURES, NOBODY, Period, Tally, on
from models.measures.breakdowns import CHARACTERISTICS, breakdowns
from models.snapshot import Snapshot

COUNTS = ("children", "spells", "suspensions", "exclusions", "sessions", "people")
"""Units that add up over several periods."""
FINEST = 100_000
"""The largest number of children by which a mean or share is divided here; so a figure is read back exactly."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A figure of the file, exact; where there is none, `why`. `base` are those that a share is of."""

    figure: Fraction | None
    children: pl.Series
    why: str = ""
    base: pl.Series | None = None

    @property
    def of(self) -> int | None:
        """The denominator of a share."""
        return None if self.base is None else len(self.base)


def exact(value: float | int) -> Fraction:
    """A measure's value as the fraction it came from."""
    return Fraction(value).limit_denominator(FINEST)


def month_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The last day of each month from one day to another, and the last day itself."""
    year, month = first.year, first.month
    while (end := dt.date(year, month, calendar.monthrange(year, month)[1])) < last:
        if end >= first:
            yield end
        year, month = year + month // 12, month % 12 + 1
    yield last


class Answers:
    """Asks each measure once for each period."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._tallies: dict[tuple[str, dt.date, dt.date], Tally] = {}
        begun = snapshot.facts.only("care_episode", "decom")["decom"]
        self.earliest: dt.date | None = begun.min() if len(begun) else None  # type: ignore[assignment]

    def title(self, measure: str, part: str = "") -> str:
        """What a measure, or a part of it, is called."""
        title = MEASURES[measure].title if measure in MEASURES else measure or "What no measure counts"
        return f"{title}: {part}" if part else title

    def base(self, measure: str) -> str:
        """Of whom a measure is a share, in words."""
        said = MEASURES[measure].base if measure in MEASURES else ""
        return said or f"those whom “{self.title(measure)}” is a share of"

    def of_a_day(self, measure: str) -> bool:
        """Whether a measure is of one day, not of a period."""
        return measure in MEASURES and MEASURES[measure].over == "day"

    def period(self, measure: str, first: dt.date | None, day: dt.date) -> Period:
        """What a figure is over: the twelve months to a day, where no first day is said."""
        asked = Period(first, day) if first is not None else Period.year_to(day)
        pieces = self._pieces(measure, asked)
        return Period(pieces[0].first, day)

    def when(self, measure: str, first: dt.date | None, day: dt.date) -> str:
        """The day or period in words."""
        over = self.period(measure, first, day)
        return (
            f"on {british(day)}" if over.first == over.last else f"from {british(over.first)} to {british(over.last)}"
        )

    def ask(self, measure: str, part: str, first: dt.date | None, day: dt.date) -> Answer:
        """The figure of a measure, or of a part of it."""
        if measure not in MEASURES:
            return _none("no measure of the program counts this")
        if self.earliest is None or day < self.earliest:
            return _none(f"nothing is recorded by {british(day)}")
        tally = self._tally(measure, first, day)
        if not tally.kept:
            return _none(f"nothing is recorded of it here. {tally.wanted}".rstrip(" ."))
        if part:
            return self._part(measure, tally, part, day)
        if tally.value is None:
            return _none("nothing is recorded of which it could be worked out")
        return Answer(exact(tally.value), tally.children, base=tally.base)

    def over_months(self, measure: str, part: str, first: dt.date, last: dt.date) -> list[tuple[dt.date, Answer]]:
        """The figure at the end of each month, where the file has one; of a measure of periods the twelve months."""
        asked = ((day, self.ask(measure, part, None, day)) for day in month_ends(first, last))
        return [(day, answer) for day, answer in asked if answer.figure is not None]

    def _tally(self, measure: str, first: dt.date | None, day: dt.date) -> Tally:
        period = Period(first, day) if first is not None else Period.year_to(day)
        key = (measure, period.first, period.last)
        if key not in self._tallies:
            pieces = self._pieces(measure, period)
            found = [MEASURES[measure].tally(self._snapshot, piece) for piece in pieces]
            self._tallies[key] = found[0] if len(found) == 1 else _together(found)
        return self._tallies[key]

    @staticmethod
    def _pieces(measure: str, asked: Period) -> list[Period]:
        """What a period is asked for in: school year by school year, where a measure counts those alone."""
        if measure not in MEASURES:
            return [asked]
        over = MEASURES[measure].over
        if over == "period":
            return [asked]
        found = [asked.over(over)]
        while over == "school year" and MEASURES[measure].unit in COUNTS and found[0].first > asked.first:
            last = found[0].first - dt.timedelta(days=1)
            found.insert(0, Period(last, last).over(over))
        return found

    def _part(self, measure: str, tally: Tally, part: str, day: dt.date) -> Answer:
        """One part of a figure: a group of the measure's own, or of its children by age, sex, kin, origin or need."""
        wanted = part.casefold()
        groups = (*tally.groups, *tally.parts, *tally.apart())
        for group in groups:
            if wanted in (group.code.casefold(), group.title.casefold()):
                return Answer(exact(group.value), group.children)
        there = [group.title for group in groups]
        for breakdown in breakdowns(on(self._snapshot, day), {measure: tally}).get(measure, ()):
            for each in breakdown.parts:
                if wanted == each.title.casefold() and each.tally.value is not None:
                    return Answer(exact(each.tally.value), each.tally.children)
                if each.families is not None and wanted == each.title.replace("Group", "Groups", 1).casefold():
                    return Answer(Fraction(each.families), each.tally.children)
                there.append(each.title)
        titles = {title.casefold() for each in CHARACTERISTICS.values() for title in each.parts}
        if tally.unit in COUNTS and wanted.replace("groups of", "group of", 1) in titles:
            return Answer(Fraction(0), NOBODY)  # a part that has nobody
        return _none(f"the measure has no part “{part}” there; it has {', '.join(there) or 'none'}")


def _none(why: str) -> Answer:
    return Answer(None, NOBODY, why)


def _together(found: Sequence[Tally]) -> Tally:
    """Several periods' counts as one; where one of them is not kept, the whole is not."""
    missing = next((tally for tally in found if not tally.kept or tally.value is None), None)
    if missing is not None:
        return missing
    return Tally(
        found[0].unit,
        pl.concat([tally.children for tally in found]),
        given=float(sum(tally.value or 0 for tally in found)),
    )
