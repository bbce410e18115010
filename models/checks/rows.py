"""What several checks look at: episodes beside their neighbours and the birth, journeys beside what AD1 says."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.journeys import details, journeys
from models.snapshot import Snapshot


def episodes(snapshot: Snapshot) -> pl.DataFrame:
    """The episodes as at the day with the child's `dob` and `eighteenth`, and their neighbours.

    `before_decom`, `before_dec`, `before_rec` of the one before (null for a child's `first`), `next_decom` of the one
    after, and whether it `continues` the one before.
    """
    same = pl.col("child").eq_missing(pl.col("child").shift(1))
    before_dec, before_rec = pl.col("dec").shift(1), pl.col("rec").shift(1)
    return (
        snapshot["care_episode"]
        .with_columns(
            first=~same,
            before_decom=pl.when(same).then(pl.col("decom").shift(1)),
            before_dec=pl.when(same).then(before_dec),
            before_rec=pl.when(same).then(before_rec),
            next_decom=pl.when(same.shift(-1)).then(pl.col("decom").shift(-1)),
            continues=same & before_dec.eq_missing(pl.col("decom")) & before_rec.eq_missing(codes.CONTINUES),
        )
        .join(
            snapshot.facts.once(details).select("child", "dob", "eighteenth"),
            on="child",
            how="left",
            maintain_order="left",
        )
    )


def decided(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's first day of a decision by the day, from either table: child, decided."""
    made = snapshot["adm_decision"].select("child", decided="date_placed")
    said = snapshot["adoption"].select("child", decided="date_int")
    return pl.concat([made, said]).drop_nulls().group_by("child").agg(pl.col("decided").min())


def adoptions(snapshot: Snapshot) -> pl.DataFrame:
    """Journeys beside the child's first decision and AD1 row: decided, date_int, foster_care, nb_adoptr, said."""
    ad1 = snapshot["adoption"].select("child", "date_int", "foster_care", "nb_adoptr", said=pl.lit(True))
    return (
        snapshot.once(journeys)
        .join(snapshot.once(decided), on="child", how="left", maintain_order="left")
        .join(ad1, on="child", how="left", maintain_order="left")
    )


def among(column: str, *values: str) -> pl.Expr:
    """Whether a code is one of these; a blank is not."""
    return pl.col(column).is_in(values).fill_null(False)
