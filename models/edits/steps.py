"""Edits of one step's date from a tracker's cell: taken on a day, moved, taken away; and the day it is planned for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.subjects import SUBJECTS


@dataclass(frozen=True)
class SetStep:
    """The day a step was taken; `was` stood in the cell, `plan` is the plan it belongs to (0: none)."""

    child: str
    step: str
    plan: int
    on: dt.date | None
    was: dt.date | None
    seen: int | None
    outcome: str | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{'Clear' if self.on is None else 'Set'} {_name(self.step)} date"

    @property
    def kind(self) -> str:
        """A new date is a change; moving or clearing one that stands corrects it."""
        return "change" if self.was is None else "correction"

    def apply(self, tx: Tx) -> None:
        """Record, move or take away the step."""
        if self.on == self.was:
            return
        standing = tx.current("milestone", self.child)
        row = None if self.was is None else _standing(standing, self, self.was)
        others = [other for other in standing if other is not row]
        if self.on is not None:
            kept = {cell.name: row[cell.name] for cell in SUBJECTS["milestone"].cells} if row else {}
            outcome = {"outcome": self.outcome} if self.outcome else {}
            cells = {**kept, "kind": self.step, "plan": self.plan, "day": self.on, "precision": None, **outcome}
            admit(SUBJECTS["milestone"], cells, others, tx, self.child)
            if row is None:
                tx.record("milestone", self.child, **cells)
            else:
                tx.replace("milestone", row, self.seen, day=self.on, precision=None, **outcome)
        elif row is not None:
            tx.end("milestone", row, self.seen)


@dataclass(frozen=True)
class SetPlanned:
    """The day a step is planned or listed for, as it is said on the day of the edit; None withdraws it."""

    child: str
    step: str
    plan: int
    on: dt.date | None
    was: dt.date | None
    seen: int | None
    why: str | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{'Withdraw' if self.on is None else 'Plan'} {_name(self.step)}"

    @property
    def kind(self) -> str:
        """A plan that moves is a change: what was said before stays on record."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Say the day anew; what was said on the same day is replaced."""
        if self.on == self.was:
            return
        said = [
            row
            for row in tx.current("planned_step", self.child)
            if row["kind"] == self.step and row["plan"] == self.plan
        ]
        if (said[-1]["planned"] if said else None) != self.was:
            raise Refused("Another day was planned meanwhile; look at the child again before you change it.")
        cells = {"kind": self.step, "plan": self.plan, "said": tx.today, "planned": self.on, "why": self.why}
        same = next((row for row in said if row["said"] == tx.today), None)
        others = [row for row in said if row is not same]
        admit(SUBJECTS["planned_step"], cells, others, tx, self.child)
        if same is not None:
            tx.replace("planned_step", same, self.seen, planned=self.on, why=self.why)
        else:
            tx.record("planned_step", self.child, **cells)


def _name(step: str) -> str:
    words = codes.label("milestone", step)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _standing(rows: Sequence[Row], edit: SetStep, was: dt.date) -> Row:
    for row in rows:
        if row["kind"] == edit.step and row["plan"] == edit.plan and row["day"] == was:
            return row
    raise Refused(f"There is no {_name(edit.step)} of {british(was)} any more; look at the child again.")
