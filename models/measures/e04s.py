"""Sessions missed through suspension."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._suspended import suspended
from models.snapshot import Snapshot


def _sessions(rows: pl.DataFrame) -> pl.Series:
    told = rows.filter(pl.col("sessions") > 0)
    return told.select(pl.col("child").repeat_by("sessions").explode())["child"].drop_nulls()


@measure(
    "E04s",
    "Sessions missed through suspension in the school year",
    group="Education",
    unit="sessions",
    source="Local measure (board report)",
    better="lower",
    over="school year",
)
def e04s(snapshot: Snapshot, period: Period) -> Tally:
    """Sessions (half days) missed by children in care through suspensions that began from 1 September to the last day.

    As E04, which counts suspensions, and E04c, which counts children: three figures, never to be mixed. All sessions of
    a suspension count in the school year in which it began; in the list a child stands once for each session. Beside
    the figure stands the school year before to the same day with the change in per cent, where the record reaches back
    so far.

    Who is out: a suspension without a number of sessions is counted under no date. Where no suspension or exclusion of
    any child is on record, they are kept elsewhere and there is no figure.
    """
    return suspended(
        snapshot, period, "sessions", _sessions, lambda rows: rows.filter(pl.col("sessions").is_null())["child"]
    )
