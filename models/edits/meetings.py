"""Edits of a meeting of the monitoring group itself: called, changed, begun, attended, closed, signed off, corrected.

From its beginning a meeting looks at one frozen state: as at a day, as known at a change set. Signed off, its minutes
are sealed: nothing of it changes any more but what is appended as a correction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.edits.doors_of_meetings import unsigned
from models.edits.facts import Values
from models.edits.pmg_items import of_lines, put_on, rows_of, taken_up
from models.rules.house import of_settings
from models.rules.pmg.agenda import TAKEN_OFF, Line
from models.rules.pmg.minutes import Minutes, fingerprint, sealed, told_before, written
from models.rules.pmg_meetings import CARRIES, MINUTES, QUORUM, THERE, as_notes
from models.rules.policies import KIND, POLICIES
from models.subjects import AUTHORITY, SUBJECTS

MEETING = SUBJECTS["meeting"]
CHANGED = ("held", "chair", "quorum", "minutes_each")
"""What of a meeting can be changed before it begins."""


def policy(tx: Tx, code: str) -> int:
    """A local policy as it stands, or its default."""
    for row in tx.current("setting", AUTHORITY):
        if (row["kind"], row["name"]) == (KIND, code) and (row["value"] or "").isdigit():
            return int(row["value"])
    return next(each.default for each in POLICIES if each.code == code)


def _signed(tx: Tx) -> list[Row]:
    """The meetings signed off, those held as notes among them."""
    return [row for row in tx.current("meeting", AUTHORITY) if row["signed"] is not None]


def _changed(tx: Tx, row: Row, seen: int | None, cells: Mapping[str, Any]) -> None:
    others = [other for other in tx.current("meeting", AUTHORITY) if other["row_id"] != row["row_id"]]
    admit(MEETING, {cell.name: row[cell.name] for cell in MEETING.cells} | dict(cells), others, tx, AUTHORITY)
    tx.replace("meeting", row, seen, **cells)


@dataclass(frozen=True)
class CallMeeting:
    """A meeting is called for a day; without a quorum or minutes for each child, the policies hold when it begins."""

    held: dt.date
    chair: str | None = None
    quorum: int | None = None
    minutes_each: int | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Call meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A meeting called is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; one meeting a day."""
        cells = {
            "held": self.held,
            "called": min(tx.today, self.held),
            "chair": (self.chair or "").strip() or None,
            "quorum": self.quorum,
            "minutes_each": self.minutes_each,
        }
        standing = tx.current("meeting", AUTHORITY)
        if any(row["held"] == self.held for row in standing):
            raise Refused(
                f"A meeting is called for {british(self.held)} already; open that one, or choose another day."
            )
        admit(MEETING, cells, standing, tx, AUTHORITY)
        tx.record("meeting", AUTHORITY, **cells)


@dataclass(frozen=True)
class ChangeMeeting:
    """Another day, chair, quorum or time for each child, before the meeting has begun.

    On another day it keeps what the chair put on its agenda, and who was said to come.
    """

    held: dt.date
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Change meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """What was arranged otherwise is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        row, cells = unsigned(tx, self.held), dict(self.cells)
        if wrong := set(cells) - set(CHANGED):
            raise Refused(
                f"{MEETING.cell(min(wrong)).title} is not arranged beforehand; it is recorded at the meeting."
            )
        if row["begun"] is not None:
            raise Refused(
                f"The meeting of {british(self.held)} has begun; its day, chair and quorum stand as they are."
            )
        _changed(tx, row, self.seen, cells)
        day = cells.get("held", self.held)
        if day != self.held:
            for table in ("attendance", "pmg_item"):
                for each in tx.across(table, "meeting", self.held):
                    tx.replace(table, each, self.seen, meeting=day)


@dataclass(frozen=True)
class SetNotes:
    """The general minutes of a meeting, beside what is said of each child."""

    held: dt.date
    notes: str | None
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"General minutes of {british(self.held)}"

    @property
    def kind(self) -> str:
        """Minutes as they are written are a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record them; until the meeting is signed off."""
        _changed(tx, unsigned(tx, self.held), self.seen, {"notes": (self.notes or "").strip() or None})


@dataclass(frozen=True)
class SetAttendance:
    """Somebody was at a meeting, sent apologies or was absent; with an interest that was declared."""

    held: dt.date
    who: str
    present: str
    role: str | None = None
    interest: str | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Attendance of {self.who} on {british(self.held)}"

    @property
    def kind(self) -> str:
        """Who came is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it, in place of what was said of them before, however it was typed: nobody counts twice."""
        unsigned(tx, self.held)
        cells = {
            "meeting": self.held,
            "who": self.who.strip() or None,
            "role": (self.role or "").strip() or None,
            "present": self.present,
            "interest": (self.interest or "").strip() or None,
        }
        standing = tx.current("attendance", AUTHORITY)
        who = self.who.strip().casefold()
        here = (row for row in standing if row["meeting"] == self.held)
        same = next((row for row in here if row["who"].casefold() == who), None)
        if same is not None:
            cells["who"] = same["who"]
        admit(SUBJECTS["attendance"], cells, [row for row in standing if row is not same], tx, AUTHORITY)
        if same is None:
            tx.record("attendance", AUTHORITY, **cells)
        else:
            tx.replace("attendance", same, self.seen, **cells)


@dataclass(frozen=True)
class FreezeMeeting:
    """A meeting begins: it looks at facts as at a day, as known at a change set, and its agenda is fixed.

    `begun` is the moment in UTC, as ISO text; `lines` are the children on the agenda, in their order.
    """

    held: dt.date
    as_at: dt.date
    known: int
    begun: str
    lines: tuple[Line, ...]
    seen: int | None

    @property
    def children(self) -> frozenset[str]:
        """Whom it concerns."""
        return of_lines(self.lines)

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Begin meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A beginning is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the beginning and the agenda."""
        row = unsigned(tx, self.held)
        if row["begun"] is not None:
            raise Refused(f"The meeting of {british(self.held)} has begun already; go on with it.")
        if later := [each["held"] for each in _signed(tx) if each["held"] > self.held]:
            raise Refused(
                f"The minutes of a later meeting, of {british(max(later))}, are signed off; what this one "
                "decides belongs to a meeting after it."
            )
        if self.held > tx.today:
            raise Refused(
                f"The meeting is called for {british(self.held)}; change its day before it begins on another one."
            )
        if not self.lines:
            raise Refused("Nobody is on the agenda; put at least one child on it before the meeting begins.")
        cells = {
            "as_at": self.as_at,
            "known": self.known,
            "begun": self.begun,
            "quorum": policy(tx, QUORUM) if row["quorum"] is None else row["quorum"],
            "minutes_each": policy(tx, MINUTES) if row["minutes_each"] is None else row["minutes_each"],
        }
        _changed(tx, row, self.seen, cells)
        put_on(tx, self.held, self.lines, self.seen, fixed=True)


