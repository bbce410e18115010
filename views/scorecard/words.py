"""A measure's answer in words: the figure with its unit, the limit, the direction, what a screen reader says."""

from __future__ import annotations

from models import rounding
from models.dates import NOTHING, british
from models.measures import Measure, Period, Tally, Unit
from models.scorecard import ONE, Comparator, Line
from models.scorecard.trends import Trend
from models.statistics.control import Mark

FEW = ONE | {"difference": "difference"}


def number(value: float | int | None, unit: Unit, truncated: bool = False) -> str:
    """A figure as people read it: days and counts whole, shares, rates and averages with one decimal."""
    return rounding.number(value, unit, truncated=truncated)


def figure(value: float | int | None, unit: Unit, truncated: bool = False) -> str:
    """A figure with its unit: “189 days”, “23.5 %”, “1 child”; a dash where nobody counts."""
    said = number(value, unit, truncated)
    if value is None:
        return said
    if unit == "per 10,000":
        return said
    return f"{said} {FEW[unit] if said == '1' and unit in FEW else unit}"


def quartiles(found: tuple[float, float] | None, unit: Unit) -> str:
    """“84 to 323”, in the unit of the figure."""
    return NOTHING if found is None else f"{number(found[0], unit)} to {number(found[1], unit)}"


def children(count: int) -> str:
    """“24 children”, “1 child”."""
    return f"{count:,} {'child' if count == 1 else 'children'}"


def spells(count: int, of: int) -> str:
    """Why a figure is more than its rows: “26 spells of 25 children”."""
    return f"{count:,} spells of {children(of)}"


def period(over: Period) -> str:
    """How long a figure is over, shortly: “on the day”, “12 months”, “3 years”."""
    if over.first == over.last:
        return "on the day"
    if over.first == Period.year_to(over.last).first:
        return "12 months"
    months = (over.last.year - over.first.year) * 12 + over.last.month - over.first.month + 1
    return f"{months // 12} years" if months % 12 == 0 else f"{months} months"


def whole(over: Period) -> str:
    """A period in full: “1 Apr 2021 to 31 Mar 2022”, or “on 31 Mar 2022” where it is one day."""
    return f"on {british(over.last)}" if over.first == over.last else str(over)


def spoken(tally: Tally, truncated: bool = False) -> str:
    """What a screen reader says of a figure that opens a list: “189 days, 24 children, opens list”."""
    said = "nobody counts" if tally.value is None else figure(tally.value, tally.unit, truncated)
    if not len(tally.children):
        return f"{said}, {tally.known_note}" if tally.known_note else said
    many = children(tally.children.n_unique())
    known = f", {tally.known_note}" if tally.known_note else ""
    return f"{said}{known}, opens list" if said == many else f"{said}, {many}{known}, opens list"


def difference(line: Line, truncated: bool = False) -> float | None:
    """How far the figure moved, as the two figures are shown; None where either is missing."""
    now, before_ = line.tally.value, line.before_tally.value
    if now is None or before_ is None:
        return None
    places, cut = rounding.places(line.measure.unit), truncated and line.measure.unit == "%"
    return float(rounding.fixed(now, places, truncated=cut) - rounding.fixed(before_, places, truncated=cut))


def doubt(line: Line) -> str:
    """Why the two figures cannot be compared: “not comparable: known for 4 of 160 the year before”; else nothing."""
    notes = [(line.tally.known_note, ""), (line.before_tally.known_note, " the year before")]
    said = "; ".join(f"{note}{when}" for note, when in notes if note)
    return f"not comparable: {said}" if said else ""


def known(tally: Tally) -> str:
    """“4 of 160” where fewer than half of those who should count have their dates; else nothing."""
    return tally.known_note.removeprefix("known for ")


def before(line: Line, truncated: bool = False) -> str:
    """The figure a year before, in the unit of the one now: “309”; “914 *” where it is known for fewer than half."""
    unit, value = line.measure.unit, line.before_tally.value
    said = figure(value, unit, truncated) if unit == "%" else number(value, unit)
    return f"{said} *" if line.before_tally.known_note else said


def direction(line: Line, truncated: bool = False) -> str:
    """How a figure moved against the same twelve months before: “↓ 112 better”, “→ no change”, “few known”."""
    moved = difference(line, truncated)
    if moved is None:
        return NOTHING
    if doubt(line):
        return "few known"
    if moved == 0:
        return "→ no change"
    return f"{'↑' if moved > 0 else '↓'} {number(abs(moved), line.measure.unit)} {line.direction}".rstrip()


def direction_spoken(line: Line, truncated: bool = False) -> str:
    """The same for a screen reader: “down 112, better”."""
    moved = difference(line, truncated)
    if moved is not None and doubt(line):
        return doubt(line)
    if not moved:
        return "not known" if moved is None else "no change"
    verdict = f", {line.direction}" if line.direction else ""
    return f"{'up' if moved > 0 else 'down'} {number(abs(moved), line.measure.unit)}{verdict}"


def letter(mark: Mark | None) -> str:
    """What the last month signals, shortly: “H” high, “L” low, “∼” no clear change, nothing where nothing judges."""
    return "" if mark is None else "∼" if mark.high is None else "H" if mark.high else "L"


def trend(found: Trend | None) -> str:
    """The last month's verdict: “H concern”, “∼ no clear change”, a dash where nothing judges."""
    if found is None:
        return "…"
    mark = found.mark
    if mark is None:
        return NOTHING
    return f"{letter(mark)} {'no clear change' if mark.high is None else mark.variation}"


def comparator(found: Comparator, measure: Measure) -> str:
    """A published figure in full: “England: 486 days, 1 Apr 2015 to 31 Mar 2018 (edition 2018, …)”."""
    when = f"on {british(found.last)}" if found.first is None else f"{british(found.first)} to {british(found.last)}"
    source = f"; {found.source}" if found.source else ""
    said = f"{found.area}: {figure(found.value, measure.unit)}, {when} (edition {found.vintage}{source})."
    return f"{said} {found.refused}".rstrip()
