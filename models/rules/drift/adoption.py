"""Drift on the way to adoption: no match, no link, not placed, no application."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from models import codes
from models.rules.drift.rule import Part, Rule, among, amount, days, has, on_or_after, since, waited
from models.rules.journeys import MATCHED
from models.rules.matching import BY_DECISION, DECIDED
from models.rules.timescales import ADOPTION_GUIDANCE

WAITING = pl.col("in_care") & ~pl.col("adoptive")
"""In care and not placed for adoption."""
LINKED = (has("link") & (pl.col("disrupted").is_null() | (pl.col("link") > pl.col("disrupted")))) | among(
    "place", *codes.EARLY_PERMANENCE
)
"""A family is chosen, since any placement for adoption broke down, or the child lives with carers who may adopt."""
ORDERED = since("order_since", has("po"))


def _counted(due: pl.Expr) -> pl.Expr:
    """A limit that began to run before an adoptive placement broke down is not late before that day."""
    return pl.when(pl.col("disrupted") > due).then("disrupted").otherwise(due)


def _unmatched(limits: Mapping[str, int]) -> tuple[Part, ...]:
    limit = limits["DRIFT-3"]
    return (
        Part(
            pl.when(WAITING & DECIDED & ~MATCHED).then(_counted(BY_DECISION.due)),
            lambda over: pl.format(
                "Waiting {} since the decision without a match: {} over {}",
                days(waited("adm")),
                over,
                BY_DECISION.words,
            ),
            "RAA",
            "Review family finding and bring a match to panel",
            ADOPTION_GUIDANCE,
        ),
        Part(
            pl.when(WAITING & pl.col("po_open") & ~MATCHED).then(
                _counted(pl.col("order_since") + pl.duration(days=limit))
            ),
            lambda over: pl.format(
                "Waiting {}{} since the placement order without a match: {} over the {}-day guide",
                pl.when(has("po")).then(pl.lit("")).otherwise(pl.lit("at least ")),
                days(waited("order_since")),
                over,
                pl.lit(limit),
            ),
            "RAA",
            "Review family finding and bring a match to panel",
        ),
    )


def _unplaced(limits: Mapping[str, int]) -> tuple[Part, ...]:
    months = limits["DRIFT-4"]
    return (
        Part(
            pl.when(WAITING & pl.col("po_open")).then(_counted(pl.col("order_since").dt.offset_by(f"{months}mo"))),
            lambda over: pl.format(
                "Placement order of {} and not placed: {} over {}",
                ORDERED,
                days(over),
                pl.lit(amount(months, "months")),
            ),
            "RAA",
            "Place the child, or review whether adoption is still the plan",
        ),
    )


def _unlinked(limits: Mapping[str, int]) -> tuple[Part, ...]:
    limit = limits["DRIFT-5"]
    return (
        Part(
            pl.when(WAITING & pl.col("po_open") & ~MATCHED & ~LINKED).then(
                _counted(pl.col("order_since") + pl.duration(days=limit))
            ),
            lambda over: pl.format(
                "Placement order of {} and no family chosen: {} over {}",
                ORDERED,
                days(over),
                pl.lit(amount(limit, "days")),
            ),
            "RAA",
            "Widen the search for a family",
            needs=("LINK",),
        ),
    )


def _unapplied(limits: Mapping[str, int]) -> tuple[Part, ...]:
    months = limits["DRIFT-6"]
    return (
        Part(
            pl.when(pl.col("in_care") & pl.col("adoptive") & ~on_or_after("AO-APPLIED", "placed_least")).then(
                pl.col("placed_least").dt.offset_by(f"{months}mo")
            ),
            lambda over: pl.format(
                "Placed {}{} and no application for an adoption order: {} over {}",
                pl.when(has("placed")).then(pl.lit("on ")).otherwise(pl.lit("")),
                since("placed_least", has("placed")),
                days(over),
                pl.lit(amount(months, "months")),
            ),
            "SW",
            "Support the adopters to apply",
        ),
    )


RULES = (
    Rule(
        "DRIFT-3",
        "No match",
        "No match six months (of a relinquished baby three) after the decision for adoption, or past the local limit "
        "after the placement order.",
        False,
        _unmatched,
    ),
    Rule(
        "DRIFT-4",
        "Not placed",
        "Not placed for adoption longer than the local limit after the placement order.",
        True,
        _unplaced,
    ),
    Rule(
        "DRIFT-5",
        "No family chosen",
        "No confirmed link with a family longer than the local limit after the placement order.",
        True,
        _unlinked,
    ),
    Rule(
        "DRIFT-6",
        "No application for the order",
        "Placed for adoption for longer than the local limit, with no application for an adoption order and no order.",
        True,
        _unapplied,
    ),
)
