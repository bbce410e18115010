"""A measure's answer in words: the figure with its unit, the limit, the direction, what a screen reader says."""

from __future__ import annotations

from models.dates import NOTHING
from models.measures import Measure, Tally, Threshold, Unit

ONE = {"children": "child", "spells": "spell", "days": "day", "difference": "difference"}
ARROWS = {True: "↑", False: "↓"}


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
    scale = 10**places
    return float(int(abs(value) * scale + 0.5 + 1e-9)) / scale * (1 if value >= 0 else -1)


def children(count: int) -> str:
    """“24 children”, “1 child”."""
    return f"{count:,} {'child' if count == 1 else 'children'}"


def spoken(tally: Tally) -> str:
    """What a screen reader says of a figure that opens a list: “189 days, 24 children, opens list”."""
    said = "nobody counts" if tally.value is None else figure(tally.value, tally.unit)
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


def direction(measure: Measure, now: Tally, before: Tally) -> tuple[str, str]:
    """How the figure moved against the same twelve months before, and whether that is better: (“↓ 112 better”, “better”)."""
    if now.value is None or before.value is None:
        return NOTHING, ""
    by = now.value - before.value
    shown = number(abs(by), measure.unit)
    if shown in ("0", "0.0"):
        return "→ no change", ""
    arrow = ARROWS[by > 0]
    if not measure.better:
        return f"{arrow} {shown}", ""
    better = (by < 0) == (measure.better == "lower")
    return f"{arrow} {shown} {'better' if better else 'worse'}", "better" if better else "worse"
