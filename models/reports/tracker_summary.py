"""The tracker on paper: who is where on the way to permanence, and why some are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from models import reports
from models.dates import british
from models.progress import Progress, part, silent
from models.reports import report, style
from models.reports.table import Heading, Rows, Sheet
from models.rules.pathway import STAGES
from models.trackers import STATES, Column
from models.trackers.shown import About, rows

_RED = ("child", "stage", "next", "due", "reason")


@report("tracker-summary", "Tracker summary")
def story(columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent) -> list[Any]:
    """The tracker as shown, with counts by stage before it and the reasons for red after it, for a meeting's table."""
    told: list[Any] = [
        style.title(about.title),
        style.body(about.shown or about.count),
        style.body(f"As at {british(about.as_at)}, {about.known}. Filters: {about.filtered}. {about.count}."),
    ]
    if "stage" in frame.columns and len(frame):
        told += [*style.heading("Counts by stage"), _stages(frame)]
    told += style.heading("The list as shown")
    told.append(_tracker(columns, frame, progress) if len(frame) else style.body("Nothing is shown."))
    if {"state", *_RED} <= set(frame.columns):
        told += _reasons(frame.filter(pl.col("state") == "R"), part(progress, 0.9, 1.0))
    return told


def write(
    path: Path, columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent
) -> None:
    """Print the tracker as shown to a PDF file: the whole file or no file."""
    progress(0.0, f"Setting {len(frame):,} rows")
    reports.write(path, story(columns, frame, about, progress), about, progress)


def _heading(column: Column) -> Heading:
    return Heading(column.title, column.kind in ("days", "number"), column.kind == "date")


def _inks(columns: Sequence[Column]) -> Any:
    states = {at for at, column in enumerate(columns) if column.kind == "state"}
    return lambda at, text: style.STATE_INK.get(text[-1:]) if at in states else None


def _tracker(columns: Sequence[Column], frame: pl.DataFrame, progress: Progress) -> Rows:
    headings = [_heading(column) for column in columns]
    printing = part(progress, 0.0, 0.9)
    cells = rows(columns, frame)
    return Rows(
        Sheet(headings, cells, style.WIDTH, setting=part(progress, 0, 0), progress=printing, inks=_inks(columns))
    )


def _stages(frame: pl.DataFrame) -> Rows:
    """How many children are at each stage, in the order of the way, and how many of them are overdue or to watch."""
    counted = frame.group_by("stage", maintain_order=True).agg(
        pl.len().alias("n"), *(pl.col("state").eq(state).sum().alias(state) for state in STATES)
    )
    order = {stage.words: at for at, stage in enumerate(STAGES)}
    place = pl.col("stage").replace_strict(order, default=len(order), return_dtype=pl.Int32)
    counted = counted.sort(place, "stage")
    headings = [Heading("Stage"), Heading("Children", True)]
    headings += [Heading(f"{shape} {word}", True) for shape, word in STATES.values()]
    lines = [(str(row[0] or "–"), *(f"{n:,}" for n in row[1:])) for row in counted.iter_rows()]
    totals = counted.select(pl.exclude("stage").sum()).row(0)
    lines.append(("All", *(f"{n:,}" for n in totals)))
    return Rows(Sheet(headings, lines, style.WIDTH * 0.72, sizes=(8.5,), total=True))


def _reasons(red: pl.DataFrame, progress: Progress) -> list[Any]:
    if red.is_empty():
        return [*style.heading("Reasons for red"), style.body("No child shown is red.")]
    columns = (
        Column("child", "Child", "text", ""),
        Column("stage", "Stage", "text", ""),
        Column("next", "Next", "text", ""),
        Column("due", "Due", "date", ""),
        Column("reason", "Reason", "text", ""),
    )
    sheet = Sheet([_heading(c) for c in columns], rows(columns, red), style.WIDTH, sizes=(8.5, 8.0), progress=progress)
    return [*style.heading(f"Reasons for red: {len(red):,}"), Rows(sheet)]
