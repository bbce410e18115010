"""Whether decisions, matches, placement orders and adoptions fit each other."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import check, found
from models.checks.rows import among
from models.rules.journeys import journeys
from models.snapshot import Snapshot

MADE, CEASED, MATCH, INTENDED = (
    pl.col(name) for name in ("date_placed", "date_placed_ceased", "date_match", "date_int")
)


def _decided(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's first day of a decision by the day, from either table: child, decided."""
    made = snapshot["adm_decision"].select("child", decided="date_placed")
    said = snapshot["adoption"].select("child", decided="date_int")
    return pl.concat([made, said]).drop_nulls().group_by("child").agg(pl.col("decided").min())


def _journeys(snapshot: Snapshot) -> pl.DataFrame:
    """Journeys beside the child's first decision and AD1 row: decided, date_int, foster_care, nb_adoptr, said."""
    ad1 = snapshot["adoption"].select("child", "date_int", "foster_care", "nb_adoptr", said=pl.lit(True))
    return (
        snapshot.once(journeys)
        .join(snapshot.once(_decided), on="child", how="left", maintain_order="left")
        .join(ad1, on="child", how="left", maintain_order="left")
    )


@check("553", "Placement order without a decision")
def order_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A placement order needs the agency's decision that the child should be placed for adoption."""
    return found(
        snapshot.once(_journeys),
        pl.col("order_since").is_not_null() & pl.col("decided").is_null(),
        "order_since",
        "A placement order is in the record from {}, and no decision to place for adoption is.",
        "order_since",
    )


@check("551", "Placed for adoption without a decision")
def placed_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A child placed for adoption has the agency's decision on record."""
    return found(
        snapshot.once(_journeys),
        pl.col("placed_least").is_not_null() & pl.col("decided").is_null(),
        "placed_least",
        "Placed for adoption from {}, and no decision to place for adoption is on record.",
        "placed_least",
    )


@check("552", "Placed for adoption before the decision")
def placed_before_decision(snapshot: Snapshot) -> pl.DataFrame:
    """The decision is made on or before the day the child is placed for adoption."""
    return found(
        snapshot.once(_journeys),
        pl.col("decided") > pl.col("placed_least"),
        "placed_least",
        "Placed for adoption from {}; the first decision on record is of {}.",
        *("placed_least", "decided"),
    )


@check("521", "AD1: decision after the child was placed")
def intended_after_placed(snapshot: Snapshot) -> pl.DataFrame:
    """AD1's decision date is on or before the day the child was placed for adoption."""
    return found(
        snapshot.once(_journeys),
        pl.col("placed_least") < INTENDED,
        "placed_least",
        "AD1 gives the decision as {}; the child was placed for adoption on {}.",
        *("date_int", "placed_least"),
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


@check("333", "Matched before the decision")
def matched_before_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A match is made on or after the decision that the child should be placed for adoption."""
    return found(
        snapshot["adoption"],
        INTENDED > MATCH,
        "date_match",
        "Matched on {}, before the decision of {}.",
        *("date_match", "date_int"),
    )


@check("331", "Placed before the match")
def placed_before_match(snapshot: Snapshot) -> pl.DataFrame:
    """A child is matched on or before the day the placement with these adopters begins."""
    return found(
        snapshot.once(journeys),
        pl.col("match") > pl.col("placed_least"),
        "placed_least",
        "Placed for adoption from {}, before the match of {}.",
        *("placed_least", "match"),
    )


@check("601", "Adopted without an adoption record")
def adopted_without_record(snapshot: Snapshot) -> pl.DataFrame:
    """A child who was adopted has a row in AD1."""
    return found(
        snapshot.once(_journeys),
        pl.col("ao").is_not_null() & pl.col("said").is_null(),
        "ao",
        "Adopted on {}, and nothing is on record about the decision, the match and the adopters.",
        "ao",
    )


@check("602", "Adopters on record for a child who left otherwise")
def record_without_adoption(snapshot: Snapshot) -> pl.DataFrame:
    """Adopters' details belong to a child who was adopted; this one left care in another way."""
    return found(
        snapshot.once(_journeys),
        pl.col("latest") & pl.col("ended").is_not_null() & pl.col("ao").is_null() & pl.col("nb_adoptr").is_not_null(),
        "ended",
        "Left care on {} but not by adoption, and adopters are on record.",
        "ended",
    )


@check("335", "Foster-carer adoption and last placement disagree")
def foster_carer_disagrees(snapshot: Snapshot) -> pl.DataFrame:
    """A child adopted by the foster carer was last placed with the current carer (A3, A5), and no other child was."""
    by_carer, others = pl.col("foster_care") == "1", pl.col("foster_care") == "0"
    with_carer = among("place", *codes.ADOPTIVE_SAME_CARER)
    return found(
        snapshot.once(_journeys),
        pl.col("ao").is_not_null() & ((by_carer & among("place", "A4", "A6")) | (others & with_carer)),
        "ao",
        "Adopted on {} from {}; AD1 says {} to adoption by the foster carer.",
        *("ao", "place", "foster_care"),
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
