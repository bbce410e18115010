"""The legal gateway tracker: children whose family is, or lately was, before the gateway or in pre-proceedings."""

from __future__ import annotations

import polars as pl

from models.rules.gateway import gateway, recent
from models.rules.people import judged
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, line, said, step, to_come, who

COLUMNS = columns(
    who("child", "age", "dob"),
    Column(
        "family_ref",
        "Family",
        "text",
        "The authority's own reference of the family; never a name.",
        12,
        edit=line("pre_proceedings", "family_ref"),
    ),
    step("LGM", "Gateway meeting"),
    Column("gateway_kind", "New or review", "text", "Whether the last meeting was the first of its matter.", 9),
    step("THRESHOLD", "Threshold decided", shown=False),
    Column("THRESHOLD_outcome", "Threshold met", "text", "Whether the gateway found the threshold met.", 10),
    Column("LGM_outcome", "Outcome", "text", "What the last gateway meeting decided.", 26),
    Column("begins", "Pre-proceedings began", "date", "The day pre-proceedings began.", 13),
    step("LBP", "Letter before proceedings"),
    Column("first_meeting", "First meeting", "date", "The day of the first pre-proceedings meeting.", 13, shown=False),
    step("PPM", "Last meeting", "The day of the last pre-proceedings meeting."),
    Column("meetings", "Meetings", "number", "How many pre-proceedings meetings were held.", 9),
    step("FGC", "Family group conference"),
    Column("represented", "Parents represented", "text", "Whether the parents had a lawyer.", 9),
    Column("weeks", "Weeks", "number", "Whole weeks in pre-proceedings, up to the day shown while they go on.", 7),
    Column("ends", "Ended", "date", "The day a step down or the issue of proceedings was agreed.", 13),
    Column("outcome", "How they ended", "text", "Stepped down, or proceedings to be issued.", 26),
    Column("issued", "Proceedings issued", "date", "The day care proceedings that followed were issued.", 13),
    to_come("LGM", "Next gateway meeting"),
    Column("cp_plans", "Child protection plans", "number", "In the referral.", 9, shown=False),
    Column("previous_plo", "Earlier pre-proceedings", "number", "How many before these.", 9, shown=False),
    Column(
        "previous_proceedings", "Earlier proceedings", "number", "How many care proceedings before.", 9, shown=False
    ),
    who("legal", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child before the gateway or in pre-proceedings now or in the twelve months to the day."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child ever before the gateway; `shown` for those of the tracker."""
    day, found = snapshot.as_at, snapshot.once(gateway)
    open_, until = pl.col("open"), pl.col("until").dt.strftime("%-d %b %Y")
    born = snapshot["child_details"].select("child", born="dob")
    age = (pl.lit(day).dt.year() - pl.col("born").dt.year()) - (
        pl.lit(day).dt.strftime("%m%d") < pl.col("born").dt.strftime("%m%d")
    ).cast(pl.Int32)
    return (
        found.join(snapshot.once(children).drop("left"), on="child", how="left", maintain_order="left")
        .join(born, on="child", how="left", maintain_order="left")
        .with_columns(
            said("LGM_outcome", "outcome"),
            said("THRESHOLD_outcome", "outcome"),
            said("outcome", "plo_outcome"),
            said("represented", "yes_no"),
            gateway_kind=pl.when("review").then(pl.lit("Review")).when(pl.col("LGM").is_not_null()).then(pl.lit("New")),
            dob=pl.coalesce("dob", "born"),
            age=pl.coalesce("age", age),
            due=pl.when(open_).then("until"),
            next=pl.when(open_).then(pl.lit("Step down or issue")),
            reason=pl.when(~open_)
            .then(pl.lit("Not in pre-proceedings"))
            .when(pl.col("until") < day)
            .then(pl.format("{} weeks in pre-proceedings; good practice is an end by {}", pl.col("weeks"), until))
            .otherwise(pl.format("Week {} of pre-proceedings; to end by {}", pl.col("weeks") + 1, until)),
            shown=recent(snapshot),
        )
        .with_columns(state=judged(pl.col("due"), day))
        .drop("born")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    open_ = int(frame["open"].sum())
    return f"{open_:,} in pre-proceedings and {len(frame) - open_:,} before the gateway in the last 12 months"


TRACKERS.add(
    "gateway",
    Tracker(
        "gateway",
        "Legal gateway tracker",
        COLUMNS,
        rows,
        describe,
        everyone,
        population="in pre-proceedings, or before the gateway in the last 12 months",
        figures=(
            Figure("in pre-proceedings", pl.col("open")),
            Figure("past good practice", pl.col("open") & (pl.col("state") == "R")),
            Figure("no letter sent", pl.col("open") & pl.col("LBP").is_null()),
        ),
    ),
    __name__,
)
