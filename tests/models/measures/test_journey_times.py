"""T01 to T11b: days between two events, for those whose second event falls in the period."""

from __future__ import annotations

import pytest

from models.measures import MEASURES, as_json
from tests.models.measures.asked import apart, ask, date, days, who

JOURNEY = """
    child | decom      | rne | ls | place | dec        | rec
    1     | 2021-01-01 | S   | C1 | U5    |            |
    1     | 2021-04-01 | L   | E1 | U5    |            |
    1     | 2021-06-10 | U   | E1 | A5    | 2022-03-31 | E11
"""
TABLES = {
    "adoption": "child | date_match\n1 | 2021-06-01",
    "adm_decision": "child | date_placed | date_placed_ceased\n1 | 2020-12-01 |\n1 | 2021-03-01 |",
    "child_details": "child | dob\n1 | 2020-12-01",
}


@pytest.mark.parametrize(
    ("code", "expected"),
    [("T01", 61), ("T02", 70), ("T03", 364), ("T04", 9), ("T05", 294), ("T08", 92), ("T11a", 90), ("T11b", 454)],
)
def test_days_from_one_step_to_the_next(code: str, expected: int) -> None:
    assert days(ask(code, JOURNEY, **TABLES)) == {"1": expected}


def test_t09_takes_the_latest_decision_of_the_period_of_care() -> None:
    year = ("2020-04-01", "2021-03-31")
    assert days(ask("T09", JOURNEY, year, **TABLES)) == {"1": 59}
    assert who(ask("T09", JOURNEY, ("2021-04-01", "2022-03-31"), **TABLES)) == []


def test_t10_counts_special_guardianship() -> None:
    tally = ask(
        "T10",
        """
        child  | decom      | rne | dec        | rec
        1      | 2020-06-01 | S   | 2021-06-01 | E45
        2      | 2020-06-01 | S   | 2021-06-01 | E4A
        before | 2020-06-01 | P   | 2021-06-01 | E43
        """,
    )
    assert days(tally) == {"1": 365}
    assert tally.no_date.to_list() == ["before"]


def test_only_the_second_event_chooses_who_is_in() -> None:
    assert who(ask("T01", JOURNEY, ("2021-06-01", "2021-06-01"), **TABLES)) == ["1"]
    assert who(ask("T01", JOURNEY, ("2021-06-02", "2022-03-31"), **TABLES)) == []


def test_early_permanence_and_carers_are_in_the_figure_and_flagged() -> None:
    for code in ("T02", "T04"):
        tally = ask(code, JOURNEY, **TABLES)
        assert who(tally) == tally.flagged.to_list() == as_json(MEASURES[code], tally)["flagged"] == ["1"]
    assert "flagged" not in as_json(MEASURES["T01"], ask("T01", JOURNEY, **TABLES))


def test_consent_is_out_and_an_order_of_unknown_date_waits() -> None:
    tally = ask(
        "T03",
        """
        child   | decom      | rne | ls | place | dec        | rec
        consent | 2021-01-01 | S   | V2 | A4    | 2021-09-01 | E11
        unknown | 2021-01-01 | P   | E1 | A6    | 2021-09-01 | E11
        """,
    )
    assert who(tally) == []
    assert tally.no_date.to_list() == ["unknown"]


def test_a_placement_without_a_match_on_record_waits_for_a_date() -> None:
    assert ask("T04", JOURNEY).no_date.to_list() == ["1"]


def test_an_order_made_again_starts_a_new_clock() -> None:
    tally = ask(
        "T03",
        """
        decom      | rne | ls | place | dec        | rec
        2020-01-01 | S   | E1 | U6    |            |
        2020-06-01 | L   | C2 | U6    |            |
        2020-09-01 | L   | E1 | U6    |            |
        2020-10-01 | P   | E1 | A6    | 2021-09-01 | E11
        """,
    )
    assert days(tally) == {"1": 365}


def test_who_waits_and_who_ended_otherwise_stand_beside_the_figure() -> None:
    drawing = """
        child | decom      | rne | ls | place | dec        | rec
        adult | 2019-01-01 | S   | E1 | U6    |            |
        died  | 2021-01-01 | S   | E1 | U6    | 2021-08-01 | E2
        late  | 2019-01-01 | S   | E1 | U6    |            |
        late  | 2021-09-01 | P   | E1 | A6    |            |
        waits | 2021-01-01 | S   | E1 | U6    |            |
    """
    born = "child | dob\nadult | 2003-05-01\ndied | 2018-01-01\nlate | 2003-08-31\nwaits | 2018-01-01"
    tally = ask("T02", drawing, child_details=born)
    assert who(tally) == []  # placed the day after turning 18
    assert apart(tally) == {"otherwise": ["adult", "died", "late"], "waiting": ["waits"]}
    so_far = next(group.value for group in tally.apart() if group.code == "waiting")
    assert so_far == (date("2022-03-31") - date("2021-01-01")).days


def test_dates_the_wrong_way_round_stay_and_are_shown() -> None:
    tally = ask("T04", JOURNEY, adoption="child | date_match\n1 | 2021-06-20")
    assert days(tally) == {"1": -10}
    assert apart(tally)["backwards"] == ["1"]


def test_an_adoption_from_no_adoptive_placement_waits_for_the_day_of_placing() -> None:
    tally = ask("T05", "decom | rne | ls | place | dec | rec\n2020-01-01 | S | E1 | U6 | 2021-06-01 | E11")
    assert (tally.value, tally.no_date.to_list()) == (None, ["1"])


def test_data_that_begin_in_a_temporary_move_do_not_show_when_the_placement_began() -> None:
    drawing = """
        child  | decom      | rne | ls | place
        away   | 2021-04-10 | P   | E1 | T1
        away   | 2021-04-20 | P   | E1 | A6
        before | 2021-01-01 | L   | E1 | U6
        before | 2021-04-10 | P   | E1 | T1
        before | 2021-04-20 | P   | E1 | A6
    """
    assert who(ask("T02", drawing)) == ["before"]
    early = ask("K06", drawing)
    assert early.base is not None
    assert (early.base.to_list(), early.no_date.to_list()) == (["before"], ["away"])
