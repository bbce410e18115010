"""A measure's answer in words: the figure with its unit, the limit, the direction, what a screen reader says."""

from __future__ import annotations

import math

from models.dates import NOTHING, british
from models.measures import Measure, Period, Tally, Threshold, Unit
from models.scorecard import Line

ONE = {
    "children": "child",
    "spells": "spell",
    "days": "day",
    "difference": "difference",
    "weeks": "week",
    "suspensions": "suspension",
    "exclusions": "exclusion",
    "sessions": "session",
    "people": "person",
}


def number(value: float | int | None, unit: Unit) -> str:
    """A figure as people read it: days and counts whole, shares and averages with one decimal."""
    if value is None:
        return NOTHING
    if unit in ("%", "per child"):
        return f"{_half_up(value, 1):,.1f}"
    return f"{int(_half_up(value, 0)):,}"


def figure(value: float | int | None, unit: Unit) -> str:
    """A figure with its unit: “189 days”, “23.5 %”, “1 child”; a dash where nobody counts."""
    said = number(value, unit)
    if value is None:
        return said
    if unit == "%":
        return f"{said} %"
    return f"{said} {ONE[unit] if said == '1' and unit in ONE else unit}"


def _half_up(value: float, places: int) -> float:
    """Rounded with a half going up, as published tables do it."""
    scale = 10.0**places
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9) / scale, value)


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


def spoken(tally: Tally) -> str:
    """What a screen reader says of a figure that opens a list: “189 days, 24 children, opens list”."""
    said = "nobody counts" if tally.value is None else figure(tally.value, tally.unit)
    if not len(tally.children):
        return f"{said}, {tally.known_note}" if tally.known_note else said
    many = children(tally.children.n_unique())
    known = f", {tally.known_note}" if tally.known_note else ""
    return f"{said}{known}, opens list" if said == many else f"{said}, {many}{known}, opens list"


def limit(threshold: Threshold | None, measure: Measure, tally: Tally) -> tuple[str, str]:
    """The limit in force with its state (G within, R beyond, – none), in words: (“426 days”, “G”)."""
    if threshold is None:
        return "", "–"
    said = figure(threshold.value, measure.unit)
    if tally.value is None or threshold.per == "child":
        return said, "–"
    within = tally.value <= threshold.value if measure.better != "higher" else tally.value >= threshold.value
    return said, "G" if within else "R"


def difference(line: Line) -> float | None:
    """How far the figure moved, as the two figures are shown; None where either is missing."""
    now, before = line.tally.value, line.before_tally.value
    if now is None or before is None:
        return None
    places = 1 if line.measure.unit in ("%", "per child") else 0
    return round(_half_up(now, places) - _half_up(before, places), 1)


def doubt(line: Line) -> str:
    """Why the two figures cannot be compared: “not comparable: known for 4 of 160 the year before”; else nothing."""
    notes = [(line.tally.known_note, ""), (line.before_tally.known_note, " the year before")]
    said = "; ".join(f"{note}{when}" for note, when in notes if note)
    return f"not comparable: {said}" if said else ""


def before(line: Line) -> str:
    """The figure a year before, with how few it is known for where that is fewer than half."""
    said, note = figure(line.before_tally.value, line.measure.unit), line.before_tally.known_note
    return f"{said}, {note}" if note else said


def direction(line: Line) -> str:
    """How a figure moved against the same twelve months before: “↓ 112 better”, “→ no change”, “not comparable”."""
    moved = difference(line)
    if moved is None:
        return NOTHING
    if doubt(line):
        return "not comparable"
    if moved == 0:
        return "→ no change"
    return f"{'↑' if moved > 0 else '↓'} {number(abs(moved), line.measure.unit)} {line.direction}".rstrip()


def direction_spoken(line: Line) -> str:
    """The same for a screen reader: “down 112, better”."""
    moved = difference(line)
    if moved is not None and doubt(line):
        return doubt(line)
    if not moved:
        return "not known" if moved is None else "no change"
    verdict = f", {line.direction}" if line.direction else ""
    return f"{'up' if moved > 0 else 'down'} {number(abs(moved), line.measure.unit)}{verdict}"
