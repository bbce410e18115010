"""Dates typed into the tracker's cells: what they do to the record, and what is refused and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Conflict, Refused
from tests.support.desks import Desk
from tests.support.facts import episodes

JOURNEY = """
    decom      | ls | place | dec
    2020-01-10 | C1 | U6    |
    2020-06-01 | C2 | U6    |
    2020-09-15 | C2 | U4    |
    2021-05-03 | E1 | U4    |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def child(desk: Desk) -> Desk:
    desk.lay(episodes(JOURNEY), child_details="child | dob | sex\n1 | 2019-02-03 | F")
    return desk


def test_a_placement_order_date_that_was_mistyped_is_moved(child: Desk):
    changes = child.type("po", "2021-05-13")
    assert child.cell("po") == dt.date(2021, 5, 13)
    assert child.chain()[2:] == ["2020-09-15 P C2 U4 2021-05-13 X1", "2021-05-13 L E1 U4"]
    assert changes.label == "Set placement order date"
    assert child.store.change_sets()["kind"][-1] == "correction"


def test_only_the_rows_that_differ_are_recorded(child: Desk):
    assert child.type("po", "2021-05-13").rows == 2


def test_a_moved_row_keeps_the_key_it_was_imported_under(child: Desk):
    child.type("po", "2021-05-13")
    child.type("po", "2021-05-14")
    assert [row["imported_as"] for row in child.rows()] == [None, None, None, dt.date(2021, 5, 3)]


def test_a_row_that_was_typed_here_has_no_key_of_an_import(desk: Desk):
    desk.lay(episodes(JOURNEY), year=None)
    desk.type("po", "2021-05-13")
    assert [row["imported_as"] for row in desk.rows()] == [None] * 4


def test_undo_restores_what_was_and_redo_what_came(child: Desk):
    before = child.rows()
    edited = child.type("po", "2021-05-13")
    after = child.rows()
    undone = child.store.undo(edited.number or 0, who="A. Worker")
    assert child.rows() == before
    child.store.undo(undone.number or 0, who="A. Worker")
    assert child.rows() == after


def test_a_date_past_a_neighbour_is_refused_naming_it(child: Desk):
    with pytest.raises(Refused, match=r"Foster carer, long term began on 15 Sep 2020; the placement order cannot move"):
        child.type("po", "2020-09-14")
    with pytest.raises(Refused, match=r"Placement order began on 3 May 2021; the placement cannot move past it"):
        child.type("placement_since", "2021-06-01")
    with pytest.raises(Refused, match=r"Full care order began on 1 Jun 2020"):
        child.type("placement_since", "2020-05-31")


def test_onto_another_changes_day_it_makes_one_episode(child: Desk):
    child.type("po", "2020-09-15")
    assert child.chain() == [
        "2020-01-10 S C1 U6 2020-06-01 X1",
        "2020-06-01 L C2 U6 2020-09-15 X1",
        "2020-09-15 B E1 U4",
    ]


def test_onto_a_same_carers_change_it_says_so(desk: Desk):
    desk.lay(
        episodes("""
            decom      | rne | ls | place
            2020-01-10 | S   | C2 | U6
            2020-09-15 | T   | C2 | U4
            2021-05-03 | L   | E1 | U4
        """)
    )
    desk.type("po", "2020-09-15")
    assert desk.chain()[-1] == "2020-09-15 U E1 U4"


def test_moved_away_again_it_makes_two_episodes(child: Desk):
    child.type("po", "2020-09-15")
    child.type("po", "2021-05-03")
    assert child.chain()[2:] == ["2020-09-15 P C2 U4 2021-05-03 X1", "2021-05-03 L E1 U4"]


def test_clearing_extends_the_status_before(child: Desk):
    changes = child.type("po", None)
    assert child.chain()[2:] == ["2020-09-15 P C2 U4"]
    assert child.cell("legal") == "Full care order"
    assert changes.label == "Clear placement order date"


def test_a_cleared_order_between_two_care_orders_leaves_one_care_order(desk: Desk):
    desk.lay(
        episodes("""
            decom      | ls
            2020-01-10 | C2
            2021-05-03 | E1
            2021-11-09 | C2
        """)
    )
    desk.type("po", None)
    assert desk.chain() == ["2020-01-10 S C2 U6"]


