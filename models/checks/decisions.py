"""Whether the decisions that a child should be placed for adoption fit each other, the order and the exit."""

from __future__ import annotations

import polars as pl

from models.checks import check, found
from models.checks.rows import adoptions
from models.rules.journeys import journeys
from models.snapshot import Snapshot

MADE, CEASED, INTENDED = pl.col("date_placed"), pl.col("date_placed_ceased"), pl.col("date_int")


@check("553", "Placement order without a decision")
def order_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A placement order needs the agency's decision that the child should be placed for adoption."""
    return found(
        snapshot.once(adoptions),
        pl.col("order_since").is_not_null() & pl.col("decided").is_null(),
        "order_since",
        "A placement order is in the record from {}, and no decision to place for adoption is.",
        "order_since",
    )


@check("554", "Placement order before the decision")
def order_before_decision(snapshot: Snapshot) -> pl.DataFrame:
    """The decision that the child should be placed is made on or before the day of the placement order."""
    return found(
        snapshot.once(adoptions),
        pl.col("decided") > pl.col("order_since"),
        "order_since",
        "A placement order is in the record from {}; the first decision on record is of {}.",
        *("order_since", "decided"),
    )


@check("334", "AD1: decision before care began")
def intended_before_care(snapshot: Snapshot) -> pl.DataFrame:
    """AD1's decision date is on or after the day on which the child's latest period of care began."""
    return found(
        snapshot.once(adoptions),
        pl.col("latest") & (pl.col("entry") > INTENDED),
        "date_int",
        "AD1 gives the decision as {}; care began on {}.",
        *("date_int", "entry"),
    )


@check("523", "AD1 and the decision differ")
def decisions_differ(snapshot: Snapshot) -> pl.DataFrame:
    """AD1's decision date (DATE_INT) and the decision that the child should be placed (DATE_PLACED) are one event."""
    rows = snapshot["adoption"].join(
        snapshot["adm_decision"]
        .group_by("child")
        .agg(
            same=MADE,
            last=MADE.max(),
        ),
        on="child",
        how="inner",
        maintain_order="left",
    )
    return found(
        rows,
        INTENDED.is_not_null() & ~INTENDED.is_in(pl.col("same")),
        "date_int",
        "AD1 gives the decision as {}; the last decision on record is of {}.",
        *("date_int", "last"),
    )


@check("522", "Decision reversed before it was made")
def reversed_before_made(snapshot: Snapshot) -> pl.DataFrame:
    """A decision is made on or before the day it is reversed."""
    return found(
        snapshot["adm_decision"],
        MADE > CEASED,
        "date_placed",
        "The decision of {} is given as reversed on {}.",
        *("date_placed", "date_placed_ceased"),
    )


@check("579", "A decision while another stands")
def two_decisions(snapshot: Snapshot) -> pl.DataFrame:
    """A new decision is not made while the one before it has not been reversed."""
    same = pl.col("child") == pl.col("child").shift(1)
    rows = snapshot["adm_decision"].with_columns(
        before=pl.when(same).then(MADE.shift(1)), before_ceased=pl.when(same).then(CEASED.shift(1))
    )
    return found(
        rows,
        pl.col("before").is_not_null() & (pl.col("before_ceased").is_null() | (pl.col("before_ceased") > MADE)),
        "date_placed",
        "A decision is made on {} while the one of {} still stands.",
        *("date_placed", "before"),
    )


@check("557", "Left care with the decision still standing")
def left_with_decision(snapshot: Snapshot) -> pl.DataFrame:
    """When a child leaves care otherwise than by adoption, the decision's reversal and its reason are recorded."""
    return found(
        snapshot.once(journeys),
        pl.col("ended").is_not_null()
        & pl.col("ao").is_null()
        & pl.col("adm").is_not_null()
        & pl.col("adm_ceased").is_null(),
        "ended",
        "Left care on {} but not by adoption, and the decision of {} still stands.",
        *("ended", "adm"),
    )


@check("558", "Adopted after the decision was reversed")
def adopted_though_reversed(snapshot: Snapshot) -> pl.DataFrame:
    """A child who was adopted has no reversal of the decision on record."""
    return found(
        snapshot.once(journeys),
        pl.col("ao").is_not_null() & pl.col("adm_ceased").is_not_null(),
        "ao",
        "Adopted on {}, and the decision is given as reversed on {}.",
        *("ao", "adm_ceased"),
    )
