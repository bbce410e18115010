"""Placed more than 20 miles from home."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.journeys import present
from models.snapshot import Snapshot

FAR = 20
"""Miles beyond which the national figures count a placement as far from home."""


@measure(
    "ST3",
    "Placed more than 20 miles from home",
    group="Placements",
    unit="%",
    source="Department for Education, children's social care dashboard; distance as recorded here",
    better="lower",
    over="day",
)
def st3(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day whose distance from home is recorded, the share placed more than 20 miles
    from home.

    Of: children in care (as M01) on the last day whose distance from home is recorded for the present placement.
    Distance is recorded here only for stays in residential care (miles from home, entered for the stay); it counts for
    the present placement if it was entered for a stay that began in it. The return holds the postcodes of home and
    placement, and the Department works out distances from them; this program holds no map of postcodes, so it does not.

    Who is out: every other child in care is counted under no date, and no figure is made up for them: it says much of
    residential care and little of the others, and is not to be compared with the national share.
    """
    told = (
        snapshot["residential"]
        .filter(pl.col("miles").is_not_null())
        .sort("child", "since")
        .unique("child", keep="last", maintain_order=True)
        .select("child", "miles", told="since")
    )
    rows = (
        snapshot.once(present)
        .select("child", "placement_since")
        .join(told, on="child", how="left", maintain_order="left")
        .with_columns(known=(pl.col("told") >= pl.col("placement_since")).fill_null(False))
    )
    known = rows.filter("known")
    return Tally(
        "%",
        known.filter(pl.col("miles") > FAR)["child"],
        base=known["child"],
        no_date=rows.filter(~pl.col("known"))["child"],
    )
