"""Drift in planning: no plan, a plan without a decision, no plan beside it, no story told."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from models.rules.drift.rule import Part, Rule, among, amount, days, has, since, waited, written
from models.rules.matching import DECIDED
from models.rules.timescales import TIMESCALES

PERMANENCE_GUIDANCE = "Statutory guidance on care planning: a plan for permanence by the second review"
ADM = next(scale for scale in TIMESCALES if scale.code == "ADM")
NO_PLAN = pl.col("in_care") & (pl.col("pursued") == 0)
PLANS = ("plan",)


def _unplanned(_limits: Mapping[str, int]) -> tuple[Part, ...]:
    return (
        Part(
            pl.when(NO_PLAN & has("second")).then(pl.max_horizontal("second", "plan_closed")),
            lambda over: pl.format(
                "Second review held on {} and no permanence plan: {} over", written(pl.col("second")), days(over)
            ),
            "IRO",
            "Agree a permanence plan",
            PERMANENCE_GUIDANCE,
            PLANS,
        ),
    )


def _began() -> pl.Expr:
    """From which day the decision maker's two months run: from the review that set the plan.

    That is the last review by the day adoption became the primary plan, unless its two months were over by then: such a
    review set another plan, and the day itself counts. A decision that was reversed since begins them anew.
    """
    since = pl.col("primary_since")
    review = pl.when(ADM.due_from(pl.col("set_by")) >= since).then("set_by")
    return pl.max_horizontal(pl.coalesce(review, since), "adm_ceased")


def _undecided(_limits: Mapping[str, int]) -> tuple[Part, ...]:
    began = _began()
    adoption = pl.col("in_care") & (pl.col("primary") == "ADOPTION").fill_null(False)
    return (
        Part(
            pl.when(adoption & ~(DECIDED | pl.col("po_open") | pl.col("adoptive"))).then(ADM.due_from(began)),
            lambda over: pl.format(
                "Adoption is the plan since {} and not decided: {} over {}",
                written(pl.col("primary_since")),
                days(over),
                pl.when(began == pl.col("set_by"))
                .then(pl.format("2 months of the review of {}", written(began)))
                .otherwise(pl.format("2 months from {}", written(began))),
            ),
            "ADM",
            "Bring the papers to the agency decision maker",
            ADM.source,
        ),
    )


def _single(limits: Mapping[str, int]) -> tuple[Part, ...]:
    years = limits["DRIFT-12"]
    in_court = has("issued") | among("ls", "C1")
    young = pl.col("dob").dt.offset_by(f"{years}y") > pl.col("day")
    return (
        Part(
            pl.when(in_court & young & (pl.col("pursued") == 1)).then(
                pl.max_horizontal(pl.coalesce("issued", "ico"), "plan_begun", "plan_closed")
            ),
            lambda _over: pl.format("In proceedings, under {}, and only one plan is worked", pl.lit(years)),
            "SW",
            "Plan for a second way beside the first",
            needs=PLANS,
        ),
    )


def _accommodated(limits: Mapping[str, int]) -> tuple[Part, ...]:
    months = limits["DRIFT-13"]
    return (
        Part(
            pl.when(NO_PLAN & among("ls", "V2")).then(
                pl.max_horizontal(pl.col("legal_since").dt.offset_by(f"{months}mo"), "plan_closed")
            ),
            lambda over: pl.format(
                "Accommodated since {} with no order and no plan: {} over {}",
                since("legal_since", "legal_known"),
                days(over),
                pl.lit(amount(months, "months")),
            ),
            "GATEWAY",
            "Decide at a legal planning meeting, or agree a plan",
            needs=PLANS,
        ),
    )


def _untold(limits: Mapping[str, int]) -> tuple[Part, ...]:
    return (
        Part(
            pl.when(pl.col("in_care") & DECIDED & pl.col("story").is_null()).then(
                pl.col("adm") + pl.duration(days=limits["DRIFT-14"])
            ),
            lambda _over: pl.format(
                "Adoption decided on {}, {} ago, and no life story work begun",
                written(pl.col("adm")),
                days(waited("adm")),
            ),
            "SW",
            "Begin life story work",
            needs=("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE"),
        ),
    )


def _without_primary(limits: Mapping[str, int]) -> tuple[Part, ...]:
    weeks = limits["DRIFT-15"]
    limit = pl.col("begins").dt.offset_by(f"{weeks}w")
    return (
        Part(
            pl.when(pl.col("in_care") & pl.col("primary").is_null()).then(
                pl.when(limit < pl.col("plan_closed")).then("plan_closed").otherwise(limit)
            ),
            lambda over: pl.format(
                "In care since {} and no primary plan: {} over {}",
                since("begins", has("entry")),
                days(over),
                pl.lit(amount(weeks, "weeks")),
            ),
            "TM",
            "Choose the primary plan",
            needs=PLANS,
        ),
    )


RULES = (
    Rule(
        "DRIFT-1",
        "No permanence plan",
        "The second review was held, and no permanence plan is pursued.",
        False,
        _unplanned,
    ),
    Rule(
        "DRIFT-2",
        "Adoption not decided",
        "The review that made adoption the primary plan was more than two months ago, and the agency decision maker "
        "has not decided. Where no review set the plan, the two months run from the day it became the primary one.",
        False,
        _undecided,
    ),
    Rule(
        "DRIFT-12",
        "Only one plan",
        "A young child in proceedings has one plan only, where a second is expected to be worked beside it.",
        True,
        _single,
    ),
    Rule(
        "DRIFT-13",
        "Accommodated without order or plan",
        "Accommodated under section 20 for longer than the local limit, with no order and no plan.",
        True,
        _accommodated,
    ),
    Rule(
        "DRIFT-14",
        "Life story work not begun",
        "The agency decision maker has decided for adoption, and no life story work has begun.",
        True,
        _untold,
    ),
    Rule(
        "DRIFT-15",
        "No primary plan",
        "Care began longer ago than the local limit, and there is still no primary plan.",
        True,
        _without_primary,
    ),
)
