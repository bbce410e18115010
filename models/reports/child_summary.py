"""The hand-over sheet of one child: where the plan is, what comes next, what was agreed, what the child said."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from models.codes import label
from models.dates import NOTHING, british
from models.progress import Progress
from models.reports import Asked, report
from models.reports.blocks import Block, Bullets, Document, Facts, Grid, Head, Heading, Lane, PageBreak, Words
from models.reports.child_facts import Row, drawn, timelines, told
from models.reports.heads import OVER
from models.reports.pmg_pack import actions_grid
from models.rules.house import house
from models.rules.steps import taken
from models.rules.work import all_ahead
from models.snapshot import Snapshot

DATES, HEARD, YEARS = 3, 6, 6
"""How many days to come, how often the child was heard, and how many years of the timeline stand on the sheet."""


@report("child-summary", "Child summary", takes=("child",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """One child for whoever takes over: where the plan is, the next three dates, open actions, what the child said."""
    style = asked.house or house(snapshot.facts)
    title = f"Child {asked.child}" if asked.child else "Child summary"
    progress(0.0, f"Reading {title}")
    child = told(snapshot, [asked.child])[asked.child]
    if not child.row:
        said = f"No child {asked.child} is recorded here by this day." if asked.child else "No child was chosen."
        about = asked.about(snapshot, title, said)
        return Document("child-summary", title, about, "internal", (Words(said),), house=style)
    mine = timelines(snapshot, [asked.child])
    line, first = drawn(mine, asked.child, YEARS)
    about = asked.about(snapshot, title, "Hand-over sheet", n=1, of=1, filters=(f"child {asked.child}",))
    blocks: list[Block] = [
        PageBreak(fit=True),
        Words(child.reason, state=child.state),
        Facts(
            (
                ("Who", child.who),
                ("Legal status", child.legal),
                ("Placement", child.placement),
                ("In care since", british(child.row["entry"] or child.row["begins"])),
                ("Works with the child", child.team),
            )
        ),
        Heading("Where the plan is"),
        Facts(
            (
                ("Primary plan", child.primary),
                ("Beside it", child.beside),
                ("Stage", _stage(child.row)),
                ("Next", child.next),
            )
        ),
        *_dates(mine),
        Heading("Open actions"),
        actions_grid(child),
        Heading("What the child said"),
        _heard(mine),
        Heading("What stands in the way"),
        Bullets(tuple(f"{flag['words']} (since {british(flag['since'])}; {flag['owner']})" for flag in child.flags))
        if child.flags
        else Words("Nothing that drifts."),
        Heading("Timeline"),
        Lane(line, first if line.first < first else None),
    ]
    return Document("child-summary", title, about, "internal", tuple(blocks), house=style)


def _stage(row: Row) -> str:
    since = row.get("stage_since")
    return f"{row['stage']}{f', since {british(since)}' if since else ''}"


def _dates(mine: Snapshot) -> tuple[Block, ...]:
    """The next days on which something is due or planned; apart from them, what is past its day."""
    words = pl.format("{} {}", "what", pl.when("planned").then(pl.lit("planned")).otherwise(pl.lit("due")))
    days, due = mine.once(all_ahead).select("due", words), pl.col("due")
    over = (pl.lit(mine.as_at) - due).dt.total_days()
    past = days.filter(due < mine.as_at).with_columns(over=over).rows()
    day, what = Head("Day", whole=True, note="The day it is due or planned for."), Head("What", note="What is to come.")
    coming = Grid(
        "",
        (day, what),
        tuple(days.filter(due >= mine.as_at).head(DATES).rows()),
        empty="No day is due or planned.",
        share=0.75,
    )
    if not past:
        return Heading("The next dates"), coming
    overdue = Grid("", (day, replace(what, note="What was to be done by then."), OVER), tuple(past), share=0.75)
    return Heading("The next dates"), coming, Heading("Past their day"), overdue


def _heard(mine: Snapshot) -> Block:
    """What the child said at the monitoring group, and when and how the child was heard otherwise; the latest first."""
    group = (
        mine["pmg_item"]
        .filter(pl.col("heard").is_not_null())
        .select(on="discussed", how=pl.lit("Monitoring group"), words="heard")
    )
    steps = mine.once(taken).filter(pl.col("kind") == "VOICE").select(on="day", how="outcome", words="note")
    steps = steps.with_columns(
        how=pl.col("how").map_elements(lambda code: label("outcome", code), return_dtype=pl.String, skip_nulls=True)
    )
    rows = pl.concat([group, steps]).sort("on", descending=True, nulls_last=True).head(HEARD).rows()
    return Grid(
        "",
        (
            Head("Day", whole=True, note="The day the child was heard."),
            Head("How", note="How the child was heard."),
            Head("What the child said", note="As it was written down."),
        ),
        tuple((day, how or NOTHING, words or "Not written down") for day, how, words in rows),
        empty="It is not recorded that the child was heard.",
    )
