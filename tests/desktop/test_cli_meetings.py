"""The monitoring group on the command line: its meetings, the agenda with its rules, who owes what, the minutes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import main
from tests.support.monitoring import BEGUN, FIRST, Group, day

SECOND = day("2025-10-14")
Said = pytest.CaptureFixture[str]


@pytest.fixture
def db(tmp_path: Path) -> str:
    """One meeting signed off, and the next one called."""
    from models.edits.meetings import CallMeeting, CorrectMinutes

    group = Group(tmp_path)
    group.whole(FIRST)
    group.do(CorrectMinutes(FIRST, "The quorum was four"))
    group.do(CallMeeting(group.today))
    group.store.close()
    return str(tmp_path / "desk.db")


def ask(capsys: Said, *words: str) -> str:
    assert main(["meeting", *words]) == 0
    return capsys.readouterr().out


DAY = ("--as-at", "2026-06-01")


def test_the_agenda_says_by_which_rule_each_child_is_on_it(db: str, capsys: Said) -> None:
    said = ask(capsys, "agenda", "--db", db, *DAY)
    assert said.startswith("The agenda of 1 Jun 2026: 2 children\n")
    assert "Not seen here" in said
    found = json.loads(ask(capsys, "agenda", "--db", db, "--json", *DAY))
    assert found["meeting"] == "2026-06-01"
    assert {child["child"] for child in found["children"]} == {"1", "2"}
    assert all(child["put"] and child["why"] for child in found["children"])


def test_for_whom_there_is_no_time_is_counted_and_told(db: str, capsys: Said) -> None:
    from models.edits.policy import SetPolicy
    from models.store import Store

    with Store.open(db) as store:
        store.apply(SetPolicy("PMG-LENGTH", 5, store.head), who="A. Tester", today=day("2026-06-01"))
    lines = ask(capsys, "agenda", "--db", db, *DAY).splitlines()
    assert lines[0] == "The agenda of 1 Jun 2026: 1 child"
    assert lines[-2:] == [
        "5 min in all, within the time of 5 min",
        "1 more waits: the time of this meeting is taken; --why-not tells who, and why",
    ]
    told = ask(capsys, "agenda", "--db", db, "--why-not", *DAY)
    assert "The time of this meeting, 5 min, is taken: 2 of 2 by risk (" in told
    assert json.loads(ask(capsys, "agenda", "--db", db, "--json", *DAY))["waiting"] == 1


def test_who_is_not_on_it_is_told_why(db: str, capsys: Said) -> None:
    quiet = ask(capsys, "agenda", "--db", db, "--why-not", "--meeting", "2025-09-09", "--as-at", "2025-09-09")
    assert quiet.startswith("Not on the agenda of 9 Sep 2025: 0 children")
    with_rules = json.loads(ask(capsys, "agenda", "--db", db, "--why-not", "--json", *DAY))
    assert with_rules["children"] == []
    assert main(["meeting", "agenda", "--db", db, "--meeting", "2020-01-01"]) == 1
    assert "there is 9 Sep 2025, 1 Jun 2026" in capsys.readouterr().err


def test_open_actions_stand_under_their_owner(db: str, capsys: Said) -> None:
    said = ask(capsys, "actions", "--db", db, *DAY)
    assert said.splitlines()[0] == "SW-1"
    assert "Find a family: due 7 Oct 2025, 237 days over, carried 0" in said
    assert said.splitlines()[-1] == "1 open action as at 1 Jun 2026"
    assert json.loads(ask(capsys, "actions", "--db", db, "--json", "--owner", "SW-2", *DAY))["actions"] == []


def test_minutes_carry_their_fingerprint_and_corrections(db: str, capsys: Said) -> None:
    said = ask(capsys, "minutes", "--db", db, *DAY)
    assert said.startswith("Meeting of 9 Sep 2025, chaired by HEAD-1; 4 members there\n")
    assert "Go on looking" in said
    assert "Correction 1 of 1 Jun 2026: The quorum was four" in said
    found = json.loads(ask(capsys, "minutes", "--db", db, "--json", "--meeting", "2025-09-09", *DAY))
    assert len(found["fingerprint"]) == 64
    assert found["house"] == {"name": "", "marking": "", "logo": ""}
    assert found["items"][0]["decision"] == "Go on looking"


def test_minutes_tell_what_went_higher_and_what_was_said_without_a_quorum(tmp_path: Path, capsys: Said) -> None:
    from models.edits.meetings import SignOff
    from models.edits.pmg_actions import AnswerEscalation, Escalate

    group = Group(tmp_path)
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    group.do(Escalate(child, 1, "HEAD-OF-SERVICE", "No family", FIRST))
    group.do(AnswerEscalation(child, 1, "HEAD-OF-SERVICE", FIRST, group.today, "A second agency", seen=group.head))
    group.do(Escalate(child, 0, "IRO", "The case stands still", FIRST))
    group.begin(SECOND, only=child)
    group.do(SignOff(SECOND, "HEAD-1", BEGUN, group.head, "Two were ill"))
    group.store.close()
    said = ask(capsys, "minutes", "--db", str(tmp_path / "desk.db"), "--meeting", "2025-10-14", *DAY)
    first = "Escalated to Head of service, action 1, on 9 Sep 2025: No family; answered on 1 Jun 2026: A second agency"
    assert first in said
    assert "Escalated to Independent reviewing officer, the case, on 9 Sep 2025: The case stands still; not" in said
    assert "Not quorate: held as notes, closed on 1 Jun 2026 by HEAD-1: Two were ill" in said
    assert "Decisions are to be confirmed at the next meeting" in said


def test_all_meetings_are_listed(db: str, capsys: Said) -> None:
    assert ask(capsys, "list", "--db", db, *DAY).splitlines() == [
        "9 Sep 2025   Signed off, 4 there",
        "1 Jun 2026   Called",
    ]
    assert [row["state"] for row in json.loads(ask(capsys, "list", "--db", db, "--json", *DAY))["meetings"]] == [
        "Signed off",
        "Called",
    ]


def test_without_any_meeting_it_says_so(tmp_path: Path, capsys: Said) -> None:
    Group(tmp_path).store.close()
    db = str(tmp_path / "desk.db")
    assert ask(capsys, "list", "--db", db) == "No meeting of the monitoring group is called here.\n"
    assert main(["meeting", "minutes", "--db", db]) == 1
    assert "call one first, on the Meetings page" in capsys.readouterr().err


def test_who_was_not_on_it_is_told_by_what_the_meeting_looked_at(db: str, capsys: Said) -> None:
    from models.edits.meetings import CallMeeting, FreezeMeeting
    from models.edits.policy import SetPolicy
    from models.rules import pmg
    from models.snapshot import Snapshot
    from models.store import Store

    held = day("2025-10-14")
    words = ("agenda", "--db", db, "--why-not", "--json", "--meeting", "2025-10-14")

    def told(as_at: str) -> dict[str, str]:
        found = json.loads(ask(capsys, *words, "--as-at", as_at))["children"]
        return {child["child"]: child["why_not"] for child in found}

    with Store.open(db) as store:
        store.apply(SetPolicy("PMG-LENGTH", 5, store.head), who="A. Tester", today=held)
        store.apply(CallMeeting(held), who="A. Tester", today=held)
        (line,) = pmg.lines(pmg.proposed(Snapshot(store.facts(), held), held))
        before = told("2025-10-14")
        store.apply(FreezeMeeting(held, held, store.head, BEGUN, (line,), store.head), who="A. Tester", today=held)
    (why,) = before.values()
    assert why.startswith("The time of this meeting, 5 min, is taken: 2 of 2 by risk (")
    assert told("2025-10-14") == told("2026-06-01") == before
