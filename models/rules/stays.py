"""Spells within journeys: periods of care, placements, adoptive runs and stretches of a placement order.

These frames say the whole of what is known, whatever the date. As at a day, count the rows that began by then and take
an end that came later for none: filter `begins <= day`, and read `ended` as blank, with `how` and `rec`, where it is
after the day.
"""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.chains import chain
from models.rules.journeys import details
from models.snapshot import Facts

BEGINS, NEXT = pl.col("begins"), pl.col("next")


def periods(facts: Facts) -> pl.DataFrame:
    """One row for every period of care, in order of child and period.

    child, journey, period; eighteenth; begins (its first day, short breaks aside), entry (the same, only where the
    child is known to have started to be looked after then); ended (DEC of its last episode, not X1), rec, cin; closed
    (DEC of a last episode that says X1 but has no continuation: not an exit); since_short_break (an episode of short
    breaks led to it); ls (legal status of its last episode).
    """
    continues = pl.col("rec").eq_missing(codes.CONTINUES)
    return (
        facts.once(chain)
        .filter(pl.col("until").is_null())
        .join(facts.once(details).select("child", "eighteenth"), on="child", how="left", maintain_order="left")
        .select(
            *("child", "journey", "period", "eighteenth", "begins", "entry"),
            pl.when(~continues & pl.col("dec").is_not_null()).then("dec").alias("ended"),
            pl.when(~continues & pl.col("dec").is_not_null()).then("rec").alias("rec"),
            "cin",
            pl.when(continues).then("dec").alias("closed"),
            "since_short_break",
            "ls",
        )
    )


def _closings(facts: Facts) -> pl.DataFrame:
    """For every journey its last episode's DEC, REC and whether it says X1."""
    return facts.once(chain).filter(pl.col("until").is_null()).select("journey", last_dec="dec", last_rec="rec")


def _spells(facts: Facts, begins: pl.Expr, breaks: pl.Expr, columns: list[str | pl.Expr]) -> pl.DataFrame:
    """Rows of the chain where something begins, with `next`, where it breaks within the journey, and the closing."""
    rows = facts.once(chain).with_columns(starts=begins, breaks=breaks).filter(pl.col("starts") | pl.col("breaks"))
    ahead = pl.when(pl.col("journey").shift(-1) == pl.col("journey")).then(pl.col("decom").shift(-1))
    return (
        rows.with_columns(next=ahead)
        .filter("starts")
        .join(facts.once(_closings), on="journey", how="left", maintain_order="left")
        .select("child", "journey", "period", "next", "last_dec", "last_rec", pl.col("decom").alias("begins"), *columns)
    )


def placements(facts: Facts) -> pl.DataFrame:
    """One row for every placement stay, in order; temporary moves and the same carer's changes do not part a stay.

    child, journey, period; begins, known (whether it is known to have begun then); ended (the day the next stay begins,
    or of the journey's last DEC; null while open); place, place_provider and ls at its beginning; temporary (a journey
    that the data begins in the middle of a temporary move); same_carer (an A3 or A5 that follows a foster placement:
    adoption by the carer is not a move, however it is coded).
    """
    after_foster = pl.col("before_at").str.slice(0, 2).is_in(codes.FOSTER) & pl.col("lived")
    stays = _spells(
        facts,
        pl.col("moves"),
        pl.lit(False),
        [
            pl.col("placement_known").alias("known"),
            *("place", "place_provider", "ls", "temporary"),
            (pl.col("place").is_in(codes.ADOPTIVE_SAME_CARER) & after_foster).fill_null(False).alias("same_carer"),
        ],
    )
    return stays.with_columns(ended=NEXT.fill_null(pl.col("last_dec"))).drop("next", "last_dec", "last_rec")


def adoptive_runs(facts: Facts) -> pl.DataFrame:
    """One row for every unbroken run of placements for adoption (A3 to A6, temporary moves aside), in order.

    child, journey, period; begins, known; ended; how it ended: "disrupted" (the next placement that is not temporary
    is not adoptive, from that day, or the period of care ended without an adoption), "adopted", "unclear" (the last
    episode says X1 but nothing follows: `ended` is its DEC); null while it lasts.
    """
    runs = _spells(facts, pl.col("new_adoptive"), pl.col("run_stops"), [pl.col("placed_known").alias("known")])
    return _how(runs, "disrupted", "disrupted")


def order_stretches(facts: Facts) -> pl.DataFrame:
    """One row for every unbroken stretch of a placement order (E1), in order.

    child, journey, period; begins, known; ended; how it ended: "replaced" (another legal status took its place within
    the period), "adopted", "left" (the period of care ended otherwise), "unclear" (the last episode says X1 but nothing
    follows: `ended` is its DEC); null while in force.
    """
    stretches = _spells(facts, pl.col("new_order"), pl.col("order_stops"), [pl.col("order_known").alias("known")])
    return _how(stretches, "replaced", "left")


def _how(spells: pl.DataFrame, broken: str, left: str) -> pl.DataFrame:
    rec = pl.col("last_rec")
    return spells.select(
        *("child", "journey", "period", "begins", "known"),
        NEXT.fill_null(pl.col("last_dec")).alias("ended"),
        pl.when(NEXT.is_not_null())
        .then(pl.lit(broken))
        .when(pl.col("last_dec").is_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(rec.eq_missing(codes.CONTINUES))
        .then(pl.lit("unclear"))
        .when(rec.is_in(codes.ADOPTED).fill_null(False))
        .then(pl.lit("adopted"))
        .otherwise(pl.lit(left))
        .alias("how"),
    )
