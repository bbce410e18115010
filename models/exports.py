"""Any list exactly as it is shown, as a file: CSV, XLSX, JSON or plain text. The whole file is written, or no file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from models.progress import Progress, silent, whole
from models.trackers import Column
from models.trackers.shown import About, rows, texts, words_of

__all__ = ["FORMS", "About", "as_text", "write", "write_xlsx"]

SLICE = 2_000
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to a spreadsheet program, whatever it was meant to be."""


def inert(column: Column, cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula: such text gets an apostrophe before it."""
    return "'" + cell if column.kind in ("text", "state", "date") and cell.startswith(_ACTS) else cell


def _csv(columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent) -> str:
    """The list as CSV, cell for cell as shown."""
    out = io.StringIO()
    pen = csv.writer(out, lineterminator="\r\n")
    pen.writerow([inert_title(column) for column in columns])
    for number, row in enumerate(rows(columns, frame)):
        if number % SLICE == 0:
            progress(number / max(1, len(frame)), f"Writing row {number + 1:,} of {len(frame):,}")
        pen.writerow([inert(column, cell) for column, cell in zip(columns, row, strict=True)])
    return out.getvalue()


def inert_title(column: Column) -> str:
    """A heading that no spreadsheet program takes for a formula."""
    return "'" + column.title if column.title.startswith(_ACTS) else column.title


def _json(columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent) -> str:
    """The list for other programs: values as values, dates as 2022-05-03, words where a date is not exactly known."""
    progress(0, f"Writing {len(frame):,} rows")
    keys = [column.key for column in columns]
    keys += [f"{key}_words" for key in keys if f"{key}_words" in frame.columns]
    says = {
        "title": about.title,
        "shown": about.shown,
        "as_at": about.as_at.isoformat(),
        "known_on": about.known_on.isoformat() if about.known_on else None,
        "filters": list(about.filters),
        "n": about.n,
        "who": about.who,
        "version": about.version,
        "head": about.head,
        "columns": [{"key": c.key, "title": c.title, "kind": c.kind, "note": c.note} for c in columns],
        "rows": frame.select(keys).to_dicts(),
    }
    return json.dumps(says, ensure_ascii=False, indent=1, default=lambda value: value.isoformat()) + "\n"


def _table(columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent) -> str:
    """The list as plain text in columns, for a terminal."""
    progress(0, f"Writing {len(frame):,} rows")
    cells = [[column.title, *texts(column, frame)] for column in columns]
    widths = [max(map(len, column)) for column in cells]
    right = [column.kind in ("days", "number") for column in columns]
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in zip(*cells, strict=True)
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    says = f"{about.title}: {about.shown}" if about.shown else about.title
    when = f"As at {about.as_at.day} {about.as_at:%B %Y}, {about.known}; {about.count}; filters: {about.filtered}"
    return "\n".join([says, when, "", *lines, ""])


def write_xlsx(
    path: Path, columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent
) -> None:
    """The list as a workbook: typed dates and numbers, and a sheet “About” that says what each column means."""
    import xlsxwriter

    with whole(path) as unfinished, _as_other_writers_say():
        unfinished.touch()
        with xlsxwriter.Workbook(str(unfinished), {"constant_memory": True}) as book:
            book.set_properties({"title": about.title, "created": dt.datetime.combine(about.as_at, dt.time())})
            bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
            wrap = book.add_format({"text_wrap": True, "valign": "top"})
            day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
            number = book.add_format({"num_format": "#,##0"})
            sheet = book.add_worksheet(_sheet_name(about.title))
            sheet.freeze_panes(1, 1)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, max(column.width, 8))
                sheet.write_string(0, at, column.title, bold)
            values = [_typed(column, frame) for column in columns]
            for row in range(len(frame)):
                if row % SLICE == 0:
                    progress(row / max(1, len(frame)), f"Writing row {row + 1:,} of {len(frame):,}")
                for at, cells in enumerate(values):
                    cell = cells[row]
                    if isinstance(cell, str):
                        sheet.write_string(row + 1, at, cell[:32_767])
                    elif isinstance(cell, dt.date):
                        sheet.write_datetime(row + 1, at, dt.datetime.combine(cell, dt.time()), day)
                    elif cell is not None:
                        sheet.write_number(row + 1, at, cell, number)
            if columns:
                sheet.autofilter(0, 0, len(frame), len(columns) - 1)
            _about_sheet(book.add_worksheet("About"), columns, about, bold, wrap)


@contextmanager
def _as_other_writers_say() -> Iterator[None]:
    """What goes wrong with the disk comes as the error that any other file gives."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        yield
    except XlsxFileError as why:
        raise OSError(str(why)) from why


def _typed(column: Column, frame: pl.DataFrame) -> list[Any]:
    """A column's cells as a spreadsheet holds them: dates and numbers as such, words where they stand in."""
    if column.kind in ("text", "state"):
        return texts(column, frame)
    both = zip(frame[column.key].to_list(), words_of(column, frame), strict=True)
    return [
        column.text(value, words) if words or (isinstance(value, dt.date) and value.year < 1900) else value
        for value, words in both
    ]


def _sheet_name(title: str) -> str:
    """A title as a sheet may be called: 31 characters, none of those a workbook forbids."""
    return "".join(" " if mark in r"[]:*?/\'" else mark for mark in title)[:31].strip() or "List"


def _about_sheet(sheet: Any, columns: Sequence[Column], about: About, bold: Any, wrap: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    lines = about.lines()
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value, wrap)
    start = len(lines) + 1
    sheet.write_string(start, 0, "Column", bold)
    sheet.write_string(start, 1, "What it means", bold)
    for row, column in enumerate(columns, start + 1):
        sheet.write_string(row, 0, column.title, wrap)
        sheet.write_string(row, 1, column.note, wrap)


_TEXTS = {"csv": _csv, "json": _json, "table": _table}
# The byte order mark tells a spreadsheet program that a CSV is UTF-8; without it, it reads dashes as rubbish.
_MARKS = {"csv": "\ufeff"}
FORMS = (*_TEXTS, "xlsx")


def as_text(
    form: str, columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent
) -> str:
    """The list as shown as one text (csv, json or table)."""
    return _TEXTS[form](columns, frame, about, progress)


def write(
    path: Path, form: str, columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent
) -> None:
    """Write the list as shown to a file in one of the forms (csv, json, table, xlsx)."""
    if form == "xlsx":
        write_xlsx(path, columns, frame, about, progress)
        return
    with whole(path) as unfinished:
        text = _MARKS.get(form, "") + as_text(form, columns, frame, about, progress)
        unfinished.write_text(text, encoding="utf-8", newline="")
