"""Children waiting: every child with a placement order in force, how long, against our own median, and why."""

from __future__ import annotations

import polars as pl

from models.rules.waiting import waiting
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, who
from models.trackers.permanence import everyone as permanence
from models.trackers.permanence_columns import COLUMNS as PERMANENCE

_SAME = {column.key: column for column in PERMANENCE}
COLUMNS = columns(
    who("child", "age", "siblings"),
    _SAME["po"],
    Column("waited", "Days waiting", "days", "Whole days since the placement order.", 9),
    Column("norm", "Our median", "days", "The authority's own median of three years, where five children and more.", 9),
    Column("over", "Over median", "days", "Days waited beyond our median; below 0: not yet there.", 9),
    Column("now", "Now", "text", "The part of the way the child is on.", 46),
    Column("now_days", "Days in it", "days", "Whole days in this part of the way.", 8),
    Column("changes", "Worker changes", "number", "How often the social worker changed since the order.", 9),
    Column("disruptions", "Disruptions", "number", "Placements for adoption that broke down since the order.", 11),
    Column("sentence", "Why so long", "text", "The days since the order, part by part, in words.", 70),
    who("primary_words", "contingency_words", "placement", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in care whose placement order is in force and its day known."""
    judged = snapshot.once(permanence).select("child", "next", "due", "state", "reason")
    return (
        snapshot.once(waiting)
        .join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .join(judged, on="child", how="left", maintain_order="left")
        .with_columns(shown=pl.lit(True))
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    return f"{len(frame):,} waiting under a placement order"


TRACKERS.add(
    "waiting",
    Tracker(
        "waiting",
        "Children waiting",
        COLUMNS,
        rows,
        describe,
        population="waiting under a placement order",
        figures=(
            Figure("not yet placed", pl.col("towards") == "being placed"),
            Figure("longer than our median", pl.col("over") > 0),
            Figure("a worker change and more", pl.col("changes") > 0),
            Figure("after a disruption", pl.col("disruptions") > 0),
        ),
    ),
    __name__,
)
