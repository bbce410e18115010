"""A4 to A16 and K01 to K09: decisions, orders, placements for adoption."""

from __future__ import annotations

from tests.models.measures.asked import ask, groups, who

LEFT = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-01-01 | S   | E1 | A6    | 2021-04-01 | E11
    b     | 2020-01-01 | S   | E1 | A6    | 2022-03-31 | E12
    c     | 2020-01-01 | S   | C2 | U6    | 2021-05-01 | E4A
    d     | 2020-01-01 | S   | E1 | A6    | 2022-04-01 | E11
    e     | 2020-01-01 | S   | C2 | U6    | 2021-05-01 | E8
"""


def test_a4_is_the_share_of_all_who_left() -> None:
    tally = ask("A4", LEFT)
    assert (who(tally), tally.base.to_list()) == (["a", "b"], ["a", "b", "c", "e"])  # type: ignore[union-attr]
    assert tally.value == 50


def test_k01_shows_overlapping_characteristics() -> None:
    drawing = LEFT.replace("| rne |", "| rne | cin |").replace("| S   |", "| S   | N2 |")
    tally = ask("K01", drawing, child_details="child | dob | ethnic\na | 2017-04-01 | WIRI\nb | 2020-01-01 | WBRI")
    assert who(tally) == ["a", "b"]
    assert groups(tally) == {"minority": ["a"], "four": ["a"], "disabled": ["a", "b"]}


DECISIONS = """
    child | date_placed | date_placed_ceased | reason_placed_ceased
    a     | 2021-05-01  |                    |
    b     | 2020-01-01  | 2021-06-01         | RD1
    c     | 2020-01-01  | 2022-04-01         | RD2
    d     | 2020-01-01  | 2021-04-01         | RD3
    e     | 2020-01-01  | 2022-03-31         |
"""
DECIDED = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-01-01 | S   | C2 | U6    |            |
    b     | 2020-01-01 | S   | C2 | U6    |            |
    c     | 2020-01-01 | S   | E1 | A6    |            |
    c     | 2022-03-01 | P   | E1 | T1    |            |
    d     | 2020-01-01 | S   | E1 | A6    | 2021-12-01 | E11
    e     | 2020-01-01 | S   | C2 | U6    |            |
"""


def test_reversed_decisions_of_children_not_adopted_since() -> None:
    tally = ask("A5", DECIDED, adm_decision=DECISIONS)
    assert who(tally) == ["b", "e"]
    assert groups(tally) == {"RD1": ["b"], "other codes": ["e"]}
    assert who(ask("K07", DECIDED, adm_decision=DECISIONS)) == ["b", "e"]


def test_a_reversal_counts_until_the_child_is_adopted() -> None:
    assert who(ask("K07", DECIDED, ("2020-12-01", "2021-11-30"), adm_decision=DECISIONS)) == ["b", "d"]


def test_a9_waits_with_an_open_decision_and_no_adoptive_placement() -> None:
    assert who(ask("A9", DECIDED, adm_decision=DECISIONS)) == ["a"]
    assert who(ask("A9", DECIDED, ("2020-06-02", "2021-05-31"), adm_decision=DECISIONS)) == ["a", "b", "e"]


def test_a15_counts_decisions_made() -> None:
    assert who(ask("A15", DECIDED, adm_decision=DECISIONS)) == ["a"]


ORDERS = """
    child   | decom      | rne | ls | place | dec        | rec
    made    | 2020-01-01 | S   | C2 | U6    |            |
    made    | 2021-04-01 | L   | E1 | U6    |            |
    again   | 2020-01-01 | S   | E1 | U6    |            |
    again   | 2021-06-01 | L   | C2 | U6    |            |
    again   | 2021-09-01 | L   | E1 | U6    |            |
    unknown | 2021-05-03 | P   | E1 | U6    |            |
    adopted | 2020-01-01 | S   | E1 | A6    | 2021-06-01 | E11
    gone    | 2020-01-01 | S   | E1 | U6    |            |
    gone    | 2021-03-31 | L   | C2 | U6    |            |
"""


