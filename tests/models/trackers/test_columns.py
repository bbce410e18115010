"""What the trackers' columns say: gateway, court, copies of the book, school, and who is to do what for each child."""

from __future__ import annotations

from typing import Any

import pytest

from models.edits.steps import SetStep
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Question
from models.trackers.annex_a import HEADINGS
from tests.support.facts import day, episodes, snapshot

CARE = "decom | ls | place\n2021-01-04 | C2 | U6"


def told(tracker: str, asked: Snapshot) -> dict[str, Any]:
    [row] = TRACKERS[tracker].rows(asked).to_dicts()
    return dict(row)


@pytest.mark.parametrize(
    ("matters", "kind"),
    [
        ({}, "New"),
        ({"milestone": "LGM | 0 | 2021-12-01 | B"}, "Review"),
        ({"milestone": "LGM | 0 | 2020-01-06 | C", "proceedings": "issued | ends\n2020-01-10 | 2020-07-01"}, "New"),
        (
            {"milestone": "LGM | 0 | 2021-12-01 | B", "pre_proceedings": "begins | ends\n2021-12-01 | 2022-03-01"},
            "Review",
        ),
        ({"milestone": "LGM | 0 | 2021-12-01 | B", "pre_proceedings": "begins | ends\n2021-12-01 | 2022-01-10"}, "New"),
    ],
)
def test_a_gateway_meeting_is_new_or_reviews_one_of_the_same_matter(matters: dict[str, str], kind: str) -> None:
    steps = f"kind | plan | day | outcome\n{matters.pop('milestone', '')}\nLGM | 0 | 2022-03-01 | A"
    assert told("gateway", snapshot("2022-03-31", milestone=steps, **matters))["gateway_kind"] == kind


def test_the_gateway_says_whether_the_threshold_is_met_and_when_parents_were_first_met() -> None:
    steps = """
        kind      | plan | day        | outcome
        LGM       | 0    | 2022-01-10 | B
        THRESHOLD | 0    | 2022-01-10 | MET
        PPM       | 0    | 2022-01-25 |
        PPM       | 0    | 2022-02-21 |
    """
    found = told("gateway", snapshot("2022-03-31", milestone=steps, pre_proceedings="begins\n2022-01-10"))
    assert (found["THRESHOLD_outcome"], found["first_meeting"], found["PPM"], found["meetings"]) == (
        *("Met", day("2022-01-25"), day("2022-02-21"), 2),
    )


def test_court_says_the_interim_orders_and_why_it_was_extended() -> None:
    steps = """
        kind      | plan | day        | amount | note
        ISO       | 0    | 2022-01-11 |        |
        ISO       | 0    | 2021-01-11 |        |
        EXTENSION | 0    | 2022-06-20 | 8      | Expert report filed late
        EXTENSION | 0    | 2022-08-20 | 1      |
    """
    care = episodes("decom | ls | place\n2022-01-14 | C1 | U6")
    found = told("court", snapshot("2022-09-01", care, milestone=steps, proceedings="issued\n2022-01-10"))
    assert found["interim"] == "Interim care order, 14 Jan 2022; Interim supervision order, 11 Jan 2022"
    assert found["extension_why"] == "8 weeks: Expert report filed late; 1 week"
    bare = told("court", snapshot("2022-09-01", episodes(CARE), proceedings="issued\n2022-01-10"))
    assert (bare["interim"], bare["extension_why"], bare["ISO"]) == (None, None, None)


def test_an_interim_order_of_earlier_proceedings_is_not_of_these() -> None:
    care = episodes("decom | ls | place | dec | rec\n2020-01-14 | C1 | U6 | 2020-08-01 | E4A")
    found = told("court", snapshot("2022-09-01", care, proceedings="issued\n2022-01-10"))
    assert found["interim"] is None


