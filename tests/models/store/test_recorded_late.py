"""What is recorded after a meeting is new to the group, also where it is of a day before it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from models.edits.care import SetPlacementOrder
from models.edits.meetings import CallMeeting
from models.edits.plans import AgreePlan
from models.edits.pmg_items import Decide, PutOnAgenda
from models.edits.policy import SetPolicy
from models.rules import pmg
from models.snapshot import Snapshot
from tests.support.monitoring import FIRST, Group

NEXT = dt.date(2025, 10, 14)
ORDERED = dt.date(2025, 9, 1)


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """The first meeting discussed the child 1, in care under a care order, and was signed off."""
    group = Group(tmp_path, NEXT)
    group.do(CallMeeting(FIRST, chair="HEAD-1"))
    group.do(PutOnAgenda("1", FIRST, "Asked for"))
    group.begin(FIRST, called=True)
    group.do(Decide("1", FIRST, "Go on looking", seen=group.head))
    group.attend(FIRST)
    group.sign(FIRST)
    group.do(CallMeeting(NEXT, chair="HEAD-1"))
    return group


def put(group: Group, snapshot: Snapshot | None = None) -> tuple[set[str], str]:
    row = next(row for row in pmg.proposed(snapshot or group.snapshot(), NEXT).to_dicts() if row["child"] == "1")
    return set((row["put"] or "").split(";")), row["why"] or ""


def test_an_order_recorded_after_the_meeting_that_it_came_before_is_new(group: Group) -> None:
    before, _why = put(group)
    known = group.snapshot()
    assert not before & {"ORDER", "DRIFT"}
    group.do(SetPlacementOrder("1", ORDERED, None, group.head))
    found, why = put(group)
    assert {"ORDER", "DRIFT"} <= found
    assert "Placement order of 1 Sep 2025, and no family linked yet" in why
    flag = "Drift flag of 2 Sep 2025, by what was recorded since 9 Sep 2025: "
    assert f"{flag}On the way to adoption and no date of the decision" in why
    patched = known.facts.patched(["1"], group.store.fresh(["1"]), ["care_episode"])
    assert put(group, Snapshot(patched, NEXT)) == (found, why)


def test_what_the_last_meeting_knew_is_not_new_for_being_recorded_anew(tmp_path: Path) -> None:
    group = Group(tmp_path, NEXT)
    group.do(CallMeeting(FIRST, chair="HEAD-1"))
    group.do(PutOnAgenda("2", FIRST, "Asked for"))
    group.begin(FIRST, called=True)
    group.do(Decide("2", FIRST, "Go on looking", seen=group.head))
    group.attend(FIRST)
    group.sign(FIRST)
    group.do(CallMeeting(NEXT, chair="HEAD-1"))
    group.do(SetPlacementOrder("2", dt.date(2024, 9, 3), dt.date(2024, 9, 2), group.head))
    row = next(row for row in pmg.proposed(group.snapshot(), NEXT).to_dicts() if row["child"] == "2")
    assert row["flags"], "there are flags, and the order is in force"
    assert not set((row["put"] or "").split(";")) & {"ORDER", "DRIFT"}


def test_a_flag_of_another_limit_is_not_new_for_who_had_nothing_recorded(tmp_path: Path) -> None:
    group = Group(tmp_path, NEXT)
    group.do(SetPolicy("DRIFT-4", 30, group.head))
    group.do(CallMeeting(FIRST, chair="HEAD-1"))
    group.begin(FIRST, called=True)
    group.attend(FIRST)
    group.sign(FIRST)
    group.do(CallMeeting(NEXT, chair="HEAD-1"))
    flags = pmg.proposed(group.snapshot(), NEXT).filter(pl.col("child") == "2")["flags"].item()
    group.do(SetPolicy("DRIFT-4", 12, group.head))
    group.do(SetPlacementOrder("1", ORDERED, None, group.head))
    row = next(row for row in pmg.proposed(group.snapshot(), NEXT).to_dicts() if row["child"] == "2")
    assert row["flags"] > flags, "the shorter limit finds more"
    assert "DRIFT" not in (row["put"] or "").split(";")


def test_a_plan_of_a_day_before_the_meeting_is_new_when_it_is_recorded_after_it(group: Group) -> None:
    assert "PLAN" not in put(group)[0]
    group.do(AgreePlan("1", "ADOPTION", ORDERED, primary=True))
    found, why = put(group)
    assert "PLAN" in found
    assert "What is recorded of the plans changed since 9 Sep 2025: Adoption" in why
