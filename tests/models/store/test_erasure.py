"""Erasure: what the law says must go is gone, and the ledger is still whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Refused
from models.store import Store
from tests.support.stores import TODAY, Doing, Stores

MAY, JUNE = dt.date(2026, 5, 3), dt.date(2026, 6, 1)


def add(store: Store, child: str, day: dt.date) -> None:
    edit = Doing(lambda tx: tx.record("review", child, review=day, review_code="PN7"))
    store.apply(edit, who="Ann Other", today=TODAY)


@pytest.fixture
def erased(stores: Stores) -> Store:
    """Two children, one of them erased."""
    store = stores.new()
    add(store, "KEPT-1", MAY)
    add(store, "GONE-1", MAY)
    change = Doing(lambda tx: tx.replace("review", tx.current("review", "GONE-1")[0], 2, review=JUNE))
    store.apply(change, who="Ann Other", today=TODAY)
    store.erase("GONE-1", who="Ben Other", reason="Ordered by the county court")
    return store


def test_nothing_is_left_of_an_erased_child(stores: Stores, erased: Store) -> None:
    assert erased.facts()["review"]["child"].to_list() == ["KEPT-1"]
    assert erased.facts(known_on=stores.clock.at)["review"]["child"].to_list() == ["KEPT-1"]
    assert erased.history("GONE-1").is_empty()
    assert erased._writer.rows("SELECT id FROM child") == [("KEPT-1",)]
    erased.close()
    if stores.is_file:
        assert b"GONE-1" not in Path(erased.where).read_bytes()


def test_the_ledger_stays_whole_and_says_who_ordered_it(erased: Store) -> None:
    assert erased.verify().ok
    act = erased.change_sets().row(-1, named=True)
    assert (act["kind"], act["who"], act["reason"]) == ("erasure", "Ben Other", "Ordered by the county court")
    assert "GONE-1" not in str(erased.change_sets().rows())


def test_people_go_on_working_after_an_erasure(erased: Store) -> None:
    add(erased, "KEPT-1", JUNE)
    add(erased, "GONE-1", MAY)
    assert erased.verify().ok
    erased.undo(6, who="Ann Other")
    assert erased.facts()["review"]["child"].to_list() == ["KEPT-1", "KEPT-1"]
    assert erased.verify().ok


def test_a_child_nobody_knows_cannot_be_erased(erased: Store) -> None:
    with pytest.raises(Refused, match="No such child"):
        erased.erase("GONE-1", who="Ben Other", reason="again")
    assert erased.head == 4


def test_two_children_go_in_one_act_that_can_be_tried_first(store: Store) -> None:
    for child, named in (("GONE-1", "GONE-2"), ("GONE-2", "GONE-1"), ("KEPT-1", "GONE-2")):
        note = Doing(lambda tx, c=child, n=named: tx.record("note", c, written=MAY, number=1, words=f"Met {n}"))
        store.apply(note, who="Ann Other", today=TODAY)
    before = store.head_digest
    tried, kept = store.would_erase("GONE-1", "GONE-2", who="Ben Other", reason="Ordered by the county court")
    assert (store.head_digest, store.facts()["note"].height) == (before, 3)
    changes = store.erase("GONE-1", "GONE-2", who="Ben Other", reason="Ordered by the county court")
    assert changes == tried
    assert changes.left == ("Note, about child KEPT-1, of 3 May 2026: Words",)
    act = store.erased(4)
    assert (act.rows, act.named, act.digest) == (kept.rows, 1, store.head_digest)
    last = store.change_sets().row(-1, named=True)
    assert last["label"] == "Erase the records of 2 children"
    assert "KEPT-1" not in last["detail"]
    assert store.verify().ok


def test_the_records_merged_into_a_child_go_with_it(stores: Stores, erased: Store) -> None:
    for child, into in (("OLD-1", "SAME-1"), ("OLD-2", "OLD-1")):
        add(erased, child, MAY)
        merge = Doing(lambda tx, child=child, into=into: tx.record("merged", child, into_child=into, since=JUNE))
        erased.apply(merge, who="Ann Other", today=TODAY)
    add(erased, "SAME-1", MAY)
    with pytest.raises(Refused, match="was merged into that of SAME-1"):
        erased.erase("OLD-2", who="Ben Other", reason="Ordered by the county court")
    changes = erased.erase("SAME-1", who="Ben Other", reason="Ordered by the county court")
    assert changes.children == {"SAME-1", "OLD-1", "OLD-2"}
    assert erased._writer.rows("SELECT id FROM child") == [("KEPT-1",)]
    assert erased.verify().ok
    erased.close()
    if stores.is_file:
        left = Path(erased.where).read_bytes()
        assert not any(name in left for name in (b"SAME-1", b"OLD-1", b"OLD-2"))


def test_the_ledger_stays_whole_where_a_sisters_earlier_rows_named_the_child(store: Store) -> None:
    def put_on(child: str, beside: str) -> None:
        cells = {"meeting": MAY, "listed": MAY, "why": f"Together with brother or sister: {beside}"}
        store.apply(Doing(lambda tx: tx.record("pmg_item", child, **cells)), who="Ann Other", today=TODAY)

    put_on("SISTER-1", "GONE-1, SISTER-2")
    put_on("GONE-1", "SISTER-1, SISTER-2")
    put_on("SISTER-2", "GONE-1, SISTER-1")
    store.erase("GONE-1", who="Ben Other", reason="Ordered by the county court")
    assert sorted(store.facts()["pmg_item"].select("child", "why").rows()) == [
        ("SISTER-1", "Together with brother or sister: erased, SISTER-2"),
        ("SISTER-2", "Together with brother or sister: erased, SISTER-1"),
    ]
    verdict = store.verify()
    assert verdict.ok, verdict.words


def test_what_the_authority_chose_is_no_child_that_could_be_erased(store: Store) -> None:
    setting = Doing(lambda tx: tx.record("setting", "*", kind="policy", name="x", value="1"))
    store.apply(setting, who="Ann Other", today=TODAY)
    with pytest.raises(Refused, match="No such child"):
        store.erase("*", who="Ben Other", reason="by mistake")
    assert store.facts()["setting"].height == 1
