"""No way round the doors of a meeting: what it agreed stands in its minutes, and nothing gets into signed ones."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from models.edits import Conflict, Refused
from models.edits.facts import CorrectFact, EndFact, RemoveFact, values
from models.edits.meetings import CallMeeting, FreezeMeeting, SignOff
from models.edits.pmg_actions import AddAction, CloseAction
from models.edits.pmg_items import PutOnAgenda, Reorder, TakeOff
from models.rules import pmg
from models.rules.pmg import Line
from tests.support.monitoring import BEGUN, FIRST, Group, day

SECOND, THIRD = day("2025-10-14"), day("2025-11-11")
STAND = "signed off"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path)


def running(group: Group) -> str:
    """A meeting under way with everybody there; the first child on its agenda."""
    group.begin(FIRST)
    group.attend(FIRST)
    return str(group.on(FIRST)["child"][0])


def number(change: int | None) -> int:
    assert change is not None
    return change


def in_minutes(group: Group) -> int:
    """How many actions the minutes print."""
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    return sum(len(item.actions) for item in said.items)


def test_an_action_undone_before_the_signing_is_not_done_again_after_it(group: Group) -> None:
    child = running(group)
    added = number(group.do(AddAction(child, FIRST, "Find a family")).number)
    undone = number(group.store.undo(added, who="A. Worker").number)
    group.sign(FIRST)
    with pytest.raises(Conflict, match=STAND):
        group.store.undo(undone, who="A. Worker")
    assert pmg.actions(group.snapshot()).height == in_minutes(group) == 0


def test_an_action_done_again_before_the_signing_is_not_undone_after_it(group: Group) -> None:
    child = running(group)
    added = number(group.do(AddAction(child, FIRST, "Find a family")).number)
    undone = number(group.store.undo(added, who="A. Worker").number)
    again = number(group.store.undo(undone, who="A. Worker").number)
    group.sign(FIRST)
    with pytest.raises(Conflict, match=STAND):
        group.store.undo(again, who="A. Worker")
    assert pmg.actions(group.snapshot()).height == in_minutes(group) == 1


def test_an_action_taken_away_before_the_signing_does_not_come_back_after_it(group: Group) -> None:
    child = running(group)
    group.do(AddAction(child, FIRST, "Find a family"))
    row = pmg.actions(group.snapshot())["row_id"].item()
    gone = number(group.do(RemoveFact(child, "pmg_action", row, group.head)).number)
    group.sign(FIRST)
    with pytest.raises(Conflict, match=STAND):
        group.store.undo(gone, who="A. Worker")
    assert pmg.actions(group.snapshot()).height == in_minutes(group) == 0


def test_the_end_of_an_action_is_still_taken_back_and_done_again(group: Group) -> None:
    group.whole(FIRST)
    child = pmg.actions(group.snapshot())["child"].item()
    done = number(group.do(CloseAction(child, 1, group.today, "DONE", "Letter", group.head)).number)
    undone = number(group.store.undo(done, who="A. Worker").number)
    group.store.undo(undone, who="A. Worker")
    assert pmg.owed(group.snapshot()).is_empty()


def test_a_child_about_whom_an_action_was_agreed_is_not_taken_off(group: Group) -> None:
    child = running(group)
    group.do(AddAction(child, FIRST, "Find a family"))
    row = group.store.facts()["pmg_item"].filter(pl.col("child") == child)["row_id"].item()
    for edit in (
        TakeOff(child, FIRST, "Later", group.head),
        CorrectFact(child, "pmg_item", row, values({"off": "Y", "why": "Later"}), group.head),
        RemoveFact(child, "pmg_item", row, group.head),
    ):
        with pytest.raises(Refused, match="action was agreed"):
            group.do(edit)
    group.sign(FIRST)
    assert in_minutes(group) == 1


def test_an_action_needs_a_child_on_the_agenda(group: Group) -> None:
    child = running(group)
    group.do(TakeOff(child, FIRST, "No time", group.head))
    for who in (child, "3"):
        with pytest.raises(Refused, match="not on the agenda of 9 Sep 2025"):
            group.do(AddAction(who, FIRST, "Find a family"))
    group.do(PutOnAgenda("3", FIRST, "Asked for"))
    group.do(AddAction("3", FIRST, "Find a family"))


def test_minutes_without_an_action_that_was_agreed_are_not_signed(group: Group) -> None:
    running(group)
    put = number(group.do(PutOnAgenda("3", FIRST, "Asked for")).number)
    group.do(AddAction("3", FIRST, "Find a family"))
    group.store.undo(put, who="A. Worker")
    with pytest.raises(Refused, match="action was agreed for child 3"):
        group.sign(FIRST)


def test_nothing_is_moved_into_signed_minutes(group: Group) -> None:
    group.whole(FIRST)
    group.begin(SECOND)
    group.do(PutOnAgenda("3", SECOND, "Asked for"))
    group.do(AddAction("3", SECOND, "Find a family"))
    facts = group.store.facts()
    for table in ("pmg_item", "pmg_action"):
        row = facts[table].filter((pl.col("child") == "3") & (pl.col("meeting") == SECOND))["row_id"].item()
        with pytest.raises(Refused, match=STAND):
            group.do(CorrectFact("3", table, row, values({"meeting": FIRST}), group.head))
    more = values({"meeting": FIRST, "why_ended": "DONE", "evidence": "Letter"})
    with pytest.raises(Refused, match=STAND):
        group.do(EndFact("3", "pmg_action", row, group.today, more, group.head))


def test_another_order_does_not_put_on_again_whom_the_chair_took_off(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    group.do(TakeOff("1", FIRST, "Seen at court today"))
    group.do(Reorder(FIRST, (Line("1"), Line("2")), group.head))
    rows = {row["child"]: row for row in pmg.proposed(group.snapshot(), FIRST).to_dicts()}
    assert (rows["1"]["on"], rows["1"]["why_not"]) == (False, "Taken off by the chair: Seen at court today")


def test_meetings_are_signed_off_in_the_order_of_their_days(group: Group) -> None:
    group.whole(FIRST)
    child = pmg.actions(group.snapshot())["child"].item()
    for held in (SECOND, THIRD):
        group.begin(held, only=child)
        group.attend(held)
    head = group.head
    with pytest.raises(Refused, match="meeting of 14 Oct 2025 has begun and is not signed off"):
        group.do(SignOff(THIRD, "HEAD-1", BEGUN, head))
    assert group.head == head
    group.sign(SECOND)
    group.sign(THIRD)


def test_no_meeting_begins_before_one_that_is_signed_off(group: Group) -> None:
    group.whole(SECOND)
    group.do(CallMeeting(FIRST))
    with pytest.raises(Refused, match="later meeting, of 14 Oct 2025, are signed off"):
        group.do(FreezeMeeting(FIRST, FIRST, group.head, BEGUN, (Line("1"),), group.head))
