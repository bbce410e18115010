"""Whether placements, legal statuses and providers fit each other."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import check, found
from models.checks.rows import among, episodes
from models.rules.chains import chain
from models.snapshot import Snapshot

FOSTER = (*codes.FOSTER, "Q1", "Q2")
"""Foster placements, with the two codes that older data has for them."""
MOVED = ("P", "T", "B", "U")
"""Reasons for a new episode that say that the placement changed."""


@check("378", "With parents under section 20")
def parents_without_order(snapshot: Snapshot) -> pl.DataFrame:
    """A child accommodated under section 20 (V2) cannot be placed with a parent (P1)."""
    return found(
        snapshot.once(episodes),
        (pl.col("place") == codes.WITH_PARENTS) & (pl.col("ls") == "V2"),
        "decom",
        "Placed with parents from {} without a care order (V2).",
        "decom",
    )


@check("550", "Parents as provider of another placement")
def parents_provide(snapshot: Snapshot) -> pl.DataFrame:
    """PR0 (parents) is the provider of a placement with parents (P1) only."""
    return found(
        snapshot.once(episodes),
        (pl.col("place_provider") == "PR0") & pl.col("place").ne_missing(codes.WITH_PARENTS),
        "decom",
        "The placement of {} is {}, and its provider is given as the parents (PR0).",
        *("decom", "place"),
    )


@check("380", "Care begins with a temporary placement")
def begins_temporary(snapshot: Snapshot) -> pl.DataFrame:
    """A period of care cannot begin with a temporary placement (T0 to T4): say where the child is placed."""
    return found(
        snapshot.once(episodes),
        (pl.col("rne") == "S") & among("place", *codes.TEMPORARY),
        "decom",
        "Care begins on {} with a temporary placement ({}).",
        *("decom", "place"),
    )


@check("381", "Care ends in a temporary placement")
def ends_temporary(snapshot: Snapshot) -> pl.DataFrame:
    """A period of care cannot end in a temporary placement (T0 to T4)."""
    return found(
        snapshot.once(episodes),
        among("place", *codes.TEMPORARY) & pl.col("dec").is_not_null() & pl.col("rec").ne_missing(codes.CONTINUES),
        "dec",
        "Care ends on {} in a temporary placement ({}).",
        *("dec", "place"),
    )


@check("383", "Does not return from a temporary placement")
def no_return(snapshot: Snapshot) -> pl.DataFrame:
    """After a temporary placement (T0 to T4) a child goes back to the placement before it."""
    rows = snapshot.facts.once(chain).with_columns(after=pl.col("temporary").shift(1, fill_value=False))
    return found(
        rows.filter(pl.col("decom") <= snapshot.as_at),
        pl.col("after") & pl.col("lived") & ~pl.col("temporary") & (pl.col("at") != pl.col("before_at")),
        "decom",
        "After a temporary placement the child moves on {} to {}, and was in {} before.",
        *("decom", "at", "before_at"),
    )


@check("408", "Placed for adoption without a placement order")
def placed_without_order(snapshot: Snapshot) -> pl.DataFrame:
    """A placement with a placement order (A5, A6) needs one: legal status E1 (formerly a freeing order, D1)."""
    return found(
        snapshot.once(episodes),
        among("place", "A5", "A6") & ~among("ls", codes.PLACEMENT_ORDER, "D1"),
        "decom",
        "Placed for adoption ({}) from {} under the legal status {}.",
        *("place", "decom", "ls"),
    )


@check("336", "Placed for adoption with a carer who did not foster")
def not_fostered_before(snapshot: Snapshot) -> pl.DataFrame:
    """A child placed for adoption with the current foster carer (A3, A5) was fostered immediately before."""
    rows = (
        snapshot.facts.once(chain)
        .filter(pl.col("decom") <= snapshot.as_at)
        .with_columns(
            before=pl.when("lived").then(pl.col("before_at").str.slice(0, 2)).otherwise(pl.lit("no placement"))
        )
    )
    begun_so = ~pl.col("lived") & among("rne", "S")
    moved_so = pl.col("lived") & ~among("before", *FOSTER, *codes.ADOPTIVE_SAME_CARER)
    return found(
        rows,
        among("place", *codes.ADOPTIVE_SAME_CARER) & (begun_so | moved_so),
        "decom",
        "Placed for adoption with the foster carer ({}) from {}, and was in {} before.",
        *("place", "decom", "before"),
    )


@check("366", "Moved within a short break")
def moved_in_short_break(snapshot: Snapshot) -> pl.DataFrame:
    """A child does not change placement in the course of one short break (V3)."""
    rows = snapshot.once(episodes).with_columns(break_goes_on=pl.col("continues") & (pl.col("ls").shift(1) == "V3"))
    return found(
        rows,
        pl.col("break_goes_on") & (pl.col("ls") == "V3") & among("rne", *MOVED),
        "decom",
        "The short break of {} goes on from {} in another placement.",
        *("before_decom", "decom"),
    )


@check("516", "Special guardianship to a foster carer, and never fostered")
def guardian_did_not_foster(snapshot: Snapshot) -> pl.DataFrame:
    """A child whose former foster carer became special guardian (E45, E46) was in a foster placement (U1 to U6)."""
    fostered = among("place", *FOSTER).any().over("child")
    return found(
        snapshot.once(episodes),
        among("rec", "E45", "E46") & ~fostered,
        "dec",
        "Special guardianship to a former foster carer ({}) on {}, and no foster placement is on record.",
        *("rec", "dec"),
    )


@check("390", "Adopted from another placement")
def adopted_elsewhere(snapshot: Snapshot) -> pl.DataFrame:
    """A child who is adopted was placed for adoption (A3 to A6) until then."""
    return found(
        snapshot.once(episodes),
        among("rec", *codes.ADOPTED) & ~among("place", *codes.ADOPTIVE),
        "dec",
        "Adopted on {} from a placement that is not for adoption ({}).",
        *("dec", "place"),
    )
