"""The correction of a fact that returns report, too: moved to another day, it stays known to its return."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.edits import Tx
from models.edits.adoption import follow
from models.edits.dated import kept_key
from models.edits.facts import CorrectFact, found
from models.subjects import SUBJECTS


@dataclass(frozen=True)
class CorrectReported(CorrectFact):
    """Cells that were typed, or reported, wrongly: of a review, a decision, a worker, a missing episode, an order."""

    def apply(self, tx: Tx) -> None:
        """Record the corrected version; the next return finds it by the day under which it was imported."""
        subject, cells = SUBJECTS[self.table], dict(self.cells)
        assert subject.begins is not None
        row = found(tx.current(self.table, self.child), self.row_id, subject)
        if cells.get(subject.begins, row[subject.begins]) != row[subject.begins]:
            cells["imported_as"] = kept_key(row, subject.begins)
        CorrectFact.apply(replace(self, cells=tuple(cells.items())), tx)
        if self.table == "adm_decision":
            follow(tx, self.child, row["date_placed"], cells.get("date_placed", row["date_placed"]), self.seen)
