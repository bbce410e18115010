"""Whether it is on record what permanence a child had before coming into care."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.checks import check, found
from models.rules.journeys import journeys
from models.snapshot import Snapshot

ASKED_SINCE = dt.date(2016, 4, 1)
"""The return asks it of everybody who starts to be looked after from this day on."""
NONE_BEFORE = "Z1"


@check("630", "Previous permanence not recorded")
def previous_not_recorded(snapshot: Snapshot) -> pl.DataFrame:
    """Of each child who started to be looked after from 1 April 2016 on, the return asks for a permanence order made
    before; where there was none, it says so (Z1)."""
    said = snapshot["previous_permanence"].select("child", "prev_perm")
    return found(
        snapshot.once(journeys).join(said, on="child", how="left", maintain_order="left"),
        pl.col("latest") & (pl.col("entry") >= ASKED_SINCE) & pl.col("prev_perm").is_null(),
        "entry",
        "Care starts on {}, and nothing is on record about a permanence order before.",
        "entry",
    )


@check("635", "No previous permanence, with its date or authority")
def none_with_details(snapshot: Snapshot) -> pl.DataFrame:
    """Where there was no permanence order before (Z1), there is no date of it and no authority either."""
    return found(
        snapshot["previous_permanence"].with_columns(on=pl.lit(None, dtype=pl.Date)),
        (pl.col("prev_perm") == NONE_BEFORE) & (pl.col("date_perm").is_not_null() | pl.col("la_perm").is_not_null()),
        "on",
        "No permanence order before (Z1), and one is given: date {}, authority {}.",
        *("date_perm", "la_perm"),
    )
