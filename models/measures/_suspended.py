"""Suspensions in the school year so far, beside the same part of the school year before."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from models.measures import Group, Period, Tally, Unit
from models.measures._kept import since
from models.measures._school import suspensions
from models.snapshot import Snapshot

Count = Callable[[pl.DataFrame], pl.Series]
"""The children of some suspensions, one entry for each thing that is counted."""


def suspended(snapshot: Snapshot, period: Period, unit: Unit, count: Count, unknown: Count) -> Tally:
    """Some count of the suspensions that began in the school year so far; and of the one before, to the same day."""
    began = since(snapshot, "suspension")
    if began is None:
        return Tally(unit, kept=False)
    rows = snapshot.facts.once(suspensions).filter(pl.col("permanent") == "SUSP")
    this = rows.filter(period.covers("begins"))
    return Tally(
        unit,
        count(this),
        no_date=unknown(this),
        apart=lambda: _before(rows, period, count, began <= period.before.last),
    )


def _before(rows: pl.DataFrame, period: Period, count: Count, kept: bool) -> tuple[Group, ...]:
    earlier = period.before
    then, now = count(rows.filter(earlier.covers("begins"))), count(rows.filter(period.covers("begins")))
    if not kept:
        return ()
    groups = [Group("before", f"The school year before, {earlier}", len(then), then)]
    if len(then):
        change = 100 * (len(now) - len(then)) / len(then)
        groups.append(Group("change", "Change since then, per cent", change, now))
    return tuple(groups)
