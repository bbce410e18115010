"""The facts say when each was typed for the first time; what an import brought says nothing of it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.edits import Tx
from models.edits.bulk import Bulk
from models.snapshot import Facts
from models.store import Store
from tests.models.store.test_edits import JUNE, MAY, do, ended, held, moved
from tests.support.stores import TODAY, Doing

FIRST = dt.datetime(2026, 6, 1, 9, 1, tzinfo=dt.UTC)


def said(facts: Facts) -> dict[tuple[str, dt.date], dt.datetime]:
    rows = facts["review"].join(facts.entered("review"), on="row_id", how="inner")
    return {(child, day): at for child, day, at in rows.select("child", "review", "entered").iter_rows()}


def imported(*days: dt.date) -> Bulk:
    rows = pl.DataFrame({"child": "c1", "review": days, "review_code": "PN2", "year": 2026})
    return Bulk("import", "Import return", new={"review": rows})


def test_a_fact_that_was_corrected_keeps_the_moment_it_was_first_typed(store: Store) -> None:
    do(store, held(MAY))
    do(store, moved(MAY, JUNE, 1))
    do(store, held(MAY, "c2"))
    assert said(store.facts()) == {("c1", JUNE): FIRST, ("c2", MAY): FIRST + dt.timedelta(minutes=2)}


def test_what_an_import_brought_says_nothing_even_when_it_is_corrected(store: Store) -> None:
    store.record(imported(MAY), who="Ann Other")
    do(store, moved(MAY, JUNE, 1))
    do(store, held(MAY))
    assert said(store.facts()) == {("c1", MAY): FIRST + dt.timedelta(minutes=2)}


def test_what_was_taken_away_has_no_moment_and_what_was_known_then_has_its_own(store: Store) -> None:
    do(store, held(MAY))
    do(store, ended(MAY, 1))
    assert said(store.facts()) == {}
    assert said(store.facts(FIRST)) == {("c1", MAY): FIRST}


def test_one_childs_facts_and_patched_facts_say_the_same(store: Store) -> None:
    do(store, held(MAY))
    before = store.facts()
    assert len(before["review"]) == 1
    do(store, held(JUNE, "c2"))
    fresh = store.fresh(["c2"])
    assert said(fresh) == {("c2", JUNE): FIRST + dt.timedelta(minutes=1)}
    whole = said(store.facts())
    assert said(before.patched(["c2"], fresh)) == said(before.beside(["c2"], fresh, ["review"])) == whole
    assert said(store.facts().take(["c1"])) == {("c1", MAY): FIRST}


def test_what_came_from_another_childs_record_has_no_moment(store: Store) -> None:
    def merge(tx: Tx) -> None:
        tx.record("merged", "c9", into_child="c1", since=TODAY, why="One child")
        tx.record("review", "c1", review=MAY, review_code="PN1")

    do(store, Doing(merge, "Merge"))
    assert said(store.facts()) == {}


def test_facts_without_a_ledger_say_nothing() -> None:
    assert Facts(lambda table: pl.DataFrame({"row_id": [1]})).entered("review").is_empty()
