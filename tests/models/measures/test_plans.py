"""T12, K16, K18, K19: plans for permanence, by when they were agreed and whether another is worked beside them."""

from __future__ import annotations

import pytest

from tests.models.measures.asked import apart, ask, days, groups, who

CARE = "child | decom\na | 2021-04-01\nb | 2021-04-01\nc | 2021-04-01\nd | 2021-04-01"
PLANS = """
    child | plan | pathway  | begins     | ends
    a     | 1    | ADOPTION | 2021-08-02 |
    a     | 2    | SGO      | 2021-06-01 |
    b     | 1    | HOME     | 2021-05-01 | 2021-09-01
    b     | 2    | ADOPTION | 2021-09-01 |
    c     | 1    | SGO      | 2021-05-01 |
"""
PRIMARY = "child | since | plan\na | 2021-08-02 | 1\nb | 2021-05-01 | 1\nb | 2021-09-01 | 2"
PLANNED = {"plan": PLANS, "primary_plan": PRIMARY}


def test_k18_counts_who_has_a_primary_plan_and_says_which() -> None:
    tally = ask("K18", CARE, **PLANNED)
    assert (who(tally), tally.base.to_list()) == (["a", "b"], ["a", "b", "c", "d"])  # type: ignore[union-attr]
    assert groups(tally) == {"ADOPTION": ["a", "b"]}
    before = ask("K18", CARE, ("2021-04-01", "2021-08-31"), **PLANNED)
    assert groups(before) == {"ADOPTION": ["a"], "HOME": ["b"]}


def test_k18_a_primary_plan_that_was_closed_is_none_until_another_is_chosen() -> None:
    closed = {"plan": "plan | pathway | begins | ends\n1 | LTF | 2021-05-01 | 2022-03-31"}
    tally = ask("K18", "decom\n2021-04-01", primary_plan="since | plan\n2021-05-01 | 1", **closed)
    assert who(tally) == []
    early = ("2021-04-01", "2022-03-30")
    assert who(ask("K18", "decom\n2021-04-01", early, primary_plan="since | plan\n2021-05-01 | 1", **closed)) == ["1"]


def test_k19_another_plan_at_the_same_time_is_parallel_one_after_another_is_not() -> None:
    tally = ask("K19", CARE, **PLANNED)
    assert (who(tally), tally.base.to_list(), tally.value) == (["a"], ["a", "b"], 50)  # type: ignore[union-attr]
    assert groups(tally) == {"parallel": ["a"], "alone": ["b"]}


def test_k19_says_for_whom_the_court_has_made_a_placement_order() -> None:
    ordered = f"{CARE}\nb | 2022-03-01".replace("decom", "decom | ls").replace("03-01", "03-01 | E1")
    rows = "\n".join(sorted(ordered.splitlines()[1:]))
    tally = ask("K19", f"child | decom | ls\n{rows}", **PLANNED)
    assert groups(tally) == {"parallel": ["a"], "alone ordered": ["b"]}


def test_k19_a_plan_left_over_from_an_earlier_time_in_care_is_not_worked_in_this_one() -> None:
    twice = "decom | dec | rec\n2019-04-01 | 2020-04-01 | E4A\n2021-04-01 | |"
    plans = "plan | pathway | begins\n1 | SGO | 2020-04-01\n2 | ADOPTION | 2021-05-01"
    assert who(ask("K19", twice, plan=plans, primary_plan="since | plan\n2021-05-01 | 2")) == []


REVIEWS = """
    child | review
    a     | 2021-04-20
    a     | 2021-08-02
    b     | 2021-04-20
    b     | 2021-04-30
    c     | 2021-04-20
    c     | 2022-04-01
    d     | 2021-04-20
    d     | 2021-07-01
"""


