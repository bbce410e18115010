"""The authority's own figures from a CSV file: estimates, targets, comparators, events, new limits, training.

The heading row names the columns, in any order: `what` says of each row which kind it is (population, target,
comparator, event, rebase, training), the others are that kind's own cells. Cells that a kind does not have are blank.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from models import codes
from models.dates import typed
from models.edits.facts import values
from models.edits.loaded import Loaded, LoadFigures
from models.measures import MEASURES
from models.measures.compared import meant
from models.snapshot import Facts
from models.subjects import SUBJECTS, Cell

KINDS = ("population", "target", "comparator", "event", "rebase", "training")
HEADINGS = ("what", *dict.fromkeys(cell.name for table in KINDS for cell in SUBJECTS[table].cells))
"""Every column that such a file may have."""
MOST = 10_000_000
"""The most bytes that such a file can have; more is another file."""


class Unreadable(Exception):
    """What is wrong in a file, each with its row and column; nothing of it was taken up."""


def read(path: Path, seen: int | None = None) -> LoadFigures:
    """The figures of a file as one edit. Raises Unreadable with every fault: file, row (headings are row 1), column."""
    name = path.name
    try:
        if path.stat().st_size > MOST:
            raise Unreadable(f"{name}: larger than any file of figures; choose the right file")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror or error}") from None
    rows = _rows(name, data)
    headings = [heading.strip().casefold() for heading in rows[0][1]]
    _headings(name, headings)
    faults: list[str] = []
    found: list[Loaded] = []
    keys: dict[tuple[Any, ...], int] = {}
    for number, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        before = len(faults)
        loaded = _row(name, number, dict(zip(headings, cells, strict=False)), cells[len(headings) :], faults)
        if loaded is None or len(faults) > before:
            continue
        key = (loaded.table, *(dict(loaded.cells).get(part) for part in SUBJECTS[loaded.table].key))
        if key in keys:
            faults.append(f"{name}, row {number}: the same as row {keys[key]}; leave one of them out")
        keys[key] = number
        found.append(loaded)
    if faults:
        raise Unreadable("\n".join(faults))
    if not found:
        raise Unreadable(f"{name}: there are no figures under the headings")
    return LoadFigures(name, tuple(found), seen)


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


def _headings(name: str, headings: list[str]) -> None:
    wrong = [f"“{heading}”" for heading in headings if heading and heading not in HEADINGS]
    twice = [f"“{heading}”" for heading in dict.fromkeys(headings) if heading and headings.count(heading) > 1]
    if wrong or "what" not in headings:
        missing = ["no column “what”"] if "what" not in headings else []
        unknown = [f"no such column: {', '.join(wrong)}"] if wrong else []
        said = "; ".join([*missing, *unknown])
        raise Unreadable(f"{name}, row 1: {said}; there may be {', '.join(HEADINGS)}")
    if twice:
        raise Unreadable(f"{name}, row 1: {', '.join(twice)} stands there twice")


def _row(name: str, number: int, cells: dict[str, str], beyond: list[str], faults: list[str]) -> Loaded | None:
    what = cells.pop("what", "").strip().casefold()
    if what not in KINDS:
        faults.append(f"{name}, row {number}, column what: “{what}” is none of {', '.join(KINDS)}")
        return None
    if any(cell.strip() for cell in beyond):
        faults.append(f"{name}, row {number}: it has more cells than there are headings")
    subject, kept = SUBJECTS[what], {}
    own = {cell.name: cell for cell in subject.cells}
    for column in (*own, *(column for column in cells if column not in own)):
        text = cells.get(column, "").strip()
        place = f"{name}, row {number}, column {column}"
        if column not in own:
            if text:
                faults.append(f"{place}: a {subject.noun.lower()} has no such cell; leave it blank")
            continue
        try:
            kept[column] = _value(own[column], text)
        except ValueError as wrong:
            faults.append(f"{place}: {wrong}")
    if what == "comparator" and kept.get("measure") and kept.get("definition"):
        kept["definition"] = meant(kept["definition"], kept["measure"])
    return Loaded(number, what, values(kept))


def _value(cell: Cell, text: str) -> Any:
    """A cell's value; ValueError with what is wrong."""
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
    if cell.name == "measure" and text not in MEASURES:
        raise ValueError(f"there is no measure {text}; there are {', '.join(MEASURES)}")
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


def listed(facts: Facts) -> list[str]:
    """Every figure that stands, a line each: what, then its cells by name."""
    found = []
    for table in KINDS:
        for row in facts.whole[table].iter_rows(named=True):
            cells = [(cell, row[cell.name]) for cell in SUBJECTS[table].cells if row[cell.name] is not None]
            said = (
                f"{cell.name}={value / 10:g}" if cell.kind == "tenths" else f"{cell.name}={value}"
                for cell, value in cells
            )
            found.append("\t".join((table, *(" ".join(each.split()) for each in said))))
    return found
