"""Adoption planned in parallel with another way."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events
from models.measures._plans import on_the_day, plans_begun, primary_plans
from models.snapshot import Snapshot


@measure(
    "K19",
    "Adoption planned in parallel with another way",
    group="Permanence",
    unit="%",
    source="Local measure",
    better="higher",
    over="day",
)
def k19(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care whose primary plan is adoption, the share for whom another plan is worked at the same
    time.

    Of: children in care (as M01) on the last day of the period whose primary plan on that day is adoption.

    Counted: those with more than one plan pursued on the day, as the permanence tracker says “In parallel”: a plan left
    over from an earlier time in care is none. The groups part the children counted and those not counted by whether a
    placement order is in force.
    """
    events = snapshot.once(Events)
    before = pl.when(pl.col("child") == pl.col("child").shift()).then(pl.col("ended").shift()).alias("before")
    care = events.all("child", "ended", "waits", "present").with_columns(before).filter("present")
    primary = on_the_day(snapshot.facts.once(primary_plans), period.last).filter(pl.col("pathway") == "ADOPTION")
    rows = care.join(primary.select("child"), on="child", how="semi", maintain_order="left")
    begun = pl.col("begins").to_physical()
    worked = (
        on_the_day(snapshot.facts.once(plans_begun), period.last)
        .join(rows.select("child", "before"), on="child", how="inner")
        .filter(pl.col("before").is_null() | (begun > pl.col("before")))
    )
    several = worked["child"].filter(worked["child"].is_duplicated()).unique()
    rows = rows.with_columns(parallel=pl.col("child").is_in(several.implode()))
    parallel, ordered = rows["parallel"], rows["waits"]
    parts = (
        ("parallel ordered", "In parallel, with a placement order", parallel & ordered),
        ("parallel", "In parallel, without a placement order", parallel & ~ordered),
        ("alone ordered", "Adoption alone, with a placement order", ~parallel & ordered),
        ("alone", "Adoption alone, without a placement order", ~parallel & ~ordered),
    )
    groups = (Group(code, title, int(where.sum()), rows["child"].filter(where)) for code, title, where in parts)
    return Tally("%", rows["child"].filter(parallel), base=rows["child"], groups=tuple(groups))
