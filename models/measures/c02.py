"""Proceedings over 26 weeks."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._court import LAST_DAY, proceedings
from models.measures._kept import of_kind, since
from models.snapshot import Snapshot


@measure(
    "C02",
    "Children in proceedings over 26 weeks",
    group="Court",
    unit="children",
    source="Children Act 1989, section 32",
    better="lower",
)
def c02(snapshot: Snapshot, period: Period) -> Tally:
    """Children whose care proceedings are open on the last day of the period and past 26 weeks, or ended in the period
    later than that.

    The 26 weeks begin with the day of issue, so the last day in time is 181 days after it. The groups part the figure
    into open and ended ones. Weeks granted by the court do not take a child out of it: beside the figure stand those
    within the weeks granted (all extensions recorded from the issue on, added up) and those beyond them, and the number
    of applications, since one may be about several children. Each child counts by its own dates; one with two such
    proceedings counts twice.
    """
    day = period.last
    ends = pl.when(pl.col("ends") <= day).then("ends")
    late = (
        snapshot.facts.once(proceedings)
        .filter((pl.col("issued") <= day) & (pl.col("ends").is_null() | (pl.col("ends") >= period.first)))
        .with_columns(ends=ends)
        .with_columns(over=(pl.col("ends").fill_null(day) - pl.col("issued")).dt.total_days() - LAST_DAY)
        .filter(pl.col("over") > 0)
    )
    still = late["ends"].is_null()
    parts = (("open", "Open on the last day", still), ("ended", "Ended in the period", ~still))
    return Tally(
        "children",
        late["child"],
        groups=tuple(Group(code, title, int(who.sum()), late["child"].filter(who)) for code, title, who in parts),
        apart=lambda: _apart(snapshot, late),
        kept=since(snapshot, "proceedings") is not None,
    )


def _apart(snapshot: Snapshot, late: pl.DataFrame) -> tuple[Group, ...]:
    """Whether the court granted as many weeks, and how many applications there are."""
    if late.is_empty():
        return ()
    day, until = pl.col("day"), pl.col("ends").fill_null(snapshot.as_at)
    granted = (
        late.join(of_kind(snapshot.facts, "EXTENSION").select("child", "day", "amount"), on="child", how="inner")
        .filter((day >= pl.col("issued")) & (day <= until))
        .group_by("child", "issued")
        .agg(weeks=pl.col("amount").sum())
    )
    found = late.join(granted, on=["child", "issued"], how="left", maintain_order="left")
    within = found["over"] <= 7 * found["weeks"].fill_null(0)
    groups = [
        ("within", "Within the weeks the court granted", within),
        ("beyond", "Beyond the weeks the court granted", ~within),
    ]
    made = [Group(code, title, int(who.sum()), found["child"].filter(who)) for code, title, who in groups]
    cases = Group("applications", "Applications that these children are in", late["case"].n_unique(), late["child"])
    return tuple(group for group in (*made, cases) if len(group.children))
