"""Late recording."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.rules.steps import APPROXIMATE
from models.snapshot import Facts, Snapshot
from models.subjects import steps

TABLES = {
    "milestone": "day",
    "care_episode": "decom",
    "adm_decision": "date_placed",
    "adoption": "date_match",
    "review": "review",
    "plan": "begins",
    "pre_proceedings": "begins",
    "proceedings": "issued",
    "residential": "since",
    "suspension": "begins",
    "missing_episode": "mis_start",
    "social_worker": "sw_decom",
    "allocation": "begins",
}
"""The tables whose facts have a day of their own to be known on, and the cell that says it."""
WORDS = {
    "care_episode": "Placement or legal status",
    "adm_decision": "Decision for adoption",
    "adoption": "Match",
    "review": "Review",
    "plan": "Plan agreed",
    "pre_proceedings": "Pre-proceedings began",
    "proceedings": "Care proceedings issued",
    "residential": "Stay in residential care",
    "suspension": "Suspension or exclusion",
    "missing_episode": "Missing episode",
    "social_worker": "Social worker",
    "allocation": "Allocation",
}
UK = "Europe/London"
NO_TEAM = "No team on record"


def _typed(facts: Facts) -> pl.DataFrame:
    """Every fact that was typed here and has a day of its own: child, what (its words), day, roughly, on (the day in
    the United Kingdom on which it was typed for the first time)."""
    kinds = {code: step.words for code, step in steps().items()}
    found = []
    for table, cell in TABLES.items():
        moments = facts.entered(table)
        if moments.is_empty():
            continue
        of_step = table == "milestone"
        cells = (cell, "kind", "precision") if of_step else (cell,)
        rows = facts.only(table, "child", "row_id", *cells).join(moments, on="row_id", how="inner")
        what = pl.col("kind").replace_strict(kinds, default=pl.col("kind"), return_dtype=pl.String)
        rough = pl.col("precision").is_in(APPROXIMATE).fill_null(False) if of_step else pl.lit(False)
        on = pl.col("entered").dt.convert_time_zone(UK).dt.date()
        found.append(
            rows.select("child", what=what if of_step else pl.lit(WORDS[table]), day=cell, roughly=rough, on=on)
        )
    empty = pl.DataFrame(
        schema={"child": pl.String, "what": pl.String, "day": pl.Date, "roughly": pl.Boolean, "on": pl.Date}
    )
    return pl.concat([empty, *found]).sort("child", "what", "day", "on")


@measure(
    "Q01",
    "Days from event to entry",
    group="Check",
    unit="days",
    source="Local measure; the ledger of this file",
    better="lower",
)
def q01(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from what happened to the day it was typed here, for facts typed in the period.

    Counted: facts with a day of their own: steps, placements and legal statuses, decisions, matches, reviews, plans,
    proceedings, residential stays, suspensions, missing episodes, workers and allocations; ends of them are not counted
    apart. A fact counts from its own day as it is known now to the day, in UK time, on which it was typed for the first
    time: correcting it later makes nobody late. Each fact counts, so a child may count often; a fact typed ahead of its
    day counts negative. The groups are kinds of fact; beside the figure stand the same facts by the team that had the
    child when they were typed.

    Who is out: facts whose day is known only roughly are counted under no date. What a return brought says nothing of
    when people knew it: those of the period stand apart and are never in the figure; so are facts moved here from
    another child's record. Where nothing was typed there is no figure.
    """
    typed = snapshot.facts.once(_typed)
    if typed.is_empty():
        return Tally("days", days=pl.Series("days", [], pl.Int64), apart=lambda: _imported(snapshot, period))
    rows = typed.filter(period.covers("on") & (pl.col("day") <= period.last))
    sure = rows.filter(~pl.col("roughly"))
    days = (sure["on"] - sure["day"]).dt.total_days()
    counted = sure.with_columns(days=days)
    return Tally(
        "days",
        sure["child"],
        days=days,
        no_date=rows.filter("roughly")["child"],
        groups=_parted(counted, "what"),
        apart=lambda: (*_parted(_teams(snapshot, counted), "team"), *_imported(snapshot, period)),
    )


def _parted(rows: pl.DataFrame, by: str) -> tuple[Group, ...]:
    """The mean days of each part, in order of its words."""
    groups = []
    for (title,), part in sorted(rows.group_by(by, maintain_order=True), key=lambda found: str(found[0][0])):
        mean = part["days"].mean()
        groups.append(Group(str(title), str(title), float(mean), part["child"], part["days"]))  # type: ignore[arg-type]
    return tuple(groups)


def _teams(snapshot: Snapshot, rows: pl.DataFrame) -> pl.DataFrame:
    """The same facts with the team that had the child on the day they were typed."""
    held = snapshot.facts["allocation"].filter(pl.col("role") == "TEAM").select("child", "begins", "ends", team="who")
    on = pl.col("on")
    found = rows.with_row_index("fact").join(held, on="child", how="inner")
    found = found.filter((pl.col("begins") <= on) & (pl.col("ends").is_null() | (pl.col("ends") > on)))
    last = found.sort("fact", "begins", "team").unique("fact", keep="last").select("fact", "team")
    told = rows.with_row_index("fact").join(last, on="fact", how="left", maintain_order="left")
    return told.with_columns(pl.col("team").fill_null(NO_TEAM))


def _imported(snapshot: Snapshot, period: Period) -> tuple[Group, ...]:
    """The facts of the period's days of which nobody can say when they were known."""
    found = []
    for table, cell in TABLES.items():
        rows = snapshot.facts.only(table, "child", "row_id", cell).filter(period.covers(cell))
        found.append(rows.join(snapshot.facts.entered(table), on="row_id", how="anti")["child"])
    children = pl.concat(found)
    title = "Happened in the period and came with a return (not in the figure)"
    return (Group("imported", title, len(children), children),) if len(children) else ()
