"""Reviews: due from entry, then from the actual last review."""

from __future__ import annotations

import pytest

from models.rules.reviews import review_dues
from tests.support.facts import episodes, facts

OPEN = "decom\n2020-05-01"


def dues(drawing: str, held: str = "") -> list[str]:
    found = review_dues(facts(episodes(drawing), review="review\n" + held))
    return [f"{row['number']} {row['due'] or '–'} {row['held'] or '–'}" for row in found.to_dicts()]


def test_the_first_review_is_due_within_20_working_days():
    assert dues(OPEN) == ["1 2020-06-02 –"]


def test_each_review_is_due_from_the_last_one_held():
    assert dues(OPEN, "2020-05-20\n2020-09-30\n2021-02-01") == [
        "1 2020-06-02 2020-05-20",
        "2 2020-08-20 2020-09-30",
        "3 2021-03-30 2021-02-01",
        "4 2021-08-01 –",
    ]


def test_without_entry_the_first_due_day_is_not_known_and_later_ones_are_six_months():
    assert dues("decom | rne\n2020-05-01 | L", "2020-06-15") == ["1 – 2020-06-15", "2 2020-12-15 –"]


def test_a_first_review_on_record_a_year_after_entry_is_not_the_childs_first():
    assert dues("decom\n2015-05-01", "2020-06-15") == ["1 2015-06-02 2020-06-15", "2 2020-12-15 –"]


def test_each_period_of_care_begins_again_and_reviews_outside_do_not_count():
    drawing = "decom | dec | rec\n2020-01-06 | 2020-03-02 | E4A\n2020-06-01"
    assert dues(drawing, "2020-01-20\n2020-04-01\n2020-06-20") == [
        "1 2020-02-03 2020-01-20",
        "2 2020-04-20 –",
        "1 2020-06-29 2020-06-20",
        "2 2020-09-20 –",
    ]


def test_short_breaks_have_no_reviews():
    assert dues("decom | ls\n2020-05-01 | V3") == []


@pytest.mark.parametrize("held", ["", "2020-05-20"])
def test_the_limit_is_said_in_words(held: str):
    found = review_dues(facts(episodes(OPEN), review="review\n" + held))
    assert found["words"].to_list()[-1] == ("3 months of the first review" if held else "20 working days of entry")
    assert found["ended"].to_list()[-1] is None


def test_a_bank_holiday_of_the_authoritys_own_gives_one_day_more():
    own = "child | kind | name | value\n* | bank holiday | 2020-05-20 | yes"
    found = review_dues(facts(episodes(OPEN), setting=own))
    assert [str(due) for due in found["due"]] == ["2020-06-03"]
