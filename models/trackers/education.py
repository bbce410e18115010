"""The education tracker: every child of school age in care."""

from __future__ import annotations

import polars as pl

from models.rules.people import judged
from models.rules.school import schooling
from models.rules.steps import next_day
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, line, said, step, to_come, who

COLUMNS = columns(
    who("child", "age"),
    Column("school", "School", "text", "The school's number.", 12, edit=line("school_term", "school")),
    Column("year_group", "Year group", "text", "In the last term on record.", 11),
    Column("term", "Term", "text", "The last term on record.", 26),
    Column("attendance", "Attendance %", "number", "Of the term.", 12),
    Column("hours", "Hours a week", "number", "Hours of education offered a week.", 9),
    Column("hours_why", "Why under 25 hours", "text", "The reason, where fewer hours are offered.", 26),
    Column("hours_plan", "Plan to full time", "text", "How the child comes back to full time.", 26),
    Column("sen", "Special needs", "text", "Support, or an education health and care plan.", 26),
    step("PEP", "Personal education plan", "The day of the last personal education plan."),
    Column(
        "pep_next",
        "Plan due",
        "date",
        "The first: 10 working days from entry to care. Later ones: local, one a term, by the end of the term after the"
        " last (31 December, 30 April, 31 August).",
        13,
    ),
    to_come("PEP", "Next plan booked", shown=False),
    Column("spells", "Suspensions", "number", "Spells of suspension this school year.", 9),
    Column("sessions", "Sessions missed", "number", "Half days missed by suspension this school year.", 9),
    Column("exclusion", "Excluded", "text", "Whether permanently excluded this school year.", 9, shown=False),
    Column("alternative", "Alternative provision", "text", "Whether taught in alternative provision.", 10),
    Column("note", "Virtual school note", "text", "As the virtual school wrote it.", 26, shown=False),
    who("sex", "legal", "placement", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child of school age in care on the day."""
    day, short = snapshot.as_at, pl.col("short")
    first, late = pl.col("PEP").is_null(), pl.col("pep_due") < snapshot.as_at
    due = pl.col("pep_due").dt.strftime("%-d %b %Y")
    unplanned = short & pl.col("hours_plan").is_null()
    begun = pl.col("begins").dt.strftime("%-d %b %Y")
    return (
        snapshot.once(schooling)
        .with_columns(
            said("year_group", "year_group"),
            said("hours_why", "hours_why"),
            said("sen", "sen"),
            said("alternative", "yes_no"),
            term=pl.format("{} from {}", said("term", "term"), begun),
            attendance=pl.col("attendance") / 10,
            hours=pl.col("hours") / 10,
            exclusion=pl.when("excluded").then(pl.lit("Yes")),
        )
        .join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .join(next_day(snapshot, ("PEP",)), on="child", how="left", maintain_order="left")
        .with_columns(
            pep_next=pl.coalesce("pep_due", _term_after(pl.col("PEP_counted"))),
            due=pl.coalesce("pep_due", "PEP_planned", _term_after(pl.col("PEP_counted"))),
            next=pl.when(first | ~pl.col("pep_this_term")).then(pl.lit("Personal education plan")),
            state=pl.when(first & late)
            .then(pl.lit("R"))
            .when(first & pl.col("pep_due").is_not_null())
            .then(judged(pl.col("pep_due"), day))
            .when(unplanned | ~pl.col("pep_this_term"))
            .then(pl.lit("A"))
            .otherwise(pl.lit("G")),
            reason=pl.when(first & pl.col("pep_due").is_null())
            .then(pl.lit("No personal education plan is recorded"))
            .when(first & late)
            .then(pl.format("The first personal education plan was due by {}", due))
            .when(first)
            .then(pl.format("The first personal education plan is due by {}", due))
            .when(unplanned)
            .then(pl.format("Fewer than {} hours are offered, with no plan back to full time", pl.col("full") // 10))
            .when(~pl.col("pep_this_term"))
            .then(pl.lit("No personal education plan in the term on record"))
            .otherwise(pl.lit("The term's personal education plan was held")),
            shown=pl.lit(True),
        )
        .sort("child")
    )


def _term_after(held: pl.Expr) -> pl.Expr:
    """The last day of the school term after the one that a day lies in."""
    year, month = held.dt.year(), held.dt.month()
    return (
        pl.when(month >= 9)
        .then(pl.date(year + 1, 4, 30))
        .when(month >= 5)
        .then(pl.date(year, 12, 31))
        .otherwise(pl.date(year, 8, 31))
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    return f"{len(frame):,} of school age in care"


TRACKERS.add(
    "education",
    Tracker(
        "education",
        "Education tracker",
        COLUMNS,
        rows,
        describe,
        population="of school age in care",
        figures=(
            Figure("under 25 hours", pl.col("short")),
            Figure("of them with no plan", pl.col("short") & pl.col("hours_plan").is_null()),
            Figure("no personal education plan this term", ~pl.col("pep_this_term")),
            Figure("suspended this school year", pl.col("spells") > 0),
            Figure("attendance under 90 %", (pl.col("attendance") < 90).fill_null(False)),
        ),
    ),
    __name__,
)
