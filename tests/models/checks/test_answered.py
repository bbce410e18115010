"""A finding that somebody answered stays in the list, with the reason, for as long as the answer holds."""

from __future__ import annotations

import datetime as dt

import pytest

from models.checks import answered, faults, key, overridden
from models.snapshot import Snapshot
from tests.models.checks.examples_journey import steps
from tests.support.facts import day, episodes, snapshot

VISITED = {
    "child_details": "child | dob\n1 | 2015-02-03\n2 | 2015-02-03",
    "previous_permanence": "child | prev_perm\n1 | Z1\n2 | Z1",
    "milestone": steps("VISIT 2021-06-02", "VISIT 2021-06-09") + "\n",
}
LEFT = "child | decom | dec | rec\n1 | 2020-05-01 | 2021-06-01 | E4A"


def look(answer: str, on: str = "2022-03-31") -> list[tuple[object, ...]]:
    snap = snapshot(on, episodes(LEFT), answer=answer, **VISITED)
    rows = answered(snap, faults(snap))
    assert rows["code"].to_list() == ["J64", "J64"]
    return rows.select("answered", "answered_on", "answered_reason", "answered_until").rows()


NOT = (False, None, None, None)


@pytest.mark.parametrize("rule", [key("J64", dt.date(2021, 6, 2)), "J64 2021-06-02"])
def test_an_answer_to_one_finding_answers_that_one_only(rule: str):
    first, second = look(f"rule | since | reason\n{rule} | 2021-07-01 | Goodbye visit")
    assert first == (True, day("2021-07-01"), "Goodbye visit", None)
    assert second == NOT


def test_an_answer_to_a_rule_answers_all_its_findings_and_one_to_a_finding_goes_before_it():
    drawing = "rule | since | reason\nJ64 | 2021-07-02 | Visits went on\nJ64 2021-06-02 | 2021-07-01 | Goodbye visit"
    assert [row[2] for row in look(drawing)] == ["Goodbye visit", "Visits went on"]


def test_the_last_of_several_answers_holds_until_its_day_and_none_before_it_was_given():
    drawing = "rule | since | reason | until\nJ64 | 2021-07-01 | First | -\nJ64 | 2021-08-01 | Second | 2021-12-31"
    assert look(drawing, "2021-12-31")[0] == (True, day("2021-08-01"), "Second", day("2021-12-31"))
    assert look(drawing, "2022-01-01") == [NOT, NOT]
    assert look(drawing, "2021-07-31")[0][2] == "First"
    assert look(drawing, "2021-06-30") == [NOT, NOT]


def test_an_answer_about_another_child_or_rule_is_none():
    assert look("child | rule | since | reason\n2 | J64 | 2021-07-01 | No\n1 | J63 | 2021-07-01 | No") == [NOT, NOT]


def test_a_finding_without_a_day_is_answered_by_its_rule():
    assert key("635", None) == "635"
    tables = {**VISITED, "milestone": "kind\n", "answer": "rule | since | reason\n635 | 2021-07-01 | As reported"}
    tables["previous_permanence"] = "child | prev_perm | la_perm\n1 | Z1 | 999"
    snap = snapshot("2022-03-31", episodes(LEFT), **tables)
    rows = answered(snap, faults(snap))
    assert rows.select("code", "answered_reason").rows() == [("635", "As reported")]


def test_nothing_found_has_nothing_answered():
    snap = Snapshot(
        snapshot("2022-03-31", answer="rule | since | reason\nJ64 | 2021-07-01 | x").facts, day("2022-03-31")
    )
    assert answered(snap, faults(snap)).is_empty()


def test_the_words_beside_a_finding_name_who_when_and_why():
    said = overridden(dt.date(2022, 5, 3), "The goodbye visit was agreed", "A. Worker")
    assert said == "overridden by A. Worker on 3 May 2022 because the goodbye visit was agreed"
    assert overridden(dt.date(2022, 5, 3), "IRO agreed") == "overridden on 3 May 2022 because IRO agreed"
