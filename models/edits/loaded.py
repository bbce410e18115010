"""The edit that takes up a file of the authority's own figures: new ones recorded, others put right, in one step."""

from __future__ import annotations

from dataclasses import dataclass

from models.edits import Refused, Tx
from models.edits.doors import admit
from models.edits.facts import Values
from models.subjects import AUTHORITY, SUBJECTS


@dataclass(frozen=True)
class Loaded:
    """One row of a file: which row, of which subject, and its cells."""

    row: int
    table: str
    cells: Values


@dataclass(frozen=True)
class LoadFigures:
    """Figures from a file; what stands already as the file says is left alone. All rows are taken up, or none."""

    file: str
    rows: tuple[Loaded, ...]
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Load figures from {self.file}"

    @property
    def kind(self) -> str:
        """What a later edition says otherwise is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record each row, or correct the fact of its key."""
        for loaded in self.rows:
            subject, cells = SUBJECTS[loaded.table], dict(loaded.cells)
            standing = tx.current(loaded.table, AUTHORITY)
            same = [row for row in standing if all(row[name] == cells.get(name) for name in subject.key)]
            others = [row for row in standing if row not in same]
            try:
                admit(subject, cells, others, tx, AUTHORITY)
            except Refused as refused:
                raise Refused(f"{self.file}, row {loaded.row}: {refused}") from None
            if not same:
                tx.record(loaded.table, AUTHORITY, **cells)
            elif any(same[0][cell.name] != cells.get(cell.name) for cell in subject.cells):
                tx.replace(
                    loaded.table, same[0], self.seen, **{cell.name: cells.get(cell.name) for cell in subject.cells}
                )
