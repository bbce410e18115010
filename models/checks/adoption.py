"""Whether decisions, matches, placements for adoption and adoptions fit each other."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import check, found
from models.checks.rows import adoptions, among
from models.rules.journeys import journeys
from models.snapshot import Snapshot

MATCH, INTENDED = pl.col("date_match"), pl.col("date_int")


@check("551", "Placed for adoption without a decision")
def placed_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A child placed for adoption has the agency's decision on record."""
    return found(
        snapshot.once(adoptions),
        pl.col("placed_least").is_not_null() & pl.col("decided").is_null(),
        "placed_least",
        "Placed for adoption from {}, and no decision to place for adoption is on record.",
        "placed_least",
    )


@check("552", "Placed for adoption before the decision")
def placed_before_decision(snapshot: Snapshot) -> pl.DataFrame:
    """The decision is made on or before the day the child is placed for adoption."""
    return found(
        snapshot.once(adoptions),
        pl.col("decided") > pl.col("placed_least"),
        "placed_least",
        "Placed for adoption from {}; the first decision on record is of {}.",
        *("placed_least", "decided"),
    )


@check("521", "AD1: decision after the child was placed")
def intended_after_placed(snapshot: Snapshot) -> pl.DataFrame:
    """AD1's decision date is on or before the day the child was placed for adoption."""
    return found(
        snapshot.once(adoptions),
        pl.col("placed_least") < INTENDED,
        "placed_least",
        "AD1 gives the decision as {}; the child was placed for adoption on {}.",
        *("date_int", "placed_least"),
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
        snapshot.once(adoptions),
        pl.col("ao").is_not_null() & pl.col("said").is_null(),
        "ao",
        "Adopted on {}, and nothing is on record about the decision, the match and the adopters.",
        "ao",
    )


@check("602", "Adopters on record for a child who left otherwise")
def record_without_adoption(snapshot: Snapshot) -> pl.DataFrame:
    """Adopters' details belong to a child who was adopted; this one left care in another way."""
    return found(
        snapshot.once(adoptions),
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
        snapshot.once(adoptions),
        pl.col("ao").is_not_null() & ((by_carer & among("place", "A4", "A6")) | (others & with_carer)),
        "ao",
        "Adopted on {} from {}; AD1 says {} to adoption by the foster carer.",
        *("ao", "place", "foster_care"),
    )
