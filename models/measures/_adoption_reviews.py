"""Reviews under the Adoption Agencies Regulations 2005, regulation 36: when each was due and when it was held."""

from __future__ import annotations

import polars as pl

from models.measures._kept import of_kind
from models.rules.reviews import placed_dues, review_dues
from models.rules.stays import adoptive_runs, order_stretches
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts

FIRST, NEXT = (next(scale for scale in TIMESCALES if scale.code == f"AD-REVIEW-{n}") for n in ("1", "N"))
BEGINS, ENDED, START, OVER = (pl.col(name) for name in ("begins", "ended", "start", "over"))
_COLUMNS = ("journey", "placed", "start", "over", "since", "due", "held")


def _waits(facts: Facts) -> pl.DataFrame:
    """Every stretch of time with a placement order and not placed for adoption: child, journey, start (of the order, or
    the day a placement broke down), known, over (placed, or the order ended; blank while it lasts)."""
    runs = facts.once(adoptive_runs).select("journey", placed=BEGINS, left=ENDED, how="how")
    orders = facts.once(order_stretches).select("child", "journey", "known", start=BEGINS, order=BEGINS, ended=ENDED)
    broken = (
        runs.filter(pl.col("how") == "disrupted")
        .join(orders, on="journey", how="inner")
        .filter((pl.col("left") >= pl.col("order")) & (pl.col("left") < ENDED).fill_null(True))
        .select("child", "journey", "order", "ended", start="left", known=pl.lit(True))
    )
    key = ["journey", "start"]
    starts = pl.concat([orders, broken], how="diagonal").unique(key, keep="last", maintain_order=True)
    beside = starts.join(runs, on="journey", how="inner")
    inside = (pl.col("placed") <= START) & (pl.col("left") > START).fill_null(True)
    next_placed = beside.filter(pl.col("placed") > START).group_by(key).agg(next=pl.col("placed").min())
    return (
        starts.join(beside.filter(inside), on=key, how="anti")
        .join(next_placed, on=key, how="left")
        .select("child", "journey", "start", "known", over=pl.min_horizontal("ended", "next"))
    )


def _waiting(facts: Facts) -> pl.DataFrame:
    """The reviews of children who wait: within three months of the start, then six months after the one before."""
    waits, key = facts.once(_waits), ["journey", "start"]
    held = pl.col("held")
    reviews = (
        of_kind(facts, "AD-REVIEW")
        .select("child", "counted", held="day")
        .join(waits, on="child", how="inner")
        .filter((held > START) & (held <= OVER).fill_null(True))
        .sort(*key, "held", "counted", nulls_last=True)
        .unique([*key, "held"], keep="first", maintain_order=True)
    )
    rows = pl.concat([waits, reviews], how="diagonal").sort(*key, "held", nulls_last=True)
    again = ((pl.col("journey") == pl.col("journey").shift()) & (START.shift() == START)).fill_null(False)
    return rows.with_columns(
        placed=pl.lit(False),
        since=pl.when(again).then(held.shift()).otherwise(START),
        due=pl.when(again)
        .then(NEXT.due_from(pl.col("counted").shift()))
        .otherwise(pl.when("known").then(FIRST.due_from(START))),
    ).select(_COLUMNS)


def _placed(facts: Facts) -> pl.DataFrame:
    """The reviews of children placed for adoption: the return's own, due as the placement asks for."""
    runs = facts.once(adoptive_runs).select("journey", "known", start=BEGINS, over=ENDED)
    held = facts.once(review_dues).select("journey", "number", "held")
    within = (BEGINS >= START) & (BEGINS < OVER).fill_null(True)
    return (
        facts.once(placed_dues)
        .select("journey", "number", "begins", "due")
        .join(runs, on="journey", how="inner")
        .filter(within)
        .join(held, on=["journey", "number"], how="left")
        .select(
            "journey",
            "start",
            "over",
            "held",
            placed=pl.lit(True),
            since=BEGINS,
            due=pl.when(pl.col("known") | (BEGINS > START)).then("due"),
        )
        .select(_COLUMNS)
    )


def adoption_reviews(facts: Facts) -> pl.DataFrame:
    """Every review that regulation 36 asks for, with one still to come in each stretch: journey, placed (or waiting),
    start and over (of the wait or the placement), since (the start, else the review before), due (blank where it is not
    known), held. What was due only after the
    stretch was over is not asked for."""
    rows = pl.concat([facts.once(_waiting), facts.once(_placed)])
    return rows.filter((pl.col("due") < OVER).fill_null(True)).sort("journey", "start", "held", nulls_last=True)
