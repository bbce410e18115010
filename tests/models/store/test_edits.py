"""What is recorded, changed, ended and taken back by one person after another."""

from __future__ import annotations

import datetime as dt

import pytest

from models.edits import Conflict, Refused, Tx
from models.store import Changes, Store
from tests.support.stores import TODAY, Doing, Stores

MAY, JUNE, JULY = dt.date(2026, 5, 3), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


def held(review: dt.date, child: str = "c1") -> Doing:
    return Doing(lambda tx: tx.record("review", child, review=review, review_code="PN1"), "Record review")


def moved(old: dt.date, new: dt.date, seen: int | None) -> Doing:
    def do(tx: Tx) -> None:
        row = next(row for row in tx.current("review", "c1") if row["review"] == old)
        tx.replace("review", row, seen, review=new)

    return Doing(do, "Move review")


def ended(review: dt.date, seen: int | None) -> Doing:
    def do(tx: Tx) -> None:
        tx.end("review", next(row for row in tx.current("review", "c1") if row["review"] == review), seen)

    return Doing(do, "Remove review")


def do(store: Store, edit: Doing, who: str = "Ann Other") -> Changes:
    return store.apply(edit, who=who, today=TODAY)


def reviews(store: Store) -> list[dt.date]:
    return store.facts()["review"]["review"].to_list()


def test_a_recorded_fact_is_read_back_as_it_was_typed(store: Store) -> None:
    changes = do(store, held(MAY))
    assert changes == Changes(1, "Record review", frozenset({"c1"}), frozenset({"review"}), 1)
    assert store.facts()["review"].to_dicts() == [
        {
            "row_id": 1,
            "recorded_by": 1,
            "child": "c1",
            "review": MAY,
            "dob": None,
            "review_code": "PN1",
            "imported_as": None,
        }
    ]


def test_facts_come_in_order_of_child_and_date(store: Store) -> None:
    for day, child in ((JUNE, "c2"), (JUNE, "c1"), (MAY, "c2"), (MAY, "C1")):
        do(store, held(day, child))
    found = store.facts()["review"].select("child", "review").rows()
    assert found == [("C1", MAY), ("c1", JUNE), ("c2", MAY), ("c2", JUNE)]


def test_an_edit_sees_its_day_and_the_facts_in_order(store: Store) -> None:
    do(store, held(JUNE))
    do(store, held(MAY))
    seen: list[object] = []
    do(store, Doing(lambda tx: seen.extend([tx.today, *(row["review"] for row in tx.current("review", "c1"))])))
    assert seen == [TODAY, MAY, JUNE]


def test_changing_some_cells_leaves_the_others(store: Store) -> None:
    do(store, held(MAY))
    changes = do(store, moved(MAY, JUNE, seen=1))
    assert changes.number == 2
    assert store.facts()["review"].select("review", "review_code").rows() == [(JUNE, "PN1")]


def test_two_changes_of_one_fact_in_one_edit_are_one_version(store: Store) -> None:
    do(store, held(MAY))

    def both(tx: Tx) -> None:
        row = tx.current("review", "c1")[0]
        tx.replace("review", row, 1, review=JUNE)
        tx.replace("review", row, 1, review_code="PN2")

    assert do(store, Doing(both)).rows == 1
    assert store.facts()["review"].select("review", "review_code").rows() == [(JUNE, "PN2")]


def test_a_change_that_changes_nothing_is_not_recorded(store: Store) -> None:
    do(store, held(MAY))
    changes = do(store, moved(MAY, MAY, seen=1))
    assert changes == Changes(None, "Move review")
    assert store.head == 1


def test_changing_there_and_back_in_one_edit_is_not_recorded(store: Store) -> None:
    do(store, held(MAY))

    def there_and_back(tx: Tx) -> None:
        row = tx.current("review", "c1")[0]
        tx.replace("review", row, 1, review=JUNE)
        tx.replace("review", row, 1, review=MAY)

    assert do(store, Doing(there_and_back)).number is None


