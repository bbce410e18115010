"""The scorecard: every measure for a period, beside the same period a year before, its limit, target and comparators.

What a line says beside its figure is worked out when it is asked for, so that the figures alone are there at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from models.measures import MEASURES, Group, Measure, Period, Tally, Threshold
from models.measures.compared import Comparator, comparators
from models.progress import Progress, silent
from models.rounding import fixed, places
from models.rules.figures import target
from models.scorecard.judging import Judged, judge
from models.snapshot import Facts, Snapshot

__all__ = ["Comparator", "Judged", "Line", "judged_by", "lines"]

ONE = {"days": "day", "children": "child", "spells": "spell", "weeks": "week", "people": "person"}
ONE |= {"suspensions": "suspension", "exclusions": "exclusion", "sessions": "session"}


@dataclass(frozen=True, eq=False)
class Line:
    """One measure on the scorecard. `period` is what its figure is over (a day, twelve months, three years)."""

    measure: Measure
    period: Period
    tally: Tally
    before_period: Period
    before_tally: Tally
    threshold: Threshold | None
    target: float | None = None
    comparators: tuple[Comparator, ...] = field(default=())
    """The latest published figure of each area; who follows another definition says why it is not compared."""

    @property
    def before(self) -> tuple[Period, Tally]:
        """The same period a year before, and its answer."""
        return self.before_period, self.before_tally

    @property
    def difference(self) -> float | None:
        """How much the figure has moved since the year before; None where either has none."""
        now, then = self.tally.value, self.before_tally.value
        return None if now is None or then is None else now - then

    @property
    def moved(self) -> Decimal | None:
        """The same as the two figures are shown, which is what readers judge."""
        now, then = self.tally.value, self.before_tally.value
        decimals = places(self.measure.unit)
        return None if now is None or then is None else fixed(now, decimals) - fixed(then, decimals)

    @property
    def direction(self) -> str:
        """better, worse, no change, or nothing where neither way is better or a figure is missing."""
        moved = self.moved
        if moved is None:
            return ""
        if moved == 0:
            return "no change"
        if not self.measure.better:
            return ""
        return "better" if (moved < 0) == (self.measure.better == "lower") else "worse"

    @property
    def words(self) -> str:
        """The difference in words: “112 days fewer than the year before, better”."""
        moved = self.moved
        if moved is None:
            return ""
        if moved == 0:  # a difference too small to be printed is no judgement
            return f"{'about ' if self.difference else ''}the same as the year before"
        unit = self.measure.unit
        shown = f"{abs(moved):,f}"
        what = {"%": " percentage points", "difference": ""}.get(unit, f" {unit}")
        if shown == "1":
            what = f" {ONE[unit]}" if unit in ONE else what
        many = "more" if moved > 0 else "fewer" if unit in ONE else "less"
        said = f"{shown}{what} {many} than the year before"
        return f"{said}, {self.direction}" if self.direction else said

    @property
    def known_note(self) -> str:
        """“known for 4 of 160” where fewer than half of those who should count have their dates."""
        return self.tally.known_note

    @cached_property
    def apart(self) -> tuple[Group, ...]:
        """What stands beside the figure and is no part of it, worked out once."""
        return self.tally.apart()

    @property
    def waiting(self) -> Group | None:
        """Those still waiting, with their time so far; None where the measure has none."""
        return next((group for group in self.apart if group.code == "waiting" and group.days is not None), None)

    @cached_property
    def judged(self) -> Judged:
        """Red, amber, green or neither, and why."""
        return judge(self.measure, self.tally, self.threshold, self.target)

    @property
    def comparator(self) -> Comparator | None:
        """The published figure that is set beside ours: England's, else the first that follows our definition."""
        fit = [each for each in self.comparators if not each.refused]
        return next((each for each in fit if each.area.casefold() == "england"), fit[0] if fit else None)


def lines(
    snapshot: Snapshot, period: Period, progress: Progress = silent, only: Iterable[str] | None = None
) -> list[Line]:
    """Every measure (or some) for a period that ends on the snapshot's day, in the scorecard's order."""
    return snapshot.facts.worked(lambda: _lines(snapshot, period, progress, only))


def judged_by(facts: Facts, measure: Measure, tally: Tally, period: Period) -> Judged:
    """The state of a figure asked for a period, by the limit and the target of its last day."""
    last = period.over(measure.over).last
    return judge(measure, tally, measure.threshold(last), target(facts, measure.code, last))


def _lines(snapshot: Snapshot, period: Period, progress: Progress, only: Iterable[str] | None) -> list[Line]:
    found = []
    before = period.before
    wanted = list(MEASURES) if only is None else list(only)
    published = snapshot.facts.whole.once(_compared)
    for at, code in enumerate(wanted):
        measure = MEASURES[code]
        progress(at / len(wanted), measure.title)
        over = period.over(measure.over)
        found.append(
            Line(
                measure,
                over,
                measure.tally(snapshot, period),
                before.over(measure.over),
                measure.tally(snapshot, before),
                measure.threshold(over.last),
                target(snapshot.facts, code, over.last),
                tuple(comparators(snapshot.facts, measure, over)) if code in published else (),
            )
        )
    return found


def _compared(facts: Facts) -> frozenset[str]:
    """The measures of which figures of elsewhere are recorded."""
    return frozenset(facts["comparator"]["measure"].to_list())
