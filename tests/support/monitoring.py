"""A monitoring group with a real store: three children and their meetings, called, held and signed off in a word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from models.edits import Edit
from models.edits.meetings import CallMeeting, FreezeMeeting, SetAttendance, SignOff
from models.edits.pmg_actions import AddAction
from models.edits.pmg_items import Decide
from models.rules import pmg
from models.snapshot import Snapshot
from models.store import Changes
from tests.support.desks import Desk
from tests.support.facts import episodes

TODAY = dt.date(2026, 6, 1)
FIRST = dt.date(2025, 9, 9)
BEGUN = "2025-09-09T08:30:00+00:00"
MEMBERS = ("SW-1", "LEGAL-1", "FOSTERING-1", "REVIEWING-1")
CHILDREN = """
    child | decom      | ls | dec        | rec
    1     | 2024-01-10 | C2 |            |
    2     | 2024-03-01 | C2 | 2024-09-02 | X1
    2     | 2024-09-02 | E1 |            |
    3     | 2025-02-01 | V2 |            |
"""


def day(text: str) -> dt.date:
    """A day as it is written: 2025-10-14."""
    return dt.date.fromisoformat(text)


class Group:
    """A store with three children, and somebody who runs the meetings."""

    def __init__(self, folder: Path, today: dt.date = TODAY) -> None:
        self.desk = Desk(folder, today)
        self.desk.lay(episodes(CHILDREN), child_details="child | dob\n1 | 2020-01-05\n2 | 2022-03-04\n3 | 2015-06-07")
        self.store, self.today = self.desk.store, today

    @property
    def head(self) -> int:
        """The last change set."""
        return self.store.head

    def do(self, edit: Edit) -> Changes:
        """Apply an edit."""
        return self.desk.do(edit)

    def snapshot(self) -> Snapshot:
        """What is so today."""
        return Snapshot(self.store.facts(), self.today)

    def on(self, held: dt.date) -> pl.DataFrame:
        """Who is on the agenda."""
        return pmg.agenda(self.snapshot(), held)

    def begin(self, held: dt.date, *, called: bool = False, only: str | None = None) -> None:
        """Begin a meeting with its agenda as proposed, or with one child alone."""
        if not called:
            self.do(CallMeeting(held, chair="HEAD-1"))
        lines = pmg.lines(pmg.proposed(self.snapshot(), held))
        if only is not None:
            lines = (pmg.Line(only, "CARRIED"),)
        self.do(FreezeMeeting(held, min(held, self.today), self.head, BEGUN, lines, self.head))

    def attend(self, held: dt.date) -> None:
        """All members are there."""
        for who in MEMBERS:
            self.do(SetAttendance(held, who, "PRESENT"))

    def sign(self, held: dt.date) -> Changes:
        """Sign the minutes off."""
        return self.do(SignOff(held, "HEAD-1", BEGUN, self.head))

    def whole(self, held: dt.date) -> None:
        """A meeting with one decision and one action, signed off."""
        self.begin(held)
        child = self.on(held)["child"][0]
        self.do(Decide(child, held, "Go on looking", "A", "Wants to stay near school", 120, self.head))
        self.do(AddAction(child, held, "Find a family", "SW-1", held + dt.timedelta(days=28)))
        self.attend(held)
        self.sign(held)
