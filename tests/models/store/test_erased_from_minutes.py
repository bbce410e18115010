"""A child who is erased is struck from signed minutes: nothing of the child is left, and the ledger is whole."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from models.edits.facts import RecordFact, values
from models.edits.meetings import CallMeeting, CorrectMinutes, FreezeMeeting
from models.edits.pmg_actions import AddAction
from models.edits.pmg_items import Decide, PutOnAgenda
from models.rules import pmg
from models.rules.pmg.minutes import fingerprint
from tests.support.monitoring import BEGUN, FIRST, Group, day


def test_signed_minutes_are_sealed_anew_without_the_child(tmp_path: Path) -> None:
    group = Group(tmp_path)
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    signed = pmg.minutes(group.snapshot(), FIRST)
    assert signed is not None
    others = [item for item in signed.items if item.child != child]
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


def test_the_child_is_struck_from_why_a_brother_or_sister_is_on_the_agenda(tmp_path: Path) -> None:
    group = Group(tmp_path)
    for child in ("1", "2", "3"):
        since = values({"family": "FAM-77", "since": day("2025-03-01")})
        group.do(RecordFact(child, "sibling_group", since))
    group.do(CallMeeting(FIRST, chair="HEAD-1"))
    group.do(PutOnAgenda("2", FIRST, "Asked for"))
    rows = pmg.proposed(group.snapshot(), FIRST, without={rule.code for rule in pmg.RULES})
    group.do(FreezeMeeting(FIRST, FIRST, group.head, BEGUN, pmg.lines(rows), group.head))
    group.attend(FIRST)
    group.sign(FIRST)
    named = group.store.facts()["pmg_item"].filter(pl.col("child") == "1")["why"].item()
    assert named.endswith("Together with brother or sister: 2")
    group.store.erase("2", who="Ben Other", reason="Ordered by the county court")
    said = pmg.minutes(group.snapshot(), FIRST)
    assert said is not None
    for found in (
        [item.why for item in said.items if item.child == "1"],
        group.store.facts()["pmg_item"].filter(pl.col("child") == "1")["why"].to_list(),
    ):
        assert found == ["Together with brother or sister: erased"]
    assert group.store.verify().ok
    group.store.close()
    assert b"brother or sister: 2" not in (tmp_path / "desk.db").read_bytes()


def test_where_others_words_still_name_the_child_is_said_for_somebody_to_put_right(tmp_path: Path) -> None:
    group = Group(tmp_path)
    group.begin(FIRST, only="2")
    group.do(Decide("2", FIRST, "Goes to the aunt with 3, not with 31", seen=group.head))
    group.do(AddAction("2", FIRST, "Ask the carer of 31"))
    group.attend(FIRST)
    group.sign(FIRST)
    head = group.head
    changes = group.store.erase("3", who="Ben Other", reason="Ordered by the county court")
    assert changes.left == (
        "Meeting, about the authority, of 9 Sep 2025: Minutes as signed off",
        "Place on an agenda, about child 2, of 9 Sep 2025: Decision",
    )
    detail = group.store.change_sets().filter(pl.col("number") > head)["detail"].to_list()[-1]
    assert json.loads(detail)["named"] == [line.replace("child 2", "another child") for line in changes.left]
    assert group.store.verify().ok
