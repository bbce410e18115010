"""That a public paper went out cannot be undone: what it told is remembered, on every kind of store."""

from __future__ import annotations

import datetime as dt

import pytest

from models.edits import Conflict
from models.publications import Seal, papers, publications, seal_paper
from models.store import Store

DAY = dt.date(2022, 3, 31)
TOLD = {"counts": [["M01", "", "2022-03-31", "2022-03-31", 31]], "hidden": [], "after": 0, "whom": (("c1", "0"),)}


def test_what_a_public_paper_told_is_not_forgotten(store: Store) -> None:
    edit = seal_paper(store.facts(), "Scorecard", DAY, TOLD)
    assert edit is not None
    number = store.apply(edit, who="author", today=DAY).number
    assert number is not None
    with pytest.raises(Conflict, match="as at 31 Mar 2022” went out"):
        store.undo(number, who="author")
    (known,) = papers(store.facts())
    assert known.sealed["told"]["counts"] == TOLD["counts"]
    assert "c1" not in str(known.sealed)
    assert store.facts()["published_child"]["child"].to_list() == ["c1"]


def test_figures_published_by_mistake_are_still_taken_back(store: Store) -> None:
    content = '{"program": "", "ledger": 0, "children": 0, "policies": {}, "figures": []}'
    number = store.apply(Seal("Autumn", DAY, DAY, content, ()), who="author", today=DAY).number
    assert number is not None
    store.undo(number, who="author")
    assert publications(store.facts()) == []
