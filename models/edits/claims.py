"""Claims of papers read from a CSV file, and recorded as facts of the authority.

The file's first row names the cells: `paper, reported, number, place, wording, kind, measure, part, from_first,
from_day, first, day, earlier, figure, percent, base, came, went`, in any order, or by their titles in the window. What
a claim does not need may be absent or blank. Days are written 2021-11-30 or 30/11/2021, figures as the paper prints
them, the kind as its code or its words.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import codes
from models.dates import typed
from models.edits import Refused, Tx
from models.edits.doors import admit
from models.edits.facts import Values, values
from models.edits.stated import unfit
from models.subjects import AUTHORITY, SUBJECTS

CLAIM = SUBJECTS["claim"]
TITLES = {cell.name: cell.title for cell in CLAIM.cells}
MOST = 5
"""How many faults of a file are told at once."""
LONGEST = 6
"""Digits of a number."""


class BadClaims(Refused):
    """A file of claims that cannot be read: each fault with its file, row (as a spreadsheet numbers it) and column."""


def read(path: Path, measures: Collection[str] = ()) -> tuple[Values, ...]:
    """The claims of a CSV file, each as its cells; `measures` are the ids there are. Raises BadClaims."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadClaims(f"{path.name} is no text in UTF-8; save it as “CSV UTF-8”.") from problem
    return rows(text, path.name, measures)


def rows(text: str, name: str, measures: Collection[str] = ()) -> tuple[Values, ...]:
    """The claims of a CSV text, named so in what is said of its faults."""
    lines = csv.reader(io.StringIO(text))
    try:
        return _rows(lines, name, measures)
    except csv.Error as problem:
        raise BadClaims(f"{name}, row {lines.line_num}: {problem}; check its quotation marks.") from problem


def _rows(lines: Any, name: str, measures: Collection[str]) -> tuple[Values, ...]:
    heads = [head.strip().casefold() for head in next(lines, [])]
    by_title = {cell.title.casefold(): cell.name for cell in CLAIM.cells}
    names = [by_title.get(head, head) for head in heads]
    if unknown := [head for head, cell in zip(heads, names, strict=True) if cell not in TITLES]:
        raise BadClaims(f"{name}, row 1, column “{unknown[0]}”: there is no such cell; there are {', '.join(TITLES)}.")
    if missing := [cell.name for cell in CLAIM.cells if cell.needed and cell.name not in names]:
        raise BadClaims(f"{name}, row 1: the column “{missing[0]}” is missing.")
    if doubled := [each for each in names if names.count(each) > 1]:
        raise BadClaims(f"{name}, row 1, column “{doubled[0]}”: it stands there twice.")
    found: list[Values] = []
    faults: list[str] = []
    keys: dict[tuple[str, int], int] = {}
    for line in lines:
        at = lines.line_num
        if not any(cell.strip() for cell in line):
            continue
        cells, wrong = _cells(names, line, measures)
        faults += [f"{name}, row {at}, column “{column}”: {words}" for column, words in wrong]
        if not wrong:
            key = (cells["paper"], cells["number"])
            if key in keys:
                faults.append(
                    f"{name}, row {at}, column “number”: claim {key[1]} of {key[0]} stands in row {keys[key]}."
                )
            keys[key] = at
            found.append(values(cells))
    if faults:
        more = f" And {len(faults) - MOST} more." if len(faults) > MOST else ""
        raise BadClaims("\n".join(faults[:MOST]) + more)
    if not found:
        raise BadClaims(f"{name} has no claims; its first row names the cells, and each row below is a claim.")
    return tuple(found)


def _cells(
    names: Sequence[str], line: Sequence[str], measures: Collection[str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """One row's cells, and what is wrong with them: column and sentence."""
    if len(line) > len(names):
        return {}, [(names[-1], f"the row has {len(line)} cells, the heading {len(names)}.")]
    cells: dict[str, Any] = dict.fromkeys(TITLES)
    wrong: list[tuple[str, str]] = []
    for column, text in zip(names, line, strict=False):
        try:
            cells[column] = _read(column, text.strip())
        except ValueError as problem:
            wrong.append((column, f"{problem}."))
    told = {column for column, _ in wrong}
    wrong += [
        (cell.name, f"{cell.title} is needed.")
        for cell in CLAIM.cells
        if cell.needed and cells[cell.name] is None and cell.name not in told
    ]
    if measures and cells["measure"] is not None and cells["measure"] not in measures:
        wrong.append(("measure", f"there is no measure {cells['measure']}."))
    if not wrong and (fault := unfit(cells, TITLES)):
        wrong.append(fault)
    return cells, wrong


def _read(column: str, text: str) -> Any:
    """One cell: a day, a whole number, the code of a kind, or text."""
    cell = CLAIM.cell(column)
    if not text:
        return None
    if cell.kind == "date":
        return dt.date.fromisoformat(text) if text[4:5] == "-" and len(text) == 10 else typed(text)
    if cell.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
            raise ValueError(f"“{text}” is not a whole number of at most {LONGEST} digits")
        return int(text)
    if cell.kind == "code":
        there = codes.codes(cell.codes)
        by_words = {code.label.casefold(): code.code for code in there.values()}
        code = by_words.get(text.casefold(), text.upper())
        if code not in there:
            raise ValueError(f"“{text}” is no kind of claim; there are {', '.join(there)}")
        return code
    return text


@dataclass(frozen=True)
class RecordClaims:
    """The claims of papers, as one act: new ones are recorded, and one that stands already is put right where it says
    otherwise. `seen` is the change set its user was looking at."""

    claims: tuple[Values, ...]
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        papers = sorted({dict(cells)["paper"] for cells in self.claims})
        many = f"{len(self.claims)} claim{'s' * (len(self.claims) != 1)}"
        return f"Record {many} of {'; '.join(papers)}"

    @property
    def kind(self) -> str:
        """What is recorded anew is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record them; all or none."""
        there = {(row["paper"], row["number"]): row for row in tx.current("claim", AUTHORITY)}
        for claim in self.claims:
            cells = dict(claim)
            row = there.get((cells["paper"], cells["number"]))
            if row is not None and all(row[name] == value for name, value in cells.items()):
                continue
            admit(CLAIM, cells, (), tx, AUTHORITY)
            if row is None:
                tx.record("claim", AUTHORITY, **cells)
            else:
                tx.replace("claim", row, self.seen, **cells)
