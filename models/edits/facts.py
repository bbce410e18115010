"""Edits of what is recorded beside the return: a fact is recorded, corrected, ended on a day, or taken away.

“It changed on …” records a new fact, or ends one, on a day of its own. “It was typed wrongly” corrects a fact, or
takes away one that should never have been recorded. Which facts are impossible, `doors` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit, spare
from models.edits.doors_of_meetings import keep_seal
from models.subjects import SEALED, SUBJECTS, Subject

Values = tuple[tuple[str, Any], ...]
"""Cells and their values, in a form that can be compared."""


def values(cells: Mapping[str, Any]) -> Values:
    """Cells as an edit carries them; blank text is no value."""
    return tuple(sorted((name, None if value == "" else value) for name, value in cells.items()))


def called(subject: Subject, cells: Mapping[str, Any]) -> str:
    """What a fact is called in the menu and the ledger: “viability assessment”, “permanence plan: adoption”."""
    kind = cells.get("kind")
    if subject.table in ("milestone", "planned_step") and kind:
        words = codes.label("milestone", kind)
        return _small(words if subject.table == "milestone" else f"date planned: {_small(words)}")
    pathway = cells.get("pathway")
    return _small(f"{subject.noun}: {_small(codes.label('pathway', pathway))}" if pathway else subject.noun)


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@dataclass(frozen=True)
class RecordFact:
    """A new fact about a child: it happened, or became so, on its own day.

    `seen` is the change set its user was looking at, for who held a role until that day.
    """

    child: str
    table: str
    cells: Values
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Record {called(SUBJECTS[self.table], dict(self.cells))}"

    @property
    def kind(self) -> str:
        """A new fact is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; a new holder of a role ends the one before on that day, and is over where a later one began."""
        subject, cells = SUBJECTS[self.table], dict(self.cells)
        standing = tx.current(self.table, self.child)
        admit(subject, cells, standing, tx, self.child)
        keep_seal(self.table, cells, tx)
        if self.table == "allocation":
            cells["ends"] = cells.get("ends") or _hand_over(tx, standing, cells, self.seen)
        tx.record(self.table, self.child, **cells)


def _hand_over(tx: Tx, standing: Sequence[Row], cells: Mapping[str, Any], seen: int | None) -> dt.date | None:
    """End the holder before; the day on which the one after began, where there is one already."""
    held = [row for row in standing if row["role"] == cells["role"]]
    for row in held:
        if row["ends"] is None and row["begins"] < cells["begins"]:
            tx.replace("allocation", row, seen, ends=cells["begins"])
    return min((row["begins"] for row in held if row["begins"] > cells["begins"]), default=None)


@dataclass(frozen=True)
class CorrectFact:
    """Cells of a fact that were typed wrongly; `seen` is the change set its user was looking at."""

    child: str
    table: str
    row_id: int
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Correct {_small(SUBJECTS[self.table].noun)}"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record the corrected version."""
        subject, standing = SUBJECTS[self.table], tx.current(self.table, self.child)
        row = found(standing, self.row_id, subject)
        others = [other for other in standing if other is not row]
        keep_seal(self.table, row, tx, dict(self.cells))
        admit(subject, {cell.name: row[cell.name] for cell in subject.cells} | dict(self.cells), others, tx, self.child)
        tx.replace(self.table, row, self.seen, **dict(self.cells))


@dataclass(frozen=True)
class EndFact:
    """A fact came to its end on a day, with what an end brings along (why a plan was closed)."""

    child: str
    table: str
    row_id: int
    on: dt.date
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"End {_small(SUBJECTS[self.table].noun)}"

    @property
    def kind(self) -> str:
        """An end is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the end."""
        subject, standing = SUBJECTS[self.table], tx.current(self.table, self.child)
        row = found(standing, self.row_id, subject)
        if subject.ends is None:
            raise Refused(f"A {_small(subject.noun)} has no end of its own; record what came after it.")
        if row[subject.ends] is not None:
            raise Refused(f"It ended already, on {british(row[subject.ends])}; correct that date if it is wrong.")
        cells = {subject.ends: self.on, **dict(self.cells)}
        keep_seal(self.table, row, tx, cells)
        others = [other for other in standing if other is not row]
        admit(subject, {cell.name: row[cell.name] for cell in subject.cells} | cells, others, tx, self.child)
        tx.replace(self.table, row, self.seen, **cells)


@dataclass(frozen=True)
class RemoveFact:
    """A fact that should never have been recorded; the ledger keeps it, and undo brings it back."""

    child: str
    table: str
    row_id: int
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Take away {_small(SUBJECTS[self.table].noun)}"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record that the fact is no more."""
        row = found(tx.current(self.table, self.child), self.row_id, SUBJECTS[self.table])
        spare(self.table, row, tx, self.child)
        tx.end(self.table, row, self.seen)


def found(standing: Sequence[Row], row_id: int, subject: Subject) -> Row:
    """The row that is meant, as it stands; what was sealed stands for good."""
    if subject.table in SEALED:
        again = "Append another" if subject.table == "minute_correction" else "Publish anew"
        raise Refused(f"{subject.noun}: it is sealed and never changed or taken away. {again}; both stay on record.")
    for row in standing:
        if row["row_id"] == row_id:
            return row
    raise Refused(f"This {_small(subject.noun)} was changed meanwhile; look at the child again before you change it.")
