"""Decisions for adoption that were reversed."""

from __future__ import annotations

import polars as pl

from models import codes
from models.measures import Period
from models.rules.stays import periods
from models.snapshot import Facts, Snapshot


def _reversed(facts: Facts) -> pl.DataFrame:
    """Every reversed decision, beside the first adoption order of the child on or after the decision."""
    adopted = facts.once(periods).filter(pl.col("rec").is_in(codes.ADOPTED)).select("child", ao="ended")
    since = pl.when(pl.col("ao") >= pl.col("date_placed")).then("ao").min()
    return (
        facts["adm_decision"]
        .filter(pl.col("date_placed_ceased").is_not_null())
        .join(adopted, on="child", how="left")
        .group_by("child", "date_placed", "date_placed_ceased", "reason_placed_ceased")
        .agg(adopted=since)
        .sort("child", "date_placed")
    )


def reversals(snapshot: Snapshot, period: Period) -> pl.DataFrame:
    """Decisions reversed in the period, of children not adopted since they were made: child, reason_placed_ceased."""
    return snapshot.facts.once(_reversed).filter(
        period.covers("date_placed_ceased")
        & (pl.col("date_placed") <= snapshot.as_at)
        & (pl.col("adopted").is_null() | (pl.col("adopted") > snapshot.as_at))
    )