def test_the_copies_of_a_life_story_book_are_told_apart() -> None:
    steps = "kind | plan | day\nLS-BOOK | 0 | 2022-01-10\nLS-CHILD | 0 | 2022-02-01\nLS-CARER | 0 | 2022-02-08"
    plan = {"plan": "plan | pathway | begins\n1 | LTF | 2021-06-01", "primary_plan": "plan | since\n1 | 2021-06-01"}
    found = told("life_story", snapshot("2022-03-31", episodes(CARE), milestone=steps, **plan))
    assert (found["LS-CHILD"], found["LS-CARER"], found["story"]) == (
        *(day("2022-02-01"), day("2022-02-08"), "Book drafted"),
    )


@pytest.mark.parametrize(
    ("held", "due"), [("2021-10-01", "2022-04-30"), ("2022-02-01", "2022-08-31"), ("2021-06-01", "2021-12-31")]
)
def test_the_next_education_plan_is_due_by_the_end_of_the_next_term(held: str, due: str) -> None:
    pupil = {"child_details": "dob\n2010-01-01", "milestone": f"kind | plan | day\nPEP | 0 | {held}"}
    assert told("education", snapshot("2022-03-31", episodes(CARE), **pupil))["pep_next"] == day(due)


def test_the_first_education_plan_is_due_ten_working_days_from_entry() -> None:
    kept = "child | kind | plan | day\n9 | PEP | 0 | 2021-01-01"
    pupil = {"child_details": "dob\n2010-01-01", "milestone": kept}
    found = told("education", snapshot("2022-03-31", episodes("decom\n2022-03-21"), **pupil))
    assert (found["pep_next"], found["due"]) == (day("2022-04-04"), day("2022-04-04"))


def test_a_plan_of_special_guardianship_has_the_day_it_was_agreed() -> None:
    plans = "plan | pathway | begins | with_whom\n1 | ADOPTION | 2021-06-01 |\n2 | SGO | 2021-09-01 | AUNT"
    chosen = "plan | since\n1 | 2021-06-01"
    asked = snapshot("2022-03-31", episodes(CARE), plan=plans, primary_plan=chosen)
    assert told("connected", asked)["sgo_plan"] == day("2021-09-01")


def test_a_residential_placement_says_whose_it_is() -> None:
    care = episodes("decom | ls | place | place_provider\n2021-01-04 | C2 | K2 | PR4")
    found = told("residential", snapshot("2022-03-31", care))
    assert (found["provider"], found["own"]) == ("Private provision", "External")


def test_a_link_is_said_as_it_stands() -> None:
    links = (
        "kind | plan | day | outcome | ref\nLINK | 0 | 2022-01-10 | ACTIVE | F1\nLINK | 0 | 2022-02-10 | CHOSEN | F1"
    )
    asked = snapshot("2022-03-31", episodes("decom | ls\n2021-01-04 | E1"), milestone=links)
    for tracker in ("permanence", "family_finding"):
        assert told(tracker, asked)["link_status"] == "Chosen"


def acting(**tables: str) -> tuple[Any, ...]:
    """Rule, owner, action and its day of a child whose reviews are overdue and who has no plan."""
    held = "child | plan | pathway | begins\n9 | 1 | LTF | 2020-01-01"
    asked = snapshot("2022-03-31", episodes("decom\n2021-01-04"), plan=held, **tables)
    row = next(row for row in TRACKERS["permanence"].rows(asked).to_dicts() if row["child"] == "1")
    return tuple(row[name] for name in ("rule", "owner", "action", "action_due"))


def test_the_most_serious_drift_flag_says_who_is_to_do_what() -> None:
    rule, owner, action, due = acting()
    assert (rule, owner, due) == ("DRIFT-10", "Independent reviewing officer", day("2021-02-01"))
    assert action


def test_what_a_person_answered_to_it_stands_instead() -> None:
    given = "rule | since | reason | owner | action | due\nDRIFT-10 | 2022-03-01 | Ill | IRO-7 | Hold it | 2022-04-10"
    assert acting(answer=given) == ("DRIFT-10", "IRO-7", "Hold it", day("2022-04-10"))


