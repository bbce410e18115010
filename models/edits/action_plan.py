"""Edits of the permanence action plan: what is added takes the next number; progress is noted, never typed over.

What was typed wrongly is corrected like any other fact (`edits.facts`): a risk is closed and a step done with
`EndFact`, a lead or a training recorded with `RecordFact`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.edits.facts import Values, found, values
from models.edits.policy import record, standing
from models.rules.action_plan import BEGINS, KIND
from models.subjects import AUTHORITY, SUBJECTS

CHANGED = ("words", "owner", "starts", "due", "measure")
"""Cells of an action that may become otherwise while it goes on."""


@dataclass(frozen=True)
class Noted:
    """What is noted of progress: on a day, in words, with where it stands and what shows it."""

    day: dt.date
    words: str
    status: str | None = None
    state: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class AddToPlan:
    """A new action, risk, next step or audit finding, under the next number; an action perhaps with its first note."""

    table: str
    cells: Values
    noted: Noted | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Add {_small(SUBJECTS[self.table].noun)}"

    @property
    def kind(self) -> str:
        """A new fact is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it under the next number, and what is noted of it."""
        number = 1 + tx.highest(self.table, AUTHORITY, "number")
        cells = {**dict(self.cells), "number": number}
        admit(SUBJECTS[self.table], cells, tx.current(self.table, AUTHORITY), tx, AUTHORITY)
        tx.record(self.table, AUTHORITY, **cells)
        if self.noted is not None:
            row = {"number": number, "ends": None, "why_ended": None, **cells}
            _note(_Beside(tx, self.table, row), row["theme"], number, self.noted)


@dataclass(frozen=True)
class NoteProgress:
    """Progress of an action, or (action 0) of a theme as a whole, on a day: one more note beside those before."""

    theme: str
    action: int
    noted: Noted

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        of = f"action {self.action}" if self.action else f"theme {self.theme}"
        return f"Note progress of {of} on {british(self.noted.day)}"

    @property
    def kind(self) -> str:
        """A note is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the note under the day's next number."""
        _note(tx, self.theme, self.action, self.noted)


@dataclass(frozen=True)
class ChangeAction:
    """From a day on an action is otherwise: another due date, another owner. What it was, and why it changed, is noted
    with the day; what was merely typed wrongly is corrected instead."""

    row_id: int
    on: dt.date
    cells: Values
    why: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Change action of the plan"

    @property
    def kind(self) -> str:
        """What became otherwise is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the action as it is from then on, and a note of what it was."""
        row = _open(tx, self.row_id)
        now = {name: value for name, value in self.cells if name in CHANGED and value != row[name]}
        if not now:
            raise Refused("Nothing is otherwise than before; say what changed, or leave the form with Esc.")
        if not self.why.strip():
            raise Refused("Why: say why it changed, so that a later reader knows. A slip of the keyboard is corrected.")
        told = "; ".join(became(name, row[name], now[name]) for name in CHANGED if name in now)
        _keep(tx, row, self.seen, **now)
        last = _last(tx, row["number"])
        status, state = (last["status"], last["state"]) if last is not None else (None, None)
        _note(tx, row["theme"], row["number"], Noted(self.on, f"{told}. {self.why.strip()}", status, state))


@dataclass(frozen=True)
class CloseAction:
    """An action is done, withdrawn or replaced on a day: done needs its evidence, the others a reason."""

    row_id: int
    on: dt.date
    why_ended: str
    words: str
    evidence: str | None
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        how = codes.label("action_ended", self.why_ended).lower()
        return f"Close action of the plan: {how}"

    @property
    def kind(self) -> str:
        """An end is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the end, and the note that says what shows it or why."""
        row = _open(tx, self.row_id)
        done = self.why_ended == "DONE"
        if not self.words.strip():
            raise Refused(f"{'What was reached' if done else 'Why'}: say it in words; the board reads it.")
        status, state = ("DONE", "G") if done else (None, None)
        noted = Noted(self.on, self.words.strip(), status, state, self.evidence or None)
        _note(tx, row["theme"], row["number"], noted)
        beside = _Beside(tx, "progress_note", _of_note(row["theme"], row["number"], 0, noted))
        _keep(beside, row, self.seen, ends=self.on, why_ended=self.why_ended)


@dataclass(frozen=True)
class SetBeginning:
    """The day the plan began, from which its rounds are counted; None goes back to that of its first action."""

    day: dt.date | None
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"The plan began on {british(self.day)}" if self.day else "The plan began with its first action"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record the day, or take it away."""
        row = standing(tx, KIND, BEGINS)
        if self.day is not None:
            record(tx, row, KIND, BEGINS, self.day.isoformat(), self.seen)
        elif row is not None:
            tx.end("setting", row, self.seen)


class _Beside:
    """A transaction as it will be with one more fact: what the doors are to see of an act that records two."""

    def __init__(self, tx: Tx, table: str, row: Row) -> None:
        self._tx, self._table, self._row = tx, table, row
        self.today, self.highest, self.across = tx.today, tx.highest, tx.across
        self.record, self.replace, self.end = tx.record, tx.replace, tx.end

    def current(self, table: str, child: str) -> Sequence[Row]:
        """The facts of a table, the one more among them."""
        there = self._tx.current(table, child)
        return [*there, self._row] if table == self._table else there


def _note(tx: Tx, theme: str, action: int, noted: Noted) -> None:
    there = tx.current("progress_note", AUTHORITY)
    same = [row["number"] for row in there if (row["theme"], row["day"]) == (theme, noted.day)]
    cells = _of_note(theme, action, 1 + max(same, default=0), noted)
    admit(SUBJECTS["progress_note"], cells, there, tx, AUTHORITY)
    tx.record("progress_note", AUTHORITY, **cells)


def _of_note(theme: str, action: int, number: int, noted: Noted) -> dict[str, Any]:
    cells = {"day": noted.day, "words": noted.words, "status": noted.status, "state": noted.state}
    cells |= {"evidence": noted.evidence, "theme": theme, "number": number, "action": action}
    return dict(values(cells))


def _open(tx: Tx, row_id: int) -> Row:
    subject = SUBJECTS["plan_action"]
    row = found(tx.current(subject.table, AUTHORITY), row_id, subject)
    if row["ends"] is not None:
        raise Refused(f"It was closed already, on {british(row['ends'])}; correct that if it is wrong.")
    return row


def _keep(tx: Tx, row: Row, seen: int | None, **cells: Any) -> None:
    subject = SUBJECTS["plan_action"]
    others = [other for other in tx.current(subject.table, AUTHORITY) if other["row_id"] != row["row_id"]]
    admit(subject, {cell.name: row[cell.name] for cell in subject.cells} | cells, others, tx, AUTHORITY)
    tx.replace(subject.table, row, seen, **cells)


def _last(tx: Tx, action: int) -> Row | None:
    own = [row for row in tx.current("progress_note", AUTHORITY) if row["action"] == action]
    return max(own, key=lambda row: (row["day"], row["number"]), default=None)


def became(name: str, before: Any, after: Any) -> str:
    """“Due now 3 May 2022, was 1 Mar 2022”."""
    title = SUBJECTS["plan_action"].cell(name).title
    was, now = (british(each) if isinstance(each, dt.date) else each or "none" for each in (before, after))
    return f"{title} now {now}, was {was}" if name != "words" else f"Was worded: {was}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
