"""Journeys by example: every convention of the event dictionary, drawn as a small table."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from models.rules.journeys import journeys
from tests.support.facts import day, episodes, facts, snapshot

LATE = "2023-03-31"


def told(drawing: str, on: str = LATE, **tables: str) -> list[dict[str, Any]]:
    return journeys(snapshot(on, episodes(drawing), **tables)).to_dicts()


def only(drawing: str, on: str = LATE, **tables: str) -> dict[str, Any]:
    (row,) = told(drawing, on, **tables)
    return row


def dates(row: dict[str, Any], *names: str) -> str:
    return " ".join(str(row[name]) if row[name] else "–" for name in names)


ADOPTION = """
    decom      | rne | ls | place | dec        | rec
    2020-05-01 | S   | C1 | U6    |            |
    2020-11-02 | L   | C2 | U6    |            |
    2021-01-10 | L   | E1 | U6    |            |
    2021-06-01 | P   | E1 | A6    | 2022-02-01 | E12
"""
DECIDED = {
    "adm_decision": "date_placed\n2020-12-01",
    "adoption": "date_match | foster_care\n2021-05-01 | 0",
    "child_details": "dob | sex | ethnic\n2018-02-28 | F | WBRI",
}


def test_an_adoption_has_all_its_dates():
    row = only(ADOPTION, **DECIDED)
    assert (
        dates(row, "begins", "entry", "ico", "care_order", "adm")
        == "2020-05-01 2020-05-01 2020-05-01 2020-11-02 2020-12-01"
    )
    assert dates(row, "po", "order_since", "po_at_match", "match") == "2021-01-10 2021-01-10 2021-01-10 2021-05-01"
    assert (
        dates(row, "placed", "first_placed", "ao", "ended", "po_ended")
        == "2021-06-01 2021-06-01 2022-02-01 2022-02-01 2022-02-01"
    )
    assert (row["rec"], row["in_care"], row["po_open"], row["foster_carer"], row["fc_placed"]) == (
        "E12",
        False,
        False,
        False,
        None,
    )
    assert (row["sex"], row["ethnic"], row["age"], row["latest"]) == ("F", "WBRI", 5, True)


def test_as_at_an_earlier_day_what_came_later_is_blank():
    row = only(ADOPTION, "2021-04-30", **DECIDED)
    assert dates(row, "po", "match", "placed", "ao", "ended", "rec") == "2021-01-10 – – – – –"
    assert (row["in_care"], row["po_open"], row["place"], row["age"]) == (True, True, "U6", 3)
    assert told(ADOPTION, "2020-04-30", **DECIDED) == []


@pytest.mark.parametrize(("on", "in_care"), [("2022-01-31", True), ("2022-02-01", False)])
def test_an_episode_that_ends_on_the_day_has_ended(on: str, in_care: bool):
    row = only(ADOPTION, on)
    assert (row["in_care"], row["po_open"], row["ended"] is None) == (in_care, in_care, in_care)


class TestBeginnings:
    """A beginning is known only if the data shows it: on the first row the reason says what began."""

    @pytest.mark.parametrize(
        ("rne", "entry", "po", "placed", "carer"),
        [
            ("S", True, True, True, True),
            ("L", False, True, False, False),
            ("P", False, False, True, True),
            ("T", False, False, True, False),
            ("B", False, True, True, True),
            ("U", False, True, True, False),
        ],
    )
    @pytest.mark.parametrize("place", ["A5", "A6"])
    def test_the_reason_of_the_first_row_says_what_began(self, place, rne, entry, po, placed, carer):
        """With the same carer (T, U) a run for adoption begins where that carer adopts (A5)."""
        row = only(f"decom | rne | ls | place\n2021-05-01 | {rne} | E1 | {place}")
        run = placed if place == "A5" else carer
        assert [row[name] is not None for name in ("entry", "po", "placed", "first_placed")] == [entry, po, run, run]
        assert [row[name] for name in ("legal_known", "placement_known", "carer_known")] == [po, placed, carer]
        assert dates(row, "begins", "order_since", "placed_least", "placement_since") == " ".join(["2021-05-01"] * 4)

    def test_what_begins_later_in_a_journey_begun_in_the_middle_is_known(self):
        row = only(
            "decom | rne | ls | place\n2021-05-01 | L | C2 | U6\n2021-06-01 | L | E1 | U6\n2021-07-01 | P | E1 | A6"
        )
        assert dates(row, "entry", "po", "placed") == "– 2021-06-01 2021-07-01"

    def test_after_a_temporary_first_row_the_next_placement_may_be_a_return(self):
        row = only("decom | rne | ls | place\n2021-05-01 | P | E1 | T1\n2021-05-08 | P | E1 | A6")
        assert dates(row, "placed", "placed_least") == "– 2021-05-08"
        assert not row["placement_known"]
        row = only("decom | rne | ls | place\n2021-05-01 | S | E1 | T1\n2021-05-08 | P | E1 | A6")
        assert dates(row, "placed", "placement_since") == "2021-05-08 2021-05-08"
        assert row["placement_known"]

    def test_care_that_starts_in_hospital_shows_the_first_placement(self):
        row = only("decom | rne | ls | place\n2021-05-01 | S | C1 | T1\n2021-05-08 | P | C1 | U6")
        assert dates(row, "entry", "placement_since") == "2021-05-01 2021-05-08"
        assert row["placement_known"]

    def test_a_blank_reason_shows_nothing(self):
        row = only("decom | rne | ls | place\n2021-05-01 | - | E1 | A6")
        assert dates(row, "entry", "po", "placed") == "– – –"


class TestPeriods:
    def test_each_period_of_care_is_a_journey_of_its_own(self):
        first, second = told("""
            decom      | rne | ls | dec        | rec
            2018-01-01 | S   | E1 | 2019-01-01 | E4A
            2020-01-01 | S   | C2 |            |
        """)
        assert (first["period"], first["latest"], first["in_care"]) == (0, False, False)
        assert dates(first, "po", "po_ended", "ended") == "2018-01-01 2019-01-01 2019-01-01"
        assert (second["period"], second["latest"], second["in_care"], second["po"]) == (1, True, True, None)
        assert told("decom | dec | rec\n2018-01-01 | 2019-01-01 | E4A\n2020-01-01", "2019-06-01")[0]["latest"]

    def test_an_exit_and_a_start_on_one_day_are_two_periods(self):
        rows = told("decom | rne | dec | rec\n2020-01-01 | S | 2020-06-01 | E4A\n2020-06-01 | S |")
        assert [(row["period"], row["rec"]) for row in rows] == [(0, "E4A"), (1, None)]

    def test_leading_short_breaks_are_no_part_of_the_journey(self):
        row = only("decom | rne | ls | dec\n2020-01-01 | S | V3 |\n2020-06-01 | L | C2 |\n2020-07-01 | P | C2")
        assert dates(row, "begins", "entry", "legal_since") == "2020-06-01 – 2020-06-01"
        assert (row["period"], row["legal_known"]) == (0, True)

    def test_a_period_of_short_breaks_alone_is_no_journey(self):
        rows = told("decom | rne | ls | dec | rec\n2020-01-01 | S | V4 | 2020-02-01 | E8\n2020-03-01 | S | C2 | |")
        assert [(row["period"], str(row["begins"])) for row in rows] == [(0, "2020-03-01")]

    def test_a_child_now_on_short_breaks_is_not_counted(self):
        row = only("decom | rne | ls\n2020-01-01 | S | C2\n2020-06-01 | L | V3")
        assert (row["in_care"], row["ended"]) == (False, None)

    def test_closed_without_a_next_episode_is_no_exit(self):
        row = only("decom | dec | rec\n2020-01-01 | 2020-06-01 | X1")
        assert (row["closed_without_next"], row["ended"], row["rec"], row["in_care"]) == (True, None, None, False)
        assert row["closed"] == day("2020-06-01")

    def test_a_closed_placement_order_without_a_next_is_not_said_to_have_ended(self):
        row = only("decom | ls | dec | rec\n2020-01-01 | E1 | 2020-06-01 | X1")
        assert (row["po_open"], row["po_ended"]) == (False, None)

    def test_a_gap_begins_another_journey(self):
        rows = told("decom | rne | dec | rec\n2020-01-01 | S | 2020-06-01 | X1\n2020-06-03 | P | | ")
        assert [(row["closed_without_next"], row["latest"]) for row in rows] == [(True, False), (False, True)]

    def test_overlapping_rows_are_two_journeys_of_one_child(self):
        rows = told("decom | rne | dec | rec\n2020-01-01 | S | - | -\n2020-06-01 | S | | ")
        assert [(row["child"], row["in_care"]) for row in rows] == [("1", True), ("1", True)]

    def test_an_end_without_a_reason_is_an_end(self):
        row = only("decom | dec | rec\n2020-01-01 | 2020-06-01 | -")
        assert (row["ended"], row["rec"], row["in_care"]) == (day("2020-06-01"), None, False)

    @pytest.mark.parametrize(
        ("rec", "event"), [("E11", "ao"), ("E12", "ao"), ("E43", "sgo"), ("E48", "sgo"), ("E41", "cao"), ("E4A", None)]
    )
    def test_exits_to_permanence(self, rec: str, event: str | None):
        row = only(f"decom | dec | rec\n2020-01-01 | 2020-06-01 | {rec}")
        assert [name for name in ("ao", "sgo", "cao") if row[name]] == ([event] if event else [])


class TestPlacementOrders:
    REMADE = """
        decom      | rne | ls
        2020-01-01 | S   | C2
        2020-03-01 | L   | E1
        2020-06-01 | P   | E1
        2020-09-01 | L   | C2
        2021-02-01 | L   | E1
    """

    def test_the_last_unbroken_stretch_is_the_order(self):
        row = only(self.REMADE)
        assert dates(row, "po", "po_ended") == "2021-02-01 –"
        assert row["po_open"]

    def test_a_revoked_order_is_still_the_last_one(self):
        row = only(self.REMADE, "2020-12-01")
        assert (
            dates(row, "po", "po_ended", "care_order", "legal_since") == "2020-03-01 2020-09-01 2020-01-01 2020-09-01"
        )
        assert not row["po_open"]

    @pytest.mark.parametrize(
        ("match", "order"),
        [
            ("2020-02-01", "2021-02-01"),
            ("2020-04-01", "2020-03-01"),
            ("2020-10-01", "2020-03-01"),
            ("2021-02-01", "2021-02-01"),
        ],
    )
    def test_the_order_at_the_match_is_the_last_begun_by_then(self, match: str, order: str):
        """A match before any order belongs with the last one."""
        row = only(self.REMADE, adoption=f"date_match\n{match}")
        assert dates(row, "po_at_match") == order

    def test_an_order_at_the_match_whose_beginning_is_not_shown_is_not_known(self):
        row = only(
            "decom | rne | ls\n2020-01-01 | P | E1\n2020-03-01 | L | C2\n2020-05-01 | L | E1",
            adoption="date_match\n2020-02-01",
        )
        assert dates(row, "po_at_match", "po") == "– 2020-05-01"


class TestPlacedForAdoption:
    def test_a_disrupted_placement_leaves_no_placed_date_but_the_first(self):
        drawing = (
            "decom | ls | place\n2020-01-01 | E1 | U6\n2020-03-01 | E1 | A6\n2020-06-01 | E1 | U6\n2020-09-01 | E1 | A6"
        )
        row = only(drawing, "2020-08-01")
        assert dates(row, "placed", "placed_least", "first_placed", "disrupted") == "– – 2020-03-01 2020-06-01"
        assert not row["adoptive"]
        assert dates(only(drawing), "placed", "first_placed", "disrupted") == "2020-09-01 2020-03-01 –"

    def test_temporary_moves_neither_break_nor_end_a_run(self):
        drawing = "decom | ls | place\n2020-03-01 | E1 | A6\n2020-06-01 | E1 | T3\n2020-06-09 | E1 | A6"
        for on in ("2020-06-05", "2020-07-01"):
            row = only(drawing, on)
            assert dates(row, "placed", "placement_since") == "2020-03-01 2020-03-01"
            assert row["adoptive"]

    def test_a_change_from_one_adoptive_placement_to_another_is_one_run(self):
        row = only("decom | ls | place\n2020-03-01 | E1 | A6\n2020-06-01 | E1 | A4")
        assert dates(row, "placed", "placement_since") == "2020-03-01 2020-06-01"

    def test_fostering_for_adoption_keeps_its_date_when_it_becomes_adoptive(self):
        row = only("""
            decom      | rne | ls | place
            2020-01-01 | S   | C1 | U5
            2020-06-01 | L   | E1 | U5
            2020-09-01 | T   | E1 | A5
        """)
        assert dates(row, "ffa", "placed", "carer_since", "fc_placed") == "2020-01-01 2020-09-01 2020-01-01 2020-01-01"
        assert row["foster_carer"]


class TestFosterCarersWhoAdopt:
    WALK = """
        decom      | rne | ls | place
        2020-01-01 | S   | C1 | U6
        2020-02-01 | P   | C1 | U4
        2020-03-01 | L   | E1 | U4
        2020-04-01 | P   | E1 | T3
        2020-04-09 | P   | E1 | U4
        2020-05-01 | T   | E1 | U6
        2020-09-01 | U   | E1 | A5
    """

    def test_the_walk_goes_back_to_the_day_the_child_moved_in(self):
        assert dates(only(self.WALK), "fc_placed", "placed", "placement_since") == "2020-02-01 2020-09-01 2020-02-01"

    @pytest.mark.parametrize("rne", ["P", "B"])
    def test_a_new_carer_ends_the_walk(self, rne: str):
        drawing = f"decom | rne | ls | place\n2020-01-01 | S | E1 | U4\n2020-03-01 | {rne} | E1 | A5"
        assert dates(only(drawing), "fc_placed") == "2020-03-01"

    def test_a_temporary_move_to_another_placement_ends_the_walk(self):
        drawing = """
            decom      | rne | ls | place
            2020-01-01 | S   | E1 | U4
            2020-02-01 | P   | E1 | T1
            2020-02-09 | P   | E1 | U6
            2020-03-01 | U   | E1 | A5
        """
        assert dates(only(drawing), "fc_placed") == "2020-02-09"

    def test_the_return_needs_the_same_provider(self):
        drawing = """
            decom      | rne | ls | place | place_provider
            2020-01-01 | S   | E1 | U4    | PR1
            2020-02-01 | P   | E1 | T1    |
            2020-02-09 | P   | E1 | U4    | PR4
        """
        assert dates(only(drawing), "placement_since") == "2020-02-09"

    def test_respite_before_entry_does_not_move_the_clock_before_it(self):
        rows = told("""
            decom      | rne | ls | place | dec        | rec
            2019-01-01 | S   | V3 | U4    | 2019-01-10 | E8
            2020-01-01 | S   | E1 | U4    |            |
            2020-09-01 | U   | E1 | A5    |            |
        """)
        assert [dates(row, "entry", "fc_placed") for row in rows] == ["2020-01-01 2020-01-01"]

    def test_a_carer_from_before_the_record_is_not_known(self):
        row = only("decom | rne | ls | place\n2020-01-01 | L | E1 | U4\n2020-09-01 | U | E1 | A5")
        assert (row["foster_carer"], row["fc_placed"], row["carer_known"]) == (True, None, False)

    def test_adopters_said_to_be_the_foster_carers_count_from_their_match_on(self):
        drawing, said = (
            "decom | ls | place\n2020-01-01 | E1 | U4\n2020-09-01 | E1 | A6",
            "date_match | foster_care\n2020-08-01 | 1",
        )
        assert [only(drawing, on, adoption=said)["foster_carer"] for on in ("2020-07-31", "2020-08-01")] == [
            False,
            True,
        ]
        assert dates(only(drawing, adoption=said), "fc_placed") == "2020-09-01"


class TestDecisions:
    def test_the_latest_decision_of_the_period_counts_also_when_reversed(self):
        made = """
            date_placed | date_placed_ceased | reason_placed_ceased
            2020-02-01  | 2020-05-01         | RD2
            2020-08-01  | 2021-03-01         | RD3
        """
        row = only("decom\n2020-01-01", adm_decision=made)
        assert dates(row, "adm", "adm_ceased") + " " + row["adm_reason"] == "2020-08-01 2021-03-01 RD3"
        then = only("decom\n2020-01-01", "2020-12-31", adm_decision=made)
        assert dates(then, "adm", "adm_ceased", "adm_reason") == "2020-08-01 – –"
        assert (
            dates(only("decom\n2020-01-01", "2020-06-01", adm_decision=made), "adm", "adm_ceased")
            == "2020-02-01 2020-05-01"
        )

    def test_decisions_and_matches_belong_to_their_own_period(self):
        rows = told(
            "decom | dec | rec\n2018-01-01 | 2018-12-31 | E4A\n2020-01-01",
            adm_decision="date_placed\n2017-12-31\n2018-12-31\n2019-06-01",
            adoption="date_match\n2018-06-01",
        )
        assert [dates(row, "adm", "match") for row in rows] == ["2018-12-31 2018-06-01", "– –"]

    def test_before_a_beginning_that_is_not_shown_a_decision_still_belongs(self):
        """A single year's return begins in the middle; the decision was made in the same care."""
        row = only(
            "decom | rne | ls\n2021-05-01 | L | E1",
            adm_decision="date_placed\n2020-12-01",
            adoption="date_match\n2021-04-01",
        )
        assert dates(row, "adm", "match") == "2020-12-01 2021-04-01"


