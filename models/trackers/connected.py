"""The connected carers and special guardianship tracker."""

from __future__ import annotations

import polars as pl

from models.measures import Period
from models.rules.connected import connected
from models.rules.people import judged
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker, asking
from models.trackers.cells import JUDGED, children, columns, said, step, to_come, who

COLUMNS = columns(
    who("child", "age"),
    Column("relation", "Relation", "text", "The carer's relation to the child; never a name.", 20),
    step("VIABILITY", "Viability"),
    Column("VIABILITY_outcome", "Viability outcome", "text", "Positive or negative.", 11),
    Column("start", "Placed with the carer", "date", "The day the placement under temporary approval began.", 13),
    step("REG24", "Temporary approval"),
    Column("day_number", "Day", "number", "Days since the placement with the carer began, or at least so many.", 7),
    Column(
        "day_112", "Day 112", "date", "16 weeks from the placement: the end of temporary approval (regulation 24).", 13
    ),
    step("REG25", "Extended", "The day of the one extension, up to 8 weeks more (regulation 25)."),
    Column("day_168", "Day 168", "date", "24 weeks from the placement: the end of an extended temporary approval.", 13),
    step("DBS", "Barring check", shown=False),
    step("MEDICAL", "Medical", shown=False),
    step("REFERENCES", "References", shown=False),
    to_come("CC-PANEL", "Panel planned", shown=False),
    step("CC-PANEL", "Panel"),
    step("CC-APPROVED", "Approved"),
    Column(
        "sgo_plan", "Guardianship plan", "date", "The day the plan of special guardianship was agreed.", 13, shown=False
    ),
    step("SG-NOTICE", "Notice of application", shown=False),
    step("SG-ALLOCATED", "Assessment allocated", shown=False),
    to_come("SG-ASSESSED", "Assessment due"),
    step("SG-ASSESSED", "Assessment completed"),
    step("SG-SUPPORT", "Support plan", shown=False),
    step("SG-APPLIED", "Application"),
    to_come("SG-HEARING", "Hearing listed"),
    step("SG-HEARING", "Hearing", shown=False),
    Column(
        "order",
        "Order",
        "date",
        "The day of the special guardianship or child arrangements order.",
        13,
        edit=asking.order,
        asks=asking.order_asks,
    ),
    Column("order_how", "Who became guardian", "text", "As recorded on leaving care.", 30, shown=False),
    who("placement", "primary_words", "contingency_words", "worker", "team"),
    JUDGED,
)
_OWN = ("order", "order_kind")


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child with a connected carer or on the way to special guardianship, or with an order of the
    twelve months to the day."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child ever with a connected carer or a special guardianship order; `shown` for the tracker's."""
    day, found = snapshot.as_at, snapshot.once(connected)
    here = [name for name in found.columns if name not in ("child", "order")]
    who_ = snapshot.once(children)
    beside = who_.drop(*(name for name in (*here, *_OWN) if name in who_.columns and name != "placement_since"))
    limit, until = pl.col("limit"), pl.col("limit").dt.strftime("%-d %b %Y")
    passed = pl.col("temporary") & (pl.col("limit") < day)
    hearing = pl.col("SG-HEARING_planned")
    least = pl.when("placement_known").then(pl.lit("")).otherwise(pl.lit(" or later"))
    number = pl.format("Day {}{}", "day_number", least)
    return (
        found.drop("placement_since")
        .join(beside, on="child", how="left", maintain_order="left")
        .with_columns(
            said("relation", "relation"),
            said("VIABILITY_outcome", "outcome"),
            order_how=said("rec", "rec"),
            due=pl.when("stands").then(pl.coalesce(limit, "SG-ASSESSED_planned", hearing)),
            next=pl.when(pl.col("stands"))
            .then(
                pl.when("temporary")
                .then(pl.when("extended").then(pl.lit("Approval by day 168")).otherwise(pl.lit("Approval by day 112")))
                .when(pl.col("SG-ASSESSED").is_null() & pl.col("SG-ASSESSED_planned").is_not_null())
                .then(pl.lit("Assessment"))
                .when(hearing.is_not_null())
                .then(pl.lit("Hearing"))
            )
            .otherwise(pl.lit(None, dtype=pl.String)),
            reason=pl.when(passed & pl.col("extended"))
            .then(pl.format("{}: past day 168 ({}) and not approved; the placement has no legal basis", number, until))
            .when(passed)
            .then(pl.format("{}: past day 112 ({}) with no extension and no approval", number, until))
            .when("temporary")
            .then(pl.format("{} of temporary approval; to be approved by {}", number, until))
            .when(pl.col("order").is_not_null())
            .then(pl.format("Order of {}", pl.col("order").dt.strftime("%-d %b %Y")))
            .when("approved")
            .then(pl.lit("The carer is approved as a foster carer"))
            .otherwise(pl.lit("No day by which something is due is known")),
            shown=pl.col("stands") | Period.year_to(day).covers("order"),
        )
        .with_columns(state=judged(pl.col("due"), day))
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    stands = int(frame["stands"].sum())
    ordered = len(frame) - stands
    return f"{stands:,} with a connected carer or a plan for one, and {ordered:,} with an order in the last 12 months"


TRACKERS.add(
    "connected",
    Tracker(
        "connected",
        "Connected carers and special guardianship",
        COLUMNS,
        rows,
        describe,
        everyone,
        population="with a connected carer, a plan for one, or an order in the last 12 months",
        figures=(
            Figure("under temporary approval", pl.col("temporary")),
            Figure("past day 112", pl.col("temporary") & (pl.col("day_number") > 112)),
            Figure("past day 168", pl.col("temporary") & (pl.col("day_number") > 168)),
            Figure("assessments under way", pl.col("SG-ALLOCATED").is_not_null() & pl.col("SG-ASSESSED").is_null()),
        ),
    ),
    __name__,
)