def test_a16_counts_orders_made() -> None:
    tally = ask("A16", ORDERS)
    assert sorted(who(tally)) == ["again", "made"]
    assert tally.no_date.to_list() == ["unknown"]


def test_k02_orders_in_force_on_the_day() -> None:
    assert sorted(who(ask("K02", ORDERS))) == ["again", "made", "unknown"]
    assert sorted(who(ask("K02", ORDERS, ("2020-07-02", "2021-07-01")))) == ["made", "unknown"]


def test_k08_orders_replaced_of_orders_in_force_or_made() -> None:
    tally = ask("K08", ORDERS)
    assert who(tally) == ["again"]
    assert tally.base is not None
    assert sorted(tally.base.to_list()) == ["adopted", "again", "again", "made", "unknown"]
    assert tally.value == 20


def test_k04_matched_or_placed() -> None:
    drawing = """
        child   | decom      | rne | ls | place
        away    | 2020-01-01 | S   | E1 | A6
        away    | 2022-03-01 | P   | E1 | T2
        matched | 2020-01-01 | S   | E1 | U6
        waits   | 2020-01-01 | S   | E1 | U6
    """
    tally = ask("K04", drawing, adoption="child | date_match\nmatched | 2022-03-31\nwaits | 2022-04-01")
    assert groups(tally) == {"placed": ["away"], "matched": ["matched"]}
    assert who(tally) == ["away", "matched"]


def test_k06_early_permanence_of_all_placed() -> None:
    drawing = """
        child | decom      | rne | ls | place
        early | 2021-01-01 | S   | C1 | U5
        early | 2021-06-01 | U   | E1 | A5
        late  | 2021-01-01 | S   | C1 | U6
        late  | 2021-06-01 | B   | E1 | A6
        seen  | 2021-06-01 | L   | E1 | A6
    """
    tally = ask("K06", drawing)
    assert (who(tally), tally.value, tally.no_date.to_list()) == (["early"], 50, ["seen"])


RUNS = """
    child | decom      | rne | ls | place | dec        | rec
    back  | 2021-01-01 | S   | E1 | A6    |            |
    back  | 2021-06-01 | P   | E1 | T1    |            |
    back  | 2021-06-09 | P   | E1 | A6    |            |
    broke | 2021-05-01 | S   | E1 | A6    |            |
    broke | 2021-06-01 | P   | E1 | T3    |            |
    broke | 2021-06-09 | P   | E1 | U6    |            |
    home  | 2021-01-01 | S   | E1 | A6    | 2021-06-01 | E4A
    right | 2021-05-01 | S   | E1 | A6    | 2022-01-01 | E12
"""


def test_k09_runs_broken_against_runs_begun() -> None:
    tally = ask("K09", RUNS)
    assert who(tally) == ["broke", "home"]
    assert tally.base is not None
    assert tally.base.to_list() == ["broke", "right"]


def test_k09_has_no_figure_where_no_run_began() -> None:
    assert ask("K09", RUNS, ("2023-04-01", "2024-03-31")).value is None


def test_a_reversal_recorded_beside_an_adoption_is_none() -> None:
    """The adoption ended the decision, whichever of the two days comes first."""
    drawing = "decom | rne | ls | place | dec | rec\n2020-01-01 | S | E1 | A6 | 2021-06-01 | E11"
    decided = "date_placed | date_placed_ceased\n2020-03-01 | 2021-06-02"
    assert who(ask("K07", drawing, adm_decision=decided)) == []
    earlier = "date_placed | date_placed_ceased\n2021-06-02 | 2021-06-03"
    assert who(ask("K07", drawing, adm_decision=earlier)) == ["1"]


def test_k08_has_no_order_of_an_adult() -> None:
    drawing = "child | decom | rne | ls\nadult | 2020-01-01 | S | E1\nchild | 2020-01-01 | S | E1"
    tally = ask("K08", drawing, child_details="child | dob\nadult | 2003-03-31\nchild | 2003-04-01")
    assert tally.base is not None
    assert tally.base.to_list() == ["child"]
