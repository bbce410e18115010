"""Any list exactly as it is shown, as a file: CSV, XLSX, JSON or plain text. The whole file is written, or no file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from models.progress import Progress, silent, whole
from models.trackers import Column
from models.trackers.shown import About, rows, texts, words_of

__all__ = ["FORMS", "About", "Table", "as_text", "typed", "write", "write_csv", "write_workbook", "write_xlsx"]

SLICE = 2_000
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to a spreadsheet program, whatever it was meant to be."""


def inert(column: Column, cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula: such text gets an apostrophe before it."""
    return inert_words(cell) if column.kind in ("text", "state", "date") else cell


def inert_words(words: str) -> str:
    """Words that no spreadsheet program takes for a formula."""
    return "'" + words if words.startswith(_ACTS) else words


def _csv(columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent) -> str:
    """The list as CSV, cell for cell as shown."""
    out = io.StringIO()
    pen = csv.writer(out, lineterminator="\r\n")
    pen.writerow([inert_words(column.title) for column in columns])
    for number, row in enumerate(rows(columns, frame)):
        if number % SLICE == 0:
            progress(number / max(1, len(frame)), f"Writing row {number + 1:,} of {len(frame):,}")
        pen.writerow([inert(column, cell) for column, cell in zip(columns, row, strict=True)])
    return out.getvalue()


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


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook: its name, what each column is called, how wide it is and what it means, and the rows:
    words, dates and numbers as such, None for nothing."""

    name: str
    heads: Sequence[tuple[str, int, str]]
    rows: Sequence[Sequence[Any]]


def write_xlsx(
    path: Path, columns: Sequence[Column], frame: pl.DataFrame, about: About, progress: Progress = silent
) -> None:
    """The list as a workbook: typed dates and numbers, and a sheet “About” that says what each column means."""
    cells = [typed(column, frame) for column in columns]
    heads = [(column.title, column.width, column.note) for column in columns]
    write_workbook(path, [Table(about.title, heads, list(zip(*cells, strict=True)))], about, progress)


def write_workbook(path: Path, tables: Sequence[Table], about: About, progress: Progress = silent) -> None:
    """Tables as a workbook, a sheet each, typed, and a sheet “About” that says what each column means."""
    import xlsxwriter

    many, done = max(1, sum(len(table.rows) for table in tables)), 0
    with whole(path) as unfinished, _as_other_writers_say():
        unfinished.touch()
        with xlsxwriter.Workbook(str(unfinished), {"constant_memory": True}) as book:
            made = about.made.replace(tzinfo=None) if about.made else dt.datetime.combine(about.as_at, dt.time())
            book.set_properties({"title": about.title, "created": made})
            bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
            wrap = book.add_format({"text_wrap": True, "valign": "top"})
            day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
            number = book.add_format({"num_format": "#,##0"})
            tenth = book.add_format({"num_format": "#,##0.0"})
            taken = {"about"}
            for table in tables:
                sheet = book.add_worksheet(_free_name(table.name, taken))
                sheet.freeze_panes(1, 1)
                for at, (title, width, _note) in enumerate(table.heads):
                    sheet.set_column(at, at, max(width, 8))
                    sheet.write_string(0, at, title, bold)
                for row, cells in enumerate(table.rows, 1):
                    if done % SLICE == 0:
                        progress(done / many, f"Writing row {done + 1:,} of {many:,}")
                    done += 1
                    for at, cell in enumerate(cells):
                        if isinstance(cell, str):
                            sheet.write_string(row, at, cell[:32_767])
                        elif isinstance(cell, dt.date):
                            sheet.write_datetime(row, at, dt.datetime.combine(cell, dt.time()), day)
                        elif cell is not None:
                            whole_number = isinstance(cell, int) or float(cell).is_integer()
                            sheet.write_number(row, at, cell, number if whole_number else tenth)
                if table.heads:
                    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
            _about_sheet(book.add_worksheet("About"), tables, about, bold, wrap)


def write_csv(path: Path, tables: Sequence[Table], progress: Progress = silent) -> None:
    """Tables as one CSV, below each other with their names where they are several: dates as 2022-05-03, plain numbers,
    words that no spreadsheet program takes for a formula."""
    many, done = max(1, sum(len(table.rows) for table in tables)), 0
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as out:
        pen = csv.writer(out, lineterminator="\r\n")
        for number, table in enumerate(tables):
            if len(tables) > 1:
                pen.writerows([[]] * bool(number))
                pen.writerow([inert_words(table.name)])
            pen.writerow([inert_words(title) for title, _width, _note in table.heads])
            for cells in table.rows:
                if done % SLICE == 0:
                    progress(done / many, f"Writing row {done + 1:,} of {many:,}")
                done += 1
                pen.writerow([inert_words(cell) if isinstance(cell, str) else cell for cell in cells])


@contextmanager
def _as_other_writers_say() -> Iterator[None]:
    """What goes wrong with the disk comes as the error that any other file gives."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        yield
    except XlsxFileError as why:
        raise OSError(str(why)) from why


def typed(column: Column, frame: pl.DataFrame) -> list[Any]:
    """A column's cells as a spreadsheet holds them: dates and numbers as such, words where they stand in."""
    if column.kind in ("text", "state"):
        return texts(column, frame)
    both = zip(frame[column.key].to_list(), words_of(column, frame), strict=True)
    return [
        column.text(value, words) if words or (isinstance(value, dt.date) and value.year < 1900) else value
        for value, words in both
    ]


def _free_name(title: str, taken: set[str]) -> str:
    """A sheet's name that no other sheet of the workbook has."""
    name = _sheet_name(title)
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{_sheet_name(title)[:27].rstrip()} {number}"
    taken.add(name.casefold())
    return name


def _sheet_name(title: str) -> str:
    """A title as a sheet may be called: 31 characters, none of those a workbook forbids."""
    return "".join(" " if mark in r"[]:*?/\'" else mark for mark in title)[:31].strip() or "List"


def _about_sheet(sheet: Any, tables: Sequence[Table], about: About, bold: Any, wrap: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    lines = about.lines()
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value, wrap)
    start = len(lines) + 1
    sheet.write_string(start, 0, "Column", bold)
    sheet.write_string(start, 1, "What it means", bold)
    told = dict.fromkeys((title, note) for table in tables for title, _width, note in table.heads)
    for row, (title, note) in enumerate(told, start + 1):
        sheet.write_string(row, 0, title, wrap)
        sheet.write_string(row, 1, note, wrap)


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
