"""Where a child stands, what is next and why a state is red: in sentences a chair can read out."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.pathway import STAGES
from models.rules.status import status
from tests.support.facts import day, episodes, snapshot

ON = "2021-12-08"


def told(drawing: str, on: str = ON, **tables: str) -> dict[str, Any]:
    (row,) = status(snapshot(on, episodes(drawing), **tables)).to_dicts()
    return row


ORDER = "decom | ls | place\n2020-12-01 | C1 | U6\n2021-01-10 | E1 | U6"
MADE = "date_placed\n2020-12-20"
HELD = {"review": "review\n2020-12-20\n2021-02-20\n2021-07-20"}

STANDS = [
    ("Adopted", "decom | place | dec | rec\n2020-01-01 | A6 | 2021-01-01 | E11", {}, "2021-01-01"),
    ("Special guardianship", "decom | dec | rec\n2020-01-01 | 2021-01-01 | E45", {}, "2021-01-01"),
    ("Child arrangements order", "decom | dec | rec\n2020-01-01 | 2021-01-01 | E41", {}, "2021-01-01"),
    ("Left care: returned home, planned", "decom | dec | rec\n2020-01-01 | 2021-01-01 | E4A", {}, "2021-01-01"),
    ("Left care: died", "decom | dec | rec\n2020-01-01 | 2021-01-01 | E2", {}, "2021-01-01"),
    ("Left care: reason not known", "decom | dec | rec\n2020-01-01 | 2021-01-01 | -", {}, "2021-01-01"),
    ("Next episode missing", "decom | dec | rec\n2020-01-01 | 2021-01-01 | X1", {}, "2021-01-01"),
    ("Short breaks", "decom | ls\n2020-01-01 | C2\n2021-01-01 | V3", {}, "2021-01-01"),
    ("Turned 18, no exit recorded", "decom\n2020-01-01", {"child_details": "dob\n2003-05-02"}, "2021-05-02"),
    ("Placed, waiting for order", "decom | ls | place\n2020-01-01 | E1 | U6\n2021-01-01 | E1 | A6", {}, "2021-01-01"),
    (
        "Matched, waiting to be placed",
        ORDER,
        {"adm_decision": MADE, "adoption": "date_match\n2021-11-01"},
        "2021-11-01",
    ),
    ("Placement order, waiting for match", ORDER, {"adm_decision": MADE}, "2021-01-10"),
    ("Placement order ended, decision stands", ORDER + "\n2021-06-01 | C2 | U6", {"adm_decision": MADE}, "2021-06-01"),
    ("Decision made, waiting for placement order", "decom\n2020-12-01", {"adm_decision": MADE}, "2020-12-20"),
    ("With parents on a care order", "decom | place\n2020-01-01 | U6\n2021-01-01 | P1", {}, "2021-01-01"),
    ("With parents on an interim care order", "decom | ls | place\n2020-01-01 | C1 | P1", {}, "2020-01-01"),
    ("With parents, no care order", "decom | ls | place\n2020-01-01 | V2 | P1", {}, "2020-01-01"),
    ("Early permanence, waiting for decision", "decom | ls | place\n2020-01-01 | C1 | U5", {}, "2020-01-01"),
    ("Long-term fostering", "decom | place\n2020-01-01 | U4", {}, "2020-01-01"),
    ("In care proceedings, no adoption decision", "decom | ls\n2020-01-01 | C1", {}, "2020-01-01"),
    ("Accommodated, no adoption decision", "decom | ls\n2020-01-01 | V2", {}, "2020-01-01"),
    ("In care, no adoption decision", "decom\n2020-01-01", {}, "2020-01-01"),
]


@pytest.mark.parametrize(("stage", "drawing", "tables", "since"), STANDS, ids=[case[0] for case in STANDS])
def test_every_stage_is_said_in_words_with_its_day(stage: str, drawing: str, tables: dict[str, str], since: str):
    row = told(drawing, **tables)
    assert (row["stage"], row["stage_since"]) == (stage, day(since))
    assert row["stage_days"] == (day(ON) - day(since)).days


def test_stages_have_words_of_their_own():
    assert len({stage.words for stage in STAGES}) == len(STAGES)
    assert {case[0] for case in STANDS} <= {stage.words for stage in STAGES}


def test_a_child_who_waits_too_long_for_a_match_is_red_and_the_sentence_says_why():
    row = told(ORDER, **HELD, adm_decision=MADE)
    assert row["reason"] == "Waiting 332 days since the placement order without a match: 211 over the 121-day guide"
    assert (row["state"], row["next"], row["due"], row["over"]) == ("R", "Match", day("2021-05-11"), 211)
    assert row["source"].startswith("Adoption scorecard")


@pytest.mark.parametrize(
    ("on", "state", "over"),
    [("2021-04-12", "G", None), ("2021-04-13", "A", None), ("2021-05-11", "A", None), ("2021-05-12", "R", 1)],
)
def test_due_soon_is_within_28_days(on: str, state: str, over: int | None):
    row = told(ORDER, on, **HELD, adm_decision=MADE)
    assert (row["state"], row["over"]) == (state, over)
    assert row["reason"].startswith("Waiting") is True


def test_before_a_match_is_late_the_sentence_says_by_when_it_is_due():
    row = told(ORDER, "2021-03-01", **HELD, adm_decision=MADE)
    assert row["reason"] == "Waiting 50 days since the placement order; match due by 11 May 2021, the 121-day guide"


def test_an_order_of_2012_is_measured_by_the_guide_of_2012():
    held = {"review": "review\n2012-05-20\n2012-08-10", "adm_decision": "date_placed\n2012-05-01"}
    row = told("decom | ls\n2012-05-01 | E1", "2012-11-01", **held)
    assert row["reason"] == "Waiting 184 days since the placement order without a match: 32 over the 152-day guide"


@pytest.mark.parametrize("ls", ["C2", "E1"])
def test_where_the_order_is_not_known_the_match_is_due_six_months_after_the_decision(ls: str):
    row = told(f"decom | rne | ls\n2020-12-01 | P | {ls}", "2021-11-30", adm_decision=MADE)
    assert (row["next"], row["due"]) == ("Match", day("2021-06-20"))
    assert row["reason"] == "Waiting 345 days since the decision without a match: 163 over 6 months of the decision"


def test_an_overdue_review_comes_before_a_match_that_is_not_due_yet():
    row = told(ORDER, "2021-03-25", review="review\n2020-12-20", adm_decision=MADE)
    assert (row["next"], row["state"], row["over"]) == ("Second review", "R", 5)
    assert row["reason"] == "Second review was due by 20 Mar 2021, within 3 months of the first review: 5 days over"


def test_one_day_is_one_day():
    row = told("decom\n2020-12-01", "2021-01-01")
    assert row["reason"] == "First review was due by 31 Dec 2020, within 20 working days of entry: 1 day over"


def test_in_care_without_adoption_the_next_review_is_next():
    row = told("decom\n2020-12-01", **HELD)
    assert (row["next"], row["due"], row["state"]) == ("Next review", day("2022-01-20"), "G")
    assert row["reason"] == "Next review due by 20 Jan 2022, within 6 months of the last review"


@pytest.mark.parametrize(
    ("drawing", "tables", "reason"),
    [
        ("decom | place | dec | rec\n2020-01-01 | A6 | 2021-01-03 | E11", {}, "Adopted on 3 Jan 2021"),
        ("decom | dec | rec\n2020-01-01 | 2021-01-03 | E4B", {}, "Left care on 3 Jan 2021"),
        (
            "decom | dec | rec\n2020-01-01 | 2021-01-03 | X1",
            {},
            "The episode that ended on 3 Jan 2021 says that another follows, and none does",
        ),
        ("decom\n2020-01-01", {"child_details": "dob\n2003-05-02"}, "Turned 18 on 2 May 2021, and no exit is recorded"),
        ("decom | ls\n2020-01-01 | C2\n2021-01-01 | V3", {}, "On short breaks: no reviews are due"),
        (
            "decom | rne\n2020-01-01 | L",
            {},
            "No day by which something is due is known: the day of entry or the reviews are not on record",
        ),
    ],
)
def test_where_nothing_is_due_the_sentence_says_so(drawing: str, tables: dict[str, str], reason: str):
    row = told(drawing, **tables)
    assert (row["reason"], row["state"], row["due"], row["next"]) == (reason, "–", None, None)


class TestStaleMatches:
    """A match that led to nothing is no reason to stop waiting."""

    MATCH = "date_match\n2021-02-01"

    def test_after_a_disruption_the_child_waits_again(self):
        row = told(ORDER + "\n2021-03-01 | E1 | A6\n2021-06-01 | E1 | U6", adoption=self.MATCH)
        assert row["stage"] == "Placement order, waiting for match"

    def test_after_the_order_ended(self):
        row = told(ORDER + "\n2021-06-01 | C2 | U6", adoption=self.MATCH, adm_decision=MADE)
        assert row["stage"] == "Placement order ended, decision stands"

    def test_after_the_decision_was_reversed(self):
        reversed_ = "date_placed | date_placed_ceased\n2020-12-20 | 2021-05-01"
        assert (
            told("decom\n2020-12-01", adoption=self.MATCH, adm_decision=reversed_)["stage"]
            == "In care, no adoption decision"
        )