def test_a_new_placement_order_is_a_change_and_makes_a_row(desk: Desk):
    desk.lay(episodes("decom | ls\n2020-01-10 | C2"))
    desk.type("po", "2021-05-03")
    assert desk.chain() == ["2020-01-10 S C2 U6 2021-05-03 X1", "2021-05-03 L E1 U6"]
    assert desk.store.change_sets()["kind"][-1] == "change"


def test_an_order_in_force_when_the_data_begins_cannot_be_dated_here(desk: Desk):
    desk.lay(episodes("decom | rne | ls\n2020-01-10 | P | E1"))
    assert desk.cell("po_words") == "before 10 Jan 2020"
    with pytest.raises(Refused, match="import the return of an earlier year"):
        desk.type("po", "2020-02-01")


def test_a_day_that_has_not_come_is_refused(child: Desk):
    for key in ("po", "adm", "match", "legal_since", "placement_since", "entry"):
        with pytest.raises(Refused, match="1 Apr 2022 has not happened yet"):
            child.type(key, "2022-04-01")


def test_a_day_before_birth_is_refused(child: Desk):
    with pytest.raises(Refused, match="before the child was born, on 3 Feb 2019"):
        child.type("entry", "2019-02-02")


def test_the_placement_asks_for_its_type_and_provider_and_the_reason(child: Desk):
    column = child.tracker.column("placed")
    assert column.asks is not None
    asked = column.asks(child.snapshot("1"), "1", dt.date(2021, 12, 1))
    assert [question.name for question in asked] == ["place", "provider", "reason"]
    assert [code for code, _ in asked[0].choices] == ["A5", "A6"]
    child.type("placed", "2021-12-01", place="A6", provider="PR2", reason="CARPL")
    assert child.chain()[-2:] == ["2021-05-03 L E1 U4 2021-12-01 X1", "2021-12-01 P E1 A6"]
    last = child.rows()[-2:]
    assert (last[0]["reason_place_change"], last[1]["place_provider"]) == ("CARPL", "PR2")
    assert child.cell("placed") == dt.date(2021, 12, 1)


def test_placed_with_the_foster_carer_is_the_same_carer(child: Desk):
    child.type("placed", "2021-12-01", place="A5", provider="PR1", reason="CARPL")
    assert child.chain()[-1] == "2021-12-01 T E1 A5"


def test_a_child_placed_when_the_data_begins_is_not_placed_again(desk: Desk):
    desk.lay(episodes("decom | rne | ls | place\n2020-01-10 | L | E1 | A6"))
    column = desk.tracker.column("placed")
    assert column.asks is not None
    assert column.asks(desk.snapshot("1"), "1", dt.date(2021, 1, 1)) == ()
    with pytest.raises(Refused, match="placed for adoption already"):
        desk.type("placed", "2021-01-01")
    with pytest.raises(Refused, match="in this placement already"):
        desk.type("placement_since", "2021-01-01")


def test_only_a_foster_carer_can_be_the_same_carer(desk: Desk):
    desk.lay(episodes("decom | ls | place\n2020-01-10 | E1 | K2"))
    column = desk.tracker.column("placed")
    assert column.asks is not None
    types = column.asks(desk.snapshot("1"), "1", dt.date(2021, 1, 1))[0]
    assert [code for code, _ in types.choices] == ["A6"]
    with pytest.raises(Refused, match="does not live with a foster carer"):
        desk.type("placed", "2021-01-01", place="A5", provider="PR1", reason="CARPL")


def test_without_its_type_a_placement_is_refused(child: Desk):
    with pytest.raises(Refused, match="which type of placement"):
        child.type("placed", "2021-12-01")


def test_an_order_asks_for_its_kind_among_those_of_its_year(child: Desk):
    column = child.tracker.column("order")
    assert column.asks is not None
    (asked,) = column.asks(child.snapshot("1"), "1", dt.date(2022, 1, 10))
    assert [code for code, _ in asked.choices] == ["E11", "E12", "E45", "E46", "E47", "E48", "E41"]
    (asked,) = column.asks(child.snapshot("1"), "1", dt.date(2017, 1, 10))
    assert [code for code, _ in asked.choices] == ["E11", "E12", "E43", "E44", "E41"]


