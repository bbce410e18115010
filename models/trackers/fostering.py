"""The long-term fostering tracker: children in, or planned for, long-term foster care or care by family and friends."""

from __future__ import annotations

import polars as pl

from models.rules.journeys import present
from models.rules.plans import plans
from models.rules.steps import last_day, whole_months
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, step, to_come, who
from models.trackers.permanence import everyone as permanence

LONG_TERM, PLANS = ("U1", "U4"), ("LTF", "KIN")
COLUMNS = columns(
    who("child", "age", "placement"),
    Column("carer_since", "With this carer since", "date", "The day the child came to the present carer.", 18),
    Column("months", "Months with carer", "number", "Whole months, or at least so many.", 9),
    who("primary_words", "contingency_words"),
    who("plan_date"),
    to_come("LTF-PANEL", "Panel planned"),
    step("LTF-PANEL", "Panel"),
    step("LTF-MATCHED", "Match decided"),
    step("VISIT", "Last visit"),
    who("siblings", "legal", "legal_since", "placement_since", "worker", "team", "iro"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in care in a long-term foster placement, or whose primary plan it is."""
    now = snapshot.once(present)
    long = pl.col("place").is_in(LONG_TERM).fill_null(False)
    planned = pl.col("primary").is_in(PLANS).fill_null(False)
    found = (
        now.select("child", "place", "carer_since", "carer_known")
        .join(snapshot.once(plans).select("child", "primary"), on="child", how="left", maintain_order="left")
        .filter(long | planned)
        .with_columns(long=long)
        .drop("primary")
    )
    judged = snapshot.once(permanence).select("child", "next", "due", "state", "reason")
    since = pl.col("carer_since").dt.strftime("%-d %b %Y")
    return (
        found.join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .join(judged, on="child", how="left", maintain_order="left")
        .join(
            last_day(snapshot, ("LTF-PANEL", "LTF-MATCHED", "VISIT"), ("LTF-PANEL",)),
            on="child",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            months=whole_months(pl.col("carer_since"), snapshot.as_at),
            carer_since_words=pl.when(~pl.col("carer_known")).then(pl.format("before {}", since)),
            carer_since=pl.when("carer_known").then("carer_since"),
            shown=pl.lit(True),
        )
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    there = int(frame["long"].sum())
    return f"{there:,} in long-term foster care, and {len(frame) - there:,} planned for it"


TRACKERS.add(
    "fostering",
    Tracker(
        "fostering",
        "Long-term fostering",
        COLUMNS,
        rows,
        describe,
        population="in long-term foster care, or planned for it",
        figures=(
            Figure("in long-term foster care", pl.col("long")),
            Figure("planned, not yet there", ~pl.col("long")),
            Figure("match not decided", pl.col("LTF-MATCHED").is_null()),
        ),
    ),
    __name__,
)
