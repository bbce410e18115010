"""Where the permanence action plan stands on a day, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import codes
from models.rules.action_plan import STATES, Action, Note, Plan, cycle, plan, progress, standing
from tests.support.facts import day, snapshot

ACTIONS = """
    child | number | theme | words                    | owner    | agreed     | due        | ends       | why_ended
    *     | 1      | 3     | Track every child        | Head     | 2020-12-01 | 2022-01-01 |            |
    *     | 2      | 3     | Bring in an outside team | Director | 2020-12-01 | 2022-06-01 | 2021-11-10 | DONE
    *     | 3      | 5     | A scorecard for a board  | Data     | 2021-02-01 |            |            |
"""
NOTES = """
    child | theme | day        | number | action | words                      | status   | state | evidence
    *     | 3     | 2021-06-01 | 1      | 1      | A list is kept             | ON-TRACK | G     |
    *     | 3     | 2021-09-01 | 1      | 1      | Some children are missing  | AT-RISK  |       |
    *     | 3     | 2021-11-10 | 1      | 2      | The team has begun         | DONE     | G     | Its contract
    *     | 3     | 2021-12-01 | 1      | 0      | The group meets monthly    |          |       |
"""


def planned(on: str, **tables: str) -> Plan:
    return plan(snapshot(on, **{"plan_action": ACTIONS, "progress_note": NOTES, **tables}))


def one(on: str, number: int, **tables: str) -> Action:
    found = planned(on, **tables).action(number)
    assert found is not None
    return found


def stands(on: str, number: int, **tables: str) -> tuple[str, str, str]:
    found = one(on, number, **tables)
    return found.status, found.state, found.reason


def test_the_six_themes_are_there_before_anything_is_recorded() -> None:
    nothing = plan(snapshot("2022-01-31"))
    assert [theme.code for theme in nothing.themes] == ["1", "2", "3", "4", "5", "6"]
    assert nothing.cycle is None
    assert not any((nothing.actions, nothing.risks, nothing.steps, nothing.findings, nothing.training))


def test_the_lead_is_who_leads_on_the_day() -> None:
    said = "child | theme | since | lead\n* | 3 | 2020-12-01 | Director\n* | 3 | 2022-01-10 | Head of service"
    assert planned("2022-01-09", theme_lead=said).theme("3").lead == "Director"
    assert planned("2022-01-10", theme_lead=said).theme("3").lead == "Head of service"
    assert planned("2022-01-10", theme_lead=said).theme("1").lead is None


def test_an_action_stands_as_its_latest_note_of_the_day_says() -> None:
    assert stands("2021-05-01", 1) == ("NOT-STARTED", "G", "Due in 245 days; nothing noted yet")
    assert stands("2021-06-01", 1) == ("ON-TRACK", "G", "Due in 214 days; noted on track on 1 Jun 2021")
    assert stands("2021-09-01", 1) == ("AT-RISK", "A", "Noted at risk on 1 Sep 2021")


def test_what_is_soon_due_is_amber_and_what_is_past_due_is_red_whatever_was_noted() -> None:
    good = "child|theme|day|number|action|words|status|state\n* | 3 | 2021-06-01 | 1 | 1 | Fine | ON-TRACK | G"
    assert stands("2021-12-03", 1, progress_note=good)[1] == "G"
    assert stands("2021-12-04", 1, progress_note=good)[1:] == ("A", "Due in 28 days; noted on track on 1 Jun 2021")
    assert stands("2022-01-01", 1, progress_note=good)[1:] == ("A", "Due today; noted on track on 1 Jun 2021")
    late = one("2022-01-02", 1, progress_note=good)
    assert (late.state, late.reason, late.late) == ("R", "1 day past due; noted on track on 1 Jun 2021", 1)


def test_an_action_said_to_be_done_is_amber_until_it_is_closed() -> None:
    said = "child|theme|day|number|action|words|status|state\n* | 3 | 2021-06-01 | 1 | 1 | All done | DONE | G"
    assert stands("2021-07-01", 1, progress_note=said) == (
        "DONE",
        "A",
        "Noted done on 1 Jun 2021, and not closed with its evidence",
    )


def test_a_closed_action_was_open_the_day_before() -> None:
    assert stands("2021-11-10", 2) == ("DONE", "G", "Done on 10 Nov 2021")
    assert one("2021-11-10", 2).evidence == "Its contract"
    assert one("2021-11-09", 2).open
    assert planned("2021-11-10").theme("3").done == 1


def test_a_state_alone_is_said_and_no_due_date_is_no_state() -> None:
    assert stands("2021-03-01", 3) == ("NOT-STARTED", "–", "No due date")
    red = "child | theme | day | number | action | words | state\n* | 5 | 2021-02-20 | 1 | 3 | Nobody free | R"
    assert stands("2021-03-01", 3, progress_note=red) == ("NOT-STARTED", "R", "Noted red on 20 Feb 2021")


def test_a_note_of_progress_alone_leaves_where_the_action_stands() -> None:
    notes = """
        child | theme | day        | number | action | words              | status    | state
        *     | 3     | 2021-03-01 | 1      | 1      | Nobody free        | OFF-TRACK |
        *     | 3     | 2021-04-01 | 1      | 1      | The office moved   |           |
        *     | 3     | 2021-05-01 | 1      | 1      | Half a team        |           | A
        *     | 3     | 2021-06-01 | 1      | 1      | Interviews held    |           |
        *     | 3     | 2021-07-01 | 1      | 1      | A team             | ON-TRACK  |
        *     | 3     | 2021-08-01 | 1      | 1      | All is done        | DONE      | G
        *     | 3     | 2021-09-01 | 1      | 1      | The office moved   |           |
        *     | 3     | 2021-10-01 | 1      | 1      | It is not done     |           | R
    """
    assert stands("2021-04-01", 1, progress_note=notes) == ("OFF-TRACK", "R", "Noted off track on 1 Mar 2021")
    assert stands("2021-06-01", 1, progress_note=notes) == ("OFF-TRACK", "A", "Noted amber on 1 May 2021")
    assert stands("2021-07-01", 1, progress_note=notes)[:2] == ("ON-TRACK", "G"), "a later status says the state anew"
    assert stands("2021-09-01", 1, progress_note=notes)[:2] == ("DONE", "A"), "done, and not closed"
    assert stands("2021-10-01", 1, progress_note=notes) == ("DONE", "R", "Noted red on 1 Oct 2021")


def test_a_late_end_says_how_late() -> None:
    late = "child|number|theme|words|agreed|due|ends|why_ended\n*|1|3|Track|2020-12-01|2021-01-01|2021-01-03|WITHDRAWN"
    assert stands("2021-02-01", 1, plan_action=late, progress_note="child|theme|day|number") == (
        "WITHDRAWN",
        "–",
        "Withdrawn on 3 Jan 2021, 2 days after it was due",
    )


def test_a_theme_counts_its_open_actions_by_state() -> None:
    assert planned("2022-02-01").theme("3").counts == {"R": 1, "A": 0, "G": 0, "–": 0}
    assert planned("2022-02-01").theme("5").counts == {"R": 0, "A": 0, "G": 0, "–": 1}


def test_progress_is_a_history_newest_first_of_a_period() -> None:
    theme = planned("2022-01-31").theme("3")
    said = [note.words for note in theme.notes]
    assert said[:2] == ["The group meets monthly", "The team has begun"]
    autumn = progress(theme.notes, day("2021-09-01"), day("2021-11-10"))
    assert [note.words for note in autumn] == ["The team has begun", "Some children are missing"]
    assert [note.words for note in planned("2021-06-30").theme("3").notes] == ["A list is kept"]


def test_the_notes_of_an_action_go_with_it_to_another_theme() -> None:
    moved = ACTIONS.replace("| 1      | 3 ", "| 1      | 4 ")
    assert [note.action for note in planned("2022-01-31", plan_action=moved).theme("4").notes] == [1, 1]


def test_risks_steps_findings_and_training_are_told_as_at_the_day() -> None:
    found = planned(
        "2022-01-31",
        plan_risk="child | number | words | since | level | ends\n* | 1 | Demand | 2021-08-01 | HIGH | 2022-02-01",
        next_step="child | number | words | since | due\n* | 1 | Recruit | 2021-10-01 | 2022-01-30",
        audit_finding="child|number|day|source|words|theme|ends\n*|1|2021-09-01|Own audit|Plans late|1|2022-01-31",
        training="child|day|role|trained\n*|2021-10-01|Residential worker|10\n*|2021-11-01|Residential worker|2",
    )
    assert found.risks[0].ends is None
    assert found.steps[0].late == 1
    assert found.findings[0].ends == day("2022-01-31")
    assert found.trained == {"Residential worker": 12}


def test_the_round_begins_where_the_authority_says_or_with_the_first_action() -> None:
    own = planned("2022-01-31").cycle
    assert own is not None
    assert (own.first, own.last, own.years, own.year) == (
        day("2020-12-01"),
        day("2023-11-30"),
        3,
        2,
    )
    said = planned("2022-01-31", setting="child | kind | name | value\n* | plan | begins | 2021-04-01").cycle
    assert said is not None
    assert (said.first, said.year) == (day("2021-04-01"), 1)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 10), st.integers(0, 20_000))
def test_every_day_from_the_first_is_in_one_round(begins: dt.date, years: int, after: int) -> None:
    on = begins + dt.timedelta(days=after)
    found = cycle(begins, years, on)
    assert found is not None
    assert found.first <= on <= found.last
    assert 1 <= found.year <= years
    then = cycle(begins, years, found.last + dt.timedelta(days=1))
    assert then is not None
    assert (then.first, then.year) == (found.last + dt.timedelta(days=1), 1)


def test_there_is_no_round_before_the_first_day() -> None:
    assert cycle(day("2021-04-01"), 3, day("2021-03-31")) is None


@pytest.mark.parametrize("on", ["2021-05-01", "2021-10-01", "2022-02-01"])
def test_the_plan_is_the_same_whoever_is_looked_at(on: str) -> None:
    asked = snapshot(on, plan_action=ACTIONS, progress_note=NOTES)
    assert plan(asked.take(["1"])) == plan(asked)


@given(
    st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2024, 1, 1)),
    st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2022, 6, 1)),
    st.sampled_from(["DONE", "WITHDRAWN", "REPLACED"]),
    st.none() | st.tuples(st.sampled_from([None, *codes.codes("plan_status")]), st.sampled_from([None, "R", "A", "G"])),
)
def test_red_is_what_is_past_due_or_said_to_be_so_and_every_state_has_its_reason(
    due: dt.date | None, ends: dt.date | None, how: str, said: tuple[str | None, str | None] | None
) -> None:
    today = day("2022-06-01")
    note = None if said is None else Note(1, 1, "3", day("2022-01-01"), 1, 1, "W", said[0], said[1], None)
    status, state, reason = standing(due, ends, how if ends else None, [note] if note else [], today)
    assert state in STATES
    assert reason
    assert "None" not in reason
    if ends is not None:
        assert status == how
        assert state == ("G" if how == "DONE" else "–")
    elif due is not None and due < today:
        assert state == "R"
    elif status == "DONE":
        assert state == "A", "said to be done, and not closed"
    elif state == "R":
        assert said is not None
        assert said[1] == "R" or (said[1] is None and said[0] == "OFF-TRACK")
    elif state == "G":
        assert due is not None or (said is not None and said[1] == "G")
