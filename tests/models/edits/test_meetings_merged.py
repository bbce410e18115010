"""Two records of one child made one: what the monitoring group said of both stays, and they can be separated again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from models.edits.identity import MergeChildren, merging
from models.edits.pmg_actions import AddAction, Escalate
from models.edits.pmg_items import Decide
from models.rules import pmg
from tests.support.monitoring import FIRST, Group

SECOND = dt.date(2025, 10, 14)


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """Both children were at one meeting, each with an action and an escalation; child 2 at a second one alone."""
    group = Group(tmp_path)
    group.begin(FIRST)
    for child in ("1", "2"):
        group.do(Decide(child, FIRST, f"Decision about {child}", "A", seen=group.head))
        group.do(AddAction(child, FIRST, f"Action about {child}"))
        group.do(Escalate(child, 1, "DIRECTOR", f"Stuck with {child}"))
    group.attend(FIRST)
    group.sign(FIRST)
    group.begin(SECOND, only="2")
    group.do(Decide("2", SECOND, "Go on", seen=group.head))
    return group


def known(group: Group) -> dict[str, list[tuple[object, ...]]]:
    facts = group.store.facts()
    tables = ("pmg_item", "pmg_action", "escalation", "meeting", "attendance", "merged")
    return {table: sorted(facts[table].drop("row_id", "recorded_by").rows(), key=str) for table in tables}


def test_actions_and_escalations_go_over_under_free_numbers(group: Group) -> None:
    sealed = group.store.facts()["meeting"]["sealed"].to_list()
    group.do(MergeChildren("1", "2", seen=group.head))
    acts = pmg.actions(group.snapshot())
    assert acts.select("child", "number", "words").rows() == [
        ("1", 1, "Action about 1"),
        ("1", 2, "Action about 2"),
    ]
    up = pmg.escalations(group.snapshot())
    assert up.select("child", "action", "why").rows() == [("1", 1, "Stuck with 1"), ("1", 2, "Stuck with 2")]
    assert group.store.facts()["meeting"]["sealed"].to_list() == sealed


def test_a_child_has_one_place_on_each_agenda(group: Group) -> None:
    facts = group.store.facts()
    both = {
        table: tuple(facts[table].filter(pl.col("child") == child).to_dicts() for child in ("1", "2"))
        for table in ("pmg_item", "pmg_action", "escalation")
    }
    assert [(clash.cell, clash.keep, clash.gone) for clash in merging(both).clashes if clash.cell != "why"] == [
        ("decision", "Decision about 1", "Decision about 2")
    ]
    group.do(MergeChildren("1", "2", seen=group.head))
    rows = group.store.facts()["pmg_item"].sort("meeting").select("child", "meeting", "decision").rows()
    assert rows == [("1", FIRST, "Decision about 1"), ("1", SECOND, "Go on")]


def test_taken_back_both_are_as_they_were(group: Group) -> None:
    before = known(group)
    merged = group.do(MergeChildren("1", "2", seen=group.head)).number
    assert merged is not None
    group.store.undo(merged, who="A. Worker")
    assert known(group) == before
    group.store.undo(group.head, who="A. Worker")
    assert len(known(group)["pmg_action"]) == 2
