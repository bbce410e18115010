"""The scorecard: every measure for a period, beside the same period a year before and the limit in force."""

from __future__ import annotations

from dataclasses import dataclass

from models.measures import MEASURES, Measure, Period, Tally, Threshold
from models.progress import Progress, silent
from models.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Line:
    """One measure on the scorecard. `period` is what its figure is over (a day, twelve months, three years)."""

    measure: Measure
    period: Period
    tally: Tally
    before_period: Period
    before_tally: Tally
    threshold: Threshold | None

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
    def direction(self) -> str:
        """better, worse, no change, or nothing where neither way is better or a figure is missing."""
        moved = self.difference
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
        moved = self.difference
        if moved is None:
            return ""
        if moved == 0:
            return "the same as the year before"
        unit = self.measure.unit
        size = abs(moved)
        shown = f"{size:,.1f}" if unit == "%" else f"{size:,.0f}"
        what = {"%": " percentage points", "difference": ""}.get(unit, f" {unit}")
        if shown == "1":
            what = {" days": " day", " children": " child", " spells": " spell"}.get(what, what)
        many = "more" if moved > 0 else "fewer" if unit in ("days", "children", "spells") else "less"
        said = f"{shown}{what} {many} than the year before"
        return f"{said}, {self.direction}" if self.direction else said

    @property
    def known_note(self) -> str:
        """“known for 4 of 160” where fewer than half of those who should count have their dates."""
        return self.tally.known_note


def lines(snapshot: Snapshot, period: Period, progress: Progress = silent) -> list[Line]:
    """Every measure for a period that ends on the snapshot's day, in the scorecard's order."""
    found = []
    before = period.before
    for number, measure in enumerate(MEASURES.values()):
        progress(number / len(MEASURES), measure.title)
        over = period.over(measure.over)
        found.append(
            Line(
                measure,
                over,
                measure.tally(snapshot, period),
                before.over(measure.over),
                measure.tally(snapshot, before),
                measure.threshold(over.last),
            )
        )
    return found