def test_k16_wants_the_plan_on_the_day_of_the_second_review_or_before() -> None:
    tally = ask("K16", CARE, review=REVIEWS, **PLANNED)
    assert (who(tally), tally.base.to_list()) == (["a"], ["a", "d"])  # type: ignore[union-attr]
    assert tally.no_date.to_list() == ["b"], "held on the day before anybody's plan was kept here"


@pytest.mark.parametrize(
    ("drawing", "review"),
    [
        ("decom | rne\n2021-04-01 | P", "review\n2021-06-20\n2021-09-02"),
        ("decom\n2020-04-01", "review\n2021-06-02\n2021-09-02"),
    ],
    ids=["start not shown", "first on record a year late"],
)
def test_k16_where_it_is_not_known_which_review_was_the_second_nobody_is_judged(drawing: str, review: str) -> None:
    plan = {"plan": "plan | pathway | begins\n1 | LTF | 2021-05-01", "primary_plan": "since | plan\n2021-05-01 | 1"}
    tally = ask("K16", drawing, review=review, **plan)
    assert (who(tally), tally.n, tally.no_date.to_list()) == ([], 0, ["1"])


def test_k16_a_child_twice_in_care_has_two_second_reviews() -> None:
    twice = "decom | dec | rec\n2021-04-01 | 2021-09-01 | E4A\n2021-10-01 | |"
    held = "review\n2021-04-20\n2021-07-20\n2021-10-20\n2022-01-20"
    plan = {"plan": "plan | pathway | begins\n1 | HOME | 2021-05-01", "primary_plan": "since | plan\n2021-05-01 | 1"}
    tally = ask("K16", twice, review=held, **plan)
    assert (who(tally), tally.n) == (["1", "1"], 2)


DECISION = {"adm_decision": "date_placed\n2021-10-01"}


@pytest.mark.parametrize(
    ("held", "chosen", "expected", "flagged"),
    [
        ("2021-08-10", "2021-08-10", 52, False),
        ("2021-08-10", "2021-09-15", 52, False),
        ("2021-08-10", "2021-10-01", 52, False),
        ("2021-07-31", "2021-10-01", 0, True),
        ("2021-10-01", "2021-09-15", 16, True),
    ],
    ids=["at the review", "a month after it", "within its two months", "its two months were over", "no review before"],
)
def test_t12_runs_from_the_review_that_set_adoption_as_the_plan(
    held: str, chosen: str, expected: int, flagged: bool
) -> None:
    said = {"plan": f"plan | pathway | begins\n1 | ADOPTION | {chosen}", "primary_plan": f"since | plan\n{chosen} | 1"}
    tally = ask("T12", "decom\n2021-04-01", review=f"review\n{held}", **said, **DECISION)
    assert days(tally) == {"1": expected}
    assert tally.flagged.to_list() == (["1"] if flagged else [])


def test_t12_adoption_chosen_again_after_another_plan_begins_anew() -> None:
    said = {
        "plan": "plan | pathway | begins\n1 | ADOPTION | 2021-05-01\n2 | SGO | 2021-06-01",
        "primary_plan": "since | plan\n2021-05-01 | 1\n2021-06-01 | 2\n2021-09-01 | 1",
    }
    assert days(ask("T12", "decom\n2021-04-01", **said, **DECISION)) == {"1": 30}


def test_t12_a_decision_without_adoption_as_the_plan_has_no_date_and_who_waits_is_shown_apart() -> None:
    plans = "child | plan | pathway | begins\na | 1 | SGO | 2021-05-01\nb | 1 | ADOPTION | 2022-03-01"
    chosen = "child | since | plan\na | 2021-05-01 | 1\nb | 2022-03-01 | 1"
    made = "child | date_placed\na | 2021-10-01"
    tally = ask("T12", CARE, plan=plans, primary_plan=chosen, adm_decision=made)
    assert (days(tally), tally.no_date.to_list(), apart(tally)) == ({}, ["a"], {"waiting": ["b"]})
    (waiting,) = tally.apart()
    assert waiting.value == 30
