"""Published figures of elsewhere beside a measure of our own: compared only where both follow one definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.measures import MEASURES, Measure, Period
from models.snapshot import Facts


@dataclass(frozen=True)
class Comparator:
    """A published figure: where it is of, its period, value, edition and source; `refused` says why it is not compared
    (nothing where it is)."""

    area: str
    first: dt.date | None
    last: dt.date
    value: float
    vintage: str
    source: str
    refused: str = ""


def comparators(facts: Facts, measure: Measure, period: Period) -> list[Comparator]:
    """What is published of each area by the end of a period, the latest of each and its latest edition first recorded;
    in order of the areas' names."""
    rows = facts.whole["comparator"].filter(
        (facts.whole["comparator"]["measure"] == measure.code) & (facts.whole["comparator"]["last"] <= period.last)
    )
    found: dict[str, Comparator] = {}
    for row in rows.sort("last", "recorded_by", "row_id").iter_rows(named=True):
        found[row["area"]] = Comparator(
            row["area"],
            row["first"],
            row["last"],
            row["value"] / 10,
            row["vintage"],
            row["source"] or "",
            refusal(row["definition"], measure),
        )
    return [found[area] for area in sorted(found)]


SAME = "same"
"""Typed for a definition: the figure follows the one the program has now."""


def meant(definition: str, measure: str) -> str:
    """The identity meant by what was typed for a figure's definition: “same” is the measure's own, as it is now."""
    return MEASURES[measure].identity if definition.strip().casefold() == SAME else definition.strip()


def refusal(definition: str | None, measure: Measure) -> str:
    """Why a published figure is not compared with a measure; nothing where both follow one definition."""
    if definition == measure.identity:
        return ""
    return (
        f"Not compared: it follows the definition “{definition or 'not said'}”, and {measure.code} here is "
        f"“{measure.identity}”. If both are the same, say so by recording the figure with “{measure.identity}”."
    )


def known(measures: Sequence[Measure]) -> str:
    """Each measure with its definition's identity, a line each, as a file of comparators wants it."""
    return "\n".join(f"{measure.code}\t{measure.identity}\t{measure.title}" for measure in measures)
