"""Edits of the monitoring group's actions and escalations: agreed, amended, done or withdrawn, escalated, answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.edits.doors_of_meetings import on_agenda, unsigned
from models.edits.pmg_items import taken_up
from models.rules.pmg_actions import CASE
from models.subjects import SUBJECTS

ACTION, ESCALATION = SUBJECTS["pmg_action"], SUBJECTS["escalation"]


def _action(tx: Tx, child: str, number: int) -> Row:
    for row in tx.current("pmg_action", child):
        if row["number"] == number:
            return row
    raise Refused(f"The child has no action {number}; look at the child again.")


def _said(text: str | None) -> str | None:
    return (text or "").strip() or None


@dataclass(frozen=True)
class AddAction:
    """The meeting agrees an action about a child: what, who sees to it, and by when."""

    child: str
    held: dt.date
    words: str
    owner: str | None = None
    due: dt.date | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Action of the meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """An action agreed is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it under the child's next number; one that was given before is never given again."""
        taken_up(tx, self.held)
        on_agenda(tx, self.child, self.held)
        standing = tx.current("pmg_action", self.child)
        cells = {
            "number": 1 + tx.highest("pmg_action", self.child, "number"),
            "meeting": self.held,
            "words": _said(self.words),
            "owner": _said(self.owner),
            "due": self.due,
        }
        admit(ACTION, cells, standing, tx, self.child)
        tx.record("pmg_action", self.child, **cells)


@dataclass(frozen=True)
class AmendAction:
    """An action in other words, of another owner or due on another day: at its own meeting, or by a later one, `held`.

    It stays the same action, with its age and its carries, and the later minutes tell what it was.
    """

    child: str
    number: int
    words: str
    owner: str | None
    due: dt.date | None
    seen: int | None
    held: dt.date | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Amend action {self.number}"

    @property
    def kind(self) -> str:
        """What was written wrongly is put right; what a later meeting agrees otherwise is a change."""
        return "correction" if self.held is None else "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        row = _action(tx, self.child, self.number)
        if row["ends"] is not None:
            raise Refused(f"The action was closed on {british(row['ends'])}; take that back first.")
        if self.held is None:
            unsigned(tx, row["meeting"], "A later meeting can change the action.")
        else:
            taken_up(tx, self.held)
            on_agenda(tx, self.child, self.held)
        cells = {"words": _said(self.words), "owner": _said(self.owner), "due": self.due}
        others = [other for other in tx.current("pmg_action", self.child) if other["number"] != self.number]
        admit(ACTION, {cell.name: row[cell.name] for cell in ACTION.cells} | cells, others, tx, self.child)
        tx.replace("pmg_action", row, self.seen, **cells)


@dataclass(frozen=True)
class CloseAction:
    """An action is done, with what shows it; or withdrawn, with the reason."""

    child: str
    number: int
    on: dt.date
    why_ended: str
    evidence: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        found = codes.codes("action_ended").get(self.why_ended)
        how = self.why_ended if found is None else found.label.lower()
        return f"Action {self.number} {how}"

    @property
    def kind(self) -> str:
        """An end is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the end."""
        row = _action(tx, self.child, self.number)
        if row["ends"] is not None:
            raise Refused(f"The action was closed on {british(row['ends'])} already.")
        cells = {"ends": self.on, "why_ended": self.why_ended, "evidence": _said(self.evidence)}
        others = [other for other in tx.current("pmg_action", self.child) if other["number"] != self.number]
        admit(ACTION, {cell.name: row[cell.name] for cell in ACTION.cells} | cells, others, tx, self.child)
        tx.replace("pmg_action", row, self.seen, **cells)


@dataclass(frozen=True)
class Escalate:
    """An action, or (number 0) the child's case as such, is put to somebody higher, and why."""

    child: str
    action: int
    rung: str
    why: str
    on: dt.date | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Escalate {'the case' if self.action == CASE else f'action {self.action}'}"

    @property
    def kind(self) -> str:
        """An escalation is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        if not self.why.strip():
            raise Refused("Say why it is escalated.")
        if self.action != CASE:
            row = _action(tx, self.child, self.action)
            if row["ends"] is not None:
                raise Refused(f"The action was closed on {british(row['ends'])}; there is nothing to escalate.")
        cells = {
            "action": self.action,
            "rung": self.rung,
            "since": self.on or tx.today,
            "why": self.why.strip(),
        }
        admit(ESCALATION, cells, tx.current("escalation", self.child), tx, self.child)
        tx.record("escalation", self.child, **cells)


@dataclass(frozen=True)
class AnswerEscalation:
    """An escalation is answered: on which day, and what came of it. One that came by itself is recorded with it:
    `since` is the meeting that brought it about, `why` its reason."""

    child: str
    action: int
    rung: str
    since: dt.date
    on: dt.date
    outcome: str
    why: str | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Answer escalation"

    @property
    def kind(self) -> str:
        """An answer is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        standing = tx.current("escalation", self.child)
        same = next((row for row in standing if (row["action"], row["rung"]) == (self.action, self.rung)), None)
        if same is not None and same["answered"] is not None:
            raise Refused(f"It was answered on {british(same['answered'])} already.")
        cells = {"action": self.action, "rung": self.rung, "since": self.since, "why": _said(self.why)}
        if same is not None:
            cells = {name: same[name] for name in cells}
        cells |= {"answered": self.on, "outcome": _said(self.outcome)}
        admit(ESCALATION, cells, [row for row in standing if row is not same], tx, self.child)
        if same is None:
            tx.record("escalation", self.child, **cells)
        else:
            tx.replace("escalation", same, self.seen, **cells)
