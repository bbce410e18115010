"""Staff trained in life story work."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Group, Period, Tally, measure
from models.snapshot import Snapshot


@measure(
    "L02",
    "Staff trained in life story work",
    group="Practice",
    unit="people",
    source="Local measure (board report)",
    better="higher",
    over="day",
)
def l02(snapshot: Snapshot, period: Period) -> Tally:
    """Staff trained in life story work by the last day, all trainings on record added up; the groups are their roles.

    It counts staff and no children, so no list of children opens. Only numbers are recorded, never names: somebody
    trained twice counts twice.

    Who is out: where no training is on record by the day there is no figure.
    """
    rows = snapshot.facts.whole["training"].filter((pl.col("day") <= period.last) & pl.col("trained").is_not_null())
    roles = rows.group_by("role").agg(pl.col("trained").sum()).sort("role")
    return Tally(
        "people",
        groups=tuple(Group(role, role, trained, NOBODY) for role, trained in roles.iter_rows()),
        given=None if rows.is_empty() else int(rows["trained"].sum()),
        kept=not rows.is_empty(),
    )
