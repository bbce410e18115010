"""What the authority's own figures say on a day: the estimate, targets and comparators in force."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from models.snapshot import Facts


def estimate(facts: Facts, day: dt.date) -> int | None:
    """The estimate of children aged 0 to 17 that holds on a day; None where none was recorded by then."""
    since, estimates = facts.whole.once(_estimates)
    at = bisect_right(since, day)
    return estimates[at - 1] if at else None


def _estimates(facts: Facts) -> tuple[Sequence[dt.date], Sequence[int]]:
    found = facts.only("population", "since", "estimate").drop_nulls().sort("since")
    return found["since"].to_list(), found["estimate"].to_list()


def target(facts: Facts, measure: str, day: dt.date) -> float | None:
    """What the authority wants a measure to reach on a day; None where it set nothing."""
    found = [(since, value) for since, value in facts.whole.once(_targets).get(measure, ()) if since <= day]
    return found[-1][1] if found else None


def _targets(facts: Facts) -> dict[str, list[tuple[dt.date, float]]]:
    found: dict[str, list[tuple[dt.date, float]]] = {}
    rows = facts.only("target", "measure", "since", "value").drop_nulls().sort("since")
    for measure, since, value in rows.iter_rows():
        found.setdefault(measure, []).append((since, value / 10))
    return found
