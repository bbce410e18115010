"""Tables typed in a spreadsheet and saved as CSV: their rows by the columns they name, and the value of each cell.

Every reader of such a file tells what is wrong by file, column, and row as a spreadsheet numbers it (headings are 1).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from models import codes
from models.cells import Cell
from models.dates import typed
from models.edits import Refused

MOST = 10_000_000
"""The most bytes that such a file can have; more is another file."""


class Unreadable(Refused):
    """What is wrong in a file, each with its row and column; nothing of it was taken up."""


@dataclass(frozen=True)
class Line:
    """A row below the headings: its number, the text of each column, and whether it goes on beyond the headings."""

    number: int
    cells: dict[str, str]
    beyond: bool


def lines(path: Path, columns: Mapping[str, str], needed: Sequence[str], noun: str) -> list[Line]:
    """The rows of a file that are not blank. `columns` are the headings there may be, in small letters, and what each
    is called; `needed` those it must have. Raises Unreadable."""
    try:
        if path.stat().st_size > MOST:
            raise Unreadable(f"{path.name}: larger than any file of {noun}; choose the right file")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name}: {error.strerror or error}") from None
    return below(path.name, data, columns, needed)


def below(name: str, data: bytes, columns: Mapping[str, str], needed: Sequence[str]) -> list[Line]:
    """The same of what was read already."""
    rows = _rows(name, data)
    headings = [heading.strip().casefold() for heading in rows[0][1]]
    named = _headings(name, headings, columns, needed)
    return [
        Line(number, dict(zip(named, cells, strict=False)), any(cell.strip() for cell in cells[len(named) :]))
        for number, cells in rows[1:]
        if any(cell.strip() for cell in cells)
    ]


def _rows(name: str, data: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Unreadable(f"{name}: this is no CSV file; save the sheet as CSV first")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(number, cells) for number, cells in enumerate(reader, 1) if cells]
    except csv.Error as error:
        raise Unreadable(f"{name}, row {reader.line_num}: {error}; check its quotation marks") from None
    if not rows:
        raise Unreadable(f"{name}: the file is empty; its first row must name the columns")
    return rows


def _headings(name: str, headings: list[str], columns: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    named = [columns.get(heading, "") for heading in headings]
    wrong = [f"“{heading}”" for heading, column in zip(headings, named, strict=True) if heading and not column]
    missing = [column for column in needed if column not in named]
    if wrong or missing:
        absent = [f"no column {', '.join(f'“{column}”' for column in missing)}"] if missing else []
        unknown = [f"no such column: {', '.join(wrong)}"] if wrong else []
        said = "; ".join([*absent, *unknown])
        raise Unreadable(f"{name}, row 1: {said}; there may be {', '.join(dict.fromkeys(columns.values()))}")
    if twice := [f"“{column}”" for column in dict.fromkeys(named) if column and named.count(column) > 1]:
        raise Unreadable(f"{name}, row 1: {', '.join(twice)} stands there twice")
    return named


def value(cell: Cell, text: str, measures: Collection[str]) -> Any:
    """A cell's value; ValueError with what is wrong. `measures` are the ids there are, where that is asked."""
    if not text:
        if cell.needed:
            raise ValueError(f"{cell.title} is needed")
        return None
    if cell.kind == "date":
        return typed(text)
    if cell.kind == "number":
        plain = text.replace(",", "")
        if not (plain.isascii() and plain.isdigit()) or len(plain) > 9:
            raise ValueError(f"“{text}” is not a whole number")
        return int(plain)
    if cell.kind == "tenths":
        return tenths(text)
    if cell.kind == "code":
        known = codes.codes(cell.codes)
        found = [code for code, of in known.items() if text.casefold() in (code.casefold(), of.label.casefold())]
        if not found:
            raise ValueError(f"“{text}” is none of {', '.join(of.label for of in known.values())}")
        return found[0]
    if cell.name == "measure" and measures and text not in measures:
        raise ValueError(f"there is no measure {text}; there are {', '.join(measures)}")
    return text


def tenths(text: str) -> int:
    """A number with one decimal at most, in tenths; ValueError with what is wrong."""
    try:
        number = Decimal(text.replace(",", "").removesuffix("%").strip()) * 10
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number") from None
    if not number.is_finite() or number < 0 or number > 10**8:
        raise ValueError(f"“{text}” is not a number of 0 or more")
    if number != int(number):
        raise ValueError(f"“{text}” has more than one decimal; round it as it was published")
    return int(number)