@dataclass(frozen=True)
class CloseMeeting:
    """The meeting ended at a moment (UTC, as ISO text); its minutes can still be written until they are signed off."""

    held: dt.date
    closed: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Close meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """An end is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the end."""
        row = taken_up(tx, self.held)
        if row["closed"] is not None:
            raise Refused(f"The meeting of {british(self.held)} is closed already; sign its minutes off.")
        _changed(tx, row, self.seen, {"closed": self.closed})


@dataclass(frozen=True)
class SignOff:
    """The minutes of a meeting are signed off and sealed; `closed` is when it ended, where that was not said.

    A meeting `without` a quorum is closed with the reason: what was said is held as notes, to be confirmed at the next
    one. It decides nothing, and carries no action.
    """

    held: dt.date
    signed_by: str
    closed: str
    seen: int | None
    without: str | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{'Sign off minutes' if self.without is None else 'Close as notes the meeting'} of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A signature is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Seal them; without a quorum only as notes, with the reason."""
        row = taken_up(tx, self.held)
        if not self.signed_by.strip():
            raise Refused("Say who signs the minutes off: a role or an identifier, never a name.")
        members = rows_of(tx, "attendance", self.held)
        there, wanted = sum(member["present"] == THERE for member in members), row["quorum"] or 0
        if there < wanted and self.without is None:
            raise Refused(
                f"{there} of the {wanted} members who make a quorum were there; record who else was, or close it as "
                "notes. Without a quorum the minutes cannot be signed off."
            )
        if there >= wanted and self.without is not None:
            raise Refused(f"{there} members were there, and {wanted} make a quorum: sign its minutes off.")
        if self.without is not None and not self.without.strip():
            raise Refused("Say why it was held, or broken off, without a quorum.")
        self._in_order(tx)
        ended = {**row, "closed": row["closed"] or self.closed}
        said = sealed(self._written(tx, ended, members))
        cells = {
            "closed": ended["closed"],
            "signed": tx.today,
            "signed_by": self.signed_by.strip(),
            "sealed": said,
            "fingerprint": fingerprint(said),
        }
        _changed(tx, row, self.seen, cells)

    def _in_order(self, tx: Tx) -> None:
        """Refuse while an earlier meeting is open, for a carry counts from meeting to meeting; and minutes that would
        leave out an action."""
        for each in sorted(tx.current("meeting", AUTHORITY), key=lambda each: each["held"]):
            if each["held"] < self.held and each["begun"] is not None and each["signed"] is None:
                raise Refused(
                    f"The meeting of {british(each['held'])} has begun and is not signed off; sign that one off "
                    "first, or close it as notes if there was no quorum."
                )
        on = {item["child"] for item in rows_of(tx, "pmg_item", self.held) if item["off"] != TAKEN_OFF}
        if left := sorted({action["child"] for action in rows_of(tx, "pmg_action", self.held)} - on):
            raise Refused(
                f"An action was agreed for child {left[0]}, who is not on the agenda; put the child on it "
                "again, or take the action away."
            )

    def _written(self, tx: Tx, row: Row, members: list[Row]) -> Minutes:
        items = rows_of(tx, "pmg_item", self.held)
        children = [item["child"] for item in items]
        about = {
            table: [each for child in children for each in tx.current(table, child)]
            for table in ("pmg_action", "escalation")
        }
        most, style = max(policy(tx, CARRIES), 1), of_settings(tx.current("setting", AUTHORITY))
        before = told_before(each["sealed"] for each in _signed(tx) if each["sealed"])
        without = self.without and self.without.strip()
        held = [each["held"] for each in _signed(tx) if not as_notes(each)]
        actions, raised = about["pmg_action"], about["escalation"]
        return written(row, members, items, actions, raised, held, most, style, before, without)


@dataclass(frozen=True)
class CorrectMinutes:
    """What is put right about signed minutes: appended to them, never written over them."""

    held: dt.date
    words: str
    child_ref: str | None = None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Correct minutes of {british(self.held)}"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Append it under the next number."""
        standing = tx.current("minute_correction", AUTHORITY)
        said = [row["number"] for row in standing if row["meeting"] == self.held]
        cells = {
            "meeting": self.held,
            "number": 1 + max(said, default=0),
            "said": tx.today,
            "words": self.words.strip() or None,
            "child_ref": (self.child_ref or "").strip() or None,
        }
        admit(SUBJECTS["minute_correction"], cells, standing, tx, AUTHORITY)
        tx.record("minute_correction", AUTHORITY, **cells)
