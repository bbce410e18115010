"""Spells: each begins, ends and says how, so that a measure only counts."""

from __future__ import annotations

import polars as pl

from models.rules import stays
from tests.support.facts import episodes, facts


def drawn(frame: pl.DataFrame, *columns: str) -> list[str]:
    return [" ".join("–" if value is None else str(value) for value in row) for row in frame.select(columns).rows()]


def test_a_period_of_care_says_how_it_began_and_ended():
    found = stays.periods(
        facts(
            episodes("""
                child | decom      | rne | ls | dec        | rec
                1     | 2018-01-01 | S   | C2 | 2019-01-01 | E4A
                1     | 2020-01-01 | S   | V3 |            |
                1     | 2020-06-01 | L   | C2 |            |
                2     | 2020-01-01 | P   | C2 | 2020-06-01 | X1
            """),
            child_details="child | dob\n1 | 2008-02-29",
        )
    )
    assert drawn(
        found, "child", "period", "begins", "entry", "ended", "rec", "closed", "since_short_break", "eighteenth"
    ) == [
        "1 0 2018-01-01 2018-01-01 2019-01-01 E4A – False 2026-03-01",
        "1 1 2020-06-01 – – – – True 2026-03-01",
        "2 0 2020-01-01 – – – 2020-06-01 False –",
    ]


def test_a_stay_is_not_parted_by_temporary_moves_or_the_same_carers_changes():
    found = stays.placements(
        facts(
            episodes("""
                decom      | rne | ls | place | dec        | rec
                2020-01-01 | S   | C1 | U6    |            |
                2020-02-01 | P   | C1 | T1    |            |
                2020-02-09 | P   | C1 | U6    |            |
                2020-03-01 | T   | C1 | U4    |            |
                2020-04-01 | P   | C1 | K2    |            |
                2020-05-01 | P   | C1 | U5    |            |
                2020-06-01 | P   | E1 | A5    | 2021-01-01 | E11
            """)
        )
    )
    assert drawn(found, "begins", "ended", "place", "known", "same_carer", "temporary") == [
        "2020-01-01 2020-04-01 U6 True False False",
        "2020-04-01 2020-05-01 K2 True False False",
        "2020-05-01 2020-06-01 U5 True False False",
        "2020-06-01 2021-01-01 A5 True True False",
    ]


def test_adoptive_runs_say_how_they_ended():
    found = stays.adoptive_runs(
        facts(
            episodes("""
                child | decom      | rne | place | dec        | rec
                1     | 2020-01-01 | S   | A6    |            |
                1     | 2020-02-01 | P   | T1    |            |
                1     | 2020-02-09 | P   | U6    |            |
                1     | 2020-03-01 | P   | A6    | 2021-01-01 | E11
                2     | 2020-01-01 | L   | A6    | 2020-06-01 | E4A
                3     | 2020-01-01 | S   | A6    |            |
                4     | 2020-01-01 | S   | A6    | 2020-06-01 | X1
            """)
        )
    )
    assert drawn(found, "child", "begins", "known", "ended", "how") == [
        "1 2020-01-01 True 2020-02-09 disrupted",
        "1 2020-03-01 True 2021-01-01 adopted",
        "2 2020-01-01 False 2020-06-01 disrupted",
        "3 2020-01-01 True – –",
        "4 2020-01-01 True 2020-06-01 unclear",
    ]


def test_stretches_of_an_order_say_how_they_ended():
    found = stays.order_stretches(
        facts(
            episodes("""
                child | decom      | rne | ls | place | dec        | rec
                1     | 2020-01-01 | S   | E1 | U6    |            |
                1     | 2020-02-01 | P   | E1 | T1    |            |
                1     | 2020-02-09 | L   | C2 | T1    |            |
                1     | 2020-03-01 | L   | E1 | A6    | 2021-01-01 | E12
                2     | 2020-01-01 | P   | E1 | U6    | 2020-06-01 | E4A
                3     | 2020-01-01 | B   | E1 | U6    |            |
                4     | 2020-01-01 | S   | E1 | U6    | 2020-06-01 | X1
            """)
        )
    )
    assert drawn(found, "child", "begins", "known", "ended", "how") == [
        "1 2020-01-01 True 2020-02-09 replaced",
        "1 2020-03-01 True 2021-01-01 adopted",
        "2 2020-01-01 False 2020-06-01 left",
        "3 2020-01-01 True – –",
        "4 2020-01-01 True 2020-06-01 unclear",
    ]
