"""Days with the current social worker."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._events import Events, number
from models.snapshot import Snapshot


@measure(
    "S02",
    "Days with the current social worker",
    group="Practice",
    unit="days",
    source="Local measure on the return's social worker table (from 2023-24)",
    over="day",
)
def s02(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days that children in care have had their current social worker, on the last day of the period.

    For children in care (as M01) on the day: days since the worker with the child on that day took over; where two are
    recorded at once, since the later one did. Absence cover is the current worker while it lasts.

    Who is out: a child without a recorded worker on the day is counted under no date.
    """
    events = snapshot.once(Events)
    with_child = pl.col("sw_dec").is_null() | (pl.col("sw_dec") > period.last)
    current = (
        snapshot.facts["social_worker"]
        .filter((pl.col("sw_decom") <= period.last) & with_child)
        .select("child", pl.col("sw_decom").to_physical())
        .unique("child", keep="last")
    )
    present = events.rows(events["in_care"], "child").join(current, on="child", how="left", maintain_order="left")
    since, children = present["sw_decom"], present["child"]
    missing = since.is_null()
    days = (number(period.last) - since).filter(~missing)
    return Tally("days", children.filter(~missing), days=days, no_date=children.filter(missing))
