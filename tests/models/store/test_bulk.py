"""Imports: many facts as one act, one undo, and what stands before the next one."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.edits import Conflict
from models.edits.bulk import Bulk
from models.progress import Cancelled
from models.store import Changes, Store
from models.store.columns import TABLES
from tests.support.stores import TODAY, Doing, Stores, bulk

MAY, JUNE, JULY = dt.date(2026, 5, 3), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


def reviews(*days: dt.date, child: str = "c1", **more: object) -> pl.DataFrame:
    schema = {"child": pl.String, "review": pl.Date, "review_code": pl.String, "year": pl.Int32}
    rows = [{"child": child, "review": day, "review_code": "PN1", "year": 2026, **more} for day in days]
    return pl.DataFrame(rows, schema=schema)


def known(store: Store) -> list[tuple[object, ...]]:
    return store.facts()["review"].select("child", "review", "review_code").rows()


def record(store: Store, what: Bulk) -> Changes:
    return store.record(what, who="Ann Other")


def newer(store: Store, **cells: object) -> Bulk:
    """The next return's version of every review that stands."""
    ours = store.standing().ours["review"].filter(~pl.col("ended"))
    changed = ours.drop("ended", "recorded_by", strict=False).with_columns(
        **{name: pl.lit(value) for name, value in cells.items()}
    )
    return Bulk("import", "Import a newer return", {}, {"review": changed})


def test_many_facts_are_one_act(store: Store) -> None:
    details = pl.DataFrame({"child": ["c1", "c2"], "sex": ["F", "M"]})
    changes = record(store, bulk(review=reviews(MAY, JUNE), child_details=details))
    assert changes == Changes(1, "Import a return", frozenset({"c1", "c2"}), frozenset({"review", "child_details"}), 4)
    assert known(store) == [("c1", MAY, "PN1"), ("c1", JUNE, "PN1")]
    assert store.facts()["child_details"]["sex"].to_list() == ["F", "M"]
    assert store.verify().ok


def test_nothing_to_record_makes_no_act(store: Store) -> None:
    assert record(store, bulk(review=reviews())) == Changes(None, "Import a return")
    assert store.head == 0


def test_what_an_import_knows_of_itself_is_kept(store: Store) -> None:
    record(store, Bulk("import", "Import", {"review": reviews(MAY)}, detail={"years": [2026]}, reason="late return"))
    act = store.change_sets().row(0, named=True)
    assert (act["kind"], act["detail"], act["reason"]) == ("import", '{"years": [2026]}', "late return")


