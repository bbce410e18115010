"""The plan that a council keeps in a spreadsheet: taken over as one act, and every fault with its row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import Refused
from models.edits.sheet import Unreadable
from models.returns.plan import read
from models.rules.action_plan import Plan, plan
from models.snapshot import Snapshot
from tests.support.desks import Desk

TODAY = dt.date(2022, 3, 31)
SOUND = """Theme,Action,Lead officer,Deadline,Status,RAG rating,Evidence,Comments,Noted on,Measure
3,Track every child,Head of service,30/6/2022,In progress,Green,,A list is kept,1/3/2022,T01
Theme 5,A scorecard for the board,Data team,,Complete,G,Board papers,It is in use,15 Mar 2022,

"Reducing drift and delay for achieving permanency",Bring in a team,Director,31/1/2022,At risk,amber,,,,
4. Voice,Life story training,,,,,,,,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, today=TODAY)
    yield made
    made.store.close()


def file(folder: Path, text: str) -> Path:
    path = folder / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return path


def load(desk: Desk, folder: Path, text: str) -> int | None:
    return desk.do(read(file(folder, text), TODAY, desk.store.head)).number


def stands(desk: Desk) -> Plan:
    return plan(Snapshot(desk.store.facts(), TODAY))


def test_a_file_is_one_act_and_the_same_file_again_is_none(desk: Desk, tmp_path: Path) -> None:
    assert load(desk, tmp_path, SOUND) is not None
    found = {action.words: action for action in stands(desk).actions}
    track = found["Track every child"]
    assert (track.theme, track.owner, track.due, track.measure) == ("3", "Head of service", dt.date(2022, 6, 30), "T01")
    assert (track.status, track.state, track.notes[0].day) == ("ON-TRACK", "G", dt.date(2022, 3, 1))
    done = found["A scorecard for the board"]
    assert (done.ends, done.why_ended, done.evidence) == (dt.date(2022, 3, 15), "DONE", "Board papers")
    assert found["Bring in a team"].reason == "59 days past due; noted at risk on 31 Mar 2022"
    assert found["Life story training"].notes == ()
    assert sorted(action.number for action in found.values()) == [1, 2, 3, 4]
    assert load(desk, tmp_path, SOUND) is None
    desk.store.undo(desk.store.head, who="Sam")
    assert stands(desk).actions == ()


def test_a_later_file_notes_changes_and_closes(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, SOUND)
    later = SOUND.replace("30/6/2022,In progress,Green,,A list is kept,1/3", "30/9/2022,Delayed,Red,,Slower,30/3")
    later = later.replace("At risk,amber,,,,", "Done,green,Its contract,The team has begun,31/3/2022,")
    load(desk, tmp_path, later)
    track, team = stands(desk).action(1), stands(desk).action(3)
    assert track is not None
    assert team is not None
    assert [note.words for note in track.notes] == [
        "Slower. Due now 30 Sep 2022, was 30 Jun 2022",
        "A list is kept",
    ]
    assert (track.due, track.state) == (dt.date(2022, 9, 30), "R")
    assert (team.ends, team.evidence, len(team.notes)) == (dt.date(2022, 3, 31), "Its contract", 2)
    assert load(desk, tmp_path, later) is None


def test_a_due_date_moved_without_a_word_is_noted_today(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, SOUND)
    load(desk, tmp_path, SOUND.replace("30/6/2022", "30/9/2022"))
    track = stands(desk).action(1)
    assert track is not None
    assert (track.notes[0].day, track.notes[0].words) == (TODAY, "Due now 30 Sep 2022, was 30 Jun 2022")
    assert track.status == "ON-TRACK"


def test_said_to_be_done_without_evidence_stays_open(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, "theme,action,status\n3,Track,Completed\n")
    (track,) = stands(desk).actions
    assert track.open
    assert track.state == "A"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "plan.csv: the file is empty"),
        ("theme,owner\n3,Head", "row 1: no column “action”; there may be theme, action, owner"),
        ("theme,action,colour\n", "row 1: no such column: “colour”"),
        ("theme,action,lead,owner\n", "row 1: “owner” stands there twice"),
        ("theme,action\n", "there are no actions under the headings"),
        ("theme,action\n7,Track", "row 2, column theme: “7” is none of the themes 1 to 6"),
        ("theme,action\n,Track", "row 2, column theme: Theme is needed"),
        ("theme,action\n3,", "row 2, column action: Action is needed"),
        ("theme,action,due\n3,Track,soon", "row 2, column due: “soon” is not a date"),
        ("theme,action,rag\n3,Track,blue", "row 2, column rag: “blue” is none of Red"),
        ("theme,action,status\n3,Track,fine", "row 2, column status: “fine” is none of Not started"),
        ("theme,action,measure\n3,Track,Z9", "row 2, column measure: there is no measure Z9"),
        ("theme,action\n3,Track,x", "row 2: it has more cells than there are headings"),
        ("theme,action\n3,Track\n3, track ", "row 3: the same as row 2"),
    ],
)
def test_what_is_wrong_is_named_with_file_row_and_column(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=r"plan\.csv") as wrong:
        read(file(tmp_path, text), TODAY)
    assert sentence in str(wrong.value)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as wrong:
        read(file(tmp_path, "theme,action,due,rag\n9,,soon,blue\n3,Track,never,\n"), TODAY)
    assert len(str(wrong.value).splitlines()) == 5


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("theme,action,agreed,due\n3,One,1/2/2022,\n3,Two,1/2/2022,1/1/2022", "row 3: Due: 1 Jan 2022 is too early"),
        ("theme,action,agreed\n3,One,1/2/2031", "row 2: Agreed on: 1 Feb 2031 has not happened yet"),
        ("theme,action,progress,noted\n3,One,Fine,1/2/2031", "row 2: Day: 1 Feb 2031 has not happened yet"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row_and_nothing_is_recorded(
    desk: Desk, tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(Refused) as told:
        load(desk, tmp_path, text)
    assert sentence in str(told.value)
    assert stands(desk).actions == ()


def test_a_closed_action_is_not_opened_by_a_file(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, SOUND)
    with pytest.raises(Refused, match=r"plan\.csv, row 3: Action 2 is closed already"):
        load(desk, tmp_path, SOUND.replace("Complete,G", "At risk,A"))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='3,theme\n"actionx ', max_size=60))
def test_whatever_stands_in_a_file_it_is_read_or_its_faults_are_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = file(tmp_path_factory.getbasetemp(), f"theme,action\n{text}")
    try:
        said = read(path, TODAY).label
    except Unreadable as wrong:
        said = str(wrong)
    assert said.startswith(("plan.csv", "Load actions from plan.csv"))
