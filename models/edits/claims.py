"""Claims of papers read from a CSV file, and recorded as facts of the authority.

The file's first row names the cells: `paper, reported, number, place, wording, kind, measure, part, from_first,
from_day, first, day, earlier, figure, percent, base, came, went`, in any order, or by their titles in the window. What
a claim does not need may be absent or blank. Days are written 2021-11-30 or 30/11/2021, figures as the paper prints
them, the kind as its code or its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.edits import Tx
from models.edits.doors import admit
from models.edits.facts import Values, values
from models.edits.sheet import Line, Unreadable, below, lines, value
from models.edits.stated import unfit
from models.subjects import AUTHORITY, SUBJECTS

CLAIM = SUBJECTS["claim"]
TITLES = {cell.name: cell.title for cell in CLAIM.cells}
HEADINGS = {heading.casefold(): name for name, title in TITLES.items() for heading in (name, title)}
NEEDED = [cell.name for cell in CLAIM.cells if cell.needed]
MOST = 5
"""How many faults of a file are told at once."""


def read(path: Path, measures: Collection[str] = ()) -> tuple[Values, ...]:
    """The claims of a CSV file, each as its cells; `measures` are the ids there are. Raises Unreadable with each fault:
    file, row (headings are row 1), column."""
    return _claims(path.name, lines(path, HEADINGS, NEEDED, "claims"), measures)


def rows(text: str, name: str, measures: Collection[str] = ()) -> tuple[Values, ...]:
    """The claims of a CSV text, named so in what is said of its faults."""
    return _claims(name, below(name, text.encode(), HEADINGS, NEEDED), measures)


def _claims(name: str, lines: Iterable[Line], measures: Collection[str]) -> tuple[Values, ...]:
    found: list[Values] = []
    faults: list[str] = []
    keys: dict[tuple[str, int], int] = {}
    for line in lines:
        cells, wrong = _cells(line, measures)
        faults += [f"{name}, row {line.number}{place}: {words}" for place, words in wrong.items()]
        if not wrong:
            key = (cells["paper"], cells["number"])
            if key in keys:
                faults.append(f"{name}, row {line.number}: the same as row {keys[key]}; leave one of them out.")
            keys[key] = line.number
            found.append(values(cells))
    if faults:
        more = f" And {len(faults) - MOST} more." if len(faults) > MOST else ""
        raise Unreadable("\n".join(faults[:MOST]) + more)
    if not found:
        raise Unreadable(f"{name}: there are no claims under the headings")
    return tuple(found)


def _cells(line: Line, measures: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """One row's cells, and what is wrong with them: where in the row, and a sentence."""
    cells: dict[str, Any] = {}
    wrong = {"": "it has more cells than there are headings."} if line.beyond else {}
    for cell in CLAIM.cells:
        try:
            cells[cell.name] = value(cell, line.cells.get(cell.name, "").strip(), measures)
        except ValueError as problem:
            wrong[f", column {cell.name}"] = f"{problem}."
    if not wrong and (fault := unfit(cells, TITLES)):
        wrong[f", column {fault[0]}"] = fault[1]
    return cells, wrong


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