def test_an_ended_fact_is_gone_and_its_key_is_free_again(store: Store) -> None:
    do(store, held(MAY))
    do(store, ended(MAY, seen=1))
    assert reviews(store) == []
    do(store, held(MAY))
    assert reviews(store) == [MAY]


def test_two_facts_can_change_places_in_one_edit(store: Store) -> None:
    do(store, held(MAY))
    do(store, held(JUNE))

    def swap(tx: Tx) -> None:
        first, second = tx.current("review", "c1")
        tx.replace("review", first, 2, review=JUNE)
        tx.replace("review", second, 2, review=MAY)

    do(store, Doing(swap))
    assert reviews(store) == [MAY, JUNE]


def test_what_is_refused_leaves_everything_as_it_was(store: Store) -> None:
    def refused(tx: Tx) -> None:
        tx.record("review", "c1", review=MAY)
        raise Refused("1 July 2027 has not happened yet")

    with pytest.raises(Refused):
        do(store, Doing(refused))
    assert (store.head, reviews(store)) == (0, [])
    assert do(store, held(MAY)).number == 1


def test_a_newer_value_is_never_overwritten_unseen(store: Store) -> None:
    do(store, held(MAY))
    do(store, moved(MAY, JUNE, seen=1), who="Ben Other")
    with pytest.raises(Conflict, match=r"changed by Ben Other on 1 Jun 2026 at 10:02"):
        do(store, moved(JUNE, JULY, seen=1))
    assert reviews(store) == [JUNE]


def test_a_row_that_is_no_longer_current_is_a_conflict(store: Store) -> None:
    do(store, held(MAY))
    old = store.facts()["review"].to_dicts()[0]
    do(store, moved(MAY, JUNE, seen=1), who="Ben Other")
    with pytest.raises(Conflict, match="Ben Other"):
        do(store, Doing(lambda tx: tx.replace("review", old, None, review=JULY)))


def test_two_people_recording_the_same_fact_conflict(store: Store) -> None:
    do(store, held(MAY))
    with pytest.raises(Conflict, match="There is a review of the same child and review already"):
        do(store, held(MAY))
    assert (store.head, reviews(store)) == (1, [MAY])


def test_an_unknown_column_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="review has no column colour"):
        do(store, Doing(lambda tx: tx.record("review", "c1", review=MAY, colour="red")))


def test_undo_and_redo_of_a_new_fact(store: Store) -> None:
    do(store, held(MAY))
    undone = store.undo(1, who="Ann Other")
    assert (undone.label, undone.children, reviews(store)) == ("Undo Record review", {"c1"}, [])
    assert store.undo(2, who="Ann Other").label == "Redo Record review"
    assert reviews(store) == [MAY]
    assert store.undo(3, who="Ann Other").label == "Undo Record review"
    assert reviews(store) == []


def test_undo_of_a_change_and_of_an_ending_brings_the_earlier_version_back(store: Store) -> None:
    do(store, held(MAY))
    do(store, moved(MAY, JUNE, seen=1))
    do(store, ended(JUNE, seen=2))
    store.undo(3, who="Ann Other")
    assert reviews(store) == [JUNE]
    store.undo(2, who="Ann Other")
    assert reviews(store) == [MAY]


def test_undo_of_what_was_changed_since_is_a_conflict(store: Store) -> None:
    do(store, held(MAY))
    do(store, moved(MAY, JUNE, seen=1), who="Ben Other")
    with pytest.raises(Conflict, match="Ben Other on 1 Jun 2026 at 10:02 changed some of it since"):
        store.undo(1, who="Ann Other")
    assert (store.head, reviews(store)) == (2, [JUNE])


def test_nothing_is_undone_twice(store: Store) -> None:
    do(store, held(MAY))
    store.undo(1, who="Ann Other")
    with pytest.raises(Conflict, match="undone already"):
        store.undo(1, who="Ann Other")
    with pytest.raises(Conflict, match="no change set 7"):
        store.undo(7, who="Ann Other")


