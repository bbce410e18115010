"""Red, amber or green, with its reason in words: a figure against the limit in force and the authority's own target.

Red is a limit of law or guidance on the figure that is past; amber is the authority's own target that is missed; green
is kept to. A limit on each child's days judges no average, so the figure is then not judged.
"""

from __future__ import annotations

from typing import NamedTuple

from models.measures import Measure, Tally, Threshold
from models.rounding import number

NONE = "–"


class Judged(NamedTuple):
    """The letter (R, A, G, or – where nothing judges), why, and the value it was judged by."""

    letter: str
    words: str
    by: float | None = None
    name: str = ""
    """“limit” or “target”."""


def judge(measure: Measure, tally: Tally, threshold: Threshold | None, target: float | None) -> Judged:
    """The state of a figure. The limit comes first; the target judges what keeps to it or has none."""
    local, whose = target, "the authority's target"
    limit = None
    if threshold is not None and threshold.per == "average":
        limit = threshold
    elif threshold is not None and threshold.per == "target" and target is None:
        local, whose = threshold.value, f"the target ({threshold.words})"
    shown = limit.value if limit else local
    name = "limit" if limit else "target" if local is not None else ""
    if not measure.better or (limit is None and local is None):
        return Judged(NONE, _why_not(measure, threshold), shown, name)
    if not tally.kept:
        return Judged(NONE, "Not judged: the record that it rests on is not kept here.", shown, name)
    if tally.value is None:
        return Judged(NONE, "Not judged: nobody counts.", shown, name)
    if tally.known_note:
        return Judged(NONE, f"Not judged: {tally.known_note}.", shown, name)
    value, unit = tally.value, measure.unit
    if limit is not None and not _keeps(measure, value, limit.value):
        return Judged(
            "R",
            f"{_beside(measure, value, limit.value)} the limit of {_with(limit.value, unit)}: {limit.words}.",
            limit.value,
            "limit",
        )
    if local is not None and not _keeps(measure, value, local):
        kept = f", within the limit of {_with(limit.value, unit)}" if limit else ""
        return Judged(
            "A",
            f"{_beside(measure, value, local)} {whose} of {_with(local, unit)}{kept}.",
            local,
            "target",
        )
    standard = " and ".join(
        f"{what} of {_with(at, unit)}"
        for what, at in (("limit", limit.value if limit else None), ("target", local))
        if at is not None
    )
    return Judged(
        "G",
        f"{_with(value, unit)} keeps to the {standard}.",
        shown if local is None else local,
        "target" if local is not None else "limit",
    )


def _why_not(measure: Measure, threshold: Threshold | None) -> str:
    if threshold is not None and threshold.per == "child":
        return f"Not judged: {_with(threshold.value, measure.unit)} is a limit for each child, not for the figure."
    if not measure.better and (threshold is not None):
        return "Not judged: neither more nor less is better."
    return "Not judged: there is neither a limit nor a target."


def _keeps(measure: Measure, value: float, standard: float) -> bool:
    return value <= standard if measure.better == "lower" else value >= standard


def _beside(measure: Measure, value: float, standard: float) -> str:
    """“189 days is more than”; where both are shown alike, by how little."""
    way = "more than" if measure.better == "lower" else "less than"
    said = _with(value, measure.unit)
    return f"{said} is {'a little ' if said == _with(standard, measure.unit) else ''}{way}"


def _with(value: float, unit: str) -> str:
    said = number(value, unit)
    return said if unit == "difference" else f"{said} {unit}"
