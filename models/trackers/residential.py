"""The residential tracker: every child in a home or residential school, own or external, and the step down."""

from __future__ import annotations

import polars as pl

from models.rules.journeys import present
from models.rules.people import judged
from models.rules.steps import last_day, whole_months
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, line, said, step, to_come, who

HOMES = ("K1", "K2", "R1", "S1")
"""Secure and children's homes, residential care homes and residential schools."""
OWN = "PR1"
COLUMNS = columns(
    who("child", "age", "placement", "placement_since"),
    Column("home", "Home", "text", "The home's own name or reference.", 20, edit=line("residential", "home")),
    Column("urn", "Ofsted number", "text", "As reported with the placement.", 12, shown=False),
    Column("provider_name", "Run by", "text", "Who runs the home.", 18, edit=line("residential", "provider_name")),
    Column("provider", "Provider", "text", "Whose the placement is, as reported.", 26, shown=False),
    Column("own", "Own or external", "text", "By the placement's provider.", 20),
    Column("area", "In or out of area", "text", "Whether the home lies in the authority's area.", 12),
    Column("miles", "Miles", "number", "From home.", 7),
    Column("months", "Months there", "number", "Whole months, or at least so many.", 8),
    Column("cost", "Weekly cost", "text", "In bands.", 16),
    Column("reason_home", "Why residential care", "text", "Why it was chosen.", 28),
    step("RES-REVIEW", "Last panel review"),
    Column("step_down", "Step down to", "text", "The plan after residential care.", 20),
    to_come("STEP-DOWN", "Step down planned"),
    Column("deprived", "Deprivation of liberty", "text", "Whether an order is in force.", 10),
    who("sex", "legal", "primary_words", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in residential care on the day."""
    day = snapshot.as_at
    found = snapshot.once(present).filter(pl.col("place").is_in(HOMES))
    told = snapshot["residential"].sort("child", "since").group_by("child", maintain_order=True).last()
    urn = snapshot["care_episode"].sort("child", "decom").group_by("child").agg(pl.col("urn").last())
    orders = snapshot["deprivation_order"].filter(pl.col("dolo_end").is_null()).select("child").unique()
    down = pl.col("STEP-DOWN_planned")
    return (
        found.select("child", "place_provider", since="placement_since")
        .join(told.select("child", *_TOLD, told_since="since"), on="child", how="left", maintain_order="left")
        .join(urn, on="child", how="left", maintain_order="left")
        .join(orders.with_columns(deprived=pl.lit("Yes")), on="child", how="left", maintain_order="left")
        .join(last_day(snapshot, ("RES-REVIEW",), ("STEP-DOWN",)), on="child", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("told_since") >= pl.col("since")).then(pl.col(name)).alias(name) for name in _TOLD)
        .with_columns(own=pl.when(pl.col("place_provider") == OWN).then(pl.lit("OWN")).otherwise(pl.lit("EXTERNAL")))
        .with_columns(
            said("own", "own_external"),
            said("area", "area"),
            said("cost", "cost_band"),
            said("step_down", "pathway"),
            reason_home=said("reason", "residential_reason"),
            provider=said("place_provider", "place_provider"),
        )
        .join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .with_columns(
            months=whole_months(pl.col("since"), snapshot.as_at),
            due=down,
            next=pl.when(down.is_not_null()).then(pl.lit("Step down")).otherwise(pl.lit("Plan the step down")),
            state=judged(down, day),
            reason=pl.when(down.is_null() & pl.col("step_down").is_null())
            .then(pl.lit("No plan to step down is recorded"))
            .when(down.is_null())
            .then(pl.format("To step down to {}; no day is planned", pl.col("step_down").str.to_lowercase()))
            .when(down < day)
            .then(pl.format("Step down was planned for {}", down.dt.strftime("%-d %b %Y")))
            .otherwise(pl.format("Step down planned for {}", down.dt.strftime("%-d %b %Y"))),
            external=pl.col("place_provider").ne_missing(OWN),
            shown=pl.lit(True),
        )
        .sort("child")
    )


_TOLD = ("home", "provider_name", "area", "miles", "cost", "reason", "step_down")


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    return f"{len(frame):,} in residential care, {int(frame['external'].sum()):,} of them external"


TRACKERS.add(
    "residential",
    Tracker(
        "residential",
        "Residential tracker",
        COLUMNS,
        rows,
        describe,
        population="in residential care",
        figures=(
            Figure("external", pl.col("external")),
            Figure("out of area", pl.col("area") == "Out of area"),
            Figure("no plan to step down", pl.col("step_down").is_null()),
            Figure("step down overdue", pl.col("state") == "R"),
        ),
    ),
    __name__,
)