def test_an_order_ends_the_time_in_care_can_be_moved_and_cleared(child: Desk):
    child.type("order", "2022-01-10", kind="E45")
    assert child.chain()[-1] == "2021-05-03 L E1 U4 2022-01-10 E45"
    assert child.cell("order_kind") == "Special guardianship order"
    child.type("order", "2022-01-12")
    assert child.cell("order") == dt.date(2022, 1, 12)
    child.type("order", None)
    assert child.chain()[-1] == "2021-05-03 L E1 U4"


def test_an_order_must_come_after_the_last_change(child: Desk):
    with pytest.raises(Refused, match=r"Placement order began on 3 May 2021; the time in care must end after it"):
        child.type("order", "2021-05-03", kind="E12")


def test_a_child_who_left_otherwise_cannot_be_given_an_order(desk: Desk):
    desk.lay(episodes("decom | dec | rec\n2020-01-10 | 2021-05-03 | E4A"))
    with pytest.raises(Refused, match=r"ended on 3 May 2021 \(Returned home, planned\)"):
        desk.type("order", "2021-05-03", kind="E12")


def test_the_placement_of_an_adopted_child_cannot_be_cleared_from_under_the_order(child: Desk):
    child.type("placed", "2021-12-01", place="A6", provider="PR2", reason="CARPL")
    child.type("order", "2022-03-01", kind="E12")
    with pytest.raises(Refused, match="clear the order's date first"):
        child.type("placed", None)


def test_a_cleared_placement_leaves_the_one_before(child: Desk):
    child.type("placement_since", None)
    assert child.chain() == [
        "2020-01-10 S C1 U6 2020-06-01 X1",
        "2020-06-01 L C2 U6 2021-05-03 X1",
        "2021-05-03 L E1 U6",
    ]


def test_the_entry_moves_with_everything_that_began_on_it(child: Desk):
    child.type("entry", "2020-01-08")
    assert child.chain()[0] == "2020-01-08 S C1 U6 2020-06-01 X1"
    assert child.rows()[0]["imported_as"] == dt.date(2020, 1, 10)
    with pytest.raises(Refused, match=r"Full care order began on 1 Jun 2020; the entry must be before it"):
        child.type("entry", "2020-06-01")
    with pytest.raises(Refused, match="cannot be without its beginning"):
        child.type("entry", None)


def test_the_entry_stays_after_an_earlier_time_in_care(desk: Desk):
    desk.lay(
        episodes("""
            decom      | dec        | rec
            2018-01-10 | 2019-05-03 | E4A
            2020-01-10 |            |
        """)
    )
    with pytest.raises(Refused, match="An earlier time in care ended on 3 May 2019"):
        desk.type("entry", "2019-05-03")


def test_what_began_with_the_time_in_care_is_moved_with_the_entry(child: Desk):
    child.type("po", None)
    child.type("placement_since", None)
    child.type("legal_since", None)
    with pytest.raises(Refused, match="move the day the child came into care instead"):
        child.type("legal_since", "2020-01-12")


def test_later_short_breaks_are_no_part_of_the_journey(desk: Desk):
    desk.lay(
        episodes("""
            decom      | ls | dec        | rec
            2020-01-10 | C2 |            |
            2021-01-01 | E1 | 2021-05-03 | E4A
            2021-09-01 | V3 | 2021-09-04 | E4A
        """)
    )
    desk.type("po", "2021-01-05")
    desk.type("match", "2021-02-05")
    assert desk.chain()[1] == "2021-01-05 L E1 U6 2021-05-03 E4A"
    with pytest.raises(Refused, match=r"ended on 3 May 2021; a match cannot be after it"):
        desk.type("match", "2021-09-02")


def test_a_contradictory_chain_is_refused_naming_the_rows_to_mend(desk: Desk):
    desk.lay(
        episodes("""
            decom      | rne | ls | dec        | rec
            2020-01-10 | S   | C2 | 2021-06-01 | E8
            2021-05-03 | L   | E1 |            |
        """)
    )
    with pytest.raises(Refused, match=r"mend these first.*10 Jan 2020"):
        desk.type("po", "2021-05-13")


