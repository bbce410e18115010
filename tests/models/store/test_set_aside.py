"""Rows of a return kept aside word for word, however long they are."""

from __future__ import annotations

import random
from pathlib import Path

from models.returns import ssda903
from models.store import Changes, Store
from tests.support.returns import csv, put, read
from tests.support.stores import Stores

LONG = "".join(random.Random(1).choices("ABCDEFGHJKLMNPRSTUVWXYZ23456789", k=100_000))


def take(store: Store, folder: Path) -> Changes | None:
    """Import a return as a user does."""
    planned = ssda903.plan(read(folder), store.standing(), accept="theirs").bulk
    return None if planned is None else store.record(planned, who="Ann Other")


def test_a_row_longer_than_an_index_holds_is_kept_once(stores: Stores, tmp_path: Path) -> None:
    folder = tmp_path / "SSDA903 2021-22"
    put(folder, "h.csv", csv("Header", "17,1,03/05/2015,WBRI,,,"))
    row = "17,01/04/2021,S,C2,N1,U6,PR1,01/06/2021,E8,,{},,"
    put(folder, "e.csv", csv("Episodes", *(row.format(f"{LONG}{end}") for end in ("", "A", "B"))))
    store = stores.new()
    assert take(store, folder) is not None
    kept = store.facts()["set_aside"]
    assert sorted(content[-20:] for content in kept["content"]) == [(LONG + end)[-20:] for end in ("A", "B")]
    assert take(store, folder) is None
    assert (store.head, store.verify().ok) == (1, True)
