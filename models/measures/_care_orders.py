"""When a care order was made: as recorded among the court's steps, and whether the return shows its beginning."""

from __future__ import annotations

import polars as pl

from models.measures._recorded import recorded
from models.rules.chains import LEGAL_BEGINS, chain
from models.snapshot import Facts


def not_shown(facts: Facts) -> pl.Series:
    """Journeys that the data begins under a care order made earlier."""
    first = pl.col("first") & (pl.col("ls") == "C2") & ~pl.col("rne").is_in(LEGAL_BEGINS).fill_null(False)
    return facts.once(chain).filter(first)["journey"]


def said(facts: Facts) -> pl.DataFrame:
    """The first care order recorded in each journey that has one: journey, on (the day; of an approximate one the last
    it can mean), counted (blank where approximate), both as day numbers."""
    rows = facts.once(recorded).filter(pl.col("kind") == "CO").sort("journey", "day", "counted", nulls_last=True)
    made = rows.unique("journey", keep="first", maintain_order=True)
    return made.select("journey", pl.col("day").to_physical().alias("on"), pl.col("counted").to_physical())