def test_undo_that_would_make_a_second_fact_of_one_key_is_a_conflict(store: Store) -> None:
    do(store, held(MAY))
    do(store, moved(MAY, JUNE, seen=1))
    do(store, held(MAY))
    with pytest.raises(Conflict, match="already"):
        store.undo(2, who="Ann Other")
    assert reviews(store) == [MAY, JUNE]


def test_a_second_person_sees_what_the_first_recorded(stores: Stores) -> None:
    first = stores.new()
    second = stores.open(first._where)
    do(first, held(MAY))
    assert reviews(second) == [MAY]
    do(second, moved(MAY, JUNE, seen=1), who="Ben Other")
    assert reviews(first) == [JUNE]


def test_fresh_reads_only_the_children_asked_for(store: Store) -> None:
    for child in ("c1", "c2", "c3"):
        do(store, held(MAY, child))
    do(store, moved(MAY, JUNE, seen=3))
    fresh = store.fresh(["c1", "c3"])
    assert fresh.number == 4
    assert fresh["review"].select("child", "review").rows() == [("c1", JUNE), ("c3", MAY)]
    assert fresh["review"].equals(store.facts().take(["c1", "c3"])["review"])
    assert fresh["care_episode"].schema == store.facts()["care_episode"].schema


def test_as_known_on_shows_what_was_known_then(stores: Stores) -> None:
    store = stores.new()
    stores.clock.at = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
    do(store, held(MAY))
    stores.clock.at = dt.datetime(2026, 6, 2, 9, tzinfo=dt.UTC)
    do(store, moved(MAY, JUNE, seen=1))
    stores.clock.at = dt.datetime(2026, 6, 3, 9, tzinfo=dt.UTC)
    do(store, ended(JUNE, seen=2))
    known = {
        day: store.facts(known_on=dt.date(2026, 6, day) if day else dt.date(2026, 5, 31))["review"]["review"].to_list()
        for day in range(4)
    }
    assert known == {0: [], 1: [MAY], 2: [JUNE], 3: []}
    assert store.facts(known_on=dt.date(2026, 6, 2)).number == 2


def test_a_day_ends_at_midnight_in_the_uk(stores: Stores) -> None:
    store = stores.new()
    stores.clock.at = dt.datetime(2026, 6, 1, 22, 58, tzinfo=dt.UTC)
    do(store, held(MAY))
    do(store, held(JUNE))
    assert store.facts(known_on=dt.date(2026, 6, 1))["review"]["review"].to_list() == [MAY]


def test_moments_never_go_back_when_a_clock_is_set_back(stores: Stores) -> None:
    store = stores.new()
    do(store, held(MAY))
    stores.clock.at -= dt.timedelta(days=3)
    do(store, held(JUNE))
    moments = store.change_sets()["at"].to_list()
    assert moments[0] == moments[1]
    assert store.verify().ok


def test_the_ledger_lists_every_act(store: Store) -> None:
    do(store, held(MAY))
    store.undo(1, who="Ben Other")
    assert store.change_sets().drop("at", "detail", "reason").rows() == [
        (1, "Ann Other", "change", "Record review", None, 1),
        (2, "Ben Other", "undo", "Undo Record review", 1, 1),
    ]


def test_the_history_of_a_child_has_every_version_with_who_and_when(store: Store) -> None:
    do(store, held(MAY))
    do(store, held(MAY, "c2"))
    do(store, moved(MAY, JUNE, seen=2), who="Ben Other")
    do(store, ended(JUNE, seen=3))
    history = store.history("c1")
    assert history.select("table", "fact_id", "recorded_by", "superseded_by", "ended", "who").rows() == [
        ("review", 1, 1, 3, False, "Ann Other"),
        ("review", 1, 3, 4, False, "Ben Other"),
        ("review", 1, 4, None, True, "Ann Other"),
    ]
    cells = history["cells"].str.json_path_match("$.review").to_list()
    assert cells == ["2026-05-03", "2026-06-01", "2026-06-01"]
