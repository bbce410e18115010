"""“It changed on …”: what was so ends on a day, and what is so from then on begins, as one step."""

from __future__ import annotations

from dataclasses import dataclass

from models.dates import british
from models.edits import Refused, Tx
from models.edits.doors import admit
from models.edits.facts import Values, found
from models.subjects import SUBJECTS


@dataclass(frozen=True)
class ChangeFact:
    """From a day on a fact is otherwise; `cells` are all that it is from then on, its first day among them."""

    child: str
    table: str
    row_id: int
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Change {SUBJECTS[self.table].noun.lower()}"

    @property
    def kind(self) -> str:
        """What became otherwise is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """End the fact on the day where it has an end, and record what follows it."""
        subject, standing, cells = SUBJECTS[self.table], tx.current(self.table, self.child), dict(self.cells)
        row = found(standing, self.row_id, subject)
        assert subject.begins is not None
        on, began = cells.get(subject.begins), row[subject.begins]
        if on is not None and on <= began:
            raise Refused(
                f"It changed on: it has been so since {british(began)}, so it changed later than that. If that day was "
                "typed wrongly, correct it instead."
            )
        ended = row[subject.ends] if subject.ends else None
        if ended is not None:
            raise Refused(
                f"It ended already, on {british(ended)}, and cannot have changed since; record what is so now."
            )
        admit(subject, cells, standing, tx, self.child)
        if subject.ends:
            tx.replace(self.table, row, self.seen, **{subject.ends: on})
        tx.record(self.table, self.child, **cells)
