"""What the demonstration recorded after its last meeting: later acts, and the same facts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl

from models import samples
from models.history.since import since
from models.rules import pmg
from models.samples.lately import FIRST, parted
from models.snapshot import Snapshot
from models.store import Store
from tests.support.northport import TODAY

OWN = ("row_id", "fact_id", "recorded_by", "superseded_by", "ended")


def facts(store: Store, tables: list[str]) -> dict[str, pl.DataFrame]:
    """All that stands, without which act recorded it."""
    found = {table: store.facts()[table] for table in tables}
    return {table: frame.drop(*OWN, strict=False).sort(pl.all()) for table, frame in found.items()}


def test_the_demonstration_tells_what_changed_since_the_last_meeting_and_has_the_same_facts(tmp_path: Path) -> None:
    whole = samples.authority(400, seed=20, today=TODAY)
    first, then, closed = parted(whole)
    assert then.rows
    assert closed
    with Store.create(str(tmp_path / "whole.db")) as store:
        store.record(whole, who="demonstration")
        wanted = facts(store, list(whole.new))
    with Store.create(str(tmp_path / "parted.db")) as store:
        store.record(first, who="demonstration")
        store.record(then, who="demonstration")
        for who, action in closed:
            store.apply(action, who=who, today=TODAY)
        found = facts(store, list(whole.new))
        assert [table for table in wanted if not wanted[table].equals(found[table])] == []
        snapshot = Snapshot(store.facts(), TODAY)
        held = pmg.coming(snapshot)
        assert held is not None
        last = pmg.before(snapshot, held)
        assert last is not None
        assert last["known"] == FIRST
        on = pmg.agenda(snapshot, held)["child"].to_list()
        told = since(store.changed(on, FIRST), FIRST)
        assert len(told) >= len(on) // 3
        assert any("done" in said.words.lower() for child in told.values() for said in child)


def test_without_a_meeting_all_of_it_is_one_act() -> None:
    few = samples.authority(6, seed=3, today=TODAY)
    unmet = dataclasses.replace(few, new={**few.new, "meeting": few.new["meeting"].clear()})
    first, then, closed = parted(unmet)
    assert first is unmet
    assert (then.rows, closed) == (0, ())