class TestAges:
    @pytest.mark.parametrize(("on", "age", "in_care"), [("2022-02-28", 17, True), ("2022-03-01", 18, False)])
    def test_29_february_has_its_birthday_on_1_march(self, on: str, age: int, in_care: bool):
        row = only("decom\n2020-01-01", on, child_details="dob\n2004-02-29")
        assert (row["age"], row["in_care"], row["eighteenth"]) == (age, in_care, day("2022-03-01"))
        assert row["ended"] is None

    def test_without_a_birth_date_a_child_counts_as_under_18(self):
        row = only("decom\n2020-01-01")
        assert (row["age"], row["eighteenth"], row["in_care"]) == (None, None, True)


def test_the_settled_time_of_an_adoptive_placement_includes_the_placement_before():
    row = only(
        "decom | ls | place\n2019-01-01 | E1 | K2\n2020-01-01 | E1 | U6\n2021-01-01 | E1 | A6\n2022-01-01 | E1 | A6"
    )
    assert dates(row, "settled_since", "placement_since") == "2021-01-01 2022-01-01", "of the last with the one before"
    fostered = only("decom | ls | place\n2019-01-01 | E1 | K2\n2020-01-01 | E1 | U6\n2021-01-01 | E1 | A6")
    assert dates(fostered, "settled_since", "placement_since") == "2020-01-01 2021-01-01"
    same_carer = only("decom | rne | ls | place\n2020-01-01 | S | E1 | U5\n2021-01-01 | T | E1 | A5")
    assert dates(same_carer, "settled_since") == "2020-01-01"
    foster = only("decom | place\n2019-01-01 | K2\n2020-01-01 | U6")
    assert dates(foster, "settled_since") == "2020-01-01"
    first = only("decom | ls | place\n2019-01-01 | E1 | A6")
    assert dates(first, "settled_since") == "2019-01-01"


def test_a_match_alone_without_episodes_is_no_journey():
    found = journeys(snapshot(LATE, adoption="date_match\n2020-01-01", child_details="dob\n2015-01-01"))
    assert found.is_empty()
    assert found.schema["period"] == pl.Int32
    assert facts()["care_episode"].is_empty()
