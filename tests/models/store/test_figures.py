"""A file from before the authority's own figures is brought up to date, and what is kept of them can be undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Refused
from models.edits.facts import CorrectFact, RecordFact, RemoveFact, values
from models.pmg import OF_CHILD
from models.store import Store, guards, schema
from models.store.columns import TABLES
from models.store.schema import RELEASED, Chain
from models.subjects import AUTHORITY, OF_AUTHORITY, SEALED
from tests.support.stores import TODAY, Doing, Stores

APRIL = dt.date(2026, 4, 1)
BEFORE = Chain(("0001", "0002"), RELEASED.folder)


def test_a_file_from_before_gets_the_tables_and_keeps_what_it_holds(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "RELEASED", BEFORE)
    later = {*OF_AUTHORITY, *SEALED, *(subject.table for subject in OF_CHILD)} - {"setting"}
    monkeypatch.setattr(guards, "TABLES", {name: table for name, table in TABLES.items() if name not in later})
    place = stores.place()
    old = Store.create(place, key=stores.key, clock=stores.clock)
    setting = Doing(lambda tx: tx.record("setting", AUTHORITY, kind="policy", name="DRIFT-5", value="60"))
    old.apply(setting, who="Ann Other", today=TODAY)
    head = old.head_digest
    old.close()
    monkeypatch.setattr(schema, "RELEASED", RELEASED)
    monkeypatch.setattr(guards, "TABLES", TABLES)
    store = stores.open(place)
    assert schema.revision(store._writer) == RELEASED.newest
    assert store.facts()["setting"]["value"].to_list() == ["60"]
    assert all(store.facts()[table].is_empty() for table in (*OF_AUTHORITY, *SEALED) if table != "setting")
    record = RecordFact(AUTHORITY, "population", values({"since": APRIL, "estimate": 33_128}))
    assert store.apply(record, who="Ann Other", today=TODAY).label == "Record population estimate"
    assert store.facts()["population"]["estimate"].to_list() == [33_128]
    store.undo(2, who="Ann Other")
    assert store.facts()["population"].is_empty()
    assert store.verify(head=head).ok


def sealed(store: Store) -> int:
    """A publication that counted one child; its row."""

    def publish(tx) -> None:  # type: ignore[no-untyped-def]
        tx.record("publication", AUTHORITY, number=1, title="Autumn", day=APRIL, first=APRIL, sealed="{}")
        tx.record("published_child", "GONE-1", publication=1, counted="{}")

    store.apply(Doing(publish), who="Ann Other", today=TODAY)
    return int(store.facts()["publication"]["row_id"].item())


def test_what_is_sealed_is_never_corrected_or_taken_away(store: Store) -> None:
    row = sealed(store)
    for edit in (
        RemoveFact(AUTHORITY, "publication", row, 1),
        CorrectFact(AUTHORITY, "publication", row, values({"title": "Spring"}), 1),
        RemoveFact("GONE-1", "published_child", store.facts()["published_child"]["row_id"].item(), 1),
    ):
        with pytest.raises(Refused, match="is sealed"):
            store.apply(edit, who="Ann Other", today=TODAY)
    assert store.facts()["publication"]["title"].to_list() == ["Autumn"]


def test_an_erased_child_leaves_what_was_published_standing(stores: Stores) -> None:
    store = stores.new()
    sealed(store)
    store.erase("GONE-1", who="Ben Other", reason="Ordered by the county court")
    assert store.facts()["published_child"].is_empty()
    assert store.facts()["publication"]["title"].to_list() == ["Autumn"]
    assert store.verify().ok
    store.close()
    if stores.is_file:
        assert b"GONE-1" not in Path(store.where).read_bytes()
