"""A limit is the same in every list that speaks of it: a tracker, the drift flags and what is to be done agree."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.edits.steps import SetPlanned
from models.rules.drift import flags
from models.rules.people import families
from models.rules.work import dues
from models.snapshot import Snapshot
from models.trackers import TRACKERS
from tests.support.facts import day, episodes, snapshot

KEPT = (
    "child | kind | plan | day | outcome\n9 | VISIT | 0 | 2000-01-01 | SEEN\n9 | CC-APPROVED | 0 | 2000-01-01 | YES\n"
)
HOME = "decom | ls | place\n2021-01-04 | C2 | P1"
AFTER_INTERIM = "decom | ls | place\n2020-01-06 | C1 | P1\n2021-11-01 | C2 | P1"
CARER = "decom | ls | place\n2022-01-04 | C2 | U3"


def told(tracker: str, asked: Snapshot) -> dict[str, Any]:
    [row] = TRACKERS[tracker].rows(asked).to_dicts()
    return dict(row)


def limits(asked: Snapshot) -> dict[str, dt.date]:
    return {row["rule"]: row["limit"] for row in flags(asked).to_dicts() if row["child"] == "1"}


@pytest.mark.parametrize(
    ("care", "visits", "due"),
    [
        (HOME, "", "2021-01-11"),
        (HOME, "1 | VISIT | 0 | 2021-12-01 | SEEN", "2022-01-12"),
        (HOME, "1 | VISIT | 0 | 2021-12-01 | SEEN\n1 | VISIT | 0 | 2022-01-05 | NOT-SEEN", "2022-01-12"),
        (HOME, "1 | PWP-REG19 | 0 | 2021-01-04 | YES\n1 | VISIT | 0 | 2021-12-01 | SEEN", "2021-12-08"),
        (AFTER_INTERIM, "", "2021-11-08"),
        (AFTER_INTERIM, "1 | VISIT | 0 | 2021-10-25 | SEEN", "2021-11-08"),
    ],
)
def test_a_visit_at_home_is_due_in_the_tracker_when_drift_says_so(care: str, visits: str, due: str) -> None:
    asked = snapshot("2022-03-31", episodes(care), milestone=KEPT + visits)
    assert told("at_home", asked)["visit_due"] == day(due)
    assert [row["due"] for row in dues(asked).to_dicts() if row["what"] == "Visit"] == [day(due)]
    assert "Visit overdue" in next(row["words"] for row in flags(asked).to_dicts() if row["rule"] == "DRIFT-10")


def test_a_visit_is_due_too_where_only_some_children_are_looked_at() -> None:
    asked = snapshot("2022-03-31", episodes(HOME), milestone=KEPT).take(["1"])
    assert told("at_home", asked)["visit_due"] == day("2021-01-11")


def test_a_plan_to_discharge_is_wanted_a_year_after_the_order_at_home() -> None:
    asked = snapshot("2022-12-01", episodes(AFTER_INTERIM), milestone=KEPT)
    assert told("at_home", asked)["trigger"] == limits(asked)["DRIFT-8"] == day("2022-11-01")


def test_an_immediate_placement_is_assessed_within_the_days_of_the_policy() -> None:
    allowed = "kind | plan | day | outcome\nPWP-REG19 | 0 | 2022-03-01 | YES"
    chosen = "child | kind | name | value\n* | policy | REG19-ASSESS | 5"
    assert told("at_home", snapshot("2022-03-02", episodes(HOME), milestone=allowed))["reg19_due"] == day("2022-03-15")
    asked = snapshot("2022-03-02", episodes(HOME), milestone=allowed, setting=chosen)
    assert told("at_home", asked)["reg19_due"] == day("2022-03-08")


@pytest.mark.parametrize(
    ("steps", "limit"),
    [
        ("", "2022-04-26"),
        ("1 | REG25 | 0 | 2022-04-20 |", "2022-06-21"),
        ("1 | CC-APPROVED | 0 | 2022-02-01 | YES\n1 | CC-APPROVED | 0 | 2022-03-01 | NO", "2022-04-26"),
        ("1 | CC-APPROVED | 0 | 2022-03-01 | YES", None),
    ],
)
def test_a_carer_is_to_be_approved_by_the_same_day_everywhere(steps: str, limit: str | None) -> None:
    asked = snapshot("2022-07-01", episodes(CARER), milestone=KEPT + steps)
    assert told("connected", asked)["limit"] == limits(asked).get("DRIFT-7") == (limit and day(limit))


def test_a_placement_that_the_data_begins_in_is_judged_from_its_first_day() -> None:
    asked = snapshot("2022-07-01", episodes("decom | rne | ls | place\n2022-01-04 | L | C2 | U3"), milestone=KEPT)
    found = told("connected", asked)
    assert (found["start"], found["start_words"], found["day_number"]) == (None, "before 4 Jan 2022", 178)
    assert found["limit"] == limits(asked)["DRIFT-7"] == day("2022-04-26")
    assert found["reason"].startswith("Day 178 or later: past day 112 (26 Apr 2022)")


TWICE = "decom | dec | rec | ls | place\n2021-01-04 | - | - | C2 | {0}\n2021-06-01 | - | - | C2 | {0}"


@pytest.mark.parametrize(
    ("tracker", "place"), [("at_home", "P1"), ("fostering", "U4"), ("residential", "K2"), ("education", "U6")]
)
def test_a_child_whose_record_shows_two_times_in_care_at_once_stands_there_once(tracker: str, place: str) -> None:
    asked = snapshot("2022-01-04", episodes(TWICE.format(place)), child_details="dob\n2010-01-01")
    assert told(tracker, asked)["child"] == "1"


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        ("2021-01-04", "2022-01-03", 11),
        ("2021-01-04", "2022-01-04", 12),
        ("2021-01-31", "2021-02-27", 0),
        ("2021-01-31", "2021-02-28", 1),
    ],
)
@pytest.mark.parametrize(("tracker", "place"), [("at_home", "P1"), ("fostering", "U4"), ("residential", "K2")])
def test_months_are_calendar_months(tracker: str, place: str, since: str, on: str, months: int) -> None:
    asked = snapshot(on, episodes(f"decom | ls | place\n{since} | C2 | {place}"))
    assert told(tracker, asked)["months"] == months


def test_brothers_and_sisters_are_counted_whoever_is_looked_at() -> None:
    asked = snapshot("2022-01-04", sibling_group="child | family | since\n1 | F | 2020-01-01\n2 | F | 2020-01-01")
    assert families(asked.take(["1"]))["siblings"].to_list() == [1]


def test_no_days_are_counted_from_a_celebration_whose_month_alone_is_known() -> None:
    care = episodes("decom | ls | place | dec | rec\n2020-01-06 | E1 | A6 | 2022-02-01 | E12")
    held = "kind | plan | day | precision\nCELEBRATION | 0 | 2022-03-01 | MONTH"
    assert told("life_story", snapshot("2022-05-01", care, milestone=held))["letter_due"] is None


def test_what_is_full_time_is_said_by_the_policy() -> None:
    term = {
        "school_term": "begins | term | hours\n2022-01-04 | SPRING | 200",
        "milestone": "kind | plan | day\nPEP | 0 | 2022-01-20",
        "setting": "child | kind | name | value\n* | policy | HOURS | 30",
    }
    asked = snapshot("2022-03-31", episodes("decom\n2021-01-04"), child_details="dob\n2010-01-01", **term)
    assert told("education", asked)["reason"].startswith("Fewer than 30 hours")


def test_a_day_planned_is_typed_over_the_one_that_is_shown() -> None:
    said = (
        "kind | plan | said | planned\nAP-PANEL | 1 | 2022-01-10 | 2022-08-01\nAP-PANEL | 2 | 2022-01-10 | 2022-07-01"
    )
    asked = snapshot("2022-03-31", episodes("decom | ls | place\n2021-01-04 | E1 | U6"), planned_step=said)
    assert told("family_finding", asked)["AP-PANEL_planned"] == day("2022-07-01")
    edit = TRACKERS["family_finding"].column("AP-PANEL_planned").edit
    assert edit is not None
    assert edit(asked, "1", day("2022-07-05"), {}) == SetPlanned(
        "1", "AP-PANEL", 2, day("2022-07-05"), day("2022-07-01"), 1
    )
