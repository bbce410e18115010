"""Fewer than the hours of full-time education."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Group, Period, Tally, measure
from models.measures._events import Events
from models.measures._school import pupils, term
from models.rules.policies import policies
from models.snapshot import Snapshot


@measure(
    "E02",
    "Children offered fewer than 25 hours of education",
    group="Education",
    unit="%",
    source="Local measure (board report)",
    better="lower",
    over="day",
)
def e02(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care of school age on the last day, the share offered fewer than 25 hours of education a week.

    Of: children in care (as M01) on the last day, aged 5 to 16 on the 31 August that ends the school year (reception to
    year 11), whose hours are recorded. This base stays the same; younger children and those after year 11 are in
    neither part. The hours are those of the child's last term begun in this school year; what is full time is the
    authority's own (Policies page; 25 hours unless changed). Beside the figure the same children are shown as a share
    of all in care: another base, never to be compared with this one.

    Who is out: a child whose hours are not recorded, or whose birth is not known, is counted under no date and not in
    the base; where no term of the school year of any child is on record, there is no figure.
    """
    if term(snapshot) is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = snapshot.once(pupils)
    hours = pl.col("hours")
    told = rows.filter(pl.col("known") & hours.is_not_null())
    few = told.filter(hours < 10 * policies(snapshot.facts)["HOURS"])["child"]

    def apart() -> tuple[Group, ...]:
        events = snapshot.once(Events)
        everybody = int(events["in_care"].sum())
        if told.is_empty() or not everybody:
            return ()
        title = f"The same as a share of all {everybody} in care, per cent (another base)"
        return (Group("all in care", title, 100 * len(few) / everybody, few),)

    unknown = rows.filter(~pl.col("known") | hours.is_null())["child"]
    return Tally("%", few, base=told["child"], no_date=unknown, apart=apart)