def test_where_nothing_drifts_the_last_answer_to_another_finding_stands() -> None:
    given = "rule | since | reason | owner | action\nM06 2021-01-04 | 2022-03-01 | Asked | TM-1 | Ask the court"
    asked = snapshot("2022-03-31", episodes("decom\n2022-03-28"), answer=given)
    found = told("permanence", asked)
    assert (found["owner"], found["action"], found["flags"]) == ("TM-1", "Ask the court", 0)


def test_the_last_discussion_at_the_monitoring_group_is_in_every_tracker() -> None:
    assert all("PMG" in {column.key for column in tracker.columns} for tracker in TRACKERS.values())
    held = "kind | plan | day | precision\nPMG | 0 | 2022-01-20 |\nPMG | 0 | 2022-02-01 | MONTH"
    found = told("permanence", snapshot("2022-03-31", episodes(CARE), milestone=held))
    assert (found["PMG"], found["PMG_words"]) == (day("2022-02-28"), "Feb 2022")
    item = "meeting | listed | place | discussed\n2022-03-08 | 2022-03-01 | 1 | 2022-03-08"
    met = told("permanence", snapshot("2022-03-31", episodes(CARE), milestone=held, pmg_item=item))
    assert (met["PMG"], met["PMG_words"]) == (day("2022-03-08"), None)


def asked_of(typed: str) -> tuple[tuple[Question, ...], SetStep, SetStep]:
    """What is asked where a day is typed over a discussion of 20 January, and the edits of either answer."""
    now = snapshot("2022-03-31", episodes(CARE), milestone="kind | plan | day\nPMG | 0 | 2022-01-20")
    column = TRACKERS["court"].column("PMG")
    assert column.asks is not None
    assert column.edit is not None
    new, moved = (column.edit(now, "1", day(typed), {"which": which}) for which in ("new", "moved"))
    assert isinstance(new, SetStep)
    assert isinstance(moved, SetStep)
    return column.asks(now, "1", day(typed)), new, moved


def test_a_later_day_of_what_happens_again_is_another_one() -> None:
    [question], new, moved = asked_of("2022-03-10")
    assert [code for code, _words in question.choices] == ["new", "moved"]
    assert (new.on, new.was) == (day("2022-03-10"), None)
    assert (moved.on, moved.was) == (day("2022-03-10"), day("2022-01-20"))


def test_an_earlier_day_corrects_the_last_one_without_a_question() -> None:
    questions, _new, moved = asked_of("2022-01-19")
    assert questions == ()
    assert moved.was == day("2022-01-20")


def test_the_permanence_tracker_says_when_the_child_was_last_heard_and_how() -> None:
    steps = "kind | plan | day | outcome\nVOICE | 0 | 2022-01-20 | PLAY\nVOICE | 0 | 2022-03-01 | SPOKE"
    found = told("permanence", snapshot("2022-03-31", episodes(CARE), milestone=steps))
    assert (found["VOICE"], found["VOICE_outcome"]) == (day("2022-03-01"), "In conversation")


def test_a_data_officer_finds_the_sectors_own_headings_in_every_tracker() -> None:
    def said(tracker: str, key: str) -> str:
        return TRACKERS[tracker].column(key).note

    assert said("permanence", "adm").endswith("“Date of Decision that Child Should be Placed for Adoption”.")
    assert said("family_finding", "match").endswith("In Annex A: “Date of Matching Child and Prospective Adopters”.")
    assert said("at_home", "VISIT").endswith("In Annex A: “Date of Last Social Work Visit”.")
    known = {column.key for tracker in TRACKERS.values() for column in tracker.columns}
    assert set(HEADINGS) <= known, "a heading of no column"
    for tracker in TRACKERS.values():
        for column in tracker.columns:
            assert column.note.count("In Annex A:") == (column.key in HEADINGS), (tracker.code, column.key)
