"""The tracker on paper: who is where on the way to permanence, and why some are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from models import reports
from models.exports import typed
from models.progress import Progress, silent
from models.reports import Asked, report
from models.reports.blocks import Block, Cell, Document, Grid, Head, Heading, Words
from models.rules.house import House, house
from models.rules.pathway import STAGES
from models.snapshot import Snapshot
from models.trackers import STATES, TRACKERS, Column
from models.trackers.shown import About

PLAIN = House()
_RED = ("child", "stage", "next", "due", "reason")


@report("tracker-summary", "Tracker summary", takes=("tracker",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """A tracker as shown, with counts by stage before it and the reasons for red after it, for a meeting's table."""
    tracker = TRACKERS[asked.tracker]
    progress(0.0, f"Reading {tracker.title}")
    frame = tracker.rows(snapshot)
    shown = tuple(column for column in tracker.columns if column.shown)
    about = asked.about(snapshot, tracker.title, tracker.describe(frame, snapshot), n=len(frame), of=len(frame))
    return as_shown(shown, frame, about, asked.house or house(snapshot.facts))


def as_shown(columns: Sequence[Column], frame: pl.DataFrame, about: About, style: House) -> Document:
    """Any list exactly as it is shown, as a document."""
    told: list[Block] = []
    if "stage" in frame.columns and len(frame):
        told += [Heading("Counts by stage"), _stages(frame)]
    told += [Heading("The list as shown"), _grid(columns, frame, small=True)]
    if {"state", *_RED} <= set(frame.columns):
        told += _reasons(frame.filter(pl.col("state") == "R"))
    return Document("tracker-summary", about.title, about, "internal", tuple(told), True, house=style)


def write(
    path: Path,
    columns: Sequence[Column],
    frame: pl.DataFrame,
    about: About,
    progress: Progress = silent,
    style: House = PLAIN,
) -> None:
    """Make a file of any list exactly as it is shown: the whole file or no file."""
    progress(0.0, f"Setting {len(frame):,} rows")
    reports.write(path, as_shown(columns, frame, about, style), progress)


def heads(columns: Sequence[Column]) -> tuple[Head, ...]:
    """A tracker's columns as a table's."""
    return tuple(
        Head(
            column.title,
            right=column.kind in ("days", "number"),
            whole=column.kind == "date",
            state=column.kind == "state",
            note=column.note,
        )
        for column in columns
    )


def cells(columns: Sequence[Column], frame: pl.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """The cells of any columns, as values: dates and numbers as such, words where they stand in."""
    return tuple(zip(*(typed(column, frame) for column in columns), strict=True)) if columns else ()


def _grid(columns: Sequence[Column], frame: pl.DataFrame, *, small: bool = False) -> Grid:
    return Grid("", heads(columns), cells(columns, frame), empty="Nothing is shown.", small=small)


def _stages(frame: pl.DataFrame) -> Grid:
    """How many children are at each stage, in the order of the way, and how many of them are overdue or to watch."""
    counted = frame.group_by("stage", maintain_order=True).agg(
        pl.len().alias("n"), *(pl.col("state").eq(state).sum().alias(state) for state in STATES)
    )
    order = {stage.words: at for at, stage in enumerate(STAGES)}
    place = pl.col("stage").replace_strict(order, default=len(order), return_dtype=pl.Int32)
    counted = counted.sort(place, "stage")
    headings = [Head("Stage", note="How far on the way to permanence."), Head("Children", True, note="How many.")]
    headings += [Head(f"{shape} {word}", True, note=f"How many are {word}.") for shape, word in STATES.values()]
    totals = counted.select(pl.exclude("stage").sum()).row(0)
    return Grid("", tuple(headings), (*counted.rows(), ("All", *totals)), total=True, share=0.72)


def _reasons(red: pl.DataFrame) -> list[Block]:
    if red.is_empty():
        return [Heading("Reasons for red"), Words("No child shown is red.")]
    columns = (
        Column("child", "Child", "text", "The authority's own identifier of the child; never a name."),
        Column("stage", "Stage", "text", "How far on the way to permanence."),
        Column("next", "Next", "text", "What is due next."),
        Column("due", "Due", "date", "The day by which it is due."),
        Column("reason", "Reason", "text", "Why it is red."),
    )
    return [Heading(f"Reasons for red: {len(red):,}"), _grid(columns, red)]
