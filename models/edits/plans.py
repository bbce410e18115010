"""Edits of the plans: one is agreed, becomes the primary one, or is closed; closing one never touches another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.subjects import NUMBERED, SUBJECTS


@dataclass(frozen=True)
class AgreePlan:
    """A plan agreed on a day, as the primary one or as a contingency worked beside it."""

    child: str
    pathway: str
    on: dt.date
    primary: bool
    with_whom: str | None = None
    decider: str | None = None
    lead: str | None = None
    why: str | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        rank = "Primary" if self.primary else "Contingency"
        return f"{rank} plan: {codes.label('pathway', self.pathway).lower()}"

    @property
    def kind(self) -> str:
        """A plan agreed is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the plan under the child's next number and, if so said, that it is the primary one."""
        standing = tx.current("plan", self.child)
        if not self.primary and primary_on(tx, self.child, self.on) is None:
            raise Refused(
                f"No plan is the primary one on {british(self.on)}; a contingency stands beside a primary plan."
            )
        number = 1 + max((row["plan"] for table in NUMBERED for row in tx.current(table, self.child)), default=0)
        cells = {
            "plan": number,
            "pathway": self.pathway,
            "begins": self.on,
            "with_whom": self.with_whom,
            "decider": self.decider,
            "lead": self.lead,
        }
        admit(SUBJECTS["plan"], cells, standing, tx, self.child)
        tx.record("plan", self.child, **cells)
        if self.primary:
            _make_primary(tx, self.child, number, self.on, self.decider, self.why, self.seen)


@dataclass(frozen=True)
class SwitchPrimary:
    """From a day on, another of the child's plans is the primary one; the one before goes on as a contingency."""

    child: str
    plan: int
    on: dt.date
    why: str | None = None
    decider: str | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Switch primary plan"

    @property
    def kind(self) -> str:
        """A switch is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record which plan is the primary one from the day on."""
        cells = {"plan": self.plan, "since": self.on, "why": self.why, "decider": self.decider}
        admit(SUBJECTS["primary_plan"], cells, tx.current("primary_plan", self.child), tx, self.child)
        now = primary_on(tx, self.child, self.on)
        if now is not None and now["plan"] == self.plan:
            raise Refused(f"This is the primary plan already, since {british(now['since'])}.")
        tx.record("primary_plan", self.child, **cells)


@dataclass(frozen=True)
class ClosePlan:
    """A plan was given up or fulfilled on a day; where it was the primary one, `then` is the one that follows it."""

    child: str
    plan: int
    on: dt.date
    why: str
    seen: int | None
    then: int | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Close plan"

    @property
    def kind(self) -> str:
        """A close is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record its end; the other plans are left as they are."""
        plans = tx.current("plan", self.child)
        row = next((row for row in plans if row["plan"] == self.plan), None)
        if row is None or row["ends"] is not None:
            raise Refused("This plan is closed already; look at the child again before you change it.")
        others = [other for other in plans if other is not row]
        cells = {cell.name: row[cell.name] for cell in SUBJECTS["plan"].cells}
        admit(SUBJECTS["plan"], {**cells, "ends": self.on, "why_ended": self.why}, others, tx, self.child)
        now = primary_on(tx, self.child, self.on)
        live = {other["plan"]: other for other in others if other["ends"] is None or other["ends"] > self.on}
        if now is not None and now["plan"] == self.plan and live:
            follows = self._follows(tx, live)
            _make_primary(tx, self.child, follows["plan"], max(self.on, follows["begins"]), None, None, self.seen)
        tx.replace("plan", row, self.seen, ends=self.on, why_ended=self.why)

    def _follows(self, tx: Tx, live: Mapping[int, Row]) -> Row:
        """The plan that is the primary one after this; refused where that is not said, or is pursued no more."""
        if self.then is None:
            for row in tx.current("primary_plan", self.child):
                if row["since"] > self.on:
                    raise Refused(
                        f"Another plan took its place as the primary one on {british(row['since'])}; close this one on "
                        "that day or later."
                    )
            raise Refused("This is the primary plan and others go on; say which of them is the primary one now.")
        if self.then not in live:
            raise Refused("The plan that should follow is pursued no more; look at the child again.")
        return live[self.then]


def primary_on(tx: Tx, child: str, on: dt.date) -> Row | None:
    """The row that says which plan is the primary one on a day; None where none is, or it is closed by then."""
    live = {row["plan"] for row in tx.current("plan", child) if row["ends"] is None or row["ends"] > on}
    said = [row for row in tx.current("primary_plan", child) if row["since"] <= on]
    return said[-1] if said and said[-1]["plan"] in live else None


def _make_primary(
    tx: Tx, child: str, plan: int, on: dt.date, decider: str | None, why: str | None, seen: int | None
) -> None:
    for row in tx.current("primary_plan", child):
        if row["since"] == on:
            tx.replace("primary_plan", row, seen, plan=plan, decider=decider, why=why)
            return
    tx.record("primary_plan", child, since=on, plan=plan, decider=decider, why=why)