def test_new_versions_of_standing_facts(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    changes = record(store, newer(store, review_code="PN2"))
    assert (changes.number, changes.rows, known(store)) == (2, 1, [("c1", MAY, "PN2")])
    assert store.history("c1")["fact_id"].to_list() == [1, 1]


def test_an_import_made_for_older_facts_is_a_conflict_and_leaves_everything(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    late = newer(store, review_code="PN2")
    record(store, newer(store, review_code="PN3"))
    with pytest.raises(Conflict, match="Ann Other on 1 Jun 2026"):
        record(store, Bulk("import", "Late", {"review": reviews(JULY)}, late.changed))
    assert (store.head, known(store)) == (2, [("c1", MAY, "PN3")])
    assert store.verify().ok


@pytest.mark.parametrize("copies", [2, 2000])
def test_two_facts_of_one_key_are_a_conflict_and_leave_everything(store: Store, copies: int) -> None:
    with pytest.raises(Conflict, match="There is a review of the same child and review already"):
        record(store, bulk(review=reviews(*[MAY] * copies)))
    assert (store.head, known(store)) == (0, [])
    record(store, bulk(review=reviews(MAY)))


def test_a_large_import_is_undone_and_redone_as_one(store: Store) -> None:
    frame = pl.concat([reviews(MAY, JUNE, child=f"c{number:04}") for number in range(1000)])
    record(store, bulk(review=frame))
    before = known(store)
    assert store.undo(1, who="Ann Other").rows == 2000
    assert known(store) == []
    store.undo(2, who="Ann Other")
    assert known(store) == before
    assert store.verify().ok


def test_the_indexes_are_the_same_after_a_large_import(store: Store) -> None:
    def indexes() -> list[tuple[object, ...]]:
        if store._writer.server:
            return store._writer.rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'review' ORDER BY 1")
        return store._writer.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1")

    before = indexes()
    record(store, bulk(review=pl.concat([reviews(MAY, JUNE, child=f"c{number}") for number in range(1000)])))
    assert indexes() == before
    assert len(before) >= 6


def test_a_cancelled_import_leaves_nothing(store: Store) -> None:
    def stop(share: float, words: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.record(bulk(review=reviews(MAY, JUNE)), who="Ann Other", progress=stop)
    assert (store.head, known(store)) == (0, [])


def test_columns_that_nobody_knows_are_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="review has no column colour"):
        record(store, bulk(review=reviews(MAY).with_columns(colour=pl.lit("red"))))


def base(store: Store, table: str = "review") -> list[tuple[object, ...]]:
    return store.standing().base[table].select("fact_id", "review", "review_code", "year").rows()


def test_where_only_imports_recorded_there_is_no_other_base(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    record(store, newer(store, review_code="PN2"))
    standing = store.standing()
    assert standing.ours["review"].select("fact_id", "ended", "review_code", "year").rows() == [(1, False, "PN2", 2026)]
    assert list(standing.base) == list(TABLES)
    assert base(store) == []
    assert set(standing.base["review"].columns) == {"fact_id", *TABLES["review"].recorded}


@pytest.mark.parametrize("kind", ["import", "demonstration"])
def test_the_base_of_what_was_changed_here_is_what_the_last_import_said(store: Store, kind: str) -> None:
    record(store, bulk(kind, review=reviews(MAY)))
    record(store, newer(store, review_code="PN2"))
    for code in ("PN4", "PN5"):
        edit = Doing(lambda tx, code=code: tx.replace("review", tx.current("review", "c1")[0], None, review_code=code))
        store.apply(edit, who="Ben Other", today=TODAY)
    assert base(store) == [(1, MAY, "PN2", 2026)]
    assert store.standing().ours["review"]["review_code"].to_list() == ["PN5"]


def test_what_was_made_here_has_no_base(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    store.apply(Doing(lambda tx: tx.record("review", "c1", review=JUNE)), who="Ann Other", today=TODAY)
    assert base(store) == []
    assert store.standing().ours["review"].select("fact_id", "year").rows() == [(1, 2026), (2, None)]


def test_an_ended_fact_stands_as_ended_with_its_base(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    store.apply(Doing(lambda tx: tx.end("review", tx.current("review", "c1")[0], 1)), who="Ann Other", today=TODAY)
    assert store.standing().ours["review"]["ended"].to_list() == [True]
    assert base(store) == [(1, MAY, "PN1", 2026)]


def test_an_import_that_was_undone_does_not_count_and_counts_again_after_redo(store: Store) -> None:
    record(store, bulk(review=reviews(MAY)))
    record(store, newer(store, review_code="PN2"))
    store.undo(2, who="Ann Other")
    assert base(store) == [(1, MAY, "PN1", 2026)]
    store.undo(3, who="Ann Other")
    assert base(store) == [(1, MAY, "PN2", 2026)]
    store.undo(4, who="Ann Other")
    store.undo(1, who="Ann Other")
    assert base(store) == []


def test_cells_with_strange_characters_come_back_as_they_were(stores: Stores) -> None:
    store = stores.new()
    strange = "Zoë's “PN1”; DROP\tTABLE\n\\N ?%s = \x1f"
    record(store, bulk(review=reviews(MAY, review_code=strange, child="c'1")))
    record(store, bulk(review=reviews(JUNE, review_code="a\x00b")))
    store.close()
    again = stores.open(store._where)
    assert known(again) == [("c'1", MAY, strange), ("c1", JUNE, "ab")]
    assert again.fresh(["c'1"])["review"]["review_code"].to_list() == [strange]
    assert again.verify().ok
