"""The life story tracker: children with a plan for permanence, and those adopted in the last twelve months."""

from __future__ import annotations

import polars as pl

from models.measures import Period
from models.rules.life_story import life_story
from models.rules.people import judged
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, said, step, who

COLUMNS = columns(
    who("child", "age"),
    Column("life_story_worker", "Life story worker", "text", "The worker's identifier.", 14),
    Column("story", "How far", "text", "Not begun, begun, first stage, book drafted, given.", 14),
    step("LS-START", "Begun"),
    step("LS-FIRST", "First-stage book"),
    step("LS-BOOK", "Book drafted"),
    step("LS-DONE", "Book given"),
    step("LS-CHILD", "Child's copy", shown=False),
    step("LS-CARER", "Carer's copy", shown=False),
    Column("adopted", "Adoption order", "date", "The day of the adoption order.", 13),
    step("CELEBRATION", "Celebration hearing"),
    Column("letter_due", "Letter due", "date", "10 working days after the celebration hearing.", 13),
    step("LS-LETTER", "Later-life letter"),
    step("LS-QUALITY", "Quality checked"),
    Column("LS-QUALITY_outcome", "Quality", "text", "As checked.", 16),
    who("legal", "primary_words", "placed", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in care with a plan or decision, or adopted in the twelve months to the day."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """The same for all children ever adopted; `shown` for those of the tracker."""
    day = snapshot.as_at
    found = snapshot.once(life_story)
    due, written = pl.col("letter_due"), pl.col("letter_due").dt.strftime("%-d %b %Y")
    idle = pl.col("decided") & (pl.col("story") == "Not begun") & pl.col("in_care")
    return (
        found.drop("in_care")
        .join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .with_columns(
            said("LS-QUALITY_outcome", "outcome"),
            due=due,
            next=pl.when(due.is_not_null())
            .then(pl.lit("Later-life letter"))
            .when(idle)
            .then(pl.lit("Begin life story work")),
            state=pl.when(idle).then(pl.lit("A")).otherwise(judged(due, day, soon=7)),
            reason=pl.when(due < day)
            .then(pl.format("The later-life letter was due by {}", written))
            .when(due.is_not_null())
            .then(pl.format("The later-life letter is due by {}", written))
            .when(idle)
            .then(pl.lit("Adoption is decided and no life story work has begun"))
            .when(pl.col("LS-LETTER").is_not_null())
            .then(pl.lit("The later-life letter is given"))
            .otherwise(pl.lit("No day by which something is due is known")),
            shown=pl.col("in_care") | Period.year_to(day).covers("adopted"),
        )
        .sort("child")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    in_care = int(frame["in_care"].sum())
    return f"{in_care:,} in care with a plan, and {len(frame) - in_care:,} adopted in the last 12 months"


TRACKERS.add(
    "life_story",
    Tracker(
        "life_story",
        "Life story tracker",
        COLUMNS,
        rows,
        describe,
        everyone,
        population="in care with a plan, or adopted in the last 12 months",
        figures=(
            Figure("not begun", pl.col("story") == "Not begun"),
            Figure("decided for adoption and not begun", pl.col("decided") & (pl.col("story") == "Not begun")),
            Figure("letter overdue", (pl.col("state") == "R") & pl.col("letter_due").is_not_null()),
        ),
    ),
    __name__,
)
