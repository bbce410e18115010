"""The placement with parents tracker: every child at home on a care order."""

from __future__ import annotations

import polars as pl

from models.rules.home import at_home
from models.rules.people import judged
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker, asking
from models.trackers.cells import JUDGED, children, columns, step, to_come, who

COLUMNS = columns(
    who("child", "age", "legal", "placement_since"),
    Column("months", "Months at home", "number", "Whole months with parents, or at least so many.", 9),
    step("PWP-ASSESSED", "Assessment", "The day the parents' suitability was assessed (Schedule 3)."),
    step("PWP-APPROVED", "Approved", "The day the nominated officer approved the placement."),
    step("PWP-PLAN", "Placement plan"),
    step(
        "PWP-REG19", "Immediate placement", "The day an immediate placement was allowed (regulation 19).", shown=False
    ),
    Column(
        "reg19_due",
        "Assessment due",
        "date",
        "Local: so many working days after an immediate placement.",
        13,
        shown=False,
    ),
    Column(
        "decision_due", "Decision due", "date", "Local: so many working days after that assessment.", 13, shown=False
    ),
    step("VISIT", "Last visit"),
    Column("visit_due", "Next visit due", "date", "By the last visit and the kind of order.", 13),
    Column(
        "last_review",
        "Last review",
        "date",
        "The day of the last review.",
        13,
        edit=asking.review,
        asks=asking.review_asks,
    ),
    Column("trigger", "Discharge plan wanted by", "date", "Local: so many months at home on a care order.", 13),
    Column("discharge_plan", "Discharge plan", "text", "How far a plan to discharge the order is.", 14, shown=False),
    to_come("DISCHARGE", "Discharge planned"),
    step("DISCHARGE", "Discharge applied for"),
    who("legal_since", "siblings", "primary_words", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child at home on a care order."""
    day = snapshot.as_at
    found = snapshot.once(at_home).drop("ls")
    visit, trigger = pl.col("visit_due"), pl.col("trigger")
    wanted = pl.when(pl.col("DISCHARGE_planned").is_null()).then(trigger)
    due = pl.min_horizontal(visit, wanted, "reg19_due", "decision_due")
    written = due.dt.strftime("%-d %b %Y")
    return (
        found.join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .with_columns(
            due=due,
            discharge_plan=pl.when(pl.col("DISCHARGE").is_not_null())
            .then(pl.lit("Applied for"))
            .when(pl.col("DISCHARGE_planned").is_not_null())
            .then(pl.lit("Planned"))
            .otherwise(pl.lit("None")),
            next=pl.when(due == pl.col("reg19_due"))
            .then(pl.lit("Assessment of the parents"))
            .when(due == pl.col("decision_due"))
            .then(pl.lit("Decision on the placement"))
            .when(due == visit)
            .then(pl.lit("Visit"))
            .otherwise(pl.lit("Plan to discharge the order")),
            shown=pl.lit(True),
        )
        .with_columns(
            next=pl.when(pl.col("due").is_not_null()).then("next"),
            state=judged(pl.col("due"), day, soon=14),
            reason=pl.when(pl.col("due") < day)
            .then(pl.format("{} was due by {}", "next", written.fill_null("–")))
            .otherwise(pl.format("{} due by {}", "next", written.fill_null("–"))),
        )
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    return f"{len(frame):,} at home on a care order"


TRACKERS.add(
    "at_home",
    Tracker(
        "at_home",
        "Placement with parents",
        COLUMNS,
        rows,
        describe,
        population="at home on a care order",
        figures=(
            Figure("visit overdue", pl.col("state").eq("R") & pl.col("next").eq("Visit")),
            Figure("a year and more at home", pl.col("months") >= 12),
            Figure("not assessed", pl.col("PWP-ASSESSED").is_null()),
            Figure("discharge planned", pl.col("DISCHARGE_planned").is_not_null()),
        ),
    ),
    __name__,
)
