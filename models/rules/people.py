"""Who works with each child, who belongs to the child's family, and when the child was last heard."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.snapshot import Snapshot, as_at


def workers(snapshot: Snapshot) -> pl.DataFrame:
    """One row a child: worker (the social worker's identifier on the day), worker_since, workers_in_year (how many
    different ones in the twelve months to the day), team, iro, family_finder, life_story_worker."""
    day = pl.lit(snapshot.as_at)
    social = snapshot["social_worker"].sort("child", "sw_decom")
    within = pl.col("sw_dec").is_null() | (pl.col("sw_dec") > day.dt.offset_by("-1y"))
    found = social.group_by("child", maintain_order=True).agg(
        pl.col("sw_id").filter(pl.col("sw_dec").is_null()).last().alias("worker"),
        pl.col("sw_decom").filter(pl.col("sw_dec").is_null()).last().alias("worker_since"),
        pl.col("sw_id").filter(within).drop_nulls().n_unique().cast(pl.Int32).alias("workers_in_year"),
    )
    roles = snapshot["allocation"].filter(pl.col("ends").is_null()).sort("child", "role", "begins")
    held = roles.group_by("child", maintain_order=True).agg(
        pl.col("who").filter(pl.col("role") == role).last().alias(column)
        for role, column in (
            ("TEAM", "team"),
            ("IRO", "iro"),
            ("FAMILY-FINDER", "family_finder"),
            ("LIFE-STORY", "life_story_worker"),
        )
    )
    return found.join(held, on="child", how="full", coalesce=True).sort("child")


def families(snapshot: Snapshot) -> pl.DataFrame:
    """One row a child in a sibling group: family (its reference), siblings (how many others are in it, whoever else the
    snapshot is about)."""
    standing = pl.col("ends").is_null()
    everybody = as_at(snapshot.facts.whole["sibling_group"], "sibling_group", snapshot.as_at).filter(standing)
    members = everybody.group_by("family").agg(siblings=(pl.col("child").n_unique() - 1).cast(pl.Int32))
    return (
        snapshot["sibling_group"]
        .filter(standing)
        .join(members, on="family", how="left", maintain_order="left")
        .group_by("child", maintain_order=True)
        .agg(pl.col("family").last(), pl.col("siblings").last())
    )


def judged(due: pl.Expr, day: dt.date, soon: int = 28) -> pl.Expr:
    """The letter of a due day: R past due, A within so many days, G later, – where there is none."""
    return (
        pl.when(due.is_null())
        .then(pl.lit("–"))
        .when(due < day)
        .then(pl.lit("R"))
        .when(due <= day + dt.timedelta(days=soon))
        .then(pl.lit("A"))
        .otherwise(pl.lit("G"))
    )
