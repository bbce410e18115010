"""The return home tracker: children planned to go home, and those who went home in the last twelve months."""

from __future__ import annotations

import polars as pl

from models.measures import Period
from models.rules.journeys import journeys, present
from models.rules.plans import live
from models.rules.steps import last_day
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, said, step, to_come, who
from models.trackers.permanence import everyone as permanence

HOME = ("E4A", "E4B")
STEPS = ("RH-PANEL", "RH-ASSESSED", "RH-PLAN", "FGC", "DISCHARGE")
COLUMNS = columns(
    who("child", "age"),
    Column("rank", "Return home is", "text", "The primary plan or a contingency.", 14),
    Column("home_since", "Planned since", "date", "The day the plan to return home was agreed.", 13),
    step("FGC", "Family group conference"),
    step("RH-PANEL", "Decided"),
    step("RH-ASSESSED", "Assessed"),
    step("RH-PLAN", "Phased plan"),
    to_come("DISCHARGE", "Discharge planned"),
    step("DISCHARGE", "Discharge applied for", shown=False),
    Column("left", "Left care", "date", "The day the child went home.", 13),
    Column("left_reason", "Why left", "text", "As recorded on leaving care.", 26),
    Column("back", "Came back", "text", "Whether the child came back into care within twelve months.", 12),
    who("siblings", "legal", "legal_since", "placement", "primary_words", "contingency_words", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in care with a plan to return home, or who went home in the twelve months to the day."""
    day = snapshot.as_at
    planned = (
        snapshot.once(live)
        .filter(pl.col("pathway") == "HOME")
        .sort("child", "primary")
        .group_by("child", maintain_order=True)
        .agg(pl.col("primary").last(), home_since=pl.col("begins").last())
    )
    all_ = snapshot.once(journeys)
    again = pl.col("begins").shift(-1).over("child") <= pl.col("ended").dt.offset_by("12mo")
    went = (
        all_.with_columns(again=again.fill_null(False))
        .filter(pl.col("rec").is_in(HOME) & Period.year_to(day).covers("ended"))
        .group_by("child", maintain_order=True)
        .agg(pl.col("ended").last(), pl.col("rec").last(), pl.col("again").last())
    )
    caring = snapshot.once(present).select("child", caring=pl.lit(True))
    judged = snapshot.once(permanence).select("child", "next", "due", "state", "reason")
    return (
        planned.join(caring, on="child", how="inner")
        .join(went, on="child", how="full", coalesce=True)
        .join(
            snapshot.once(children).drop("left", "left_reason"),
            on="child",
            how="left",
            maintain_order="left",
        )
        .join(judged, on="child", how="left", maintain_order="left")
        .join(last_day(snapshot, STEPS, ("DISCHARGE",)), on="child", how="left", maintain_order="left")
        .with_columns(
            left=pl.col("ended"),
            left_reason=said("rec", "rec"),
            planned=pl.col("caring").fill_null(False),
            rank=pl.when("primary").then(pl.lit("Primary plan")).when(~pl.col("primary")).then(pl.lit("Contingency")),
            back=pl.when("again").then(pl.lit("Came back")).when(pl.col("ended").is_not_null()).then(pl.lit("No")),
            shown=pl.lit(True),
        )
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    planned = int(frame["planned"].sum())
    return f"{planned:,} planned to return home and {len(frame) - planned:,} who went home in the last 12 months"


TRACKERS.add(
    "return_home",
    Tracker(
        "return_home",
        "Return home",
        COLUMNS,
        rows,
        describe,
        population="planned to return home, or home in the last 12 months",
        figures=(
            Figure("primary plan", pl.col("rank") == "Primary plan"),
            Figure("contingency", pl.col("rank") == "Contingency"),
            Figure("went home", pl.col("ended").is_not_null()),
            Figure("came back within 12 months", pl.col("back") == "Came back"),
        ),
    ),
    __name__,
)
