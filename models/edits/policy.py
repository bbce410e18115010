"""Edits of what the authority chooses for itself: a local limit, and the days that are bank holidays for it.

A limit of law or guidance is no policy: nobody can choose another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.dates import bank_holidays, british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.rules.policies import HOLIDAY, KIND, POLICIES, Policy
from models.subjects import AUTHORITY, SUBJECTS

MOST = {
    "days": 9999,
    "working days": 999,
    "weeks": 999,
    "months": 600,
    "years": 25,
    "workers": 99,
    "hours": 168,
    "minutes": 240,
    "meetings": 24,
    "members": 50,
}
"""The most that a policy of each unit can be; a number past it is a slip of the keyboard."""
LONGEST = 60
"""Letters of a holiday's name."""


@dataclass(frozen=True)
class SetPolicy:
    """A local limit that the authority chooses; None goes back to the default. `seen` as in every changing edit."""

    code: str
    value: int | None
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        policy = _policy(self.code)
        title = policy.title if policy else self.code
        return f"Policy “{title}”: {'default' if self.value is None or not policy else policy.said(self.value)}"

    @property
    def kind(self) -> str:
        """A policy is chosen from a day on: a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it, or take away what was chosen."""
        policy = _policy(self.code)
        if policy is None:
            raise Refused(f"There is no policy {self.code}; limits of law and guidance cannot be chosen.")
        row = standing(tx, KIND, self.code)
        if self.value is None:
            if row is not None:
                tx.end("setting", row, self.seen)
            return
        least = 0 if policy.unit in ("days", "working days") else 1
        most = policy.most or MOST[policy.unit]
        if not least <= self.value <= most:
            raise Refused(f"{policy.title}: choose from {least} to {most:,} {policy.unit}.")
        record(tx, row, KIND, self.code, str(self.value), self.seen)


@dataclass(frozen=True)
class SetHoliday:
    """A day that is a bank holiday for the authority, or (`holds` False) is none, whatever the program ships."""

    day: dt.date
    holds: bool
    name: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{british(self.day)} is {'a' if self.holds else 'no'} bank holiday"

    @property
    def kind(self) -> str:
        """What became otherwise is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; a day that is as shipped again needs no record."""
        name = self.name.strip()
        if len(name) > LONGEST or not name.isprintable():
            raise Refused(f"Give the day a name of at most {LONGEST} letters, on one line.")
        if name.casefold() == "no":
            raise Refused("“No” is no name for a holiday; give it another, or leave the name blank.")
        row, shipped = standing(tx, HOLIDAY, self.day.isoformat()), self.day in bank_holidays()
        if self.holds == shipped:
            if row is not None:
                tx.end("setting", row, self.seen)
            return
        if self.holds and self.day.weekday() >= 5:
            raise Refused(f"{british(self.day)} is at a weekend and no working day anyway; check the date.")
        record(tx, row, HOLIDAY, self.day.isoformat(), (name or "yes") if self.holds else "no", self.seen)


def _policy(code: str) -> Policy | None:
    return next((policy for policy in POLICIES if policy.code == code), None)


def standing(tx: Tx, kind: str, name: str) -> Row | None:
    """The setting of a kind and name that stands now."""
    chosen = [row for row in tx.current("setting", AUTHORITY) if row["kind"] == kind]
    return next((row for row in chosen if row["name"] == name), None)


def record(tx: Tx, row: Row | None, kind: str, name: str, value: str, seen: int | None) -> None:
    """Record a setting, or a new value of the one that stands."""
    if row is not None and row["value"] == value:
        return
    others = [other for other in tx.current("setting", AUTHORITY) if row is None or other["row_id"] != row["row_id"]]
    cells = {"kind": kind, "name": name, "value": value}
    admit(SUBJECTS["setting"], cells, others, tx, AUTHORITY)
    if row is None:
        tx.record("setting", AUTHORITY, **cells)
    else:
        tx.replace("setting", row, seen, value=value)
