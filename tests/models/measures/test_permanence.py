"""K10 to K15, ST1, ST2: other ways to permanence, placements, stability."""

from __future__ import annotations

import pytest

from tests.models.measures.asked import ask, days, groups, who


def test_k10_counts_every_kind_of_special_guardianship() -> None:
    drawing = "child | decom | dec | rec\n" + "\n".join(
        f"{rec} | 2020-01-01 | 2021-06-01 | {rec}" for rec in ("E43", "E44", "E45", "E46", "E47", "E48", "E41")
    )
    assert who(ask("K10", drawing)) == ["E43", "E44", "E45", "E46", "E47", "E48"]


PLACED = """
    child | decom      | rne | ls | place | place_provider
    a     | 2020-01-01 | S   | C2 | U3    | PR1
    b     | 2020-01-01 | S   | C2 | P1    | PR0
    c     | 2020-01-01 | S   | V2 | P1    | PR0
    d     | 2020-01-01 | S   | C1 | P1    | PR0
    e     | 2020-01-01 | S   | C2 | K2    | PR4
    f     | 2020-01-01 | S   | C2 | K2    | PR1
    g     | 2020-01-01 | S   | C2 | K2    | -
    h     | 2020-01-01 | S   | C2 | K1    | PR4
    i     | 2020-01-01 | S   | V3 | U1    | PR1
"""


@pytest.mark.parametrize(("code", "expected"), [("K11", ["a"]), ("K13", ["b", "d"]), ("K15", ["e", "g"])])
def test_where_children_are_on_the_day(code: str, expected: list[str]) -> None:
    assert who(ask(code, PLACED)) == expected


def test_k14_runs_from_the_later_of_order_and_placement() -> None:
    drawing = """
        child   | decom      | rne | ls | place
        home    | 2020-01-01 | S   | C2 | U6
        home    | 2022-03-01 | P   | C2 | P1
        interim | 2021-10-01 | S   | C1 | P1
        order   | 2020-01-01 | S   | C1 | P1
        order   | 2021-09-30 | L   | C2 | P1
        legal   | 2021-03-01 | L   | C2 | P1
        neither | 2020-01-01 | P   | C2 | U6
        neither | 2020-02-01 | P   | C2 | P1
        unknown | 2020-01-01 | T   | C1 | P1
        unseen  | 2021-03-01 | X   | C2 | P1
    """
    tally = ask("K14", drawing)
    assert days(tally) == {
        "home": 30, "interim": 181, "legal": 395, "neither": 789, "order": 182, "unknown": 820
    }  # fmt: skip
    assert groups(tally) == {
        "0-6": ["home", "interim"],
        "6-12": ["order"],
        "12-24": ["legal"],
        "24+": ["neither", "unknown"],
    }
    assert tally.no_date.to_list() == ["unseen"]


MOVES = """
    child   | decom      | rne | place | dec        | rec
    adopts  | 2020-01-01 | S   | U6    |            |
    adopts  | 2021-06-01 | P   | U4    |            |
    adopts  | 2021-09-01 | P   | A5    |            |
    edge    | 2020-01-01 | S   | U6    |            |
    edge    | 2021-04-01 | P   | U4    |            |
    edge    | 2021-09-01 | P   | U6    |            |
    holiday | 2020-01-01 | S   | U6    |            |
    holiday | 2021-06-01 | P   | T2    |            |
    holiday | 2021-06-15 | P   | U6    |            |
    holiday | 2021-08-01 | T   | U6    |            |
    three   | 2020-01-01 | S   | U6    | 2021-04-02 | E4A
    three   | 2021-06-01 | S   | U4    |            |
    three   | 2021-07-01 | P   | U6    |            |
"""


def test_st1_counts_real_moves_in_the_twelve_months() -> None:
    tally = ask("ST1", MOVES)
    assert who(tally) == ["three"]
    assert tally.base is not None
    assert tally.base.to_list() == ["adopts", "edge", "holiday", "three"]


def test_st2_same_placement_for_two_years() -> None:
    drawing = """
        child   | decom      | rne | ls | place
        adopted | 2019-01-01 | S   | E1 | U6
        adopted | 2021-12-01 | P   | E1 | A6
        house   | 2019-01-01 | S   | C2 | U6
        house   | 2021-12-01 | T   | C2 | U6
        moved   | 2019-01-01 | S   | C2 | U6
        moved   | 2020-04-01 | P   | C2 | U4
        older   | 2019-01-01 | S   | C2 | U6
        recent  | 2019-10-01 | S   | C2 | U6
        seen    | 2019-09-30 | L   | C2 | U6
        unborn  | 2019-01-01 | S   | C2 | U6
    """
    born = "child | dob\n" + "\n".join(f"{child} | 2010-01-01" for child in ("adopted", "house", "moved", "recent"))
    tally = ask("ST2", drawing, child_details=born + "\nolder | 2006-03-31\nseen | 2006-04-01")
    assert who(tally) == ["adopted", "house", "seen"]
    assert tally.base is not None
    assert tally.base.to_list() == ["adopted", "house", "moved", "seen"]
    assert tally.no_date.to_list() == ["unborn"]


def test_st2_does_not_know_how_long_who_is_first_seen_lately_has_been_in_care() -> None:
    drawing = "child | decom | rne\nseen | 2021-06-01 | P\nnew | 2021-06-01 | S\nold | 2021-06-01 | P"
    tally = ask("ST2", drawing, child_details="child | dob\nseen | 2010-01-01\nnew | 2010-01-01\nold | 2005-01-01")
    assert (tally.n, tally.no_date.to_list()) == (0, ["seen"])