def test_a_decision_is_recorded_moved_and_cleared(child: Desk):
    child.type("adm", "2021-03-02")
    assert child.cell("adm") == dt.date(2021, 3, 2)
    child.type("adm", "2021-03-04")
    assert [row["date_placed"] for row in child.rows(table="adm_decision")] == [dt.date(2021, 3, 4)]
    child.type("adm", None)
    assert child.rows(table="adm_decision") == []


def test_the_copy_of_the_decision_in_the_adoption_record_follows_it(desk: Desk):
    desk.lay(
        episodes(JOURNEY),
        adm_decision="child | date_placed\n1 | 2021-03-02",
        adoption="child | date_int | date_match\n1 | 2021-03-02 | 2021-09-01",
    )
    desk.type("adm", "2021-03-04")
    (adoption,) = desk.rows(table="adoption")
    (decision,) = desk.rows(table="adm_decision")
    assert adoption["date_int"] == decision["date_placed"] == dt.date(2021, 3, 4)
    assert decision["imported_as"] == dt.date(2021, 3, 2)


def test_a_day_after_the_reversal_asks_whether_the_decision_is_new(desk: Desk):
    desk.lay(
        episodes(JOURNEY),
        adm_decision="child | date_placed | date_placed_ceased\n1 | 2021-03-02 | 2021-07-01",
    )
    with pytest.raises(Refused, match="reversed on 1 Jul 2021"):
        desk.type("adm", "2021-11-02", which="moved")
    assert desk.asked("adm", "2021-11-02") == ["which"]
    desk.type("adm", "2021-11-02", which="new")
    assert [row["date_placed"] for row in desk.rows(table="adm_decision")] == [
        dt.date(2021, 3, 2),
        dt.date(2021, 11, 2),
    ]
    assert desk.cell("adm") == dt.date(2021, 11, 2)


def test_a_day_after_the_order_was_revoked_asks_whether_it_is_new(desk: Desk):
    desk.lay(episodes("decom | ls\n2020-01-10 | C2\n2021-05-03 | E1\n2021-09-01 | C2"))
    with pytest.raises(Refused, match="Full care order began on 1 Sep 2021"):
        desk.type("po", "2022-02-01", which="moved")
    assert desk.asked("po", "2022-02-01") == ["which"]
    assert desk.asked("po", "2021-06-01") == []
    desk.type("po", "2022-02-01", which="new")
    assert [row.split()[:3] for row in desk.chain()[1:]] == [
        ["2021-05-03", "L", "E1"],
        ["2021-09-01", "L", "C2"],
        ["2022-02-01", "L", "E1"],
    ]


@pytest.mark.parametrize("key", ["adm", "match"])
def test_decision_and_match_lie_in_this_time_in_care(key: str, child: Desk):
    with pytest.raises(Refused, match="This time in care began on 10 Jan 2020"):
        child.type(key, "2020-01-09")


def test_a_match_is_recorded_moved_and_cleared(child: Desk):
    for day in ("2021-09-01", "2021-09-03", None):
        child.type("match", day)
        assert child.cell("match") == (dt.date.fromisoformat(day) if day else None)
    assert child.rows(table="adoption") == []


def test_a_cleared_match_leaves_what_the_return_said_of_the_adopters(desk: Desk):
    desk.lay(episodes(JOURNEY), adoption="child | date_match | nb_adoptr\n1 | 2021-09-01 | 2")
    desk.type("match", None)
    assert [(row["date_match"], row["nb_adoptr"]) for row in desk.rows(table="adoption")] == [(None, "2")]


def test_the_same_date_again_records_nothing(child: Desk):
    assert child.type("po", "2021-05-03").number is None


def test_a_newer_value_is_never_overwritten_unseen(child: Desk):
    edit = child.tracker.column("po").edit
    assert edit is not None
    late = edit(child.snapshot("1"), "1", dt.date(2021, 5, 20), {})
    child.type("po", "2021-05-13")
    with pytest.raises((Conflict, Refused)):
        child.store.apply(late, who="B. Worker", today=dt.date(2022, 3, 31))
    assert child.cell("po") == dt.date(2021, 5, 13)


def test_a_child_without_episodes_says_what_to_do(desk: Desk):
    desk.lay(episodes("child | decom\n2 | 2020-01-10"))
    with pytest.raises(Refused, match="import the return that has them first"):
        desk.type("po", "2021-05-13", child="9")
