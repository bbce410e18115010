"""Whether the times a child was missing fit each other and the time in care."""

from __future__ import annotations

import polars as pl

from models.checks import check, found
from models.rules.journeys import journeys
from models.snapshot import Snapshot

START, END = pl.col("mis_start"), pl.col("mis_end")


def _in_care(snapshot: Snapshot) -> pl.DataFrame:
    """Each time missing beside the period of care it falls in, or the last one before it: ended, rec."""
    care = snapshot.once(journeys).select("child", "begins", "ended", "rec").sort("begins", maintain_order=True)
    return (
        snapshot["missing_episode"]
        .sort("mis_start", maintain_order=True)
        .join_asof(care, left_on="mis_start", right_on="begins", by="child", check_sortedness=False)
        .sort("child", "mis_start")
    )


@check("567", "Back before going missing")
def back_before_missing(snapshot: Snapshot) -> pl.DataFrame:
    """A child is back on or after the day of going missing."""
    return found(
        snapshot["missing_episode"],
        END < START,
        "mis_start",
        "Missing from {}, and given as back on {}.",
        *("mis_start", "mis_end"),
    )


@check("574", "Missing while still missing")
def missing_twice(snapshot: Snapshot) -> pl.DataFrame:
    """A child who is missing goes missing again only after being back."""
    same = pl.col("child") == pl.col("child").shift(1)
    rows = snapshot["missing_episode"].with_columns(
        before=pl.when(same).then(START.shift(1)), before_end=pl.when(same).then(END.shift(1))
    )
    return found(
        rows,
        pl.col("before").is_not_null() & (pl.col("before_end").is_null() | (pl.col("before_end") > START)),
        "mis_start",
        "Missing from {}, and still missing then since {}.",
        *("mis_start", "before"),
    )


@check("577", "Left care and still missing")
def missing_without_end(snapshot: Snapshot) -> pl.DataFrame:
    """When care ends, so does the time that a child was missing from it."""
    return found(
        snapshot.once(_in_care),
        pl.col("ended").is_not_null() & END.is_null(),
        "mis_start",
        "Missing from {} without an end, and care ended on {}.",
        *("mis_start", "ended"),
    )


@check("578", "Missing after care ended")
def missing_after_care(snapshot: Snapshot) -> pl.DataFrame:
    """A child goes missing from care, so not after it has ended."""
    return found(
        snapshot.once(_in_care),
        pl.col("ended") < START,
        "mis_start",
        "Missing from {}, and care ended on {} before that.",
        *("mis_start", "ended"),
    )


@check("580", "Missing when care ended, for another reason")
def ended_otherwise(snapshot: Snapshot) -> pl.DataFrame:
    """Care of a child who is still missing when it ends has ended for any other reason (E8)."""
    return found(
        snapshot.once(_in_care),
        (pl.col("ended") >= START) & (END.is_null() | (pl.col("ended") < END)) & pl.col("rec").ne_missing("E8"),
        "ended",
        "Care ended on {} with {} while the child was missing from {}.",
        *("ended", "rec", "mis_start"),
    )
