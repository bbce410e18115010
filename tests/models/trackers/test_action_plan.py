"""The lists of the action plan: what needs doing stands first, and the whole plan is the sum of its themes."""

from __future__ import annotations

from models.rules.action_plan import Plan, plan
from models.trackers import action_plan as listed
from tests.support.facts import snapshot

ACTIONS = """
    child | number | theme | words       | agreed     | due        | ends       | why_ended | measure
    *     | 1      | 3     | Long done   | 2021-01-04 | 2021-06-30 | 2021-06-01 | DONE      | T01
    *     | 2      | 3     | In time     | 2021-01-04 | 2023-06-30 |            |           |
    *     | 3      | 5     | A day late  | 2021-01-04 | 2022-03-30 |            |           | Z9
    *     | 4      | 5     | Soon due    | 2021-01-04 | 2022-04-10 |            |           |
    *     | 5      | 1     | Very late   | 2021-01-04 | 2021-12-31 |            |           |
    *     | 6      | 1     | No date     | 2021-01-04 |            |            |           |
"""
NOTES = """
    child | theme | day        | number | action | words  | status   | evidence
    *     | 3     | 2021-06-01 | 1      | 1      | Ended  | DONE     | Minutes
    *     | 5     | 2022-02-01 | 1      | 0      | Themed |          |
"""


def stands() -> Plan:
    rest = {
        "plan_risk": "child|number|words|since|level|ends\n*|1|Low|2021-01-04|LOW|\n"
        "*|2|Over|2021-01-04|HIGH|2022-01-04\n*|3|High|2021-01-04|HIGH|",
        "training": "child|day|role|trained\n*|2021-10-01|Worker|10\n*|2022-01-10|Worker|5",
    }
    return plan(snapshot("2022-03-31", plan_action=ACTIONS, progress_note=NOTES, **rest))


def test_what_is_latest_stands_first_and_what_is_closed_last() -> None:
    assert listed.actions(stands())["words"].to_list() == [
        *("Very late", "A day late", "Soon due", "In time", "No date", "Long done"),
    ]
    assert listed.actions(stands(), "5")["words"].to_list() == ["A day late", "Soon due"]


def test_the_whole_plan_is_the_sum_of_its_themes() -> None:
    rows = listed.themes(stands()).to_dicts()
    for name in ("R", "A", "G", "–", "done"):
        assert rows[0][name] == sum(row[name] for row in rows[1:])
    assert (rows[0]["R"], rows[0]["A"], rows[0]["G"], rows[0]["–"], rows[0]["done"]) == (2, 1, 1, 1, 1)
    assert str(rows[0]["noted"]) == "2022-02-01"


def test_codes_are_told_in_words_and_an_unknown_measure_by_its_code() -> None:
    rows = {row["words"]: row for row in listed.actions(stands()).to_dicts()}
    assert rows["Long done"]["status"] == "Done"
    assert rows["Long done"]["measure"] == "T01 Placement order to match"
    assert rows["Long done"]["evidence"] == "Minutes"
    assert rows["A day late"]["measure"] == "Z9"
    assert rows["No date"]["status"] == "Not started"


def test_notes_name_their_action_and_risks_stand_by_their_level() -> None:
    assert listed.notes(stands())["action"].to_list() == [None, "1 Long done"]
    assert listed.notes(stands(), "3")["words"].to_list() == ["Ended"]
    assert listed.risks(stands())["words"].to_list() == ["High", "Low", "Over"]


def test_training_is_added_up_role_by_role() -> None:
    rows = listed.training(stands())
    assert rows.select("trained", "all").rows() == [(5, 15), (10, 10)]


def test_a_plan_of_nothing_is_six_themes_without_actions() -> None:
    nothing = plan(snapshot("2022-03-31"))
    assert len(listed.themes(nothing)) == 7
    assert listed.actions(nothing).is_empty()
    assert listed.described(nothing) == "No action is recorded yet"
