"""Answers to what the program finds: why a doubtful fact or a drift flag stands, who sees to it, another state for a
while. An answer takes nothing away: the finding stays listed, the reason stays on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.edits import Refused, Tx
from models.edits.doors import admit
from models.rules.drift import STATE
from models.subjects import SUBJECTS


@dataclass(frozen=True)
class AnswerFinding:
    """The reason why a finding stands; with an owner, an action, when it is due, and the last day the answer holds.

    `rule` is the drift flag's or check's code, or the key of one finding of a check (`models.checks.key`).
    """

    child: str
    rule: str
    reason: str
    owner: str | None = None
    action: str | None = None
    due: dt.date | None = None
    until: dt.date | None = None
    state: str | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Answer finding {self.rule}"

    @property
    def kind(self) -> str:
        """An answer is a change: what was answered before stays on record."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the answer; a second one on the same day takes the place of the first."""
        cells = {
            "rule": self.rule.strip() or None,
            "since": tx.today,
            "reason": self.reason.strip() or None,
            **{name: getattr(self, name) or None for name in ("state", "owner", "action", "due", "until")},
        }
        standing = tx.current("answer", self.child)
        same = next((row for row in standing if row["rule"] == cells["rule"] and row["since"] == tx.today), None)
        admit(SUBJECTS["answer"], cells, [row for row in standing if row is not same], tx, self.child)
        if same is None:
            tx.record("answer", self.child, **cells)
        else:
            tx.replace("answer", same, self.seen, **cells)


@dataclass(frozen=True)
class OverrideState:
    """Red, amber or green instead of what is computed, with the reason, until a day at the latest."""

    child: str
    state: str
    reason: str
    until: dt.date | None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Override state"

    @property
    def kind(self) -> str:
        """A state that somebody sets is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the state; it must expire, so that nobody is green for ever."""
        if not self.state:
            raise Refused("Say which state it is instead: red, amber or green.")
        AnswerFinding(self.child, STATE, self.reason, until=self.until, state=self.state, seen=self.seen).apply(tx)
