"""Which plans are pursued for each child: the primary one, and the contingencies worked beside it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.rules.steps import latest
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


TOGETHER, ONE, EARLIER, IN_TURN = "In parallel", "One plan", "In parallel before", "One after the other"
LONG = pl.lit(dt.date.max)


def planning(snapshot: Snapshot) -> pl.DataFrame:
    """How the plans of each child's present (or last) time in care stand to one another: child, planning.

    “In parallel”: more than one is pursued on the day. “In parallel before”: one is, and more were. “One after the
    other”: each began when those before it had ended. “One plan”: there never was another.
    """
    begins, over = pl.col("begins"), pl.col("ends").fill_null(LONG)
    rows = (
        snapshot["plan"]
        .join(snapshot.once(latest).select("child", "after"), on="child", how="left", maintain_order="left")
        .filter(pl.col("after").is_null() | (begins > pl.col("after")))
        .sort("child", "begins", "plan")
        .with_columns(beside=begins < over.cum_max().shift().over("child"))
    )
    found = rows.group_by("child", maintain_order=True).agg(
        many=pl.len(), now=pl.col("ends").null_count(), ever=pl.col("beside").any()
    )
    said = (
        pl.when(pl.col("now") > 1)
        .then(pl.lit(TOGETHER))
        .when(pl.col("many") == 1)
        .then(pl.lit(ONE))
        .when("ever")
        .then(pl.lit(EARLIER))
        .otherwise(pl.lit(IN_TURN))
    )
    return found.select("child", planning=said)
