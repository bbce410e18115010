"""Episodes as spells and back: an edit of one date must leave every other cell as it was reported."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import spells
from models.rules.episodes import Care, Episode, Legal, Placement, compose, contradictions, decompose
from tests.support.facts import day, episodes


def rows(drawing: str) -> tuple[Episode, ...]:
    return tuple(Episode.of(row) for row in episodes(drawing).iter_rows(named=True))


def care(drawing: str) -> Care:
    (only,) = decompose(rows(drawing))
    return only


JOURNEY = """
    decom      | rne | ls | place | reason_place_change | pl_post | urn
    2020-05-01 | S   | C1 | U3    |                     | NP1 1AA |
    2020-11-02 | L   | C2 | U3    | CARPL               | NP1 1AA |
    2021-01-10 | B   | E1 | U6    |                     | NP2 2BB | SC123456
    2021-03-10 | T   | E1 | U6    | PLACE               | NP3 3CC | SC123456
    2021-06-01 | U   | E1 | A5    |                     | NP3 3CC |
"""


def written(care: Care) -> list[str]:
    return [f"{row.decom} {row.rne} {row.ls} {row.place} {row.pl_post or ''}".strip() for row in compose(care)]


def test_a_sound_journey_comes_back_cell_for_cell():
    assert contradictions(rows(JOURNEY)) == ()
    assert compose(care(JOURNEY)) == rows(JOURNEY)


def test_spells_say_what_began_and_whether_the_carer_stayed():
    period = care(JOURNEY)
    assert [(str(spell.begins), spell.ls) for spell in period.legal] == [
        ("2020-05-01", "C1"),
        ("2020-11-02", "C2"),
        ("2021-01-10", "E1"),
        ("2021-06-01", "E1"),
    ]
    assert [(str(spell.begins), spell.place, spell.same_carer, spell.reason) for spell in period.placements] == [
        ("2020-05-01", "U3", False, None),
        ("2021-01-10", "U6", False, "CARPL"),
        ("2021-03-10", "U6", True, None),
        ("2021-06-01", "A5", True, "PLACE"),
    ]


def test_an_order_moved_on_its_own_leaves_the_move_behind():
    """A placement order and a move of one day (B) part into a move (P) and an order (L)."""
    moved = spells.move_legal(care(JOURNEY), day("2021-01-10"), day("2021-01-20"))
    assert written(moved)[2:4] == ["2021-01-10 P C2 U6 NP2 2BB", "2021-01-20 L E1 U6 NP2 2BB"]


@pytest.mark.parametrize(("carer", "reason"), [(True, "U"), (False, "B")])
def test_an_order_moved_onto_the_day_of_a_move_makes_one_episode(carer: bool, reason: str):
    period = care(
        "decom | rne | ls | place\n2020-05-01 | S | C2 | U6\n2020-07-01 | L | E1 | U6\n2020-08-01 | P | E1 | U3"
    )
    period = replace(period, placements=(period.placements[0], replace(period.placements[1], same_carer=carer)))
    moved = spells.move_legal(period, day("2020-07-01"), day("2020-08-01"))
    assert written(moved) == ["2020-05-01 S C2 U6", f"2020-08-01 {reason} E1 U3"]


def test_a_status_moved_past_a_neighbour_is_refused_and_the_neighbour_named():
    with pytest.raises(spells.Impossible, match=r"10 Jan 2021 is not before .*lacement order.* from 10 Jan 2021"):
        spells.move_legal(care(JOURNEY), day("2020-11-02"), day("2021-01-10"))
    with pytest.raises(spells.Impossible, match=r"1 May 2020 is not after .*nterim care order.* from 1 May 2020"):
        spells.move_legal(care(JOURNEY), day("2020-11-02"), day("2020-05-01"))
    with pytest.raises(spells.Impossible, match="came into care"):
        spells.move_placement(care(JOURNEY), day("2020-05-01"), day("2020-05-02"))


def test_a_change_outside_the_period_of_care_is_refused():
    period = care("decom | rne | ls | dec | rec\n2020-05-01 | S | C2 | 2020-09-01 | E4A")
    with pytest.raises(spells.Impossible, match="before the period of care began on 1 May 2020"):
        spells.begin_legal(period, Legal(day("2020-04-30"), "E1"))
    with pytest.raises(spells.Impossible, match="not before the period of care ended on 1 Sep 2020"):
        spells.begin_legal(period, Legal(day("2020-09-01"), "E1"))
    assert written(spells.begin_legal(period, Legal(day("2020-08-31"), "E1"))) == [
        "2020-05-01 S C2 U6",
        "2020-08-31 L E1 U6",
    ]


def test_a_cleared_order_extends_the_status_before():
    cleared = spells.clear_legal(care(JOURNEY), day("2020-11-02"))
    assert written(cleared)[:2] == ["2020-05-01 S C1 U3 NP1 1AA", "2021-01-10 B E1 U6 NP2 2BB"]
    with pytest.raises(spells.Impossible, match="cannot be taken away"):
        spells.clear_legal(cleared, day("2020-05-01"))


def test_a_cleared_placement_extends_the_one_before_and_its_address():
    cleared = spells.clear_placement(care(JOURNEY), day("2021-03-10"))
    assert written(cleared)[2:] == ["2021-01-10 B E1 U6 NP2 2BB", "2021-06-01 U E1 A5 NP3 3CC"]


def test_a_cleared_placement_leaves_the_next_at_the_address_they_shared():
    period = care("""
        decom      | rne | ls | place | pl_post | urn
        2020-05-01 | S   | C2 | U6    | NP1 1AA | SC111111
        2020-09-01 | P   | C2 | U5    | NP2 2BB | SC222222
        2020-12-01 | U   | E1 | A5    | NP2 2BB | SC222222
    """)
    assert written(spells.clear_placement(period, day("2020-09-01"))) == [
        "2020-05-01 S C2 U6 NP1 1AA",
        "2020-12-01 U E1 A5 NP2 2BB",
    ]


def test_a_placement_moves_with_its_address():
    moved = spells.move_placement(care(JOURNEY), day("2021-03-10"), day("2021-04-01"))
    assert written(moved)[2:] == [
        "2021-01-10 B E1 U6 NP2 2BB",
        "2021-04-01 T E1 U6 NP3 3CC",
        "2021-06-01 U E1 A5 NP3 3CC",
    ]
    earlier = spells.move_placement(care(JOURNEY), day("2021-03-10"), day("2021-02-01"))
    assert written(earlier)[2:4] == ["2021-01-10 B E1 U6 NP2 2BB", "2021-02-01 T E1 U6 NP3 3CC"]


def test_a_new_placement_lasts_until_the_next_and_leaves_its_address_alone():
    new = spells.begin_placement(care(JOURNEY), Placement(day("2020-12-01"), "U1", "PR1"), pl_post="NP9 9ZZ")
    assert written(new)[1:4] == [
        "2020-11-02 L C2 U3 NP1 1AA",
        "2020-12-01 P C2 U1 NP9 9ZZ",
        "2021-01-10 B E1 U6 NP2 2BB",
    ]
    last = spells.begin_placement(care(JOURNEY), Placement(day("2021-07-01"), "A6", "PR1"))
    assert written(last)[-2:] == ["2021-06-01 U E1 A5 NP3 3CC", "2021-07-01 P E1 A6"]
    same = spells.begin_placement(care(JOURNEY), Placement(day("2021-06-01"), "A6", "PR1", same_carer=True), "NP3 3CC")
    assert written(same)[-1] == "2021-06-01 U E1 A6 NP3 3CC"


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ("decom | dec | rec\n2020-05-01 | 2020-05-01 | E8", "ends on or before"),
        ("decom | dec | rec\n2020-05-01 | 2020-06-01 | -\n2020-06-01", "an end without a reason"),
        ("decom | dec | rec\n2020-05-01 | 2020-06-01 | X1", "another follows on 1 Jun 2020, and none does"),
        ("decom | dec | rec\n2020-05-01 | 2020-07-01 | E8\n2020-06-01", "not over when the next begins on 1 Jun 2020"),
        ("decom | rne\n2020-05-01 | S\n2020-06-01 | S", "continues the one before, with the reason “S”"),
        ("decom | rne | dec | rec\n2020-05-01 | S | 2020-06-01 | E8\n2020-07-01 | L", "begins a period .* “L”"),
        ("decom | rne\n2020-05-01 | -", "begins a period of care with the reason “none”"),
        ("decom | rne | ls\n2020-05-01 | S | C1\n2020-06-01 | P | C2", "changes the legal status"),
        ("decom | rne | place\n2020-05-01 | S | U6\n2020-06-01 | L | U1", "changes the placement"),
    ],
)
def test_a_contradictory_chain_names_the_row_to_mend(drawing: str, words: str):
    found = contradictions(rows(drawing))
    assert any(re.search(words, sentence) for sentence in found), found


@st.composite
def chains(draw: st.DrawFn) -> tuple[Episode, ...]:
    """A child's sound chain of one to three periods of care."""
    start, found = dt.date(2015, 1, 1), []
    for _ in range(draw(st.integers(1, 3))):
        start += dt.timedelta(days=draw(st.integers(1, 40)))
        ls, place = draw(st.sampled_from(["C1", "V2"])), draw(st.sampled_from(["U6", "K2"]))
        count = draw(st.integers(1, 6))
        for number in range(count):
            rne = draw(st.sampled_from("LPTBU")) if number else "S"
            if rne in "LBU":
                ls = draw(st.sampled_from(["C1", "C2", "E1"]))
            if rne in "PTBU":
                place = draw(st.sampled_from(["U1", "U6", "A5", "T1"]))
            end = start + dt.timedelta(days=draw(st.integers(1, 90)))
            last = number == count - 1
            post, reason, home = (
                draw(st.sampled_from(among)) for among in (["A", "B", None], ["CARPL", None], ["X", "Y"])
            )
            found.append(
                Episode(start, rne, ls, "N1", place, "PR1", end, "E8" if last else "X1", reason, home, post, None)
            )
            start = end
    if draw(st.booleans()):
        found[-1] = replace(found[-1], dec=None, rec=None)
    return tuple(found)


@given(chains())
def test_composing_what_was_decomposed_gives_the_same_episodes(chain: tuple[Episode, ...]):
    assert contradictions(chain) == ()
    assert tuple(row for period in decompose(tuple(reversed(chain))) for row in compose(period)) == chain


@given(chains(), st.data())
def test_a_spell_moved_there_and_back_leaves_no_trace(chain: tuple[Episode, ...], data: st.DataObject):
    for period in decompose(chain):
        for begins in [spell.begins for spell in period.legal[1:]]:
            new = begins + dt.timedelta(days=data.draw(st.integers(-20, 20)))
            try:
                moved = spells.move_legal(period, begins, new)
            except spells.Impossible:
                continue
            assert contradictions(compose(moved)) == ()
            assert spells.move_legal(moved, new, begins) == period


def test_a_row_says_its_cells_by_their_stored_names():
    (row,) = rows("decom\n2020-05-01")
    assert row.cells()["decom"] == day("2020-05-01")
    assert Episode(**row.cells()) == row
