"""Words for tests of returns: small files, and what stands after imports and edits, kept without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from models.edits.bulk import Bulk, Standing
from models.returns import Accept, Reading, ssda903
from models.returns.layouts import TABLES
from models.returns.proposal import Proposal
from models.returns.state import KEPT, SHAPES
from models.snapshot import SPELLS, Facts

TODAY = dt.date(2026, 6, 1)
TITLES = {table.title: table for table in TABLES.values()}


def csv(table: str, *rows: str, headings: str | None = None) -> str:
    """A CSV of the table with its usual headings; each row is its cells with commas."""
    return "\n".join([headings or ",".join(TITLES[table].headings), *rows]) + "\n"


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """A file in a folder (made where needed)."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(*paths: Path, year: int | None = None, today: dt.date = TODAY) -> Reading:
    """Read as a user would."""
    return ssda903.read(paths, year=year, today=today)


def said(reading: Reading) -> list[str]:
    """Everything a reading has to say."""
    return [f"{issue.level}: {issue}" for issue in reading.issues]


class Kept:
    """What stands: every fact's current version, and what the last import recorded of it."""

    def __init__(self) -> None:
        self.ours: dict[str, dict[int, dict[str, Any]]] = {fact: {} for fact in SHAPES}
        self.base: dict[str, dict[int, dict[str, Any]]] = {fact: {} for fact in SHAPES}
        self._number = 0

    def standing(self) -> Standing:
        """As the store gives it."""
        return Standing(
            {fact: self._frame(fact, rows.values()) for fact, rows in self.ours.items()},
            {
                fact: self._frame(fact, [row for n, row in rows.items() if row != self.ours[fact][n]])
                for fact, rows in self.base.items()
            },
        )

    def _frame(self, fact: str, rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
        return pl.DataFrame(list(rows), schema={**SHAPES[fact].own, **KEPT})

    def record(self, bulk: Bulk | None) -> None:
        """Record an import."""
        if bulk is None:
            return
        for fact, frame in [*bulk.new.items(), *bulk.changed.items()]:
            for row in frame.iter_rows(named=True):
                self._number += 1
                number = row.get("fact_id") or self._number
                whole = {**row, "fact_id": number, "row_id": self._number, "ended": False}
                self.ours[fact][number] = self.base[fact][number] = whole

    def take(self, *paths: Path, accept: Accept = "ours", year: int | None = None, today: dt.date = TODAY) -> Proposal:
        """Import files and say what that was."""
        proposal = ssda903.plan(read(*paths, year=year, today=today), self.standing(), accept=accept)
        self.record(proposal.bulk)
        return proposal

    def edit(self, fact: str, child: str, **cells: Any) -> None:
        """Change cells of the child's only row of a table, as somebody typing would."""
        ((number, row),) = [(n, row) for n, row in self.ours[fact].items() if row["child"] == child]
        self._number += 1
        self.ours[fact][number] = {**row, **cells, "row_id": self._number}

    def type(self, fact: str, child: str, **cells: Any) -> None:
        """Record a new row that no return has reported."""
        self._number += 1
        blank = dict.fromkeys({**SHAPES[fact].own, **KEPT})
        kept = {"row_id": self._number, "fact_id": self._number, "ended": False}
        self.ours[fact][self._number] = {**blank, "child": child, **kept, **cells}

    def rows(self, fact: str, *names: str) -> list[tuple[Any, ...]]:
        """Current rows of a table, sorted; only some columns where named."""
        own = names or tuple(SHAPES[fact].own)
        found = [tuple(row[name] for name in own) for row in self.ours[fact].values() if not row["ended"]]
        return sorted(found, key=str)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that stands, with the years of its cells."""
        return {fact: self.rows(fact, *SHAPES[fact].own, "year", "older") for fact in self.ours}

    def facts(self) -> Facts:
        """The same as the program reads it."""

        def load(fact: str) -> pl.DataFrame:
            begins = SPELLS[fact].begins
            frame = self._frame(fact, self.ours[fact].values()).filter(~pl.col("ended"))
            return frame.sort(["child", begins] if begins else ["child"])

        return Facts(load)
