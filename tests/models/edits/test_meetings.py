"""A meeting of the monitoring group: called, its agenda edited, begun, decided, signed off and sealed, corrected."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from models.edits import Conflict, Refused
from models.edits.facts import CorrectFact, EndFact, RecordFact, RemoveFact, values
from models.edits.meetings import (
    CallMeeting,
    ChangeMeeting,
    CloseMeeting,
    CorrectMinutes,
    FreezeMeeting,
    SetAttendance,
    SetNotes,
    SignOff,
)
from models.edits.pmg_actions import AddAction, AmendAction, AnswerEscalation, CloseAction, Escalate
from models.edits.pmg_items import Decide, PutOnAgenda, Reorder, SetMinutes, TakeOff
from models.history import sentences
from models.rules import pmg
from models.rules.pmg import Line
from models.rules.pmg.minutes import fingerprint, read, sealed
from models.snapshot import Snapshot
from tests.support.monitoring import BEGUN, FIRST, Group, day

SECOND, THIRD = day("2025-10-14"), day("2025-11-11")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path)


def test_a_meeting_takes_quorum_and_minutes_from_the_policies(group: Group) -> None:
    group.do(CallMeeting(FIRST, chair="HEAD-1"))
    held = pmg.meeting(group.snapshot(), FIRST)
    assert held is not None
    assert (held["quorum"], held["minutes_each"], held["state"], held["chair"]) == (4, 5, "Called", "HEAD-1")


def test_there_is_one_meeting_a_day(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    with pytest.raises(Refused, match="called for 9 Sep 2025 already"):
        group.do(CallMeeting(FIRST))


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (CallMeeting(FIRST, quorum=0), "a meeting needs a member at least"),
        (CallMeeting(FIRST, minutes_each=0), "a child needs a minute at least"),
        (CallMeeting(FIRST, minutes_each=1441), "a day has 1,440 minutes"),
    ],
)
def test_a_meeting_needs_members_and_time(group: Group, call: CallMeeting, why: str) -> None:
    with pytest.raises(Refused, match=why):
        group.do(call)


def test_a_member_counts_once_however_they_are_typed(group: Group) -> None:
    group.do(CallMeeting(FIRST, quorum=2))
    for who in ("Legal-1", " LEGAL-1 ", "legal-1"):
        group.do(SetAttendance(FIRST, who, "PRESENT", seen=group.head))
    held = pmg.meeting(group.snapshot(), FIRST)
    assert held is not None
    assert (held["there"], held["quorate"]) == (1, False)
    assert pmg.attendance(group.snapshot(), FIRST)["who"].to_list() == ["Legal-1"]


def test_who_is_expected_is_not_expected_again_in_other_letters(group: Group) -> None:
    group.whole(FIRST)
    group.do(CallMeeting(SECOND))
    group.do(SetAttendance(SECOND, "legal-1", "APOLOGIES"))
    assert [who for who in pmg.attendance(group.snapshot(), SECOND)["who"] if who.casefold() == "legal-1"] == [
        "legal-1"
    ]


def test_what_is_typed_is_recorded_without_what_only_prints_as_a_box(group: Group) -> None:
    group.begin(FIRST)
    child = group.on(FIRST)["child"][0]
    group.do(Decide(child, FIRST, "Agree\x07 and\x0b\n\tgo on", seconds=86_400, seen=group.head))
    assert group.on(FIRST)["decision"][0] == "Agree and\n\tgo on"
    with pytest.raises(Refused, match="a day has 86,400 seconds"):
        group.do(Decide(child, FIRST, "Agree", seconds=86_401, seen=group.head))


def test_a_meeting_on_another_day_keeps_its_agenda(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    group.do(PutOnAgenda("3", FIRST, "The aunt has asked"))
    group.do(ChangeMeeting(FIRST, values({"held": FIRST + dt.timedelta(days=1)}), group.head))
    assert (
        group.on(FIRST + dt.timedelta(days=1)).filter(pl.col("child") == "3")["why"].item().endswith("aunt has asked")
    )


def test_once_begun_it_is_not_arranged_otherwise(group: Group) -> None:
    group.begin(FIRST)
    with pytest.raises(Refused, match="has begun"):
        group.do(ChangeMeeting(FIRST, values({"chair": "X"}), group.head))


def test_the_chair_puts_on_and_takes_off_with_a_reason(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    with pytest.raises(Refused, match="Say why"):
        group.do(PutOnAgenda("3", FIRST, " "))
    with pytest.raises(Refused, match="Say why"):
        group.do(TakeOff("1", FIRST, ""))
    group.do(PutOnAgenda("3", FIRST, "The aunt has asked"))
    group.do(TakeOff("1", FIRST, "Seen at court today"))
    rows = {row["child"]: row for row in pmg.proposed(group.snapshot(), FIRST).to_dicts()}
    assert (rows["3"]["on"], rows["3"]["by_chair"], rows["1"]["on"], rows["1"]["off"]) == (True, True, False, True)
    assert rows["1"]["why_not"] == "Taken off by the chair: Seen at court today"
    group.do(PutOnAgenda("1", FIRST, "Court adjourned", seen=group.head))
    assert group.on(FIRST).filter(pl.col("child") == "1")["off"].to_list() == [False]


def test_the_chair_writes_over_nothing_that_the_rules_found_as_the_meeting_began(group: Group) -> None:
    group.begin(FIRST)
    cells = ("child", "put", "why")
    before = group.on(FIRST).select(cells).rows()
    child, put, _why = before[0]
    with pytest.raises(Refused, match="on the agenda of 9 Sep 2025 already"):
        group.do(PutOnAgenda(child, FIRST, "Asked for", seen=group.head))
    assert group.on(FIRST).select(cells).rows() == before
    group.do(TakeOff(child, FIRST, "No time", group.head))
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    assert said.taken_off == ((child, "No time"),)
    group.do(PutOnAgenda(child, FIRST, "The aunt is here", seen=group.head))
    again = group.on(FIRST).filter(pl.col("child") == child).row(0, named=True)
    assert again["put"] == f"{put};CHAIR"
    titles = ". ".join(pmg.TITLES[code] for code in put.split(";"))
    assert again["why"] == f"{titles}. Put on by the chair: The aunt is here"
    group.do(TakeOff(child, FIRST, "No time", group.head))
    group.do(PutOnAgenda(child, FIRST, "Stays on", seen=group.head))
    assert group.on(FIRST).filter(pl.col("child") == child)["put"].item() == f"{put};CHAIR"


def test_nobody_can_be_put_on_who_is_not_recorded(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    with pytest.raises(Refused, match="No child 77"):
        group.do(PutOnAgenda("77", FIRST, "Asked"))


def test_the_order_and_the_time_that_the_chair_gave_hold(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    before = group.on(FIRST)["child"].to_list()
    group.do(Reorder(FIRST, tuple(Line(child) for child in reversed(before)), group.head))
    group.do(SetMinutes(before[0], FIRST, 20, group.head))
    rows = group.on(FIRST)
    assert rows["child"].to_list() == before[::-1]
    assert rows.filter(pl.col("child") == before[0])["minutes"].item() == 20
    with pytest.raises(Refused, match="once"):
        group.do(Reorder(FIRST, (Line("1"), Line("1")), group.head))


def test_a_meeting_does_not_begin_before_its_day_nor_twice(group: Group) -> None:
    ahead = group.today + dt.timedelta(days=3)
    group.do(CallMeeting(ahead))
    with pytest.raises(Refused, match="change its day"):
        group.do(FreezeMeeting(ahead, group.today, group.head, BEGUN, (Line("1"),), group.head))
    group.begin(FIRST)
    with pytest.raises(Refused, match="begun already"):
        group.do(FreezeMeeting(FIRST, group.today, group.head, BEGUN, (Line("1"),), group.head))


def test_once_begun_the_agenda_stays_whatever_the_rules_find(group: Group) -> None:
    group.begin(FIRST)
    fixed = group.on(FIRST).select("child", "place", "put", "why").rows()
    group.do(RecordFact("2", "plan", values({"plan": 1, "pathway": "SGO", "begins": FIRST})))
    assert group.on(FIRST).select("child", "place", "put", "why").rows() == fixed


def test_a_decision_needs_a_meeting_that_runs_and_a_place_on_it(group: Group) -> None:
    group.do(CallMeeting(FIRST))
    with pytest.raises(Refused, match="not begun"):
        group.do(Decide("1", FIRST, "Wait"))
    group.begin(FIRST, called=True)
    with pytest.raises(Refused, match="not on the agenda"):
        group.do(Decide("3", FIRST, "Wait"))
    group.do(PutOnAgenda("3", FIRST, "Asked for"))
    group.do(Decide("3", FIRST, "Wait", "A", "Wants to see her sister", 95, group.head))
    item = group.on(FIRST).filter(pl.col("child") == "3").to_dicts()[0]
    assert (item["decision"], item["agreed"], item["heard"], item["seconds"]) == (
        "Wait",
        "A",
        "Wants to see her sister",
        95,
    )
    assert item["place"] == group.on(FIRST)["place"].max()
    with pytest.raises(Refused, match="discussed"):
        group.do(TakeOff("3", FIRST, "No time", group.head))


def test_a_decision_typed_over_meanwhile_is_a_conflict(group: Group) -> None:
    group.begin(FIRST)
    seen = group.head
    group.do(Decide("1", FIRST, "Wait", seen=seen))
    with pytest.raises(Conflict, match=r"A\. Worker"):
        group.do(Decide("1", FIRST, "Go on", seen=seen))


def test_without_a_quorum_nothing_is_signed(group: Group) -> None:
    group.begin(FIRST)
    group.do(SetAttendance(FIRST, "SW-1", "PRESENT", "Fostering team"))
    with pytest.raises(Refused, match="1 of the 4 members"):
        group.sign(FIRST)


def test_the_minutes_are_sealed_as_they_stand(group: Group) -> None:
    group.whole(FIRST)
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    row = group.store.facts()["meeting"].filter(pl.col("held") == FIRST).to_dicts()[0]
    assert fingerprint(row["sealed"]) == row["fingerprint"] == said.fingerprint
    assert read(sealed(said)) == read(row["sealed"])
    assert sealed(read(row["sealed"])) == row["sealed"]
    assert json.loads(row["sealed"])["items"][0]["decision"] == "Go on looking"
    assert (said.there, said.signed_by, said.closed) == (4, "HEAD-1", BEGUN)
    assert [(one.words, one.owner) for one in said.items[0].actions] == [("Find a family", "SW-1")]


SIGNED = "signed off"


def test_after_it_nothing_of_the_meeting_changes(group: Group) -> None:
    group.whole(FIRST)
    head, child = group.head, group.on(FIRST)["child"][0]
    mine = pl.col("child") == child
    item, action = (group.store.facts()[table].filter(mine).to_dicts()[0] for table in ("pmg_item", "pmg_action"))
    meeting, member = (group.store.facts()[table].to_dicts()[0] for table in ("meeting", "attendance"))
    for edit in (
        ChangeMeeting(FIRST, values({"chair": "X"}), head),
        SetNotes(FIRST, "Other notes", head),
        SetAttendance(FIRST, "SW-1", "ABSENT", seen=head),
        PutOnAgenda("3", FIRST, "Late"),
        TakeOff("3", FIRST, "Late"),
        Reorder(FIRST, (Line(child),), head),
        SetMinutes(child, FIRST, 3, head),
        Decide(child, FIRST, "Something else", seen=head),
        AddAction(child, FIRST, "One more"),
        AmendAction(child, action["number"], "Other words", None, None, head),
        CloseMeeting(FIRST, BEGUN, head),
        SignOff(FIRST, "HEAD-2", BEGUN, head),
        CorrectFact(child, "pmg_item", item["row_id"], values({"decision": "Else"}), head),
        RemoveFact(child, "pmg_item", item["row_id"], head),
        CorrectFact(child, "pmg_action", action["row_id"], values({"words": "Else"}), head),
        RemoveFact(child, "pmg_action", action["row_id"], head),
        CorrectFact("*", "meeting", meeting["row_id"], values({"notes": "Else"}), head),
        RemoveFact("*", "meeting", meeting["row_id"], head),
        RemoveFact("*", "attendance", member["row_id"], head),
        RecordFact("*", "attendance", values({"meeting": FIRST, "who": "X", "present": "PRESENT"})),
        RecordFact("3", "pmg_item", values({"meeting": FIRST, "listed": FIRST, "place": 9})),
    ):
        with pytest.raises(Refused, match=SIGNED):
            group.do(edit)
    assert group.head == head


def test_undo_does_not_break_the_seal(group: Group) -> None:
    group.begin(FIRST)
    child = group.on(FIRST)["child"][0]
    decided = group.do(Decide(child, FIRST, "Wait", seen=group.head)).number
    group.attend(FIRST)
    signed = group.sign(FIRST).number
    for number in (decided, signed):
        assert number is not None
        with pytest.raises(Conflict, match=SIGNED):
            group.store.undo(number, who="A. Worker")


def test_an_action_still_comes_to_its_end_and_that_can_be_undone(group: Group) -> None:
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    with pytest.raises(Refused, match="Evidence"):
        group.do(CloseAction(child, 1, group.today, "DONE", " ", group.head))
    done = group.do(CloseAction(child, 1, group.today, "DONE", "Letter of today", group.head)).number
    assert pmg.owed(group.snapshot()).is_empty()
    assert done is not None
    group.store.undo(done, who="A. Worker")
    assert pmg.owed(group.snapshot())["words"].to_list() == ["Find a family"]


def test_a_correction_is_appended_and_stays(group: Group) -> None:
    group.begin(FIRST)
    with pytest.raises(Refused, match="not signed off yet"):
        group.do(CorrectMinutes(FIRST, "The day is wrong"))
    group.attend(FIRST)
    group.sign(FIRST)
    sealed_as = group.store.facts()["meeting"]["sealed"].to_list()
    group.do(CorrectMinutes(FIRST, "The day is wrong", "1"))
    last = group.do(CorrectMinutes(FIRST, "The quorum was five")).number
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    assert [(one.number, one.words, one.child) for one in said.corrections] == [
        (1, "The day is wrong", "1"),
        (2, "The quorum was five", None),
    ]
    assert group.store.facts()["meeting"]["sealed"].to_list() == sealed_as
    assert last is not None
    with pytest.raises(Conflict, match=SIGNED):
        group.store.undo(last, who="A. Worker")


def test_an_escalation_that_came_by_itself_is_answered(group: Group) -> None:
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    for held in (SECOND, THIRD, day("2025-12-09")):
        group.begin(held, only=child)
        group.attend(held)
        group.sign(held)
    up = pmg.escalations(group.snapshot()).to_dicts()
    assert [(row["rung"], row["since"], row["by_itself"], row["standing"]) for row in up] == [
        ("HEAD-OF-SERVICE", day("2025-12-09"), True, True)
    ]
    group.do(
        AnswerEscalation(
            child, 1, "HEAD-OF-SERVICE", day("2025-12-09"), group.today, "A second worker joins", "Carried"
        )
    )
    up = pmg.escalations(group.snapshot()).to_dicts()
    assert [(row["by_itself"], row["standing"], row["outcome"]) for row in up] == [
        (True, False, "A second worker joins")
    ]
    with pytest.raises(Refused, match="answered on"):
        group.do(AnswerEscalation(child, 1, "HEAD-OF-SERVICE", day("2025-12-09"), group.today, "Again"))


def test_an_escalation_names_an_action_that_is_there(group: Group) -> None:
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    with pytest.raises(Refused, match="no action 9"):
        group.do(Escalate(child, 9, "DIRECTOR", "Stuck"))
    with pytest.raises(Refused, match="no action 9"):
        group.do(CloseAction(child, 9, group.today, "DONE", "Seen", group.head))
    group.do(Escalate(child, 0, "DIRECTOR", "The whole case stands still"))
    with pytest.raises(Refused, match="the same is recorded already"):
        group.do(Escalate(child, 0, "DIRECTOR", "Again"))


def test_numbers_of_actions_are_never_given_again(group: Group) -> None:
    group.begin(FIRST)
    child = group.on(FIRST)["child"][0]
    first = group.do(AddAction(child, FIRST, "One")).number
    assert first is not None
    group.store.undo(first, who="A. Worker")
    group.do(AddAction(child, FIRST, "Two"))
    group.store.undo(group.head - 1, who="A. Worker")
    assert pmg.actions(group.snapshot())["number"].to_list() == [1, 2]


def test_an_action_can_be_ended_in_a_form(group: Group) -> None:
    group.whole(FIRST)
    row = group.store.facts()["pmg_action"].to_dicts()[0]
    cells = values({"why_ended": "WITHDRAWN", "evidence": "Not needed any more"})
    group.do(EndFact(row["child"], "pmg_action", row["row_id"], group.today, cells, group.head))
    assert pmg.owed(group.snapshot()).is_empty()


def test_as_at_an_earlier_day_the_minutes_are_as_they_were(group: Group) -> None:
    group.whole(FIRST)
    early = pmg.minutes(Snapshot(group.store.facts(), group.today - dt.timedelta(days=1)), FIRST)
    assert early is not None
    assert early.signed is None
    assert early.fingerprint is None


def test_the_childs_history_tells_what_the_group_said(group: Group) -> None:
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    group.do(CloseAction(child, 1, group.today, "DONE", "Letter on file", group.head))
    told = [each.words.partition(" by A. Worker")[0] for each in sentences(group.store.history(child))]
    assert told[0] == (
        "Action of the monitoring group of 9 Sep 2025: find a family; done or withdrawn on: 1 Jun 2026; "
        "done or withdrawn: Done; evidence: Letter on file"
    )
    assert told[1] == (
        "Action of the monitoring group of 9 Sep 2025: find a family; owner: SW-1; due: 7 Oct 2025 recorded"
    )
    assert told[2] == (
        "Place on an agenda of 9 Sep 2025: discussed on: 9 Sep 2025; decision: Go on looking; "
        "state agreed: Amber: due soon; what the child said: Wants to stay near school"
    )
    own = [each.words for each in sentences(group.store.history("*"))]
    assert own[0].startswith("Meeting of 9 Sep 2025: signed off on: 1 Jun 2026; signed off by: HEAD-1")
    assert not any("{" in words for words in own)
