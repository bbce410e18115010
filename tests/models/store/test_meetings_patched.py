"""After each edit of a meeting, what is kept in memory says what the file, read anew, would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl

from models.edits import Edit
from models.edits.facts import values
from models.edits.meetings import CallMeeting, ChangeMeeting, FreezeMeeting, SetAttendance, SignOff
from models.edits.pmg_actions import AddAction, CloseAction, Escalate
from models.edits.pmg_items import Decide, PutOnAgenda, SetMinutes, TakeOff
from models.rules import pmg
from models.snapshot import Snapshot
from models.trackers.my_work import work
from tests.support.monitoring import BEGUN, MEMBERS, Group

LAST, NEXT = dt.date(2026, 5, 12), dt.date(2026, 5, 26)


def told(snapshot: Snapshot) -> dict[str, pl.DataFrame]:
    """All that the meetings' screens show."""
    found = {"meetings": snapshot.once(pmg.meetings), "actions": snapshot.once(pmg.actions)}
    found |= {"escalations": snapshot.once(pmg.escalations), "work": work(snapshot)}
    for held in (LAST, NEXT):
        found |= {f"proposed {held}": pmg.proposed(snapshot, held), f"agenda {held}": pmg.agenda(snapshot, held)}
        found |= {f"there {held}": pmg.attendance(snapshot, held)}
    return found


def test_after_every_edit_of_a_meeting_all_is_as_if_read_anew(tmp_path: Path) -> None:
    group = Group(tmp_path)
    facts = group.store.facts()
    shown = Snapshot(facts, group.today)
    on: Callable[[dt.date], tuple[pmg.Line, ...]] = lambda held: pmg.lines(pmg.proposed(shown, held))  # noqa: E731
    edits: list[Callable[[], Edit]] = [
        lambda: CallMeeting(LAST, quorum=2),
        lambda: PutOnAgenda("3", LAST, "Asked"),
        lambda: SetMinutes("1", LAST, 9),
        lambda: TakeOff("1", LAST, "Away", group.head),
        lambda: FreezeMeeting(LAST, LAST, group.head, BEGUN, on(LAST), group.head),
        lambda: Decide("2", LAST, "Go on", "A", seen=group.head),
        lambda: AddAction("2", LAST, "Book the panel", "SW-1", LAST),
        *(lambda who=who: SetAttendance(LAST, who, "PRESENT") for who in MEMBERS[:2]),  # type: ignore[misc]
        lambda: SignOff(LAST, "HEAD-1", BEGUN, group.head),
        lambda: CallMeeting(NEXT - dt.timedelta(days=1)),
        lambda: ChangeMeeting(NEXT - dt.timedelta(days=1), values({"held": NEXT}), group.head),
        lambda: Escalate("2", 1, "DIRECTOR", "Stuck"),
        lambda: CloseAction("2", 1, group.today, "DONE", "Letter", group.head),
    ]
    told(shown)
    for make in edits:
        changes = group.do(make())
        facts = facts.patched(changes.children, group.store.fresh(changes.children), changes.tables)
        shown = Snapshot(facts, group.today).draw_on(shown, changed=changes.tables)
        anew = told(Snapshot(group.store.facts(), group.today))
        for name, frame in told(shown).items():
            assert frame.equals(anew[name]), (changes.label, name)
