"""The action plan is added to, noted, changed and closed: nothing is overwritten, and no number is given twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import Conflict, Edit, Refused
from models.edits.action_plan import AddToPlan, ChangeAction, CloseAction, Noted, NoteProgress, SetBeginning
from models.edits.facts import CorrectFact, EndFact, RecordFact, RemoveFact, values
from models.rules.action_plan import Action, Plan, plan
from models.snapshot import Snapshot
from models.subjects import AUTHORITY
from tests.support.desks import Desk

D = dt.date.fromisoformat
AGREED = {"theme": "3", "words": "Track every child", "agreed": D("2021-01-04"), "due": D("2022-01-31")}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def stands(desk: Desk, on: str | None = None) -> Plan:
    return plan(Snapshot(desk.store.facts(), D(on) if on else desk.today))


def add(desk: Desk, **cells: Any) -> Action:
    desk.do(AddToPlan("plan_action", values(AGREED | cells)))
    return stands(desk).actions[-1]


def again(desk: Desk, action: Action) -> Action:
    found = stands(desk).action(action.number)
    assert found is not None
    return found


def note(action: Action, day: str, words: str = "Noted", **said: str) -> NoteProgress:
    return NoteProgress(action.theme, action.number, Noted(D(day), words, **said))


def close(action: Action, on: str, how: str = "DONE", evidence: str | None = "Minutes", words: str = "All") -> Edit:
    return CloseAction(action.row, D(on), how, words, evidence, action.seen)


def test_progress_is_noted_beside_what_was_noted_before(desk: Desk) -> None:
    action = add(desk)
    desk.do(note(action, "2021-06-01", "A list is kept", status="ON-TRACK", state="G"))
    desk.do(note(action, "2021-09-01", "Some are missing", status="AT-RISK"))
    desk.do(note(action, "2021-09-01", "None is missing", status="ON-TRACK"))
    found = again(desk, action)
    assert [each.words for each in found.notes] == ["None is missing", "Some are missing", "A list is kept"]
    assert [each.number for each in found.notes] == [2, 1, 1]
    earlier = stands(desk, "2021-08-31").action(action.number)
    assert earlier is not None
    assert (earlier.status, earlier.state) == ("ON-TRACK", "G")


def test_an_action_may_come_with_its_first_note(desk: Desk) -> None:
    noted = Noted(D("2021-02-01"), "Begun", "ON-TRACK")
    desk.do(AddToPlan("plan_action", values(AGREED), noted))
    assert [each.words for each in stands(desk).actions[0].notes] == ["Begun"]


def test_done_needs_evidence_and_is_noted(desk: Desk) -> None:
    action = add(desk)
    with pytest.raises(Refused, match="Evidence: say what shows that it is done"):
        desk.do(close(action, "2022-01-10", evidence=None))
    assert again(desk, action).open
    desk.do(close(action, "2022-01-10", words="Every child is tracked"))
    found = again(desk, action)
    assert (found.ends, found.status, found.evidence) == (D("2022-01-10"), "DONE", "Minutes")
    assert found.notes[0].words == "Every child is tracked"
    before = stands(desk, "2022-01-09").action(1)
    assert before is not None
    assert before.open


def test_evidence_noted_before_is_enough(desk: Desk) -> None:
    action = add(desk)
    desk.do(note(action, "2021-06-01", evidence="The list itself"))
    desk.do(close(action, "2022-01-10", evidence=None))
    assert again(desk, action).evidence == "The list itself"


def test_withdrawn_needs_a_reason(desk: Desk) -> None:
    action = add(desk)
    with pytest.raises(Refused, match="Why: say it in words"):
        desk.do(close(action, "2022-01-10", "WITHDRAWN", None, " "))
    desk.do(close(action, "2022-01-10", "WITHDRAWN", None, "Another team does it"))
    assert again(desk, action).reason == "Withdrawn on 10 Jan 2022"
    assert again(desk, action).notes[0].words == "Another team does it"


def test_an_end_given_without_the_form_is_held_to_the_same(desk: Desk) -> None:
    action = add(desk)
    for cells, words in (({"why_ended": "DONE"}, "Evidence"), ({"why_ended": "WITHDRAWN"}, "Why"), ({}, "say which")):
        with pytest.raises(Refused, match=words):
            desk.do(EndFact(AUTHORITY, "plan_action", action.row, D("2022-01-10"), values(cells), action.seen))


def test_a_closed_action_is_closed(desk: Desk) -> None:
    action = add(desk)
    desk.do(close(action, "2022-01-10"))
    action = again(desk, action)
    with pytest.raises(Refused, match="closed already, on 10 Jan 2022"):
        desk.do(close(action, "2022-02-10"))
    with pytest.raises(Refused, match="closed on 10 Jan 2022; note this of the theme"):
        desk.do(note(action, "2022-02-01"))
    with pytest.raises(Refused, match="Progress was noted on 10 Jan 2022"):
        desk.do(CorrectFact(AUTHORITY, "plan_action", action.row, values({"ends": D("2022-01-09")}), action.seen))


def test_the_note_that_closed_it_keeps_its_evidence_and_stays(desk: Desk) -> None:
    action = add(desk)
    desk.do(close(action, "2022-01-10"))
    said = again(desk, action).notes[0]
    with pytest.raises(Refused, match="closed with what this note says"):
        desk.do(CorrectFact(AUTHORITY, "progress_note", said.row, values({"evidence": None}), said.seen))
    with pytest.raises(Refused, match="correct the note instead"):
        desk.do(RemoveFact(AUTHORITY, "progress_note", said.row, said.seen))
    with pytest.raises(Refused, match="close it as withdrawn"):
        desk.do(RemoveFact(AUTHORITY, "plan_action", again(desk, action).row, None))


def test_a_change_says_what_it_was_and_why_and_a_correction_says_nothing(desk: Desk) -> None:
    action = add(desk)
    desk.do(note(action, "2021-06-01", status="AT-RISK"))
    cells = values({"due": D("2022-06-30"), "owner": "Service manager"})
    desk.do(ChangeAction(action.row, D("2022-01-10"), cells, "The system comes later", action.seen))
    found = again(desk, action)
    assert (found.due, found.owner, found.status) == (D("2022-06-30"), "Service manager", "AT-RISK")
    assert found.notes[0].words == (
        "Owner now Service manager, was none; Due now 30 Jun 2022, was 31 Jan 2022. The system comes later"
    )
    desk.do(CorrectFact(AUTHORITY, "plan_action", found.row, values({"due": D("2022-07-30")}), found.seen))
    assert again(desk, action).due == D("2022-07-30")
    assert len(again(desk, action).notes) == 2
    kinds = desk.store.change_sets()["kind"].to_list()
    assert kinds[-2:] == ["change", "correction"]


def test_a_change_of_nothing_or_without_a_reason_is_none(desk: Desk) -> None:
    action = add(desk)
    with pytest.raises(Refused, match="Nothing is otherwise"):
        desk.do(ChangeAction(action.row, D("2022-01-10"), values({"due": action.due}), "x", action.seen))
    with pytest.raises(Refused, match="Why: say why"):
        desk.do(ChangeAction(action.row, D("2022-01-10"), values({"owner": "Director"}), " ", action.seen))


def test_a_colleague_who_was_faster_is_not_overwritten(desk: Desk) -> None:
    action = add(desk)
    desk.do(ChangeAction(action.row, D("2022-01-10"), values({"owner": "Director"}), "Agreed", action.seen))
    newer = again(desk, action)
    with pytest.raises((Conflict, Refused)):
        desk.do(ChangeAction(action.row, D("2022-01-11"), values({"owner": "Nobody"}), "Agreed", action.seen))
    with pytest.raises(Conflict):
        desk.do(ChangeAction(newer.row, D("2022-01-11"), values({"owner": "Nobody"}), "Agreed", action.seen))


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("plan_action", AGREED | {"due": D("2021-01-03")}, "Due: 3 Jan 2021 is too early. It was agreed on 4 Jan 2021"),
        ("plan_action", AGREED | {"starts": D("2022-03-01")}, "It starts on 1 Mar 2022"),
        ("plan_action", AGREED | {"agreed": D("2022-04-01")}, "has not happened yet"),
        ("plan_action", AGREED | {"words": None}, "Action is needed"),
        ("plan_action", AGREED | {"theme": "7"}, "none of the choices"),
        ("next_step", {"words": "W", "since": D("2022-01-04"), "due": D("2022-01-03")}, "It was set on 4 Jan 2022"),
        ("plan_risk", {"words": "W", "since": D("2022-01-04"), "level": "AWFUL"}, "none of the choices"),
        ("audit_finding", {"words": "W", "day": D("2022-01-04")}, "Audit is needed"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, table: str, cells: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as told:
        desk.do(AddToPlan(table, values(cells)))
    assert words in str(told.value)


def test_a_note_belongs_to_an_action_that_is_there_or_to_a_theme(desk: Desk) -> None:
    with pytest.raises(Refused, match="no action of number 4"):
        desk.do(NoteProgress("3", 4, Noted(D("2022-01-01"), "W")))
    with pytest.raises(Refused, match="belong to an action"):
        desk.do(NoteProgress("3", 0, Noted(D("2022-01-01"), "W", "ON-TRACK")))
    with pytest.raises(Refused, match="agreed on 4 Jan 2021"):
        desk.do(note(add(desk), "2021-01-03"))
    desk.do(NoteProgress("3", 0, Noted(D("2022-01-01"), "The group meets every month")))
    assert stands(desk).theme("3").notes[0].words == "The group meets every month"


def test_risks_end_steps_are_done_and_a_finding_is_closed_with_its_response(desk: Desk) -> None:
    for table, cells in (
        ("plan_risk", {"words": "Demand", "since": D("2021-01-04")}),
        ("next_step", {"words": "Recruit", "since": D("2021-01-04")}),
        ("audit_finding", {"words": "Plans late", "source": "Own audit", "day": D("2021-01-04")}),
    ):
        desk.do(AddToPlan(table, values(cells)))
    found = stands(desk)
    desk.do(EndFact(AUTHORITY, "plan_risk", found.risks[0].row, D("2022-01-10"), (), found.risks[0].seen))
    desk.do(EndFact(AUTHORITY, "next_step", found.steps[0].row, D("2022-01-10"), (), found.steps[0].seen))
    ended = found.findings[0]
    with pytest.raises(Refused, match="Response"):
        desk.do(EndFact(AUTHORITY, "audit_finding", ended.row, D("2022-01-10"), (), ended.seen))
    said = values({"response": "Read each month"})
    desk.do(EndFact(AUTHORITY, "audit_finding", ended.row, D("2022-01-10"), said, ended.seen))
    found = stands(desk)
    assert found.risks[0].ends == found.steps[0].ends == found.findings[0].ends == D("2022-01-10")


def test_a_lead_follows_another_and_training_is_counted(desk: Desk) -> None:
    desk.do(RecordFact(AUTHORITY, "theme_lead", values({"theme": "1", "since": D("2021-01-04"), "lead": "Head"})))
    desk.do(RecordFact(AUTHORITY, "theme_lead", values({"theme": "1", "since": D("2022-01-04"), "lead": "Director"})))
    desk.do(RecordFact(AUTHORITY, "training", values({"day": D("2021-10-01"), "role": "Worker", "trained": 26})))
    assert stands(desk).theme("1").lead == "Director"
    assert stands(desk, "2022-01-03").theme("1").lead == "Head"
    assert stands(desk).trained == {"Worker": 26}


def test_the_beginning_of_the_plan_is_said_and_taken_back(desk: Desk) -> None:
    add(desk)
    desk.do(SetBeginning(D("2020-12-01"), desk.store.head))
    round_of = stands(desk).cycle
    assert round_of is not None
    assert round_of.first == D("2020-12-01")
    desk.do(SetBeginning(None, desk.store.head))
    round_of = stands(desk).cycle
    assert round_of is not None
    assert round_of.first == D("2021-01-04")


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(["add", "undo", "remove"]), max_size=8))
def test_no_number_is_ever_given_twice(acts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        desk, given_out, made = Desk(Path(folder)), list[int](), list[int]()
        try:
            for act in acts:
                if act == "add":
                    changes = desk.do(AddToPlan("plan_action", values(AGREED)))
                    assert changes.number is not None
                    made.append(changes.number)
                    given_out.append(max(action.number for action in stands(desk).actions))
                elif act == "undo" and made:
                    desk.store.undo(made.pop(), who="Sam")
                elif stands(desk).actions and made:
                    last = stands(desk).actions[-1]
                    desk.do(RemoveFact(AUTHORITY, "plan_action", last.row, None))
                    made.pop()
        finally:
            desk.store.close()
    assert given_out == sorted(set(given_out))
