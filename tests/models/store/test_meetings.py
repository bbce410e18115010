"""A meeting on every kind of store: held, signed off, sealed against undo, read since, and a child struck from it."""

from __future__ import annotations

import datetime as dt

import pytest

from models.edits import Conflict, Edit
from models.edits.facts import values
from models.edits.identity import NewChild
from models.edits.meetings import CallMeeting, ChangeMeeting, FreezeMeeting, SetAttendance, SignOff
from models.edits.pmg_actions import AddAction, CloseAction
from models.edits.pmg_items import Decide, PutOnAgenda
from models.history.since import acts
from models.rules import pmg
from models.rules.pmg import Line
from models.snapshot import Snapshot
from tests.support.stores import TODAY, Stores

CALLED, HELD = dt.date(2026, 5, 12), dt.date(2026, 5, 19)
BEGUN = "2026-05-19T09:00:00+00:00"


def test_a_meeting_is_held_and_sealed_on_every_store(stores: Stores) -> None:
    store = stores.new()

    def do(edit: Edit) -> int:
        number = store.apply(edit, who="Ann Other", today=TODAY).number
        assert number is not None
        return number

    do(NewChild("7", values({"dob": dt.date(2020, 1, 5)}), values({"decom": dt.date(2024, 1, 10), **CODES})))
    do(CallMeeting(CALLED, "HEAD-1", quorum=1))
    do(PutOnAgenda("7", CALLED, "Asked for"))
    do(ChangeMeeting(CALLED, values({"held": HELD}), store.head))
    frozen = do(FreezeMeeting(HELD, HELD, store.head, BEGUN, (Line("7", "CHAIR", "Asked for"),), store.head)) - 1
    decided = do(Decide("7", HELD, "Go on", "A", None, 60, store.head))
    added = do(AddAction("7", HELD, "Book the panel", "SW-1", HELD))
    do(SetAttendance(HELD, "HEAD-1", "PRESENT"))
    signed = do(SignOff(HELD, "HEAD-1", BEGUN, store.head))
    for number in (decided, added, signed):
        with pytest.raises(Conflict, match="signed off"):
            store.undo(number, who="Ann Other")
    closed = do(CloseAction("7", 1, TODAY, "DONE", "Letter", store.head))
    store.undo(closed, who="Ann Other")
    told = acts(store.changed(["7"], frozen), frozen)["7"]
    assert told == (closed + 1, closed, added, decided, frozen + 1)
    assert acts(store.changed(None, frozen), frozen)["7"] == told
    assert store.facts_at(frozen)["pmg_action"].is_empty()
    said = pmg.minutes(Snapshot(store.facts(), TODAY), HELD)
    assert said is not None
    assert (said.there, said.items[0].decision, said.items[0].actions[0].words) == (1, "Go on", "Book the panel")
    store.erase("7", who="Ben Other", reason="Ordered by the county court")
    struck = pmg.minutes(Snapshot(store.facts(), TODAY), HELD)
    assert struck is not None
    assert [(item.child, item.decision) for item in struck.items] == [("erased", None)]
    assert store.verify().ok


CODES = {"ls": "C2", "cin": "N1", "place": "U6", "place_provider": "PR1"}
