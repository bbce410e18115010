"""A child who is erased is struck from signed minutes: nothing of the child is left, and the ledger is whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from models.edits.meetings import CorrectMinutes
from models.rules import pmg
from models.rules.pmg.minutes import fingerprint
from tests.support.monitoring import FIRST, Group


def test_signed_minutes_are_sealed_anew_without_the_child(tmp_path: Path) -> None:
    group = Group(tmp_path)
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    others = [item for item in pmg.minutes(group.snapshot(), FIRST).items if item.child != child]
    group.do(CorrectMinutes(FIRST, "The decision was another", child))
    group.do(CorrectMinutes(FIRST, "The quorum was four"))
    before = group.head
    group.store.erase(child, who="Ben Other", reason="Ordered by the county court")
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    assert [item for item in said.items if item.child != "erased"] == others
    assert [(item.decision, item.actions) for item in said.items if item.child == "erased"] == [(None, ())]
    assert [one.words for one in said.corrections] == ["The quorum was four"]
    row = group.store.facts()["meeting"].filter(pl.col("held") == FIRST).to_dicts()[0]
    assert row["fingerprint"] == fingerprint(row["sealed"])
    acts = group.store.change_sets().filter(pl.col("number") > before)
    assert acts.select("label", "reason").rows() == [
        ("Strike an erased child from signed minutes", "Ordered by the county court"),
        ("Erase a child's record", "Ordered by the county court"),
    ]
    assert group.store.verify().ok
    group.store.close()
    left = (tmp_path / "desk.db").read_bytes()
    assert b"Go on looking" not in left
    assert b"The decision was another" not in left


def test_minutes_that_do_not_tell_of_the_child_stay(tmp_path: Path) -> None:
    group = Group(tmp_path)
    group.whole(FIRST)
    seal, head = group.store.facts()["meeting"]["sealed"].item(), group.head
    group.store.erase("3", who="Ben Other", reason="Ordered by the county court")
    assert group.store.facts()["meeting"]["sealed"].item() == seal
    assert group.head == head + 1
    assert group.store.verify().ok
