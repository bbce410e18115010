"""Whether a child's episodes follow each other."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import check, found
from models.checks.rows import episodes
from models.snapshot import Snapshot

DECOM, DEC, NEXT = pl.col("decom"), pl.col("dec"), pl.col("next_decom")


@check("355", "Ends on the day it begins, or before")
def same_day(snapshot: Snapshot) -> pl.DataFrame:
    """An episode lasts at least until the day after it begins. Two changes of one day are one episode."""
    return found(
        snapshot.once(episodes),
        DEC <= DECOM,
        "decom",
        "The episode of {} ends on {}; it must end on a later day than it begins.",
        *("decom", "dec"),
    )


@check("388", "Says that another episode follows, and none does")
def no_continuation(snapshot: Snapshot) -> pl.DataFrame:
    """An episode that ends with X1 is continued by one that begins on the same day. The child is not taken to have left
    care: add the missing episode, or the reason why care ended."""
    return found(
        snapshot.once(episodes),
        (pl.col("rec") == codes.CONTINUES) & DEC.is_not_null() & NEXT.ne_missing(DEC),
        "decom",
        "The episode of {} ends on {} with X1, and no episode begins that day.",
        *("decom", "dec"),
    )


@check("431", "Starts to be looked after on the day an episode ended")
def restarts_same_day(snapshot: Snapshot) -> pl.DataFrame:
    """A child whose last episode ended on a day cannot start to be looked after (S) on the same day: care went on."""
    return found(
        snapshot.once(episodes),
        (pl.col("rne") == "S") & (pl.col("before_dec") == DECOM),
        "decom",
        "The episode of {} starts care (S) on the day the one of {} ended.",
        *("decom", "before_decom"),
    )


@check("OVERLAP", "Two episodes at the same time")
def overlap(snapshot: Snapshot) -> pl.DataFrame:
    """An episode must be over before the child's next begins. The child is counted once."""
    return found(
        snapshot.once(episodes),
        NEXT.is_not_null() & (DEC.is_null() | (DEC > NEXT)),
        "decom",
        "The episode of {} is not over when the next begins on {}.",
        *("decom", "next_decom"),
    )


@check("GAP", "Care continues after a gap")
def gap(snapshot: Snapshot) -> pl.DataFrame:
    """An episode that is not a start of care begins on the day the one before it ended."""
    return found(
        snapshot.once(episodes),
        ~pl.col("first") & pl.col("rne").ne_missing("S") & (pl.col("before_dec") < DECOM),
        "decom",
        "The episode of {} continues care ({}), but the one before ended on {}.",
        *("decom", "rne", "before_dec"),
    )


@check("NO-REASON", "Ended without a reason")
def no_reason(snapshot: Snapshot) -> pl.DataFrame:
    """An episode that has ended says why (REC)."""
    return found(
        snapshot.once(episodes),
        DEC.is_not_null() & pl.col("rec").is_null(),
        "decom",
        "The episode of {} ended on {} without a reason.",
        *("decom", "dec"),
    )
