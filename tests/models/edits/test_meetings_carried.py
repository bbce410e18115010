"""An action stays the same action: reworded, closed as of an earlier day, looked at without a quorum."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Conflict, Refused
from models.edits.meetings import SetAttendance, SignOff
from models.edits.pmg_actions import AddAction, AmendAction, CloseAction
from models.edits.pmg_items import Decide, TakeOff
from models.rules import pmg
from tests.support.monitoring import BEGUN, FIRST, MEMBERS, Group, day

SECOND, THIRD, FOURTH, FIFTH = (day(f"{month}-09") for month in ("2025-10", "2025-11", "2025-12", "2026-01"))
CHILD = "1"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """A group whose first meeting agreed one action about one child."""
    made = Group(tmp_path)
    made.begin(FIRST, only=CHILD)
    made.do(AddAction(CHILD, FIRST, "Find a family", "SW-1", FIRST + dt.timedelta(days=28)))
    signed(made, FIRST)
    return made


def signed(group: Group, held: dt.date) -> None:
    """Everybody is there; the minutes are signed off."""
    group.attend(held)
    group.sign(held)


def reworded(group: Group, held: dt.date, words: str) -> None:
    """A meeting that words the action anew."""
    group.begin(held, only=CHILD)
    group.do(AmendAction(CHILD, 1, words, "SW-2", held + dt.timedelta(days=28), group.head, held))
    signed(group, held)


def told(group: Group, held: dt.date) -> list[tuple[str, int, dt.date | None, str | None]]:
    """What the minutes of a meeting say of actions."""
    said = pmg.minutes(group.snapshot(), held)
    assert said is not None
    return [(one.words, one.carried, one.ends, one.otherwise) for item in said.items for one in item.actions]


def raised(group: Group) -> list[tuple[str, dt.date]]:
    """To whom the action went, and by which meeting."""
    return [(row["rung"], row["since"]) for row in pmg.escalations(group.snapshot()).to_dicts()]


def test_an_action_in_other_words_is_carried_on_and_does_not_escape_its_escalation(group: Group) -> None:
    for at, held in enumerate((SECOND, THIRD, FOURTH, FIFTH), 1):
        reworded(group, held, f"Find a family, {at}")
    (row,) = pmg.actions(group.snapshot()).to_dicts()
    assert (row["number"], row["carried"], row["meeting"], row["owner"]) == (1, 4, FIRST, "SW-2")
    assert raised(group) == [("HEAD-OF-SERVICE", FOURTH), ("DIRECTOR", FIFTH), ("IRO", FIFTH)]


def test_later_minutes_tell_what_it_was_and_earlier_ones_stand(group: Group) -> None:
    reworded(group, SECOND, "Find an aunt")
    assert told(group, FIRST) == [("Find a family", 0, None, None)]
    assert told(group, SECOND) == [
        ("Find an aunt", 1, None, "Until now: “Find a family”, owner SW-1, due 7 Oct 2025"),
    ]


def test_only_a_meeting_that_runs_changes_it(group: Group) -> None:
    with pytest.raises(Refused, match="A later meeting can change the action"):
        group.do(AmendAction(CHILD, 1, "Else", None, None, group.head))
    group.begin(SECOND, only="2")
    with pytest.raises(Refused, match="not on the agenda"):
        group.do(AmendAction(CHILD, 1, "Else", None, None, group.head, SECOND))


def test_the_change_is_taken_back_until_minutes_tell_it(group: Group) -> None:
    group.begin(SECOND, only=CHILD)
    number = group.do(AmendAction(CHILD, 1, "Find an aunt", "SW-1", None, group.head, SECOND)).number
    assert number is not None
    group.store.undo(number, who="A. Worker")
    assert pmg.actions(group.snapshot())["words"].to_list() == ["Find a family"]
    number = group.do(AmendAction(CHILD, 1, "Find an aunt", "SW-1", None, group.head, SECOND)).number
    signed(group, SECOND)
    assert number is not None
    with pytest.raises(Conflict, match="signed off"):
        group.store.undo(number, who="A. Worker")


def test_it_cannot_be_closed_as_replaced_which_would_begin_a_new_count(group: Group) -> None:
    with pytest.raises(Refused, match="its carries go on"):
        group.do(CloseAction(CHILD, 1, group.today, "REPLACED", "Action 2", group.head))


def test_later_minutes_tell_an_action_that_was_closed_as_of_an_earlier_day(group: Group) -> None:
    group.begin(SECOND, only=CHILD)
    signed(group, SECOND)
    before = SECOND - dt.timedelta(days=3)
    group.do(CloseAction(CHILD, 1, before, "DONE", "Letter", group.head))
    group.begin(THIRD, only=CHILD)
    since = "Closed since, dated 6 Oct 2025: the minutes of 9 Oct 2025 had it open"
    assert told(group, THIRD) == [("Find a family", 0, before, since)]
    signed(group, THIRD)
    assert told(group, THIRD) == [("Find a family", 0, before, since)]
    group.begin(FOURTH, only=CHILD)
    assert told(group, FOURTH) == []


def inquorate(group: Group, held: dt.date, without: str | None = "Two members were ill") -> None:
    """A meeting with one member."""
    group.begin(held, only=CHILD)
    group.do(Decide(CHILD, held, "Ask the aunt", "A", seen=group.head))
    group.do(AddAction(CHILD, held, "Write to the aunt", "SW-1"))
    group.do(SetAttendance(held, MEMBERS[0], "PRESENT"))
    group.do(SignOff(held, "HEAD-1", BEGUN, group.head, without))


def test_a_meeting_without_a_quorum_is_closed_as_notes_with_who_and_why(group: Group) -> None:
    with pytest.raises(Refused, match="close it as notes"):
        inquorate(group, SECOND, None)
    group.do(SignOff(SECOND, "HEAD-1", BEGUN, group.head, "Two members were ill"))
    row, said = pmg.meeting(group.snapshot(), SECOND), pmg.minutes(group.snapshot(), SECOND)
    assert row is not None
    assert said is not None
    assert (row["state"], row["signed_by"], row["quorate"]) == ("Held as notes", "HEAD-1", False)
    assert (said.without_quorum, said.items[0].decision) == ("Two members were ill", "Ask the aunt")
    with pytest.raises(Refused, match="signed off"):
        group.do(TakeOff(CHILD, SECOND, "Late", group.head))


def test_with_a_quorum_or_without_a_reason_it_is_not_closed_as_notes(group: Group) -> None:
    group.begin(SECOND)
    with pytest.raises(Refused, match="Say why"):
        group.do(SignOff(SECOND, "HEAD-1", BEGUN, group.head, " "))
    group.attend(SECOND)
    with pytest.raises(Refused, match="sign its minutes off"):
        group.do(SignOff(SECOND, "HEAD-1", BEGUN, group.head, "Few were there"))


def test_what_was_said_without_a_quorum_is_confirmed_by_the_next_meeting(group: Group) -> None:
    inquorate(group, SECOND)
    rows = {row["number"]: row for row in pmg.actions(group.snapshot()).to_dicts()}
    assert [(rows[at]["carried"], rows[at]["unconfirmed"]) for at in (1, 2)] == [(0, False), (0, True)]
    last = pmg.before(group.snapshot(), THIRD)
    assert last is not None
    assert last["held"] == FIRST  # the group as such has not met since
    mine = pmg.proposed(group.snapshot(), THIRD).filter(child=CHILD).to_dicts()[0]
    assert "NOTED" in mine["put"]
    assert "Said without a quorum on 9 Oct 2025, to be confirmed: Ask the aunt" in mine["why"]
    group.begin(THIRD, only=CHILD)
    signed(group, THIRD)
    assert told(group, THIRD) == [
        ("Find a family", 1, None, None),
        ("Write to the aunt", 1, None, "Agreed without a quorum on 9 Oct 2025"),
    ]
    assert not pmg.actions(group.snapshot())["unconfirmed"].any()
    assert "NOTED" not in (pmg.proposed(group.snapshot(), FOURTH).filter(child=CHILD)["put"].item() or "")
