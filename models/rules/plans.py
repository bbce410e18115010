"""Which plans are pursued for each child: the primary one, and the contingencies worked beside it."""

from __future__ import annotations

import polars as pl

from models import codes
from models.snapshot import Snapshot

PATHWAYS = {code: found.label for code, found in codes.codes("pathway").items()}
RELATIONS = {code: found.label.lower() for code, found in codes.codes("relation").items()}


def live(snapshot: Snapshot) -> pl.DataFrame:
    """Every plan pursued on the day, in order of child and number, with `words` (“Special guardianship, aunt”) and
    `primary`: whether it is the primary one; beside them the plan's own cells."""
    said = (
        snapshot["primary_plan"]
        .group_by("child", maintain_order=True)
        .last()
        .select("child", chosen="plan", since="since")
    )
    rows = snapshot["plan"].filter(pl.col("ends").is_null()).join(said, on="child", how="left", maintain_order="left")
    pathway = pl.col("pathway").replace_strict(PATHWAYS, default=pl.col("pathway"), return_dtype=pl.String)
    relation = pl.col("with_whom").replace_strict(RELATIONS, default=pl.col("with_whom"), return_dtype=pl.String)
    return rows.with_columns(
        words=pl.when(pl.col("with_whom").is_null()).then(pathway).otherwise(pl.format("{}, {}", pathway, relation)),
        primary=(pl.col("plan") == pl.col("chosen")).fill_null(False),
    ).drop("chosen")


def plans(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child with a plan pursued on the day.

    child, primary (the pathway's code; blank where no live plan is the primary one), primary_plan (its number),
    primary_words, plan_date (the day the primary plan was agreed), primary_since, contingency_words (“Special
    guardianship, aunt; Return to family”; blank where there is none), contingencies (how many), pursued (how many plans
    in all), parallel (whether a contingency is worked beside the primary plan).
    """
    rows, primary = snapshot.once(live), pl.col("primary")
    found = rows.group_by("child", maintain_order=True).agg(
        pl.col("pathway").filter(primary).first().alias("primary"),
        pl.col("plan").filter(primary).first().alias("primary_plan"),
        pl.col("words").filter(primary).first().alias("primary_words"),
        pl.col("begins").filter(primary).first().alias("plan_date"),
        pl.col("since").filter(primary).first().alias("primary_since"),
        pl.col("words").filter(~primary).str.join("; ").alias("contingency_words"),
        (~primary).sum().cast(pl.Int32).alias("contingencies"),
        pl.len().cast(pl.Int32).alias("pursued"),
    )
    return found.with_columns(
        contingency_words=pl.when(pl.col("contingencies") > 0).then("contingency_words"),
        parallel=pl.col("primary").is_not_null() & (pl.col("contingencies") > 0),
    )
