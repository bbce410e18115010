"""A1, A10 and A2: children adopted in the three years to the last 31 March."""

from __future__ import annotations

from models.measures import MEASURES
from tests.models.measures.asked import ask, date, days, who

ADOPTED = """
    child | decom      | rne | ls | place | dec        | rec
    1     | 2019-05-01 | S   | C1 | U6    |            |
    1     | 2019-11-01 | L   | E1 | U6    |            |
    1     | 2020-05-01 | P   | E1 | A6    | 2021-06-01 | E11
    early | 2018-05-01 | S   | E1 | A6    | 2019-03-31 | E11
    open  | 2019-05-01 | S   | E1 | A6    |            |
"""


def test_a1_runs_from_entry_to_the_last_run_of_adoptive_placements() -> None:
    tally = ask("A1", ADOPTED)
    assert days(tally) == {"1": 366}
    assert tally.value == 366
    assert tally.median == 366
    assert tally.n == 1


def test_the_three_years_end_on_the_last_31_march() -> None:
    assert who(ask("A1", ADOPTED, ("2021-03-30", "2022-03-30"))) == ["early"]  # three years to 31 March 2021
    assert who(ask("A1", ADOPTED, ("2023-05-01", "2024-04-30"))) == ["1"]  # three years to 31 March 2024
    assert who(ask("A1", ADOPTED, ("2023-05-01", "2025-03-31"))) == []


def test_a1_starts_in_the_period_of_care_that_ended_in_adoption() -> None:
    tally = ask(
        "A1",
        """
        decom      | rne | ls | place | dec        | rec
        2017-01-01 | S   | C2 | U6    | 2018-01-01 | E4A
        2019-05-01 | S   | E1 | U6    |            |
        2019-05-11 | P   | E1 | A6    | 2021-06-01 | E12
        """,
    )
    assert days(tally) == {"1": 10}


def test_a1_takes_the_last_run_after_a_disruption_and_bridges_temporary_moves() -> None:
    tally = ask(
        "A1",
        """
        decom      | rne | ls | place | dec        | rec
        2019-05-01 | S   | E1 | U6    |            |
        2019-06-01 | P   | E1 | A6    |            |
        2019-08-01 | P   | E1 | U6    |            |
        2019-09-01 | P   | E1 | A6    |            |
        2019-10-01 | P   | E1 | T1    |            |
        2019-10-09 | P   | E1 | A6    | 2021-06-01 | E11
        """,
    )
    assert days(tally) == {"1": (date("2019-09-01") - date("2019-05-01")).days}


def test_who_was_never_placed_is_out_and_who_has_no_beginning_waits_for_a_date() -> None:
    tally = ask(
        "A1",
        """
        child | decom      | rne | ls | place | dec        | rec
        never | 2019-05-01 | S   | E1 | U6    | 2021-06-01 | E11
        entry | 2019-05-01 | P   | E1 | U6    |            |
        entry | 2019-09-01 | P   | E1 | A6    | 2021-06-01 | E11
        run   | 2019-09-01 | L   | E1 | A6    | 2021-06-01 | E11
        """,
    )
    assert who(tally) == []
    assert tally.value is None
    assert tally.no_date.to_list() == ["entry", "run"]
    assert tally.known_note == "known for 0 of 2"


CARERS = """
    child   | decom      | rne | ls | place | dec        | rec
    a5      | 2019-05-01 | S   | C1 | U4    |            |
    a5      | 2019-06-01 | P   | C1 | U6    |            |
    a5      | 2019-07-01 | P   | C1 | T3    |            |
    a5      | 2019-07-09 | P   | C1 | U6    |            |
    a5      | 2019-11-01 | L   | E1 | U6    |            |
    a5      | 2020-05-01 | T   | E1 | A5    | 2021-06-01 | E11
    said    | 2019-05-01 | S   | E1 | U5    |            |
    said    | 2019-08-01 | T   | E1 | A6    | 2021-06-01 | E11
    unknown | 2019-05-01 | T   | E1 | A5    | 2021-06-01 | E11
"""


def test_a10_stops_when_the_child_moved_in_with_the_carer_who_adopts() -> None:
    said = "child | foster_care | date_match\nsaid | 1 | 2019-07-20"
    tally = ask("A10", CARERS, adoption=said)
    assert days(tally) == {"a5": 31, "said": 0}
    assert tally.no_date.to_list() == ["unknown"]
    assert days(ask("A1", CARERS, adoption=said)) == {"a5": 366, "said": 92}


def test_a2_floors_at_nothing_and_uses_the_order_in_force_at_the_match() -> None:
    drawing = """
        child   | decom      | rne | ls | place | dec        | rec
        before  | 2019-05-01 | S   | C1 | U6    |            |
        before  | 2019-11-01 | L   | E1 | U6    |            |
        before  | 2020-05-01 | P   | E1 | A6    | 2021-06-01 | E11
        again   | 2019-05-01 | S   | E1 | U6    |            |
        again   | 2019-08-01 | L   | C2 | U6    |            |
        again   | 2019-11-01 | L   | E1 | U6    |            |
        again   | 2020-05-01 | P   | E1 | A6    | 2021-06-01 | E11
        consent | 2019-05-01 | S   | V2 | A4    | 2021-06-01 | E11
        nomatch | 2019-05-01 | S   | E1 | U6    |            |
        nomatch | 2019-06-01 | P   | E1 | A6    | 2021-06-01 | E11
    """
    matches = """
        child   | date_match
        before  | 2019-10-01
        again   | 2019-07-01
        consent | 2019-06-01
    """
    tally = ask("A2", drawing, adoption=matches)
    assert days(tally) == {"again": 61, "before": 0}
    assert tally.no_date.to_list() == ["nomatch"]
    assert days(ask("T01", drawing, ("2019-04-01", "2020-03-31"), adoption=matches)) == {"again": -123, "before": -31}


def test_each_year_has_its_own_limit() -> None:
    a1, a2 = MEASURES["A1"], MEASURES["A2"]
    at = [date(f"{year}-03-31") for year in (2013, 2014, 2015, 2016, 2022)]
    assert [limit.value for on in at if (limit := a1.threshold(on))] == [639, 547, 487, 426, 426]
    assert [limit.value for on in at if (limit := a2.threshold(on))] == [213, 182, 152, 121, 121]
    assert a1.threshold(date("2010-03-31")) is None
    assert [measure.code for measure in MEASURES.values() if measure.over == "three years"] == ["A1", "A10", "A2", "A3"]
