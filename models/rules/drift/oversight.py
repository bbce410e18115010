"""Drift in care and in court: temporary carers, orders at home, proceedings, reviews, visits, workers, missing data."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from models import codes
from models.rules.drift.carers import APPROVAL, CARERS, EXTENDED, PLACE, REG24
from models.rules.drift.rule import Part, Rule, among, days, has, waited, written
from models.rules.drift.visits import VISITS
from models.rules.journeys import MATCHED
from models.rules.timescales import PLACEMENT_REVIEWS, PROCEEDINGS, TIMESCALES, WEEKS

REVIEWS = TIMESCALES[0].source


def _unapproved(_limits: Mapping[str, int]) -> tuple[Part, ...]:
    limit = (
        pl.when(EXTENDED).then(pl.lit("the 24 weeks with the extension")).otherwise(pl.lit("16 weeks, not extended"))
    )
    return (
        Part(
            APPROVAL,
            lambda over: pl.format(
                "Day {}{} with a carer under temporary approval: {} over {}",
                waited("placement_since"),
                pl.when("placement_known").then(pl.lit("")).otherwise(pl.lit(" or later")),
                days(over),
                limit,
            ),
            "NO",
            "Approve the carer, extend once, or end the placement",
            f"{REG24.source} and 25",
            CARERS,
        ),
    )


ORDER_AT_HOME = pl.max_horizontal("placement_since", "legal_since")
"""Since when a child with parents has been there on a care order."""


def discharge_wanted(months: int) -> pl.Expr:
    """By when local policy wants a plan to discharge the order of a child at home; none where it was applied for."""
    at_home = pl.col("in_care") & among("place", codes.WITH_PARENTS) & among("ls", "C2")
    applied = (pl.col("DISCHARGE") >= ORDER_AT_HOME).fill_null(False)
    return pl.when(at_home & ~applied).then(ORDER_AT_HOME.dt.offset_by(f"{months}mo"))


def _at_home(limits: Mapping[str, int]) -> tuple[Part, ...]:
    began, wanted = ORDER_AT_HOME, discharge_wanted(limits["DRIFT-8"])
    known = pl.when(pl.col("placement_since") >= pl.col("legal_since")).then("placement_known").otherwise("legal_known")
    return (
        Part(
            pl.when(wanted.is_not_null()).then(pl.max_horizontal(wanted, "discharge")),
            lambda over: pl.format(
                "At home on a care order since {} with no plan to discharge it: {} over",
                pl.when(known).then(written(began)).otherwise(pl.format("before {}", written(began))),
                days(over),
            ),
            "SW",
            "Plan to discharge the order, or for the child to leave home",
        ),
    )


def _proceedings(limits: Mapping[str, int]) -> tuple[Part, ...]:
    week = limits["DRIFT-9"]
    listed = has("IRH") | has("IRH_planned")
    return (
        Part(
            pl.col("extended_to"),
            lambda over: pl.format(
                "In court since {}: {} over {} weeks{}",
                written(pl.col("issued")),
                days(over),
                pl.lit(WEEKS),
                pl.when(pl.col("extended") > 0)
                .then(pl.format(" and {} of extension", pl.col("extended")))
                .otherwise(pl.lit("")),
            ),
            "TM",
            "Ask the court to extend, or for a final hearing",
            PROCEEDINGS,
        ),
        Part(
            pl.when(~listed).then(pl.col("issued") + pl.duration(days=7 * week - 1)),
            lambda over: pl.format(
                "In court since {} and no issues resolution hearing listed: {} past week {}",
                written(pl.col("issued")),
                days(over),
                pl.lit(week),
            ),
            "TM",
            "Have the issues resolution hearing listed",
        ),
    )


def _reviews_and_visits(_limits: Mapping[str, int]) -> tuple[Part, ...]:
    def part(which: pl.Expr, source: str) -> Part:
        return Part(
            pl.when(pl.col("in_care") & which).then("review_due"),
            lambda over: pl.format(
                "{} was due by {}, within {}: {} over",
                pl.col("review"),
                written(pl.col("review_due")),
                pl.col("review_words"),
                days(over),
            ),
            "IRO",
            "Hold the review",
            source,
        )

    placed = pl.col("review_placed")
    return part(~placed, REVIEWS), part(placed, PLACEMENT_REVIEWS), *VISITS


def _workers(limits: Mapping[str, int]) -> tuple[Part, ...]:
    most = limits["DRIFT-11"]
    return (
        Part(
            pl.when("in_care").then("changed"),
            lambda _over: pl.format("New social worker on {} and no handover", written(pl.col("changed"))),
            "TM",
            "Hold a handover between the workers",
            needs=("HANDOVER",),
        ),
        Part(
            pl.when("in_care").then(pl.col("many") - pl.duration(days=1)),
            lambda _over: pl.format("{} social workers in twelve months", pl.col("workers")),
            "TM",
            f"Keep one worker: {most} in a year are too many",
        ),
    )


def _missing(_limits: Mapping[str, int]) -> tuple[Part, ...]:
    placed = pl.col("in_care") & pl.col("adoptive")
    ordered = pl.col("in_care") & (pl.col("po_open") | pl.col("adoptive") | MATCHED)
    at_home = pl.col("in_care") & among("place", codes.WITH_PARENTS) & among("ls", *codes.CARE_ORDERS)
    connected = pl.col("in_care") & among("place", PLACE)

    def given(*approvals: str) -> pl.Expr:
        """Whether one of these was given, and not for an earlier stay of that kind."""
        last = pl.max_horizontal(approvals)
        return last.is_not_null() & (pl.col("earlier").is_null() | (last > pl.col("earlier")))

    unmatched = pl.col("match").is_null() | (pl.col("match") <= pl.col("broke_down")).fill_null(False)

    def part(due: pl.Expr, words: str, *needs: str) -> Part:
        return Part(due, lambda _over: pl.lit(words), "SW", "Record what is missing", needs=needs)

    return (
        part(pl.when(placed & unmatched).then("placed_least"), "Placed and no match date"),
        part(
            pl.when(ordered & pl.col("adm").is_null()).then(
                pl.min_horizontal(pl.when("po_open").then("order_since"), pl.when(placed).then("placed_least"), "match")
            ),
            "On the way to adoption and no date of the decision",
        ),
        part(
            pl.when(at_home & ~given("home_approved", "at_once")).then("placement_since"),
            "With parents under a care order and no date of the nominated officer's approval",
            "PWP-APPROVED",
        ),
        part(
            pl.when(connected & ~given("carers_for_now", "carers_approved")).then("placement_since"),
            "With a connected carer and no date of an approval",
            *CARERS,
        ),
    )


RULES = (
    Rule(
        "DRIFT-7",
        "Carer not approved",
        "With a connected carer under temporary approval past day 112 without an extension, or past day 168.",
        False,
        _unapproved,
    ),
    Rule(
        "DRIFT-8",
        "At home without a plan to discharge",
        "With parents under a care order for longer than the local limit, with no plan to discharge the order.",
        True,
        _at_home,
    ),
    Rule(
        "DRIFT-9",
        "Proceedings too long",
        "Care proceedings past 26 weeks as extended, or no issues resolution hearing listed by the local week.",
        False,
        _proceedings,
    ),
    Rule(
        "DRIFT-10",
        "Review or visit overdue",
        "A review, or a statutory visit, was due and has not taken place.",
        False,
        _reviews_and_visits,
    ),
    Rule(
        "DRIFT-11",
        "Changes of worker",
        "A new social worker without a handover, or as many workers within twelve months as the local limit or more.",
        True,
        _workers,
    ),
    Rule(
        "DRIFT-16",
        "Data missing",
        "The date of a step that must already have happened is not recorded.",
        True,
        _missing,
    ),
)
