"""What touched a child since a change set, and the child as it stood after each of these acts."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.store import Store
from tests.support.stores import TODAY, Doing, Stores

MAY, JUNE = dt.date(2026, 5, 3), dt.date(2026, 6, 1)


def do(store: Store, what: Doing) -> None:
    store.apply(what, who="Ann Other", today=TODAY)


def reviewed(child: str, day: dt.date) -> Doing:
    return Doing(lambda tx: tx.record("review", child, review=day), label=f"Review of {child}")


def kept(stores: Stores) -> Store:
    """Two children: a review recorded, moved and taken away; a publication that touches nobody."""
    store = stores.new()
    do(store, reviewed("c1", MAY))
    do(store, reviewed("c2", MAY))
    do(store, Doing(lambda tx: tx.replace("review", tx.current("review", "c1")[0], None, review=JUNE), label="Move"))
    do(store, Doing(lambda tx: tx.record("published_child", "c2", publication=1, counted="M01 in"), label="Publish"))
    do(store, Doing(lambda tx: tx.end("review", tx.current("review", "c1")[0], None), label="Take away"))
    return store


def test_the_acts_since_are_told_by_child_and_publishing_touches_nobody(stores: Stores) -> None:
    store = kept(stores)
    found = store.touched(1).select("child", "number", "who", "label").rows()
    assert found == [
        ("c2", 2, "Ann Other", "Review of c2"),
        ("c1", 3, "Ann Other", "Move"),
        ("c1", 5, "Ann Other", "Take away"),
    ]
    assert store.touched(5).is_empty()


def test_a_child_stands_again_as_after_each_act(stores: Stores) -> None:
    store = kept(stores)
    states = pl.DataFrame({"child": ["c1"] * 4, "number": [0, 1, 3, 5], "state": ["none", "first", "moved", "gone"]})
    facts = store.replayed(states)
    assert facts["review"].select("child", "review").rows() == [("first", MAY), ("moved", JUNE)]
    assert facts["care_episode"].is_empty()
