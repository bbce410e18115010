"""The demonstration's monitoring group: every screen of it has something to show, and its seals are whole."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.rules import pmg
from models.rules.drift.cases import asked
from models.rules.pmg.minutes import fingerprint, read, sealed
from models.rules.pmg_meetings import STEP
from models.samples import authority
from models.samples.chain import date, number
from models.samples.meetings import days
from models.snapshot import Snapshot
from tests.support.northport import TODAY, as_facts, northport_facts


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(northport_facts(), TODAY)


def test_nine_meetings_are_signed_off_and_one_is_called(snapshot: Snapshot) -> None:
    held = pmg.meetings(snapshot)
    assert held["state"].to_list() == ["Signed off"] * 9 + ["Called"]
    assert held["held"][:-1].dt.weekday().unique().to_list() == [2]
    assert held.filter(pl.col("signed").is_not_null())["quorate"].all()
    assert pmg.coming(snapshot) == TODAY


@pytest.mark.parametrize(
    "today", [dt.date(2026, 11, 10), dt.date(2026, 11, 11), dt.date(2026, 1, 1), dt.date(2025, 12, 31)]
)
def test_the_meeting_called_can_begin_on_the_day_the_demonstration_is_made(today: dt.date) -> None:
    found = [date(day) for day in days(number(today))]
    assert len(found) == 10
    assert found[-2] < today == found[-1]
    assert (today - found[-2]).days < 36


def test_a_child_was_discussed_on_days_of_meetings_alone(snapshot: Snapshot) -> None:
    steps = snapshot.once(asked).filter(pl.col("kind") == STEP)
    assert steps.height > 100
    assert set(steps["day"]) <= set(pmg.meetings(snapshot)["held"])


def test_actions_were_carried_and_escalated_answered_or_not(snapshot: Snapshot) -> None:
    acts, up = pmg.actions(snapshot), pmg.escalations(snapshot)
    assert {0, 2, 3} <= set(acts.filter("open")["carried"])
    assert {"DONE", "WITHDRAWN"} <= set(acts["why_ended"].drop_nulls())
    assert set(up["rung"]) == set(pmg.RUNGS)
    assert set(up["standing"]) == {True, False}
    assert up["outcome"].drop_nulls().len() >= 3


def test_every_seal_is_whole_and_says_what_is_recorded(snapshot: Snapshot) -> None:
    facts = snapshot.facts["meeting"].filter(pl.col("signed").is_not_null())
    for held, seal, mark in facts.select("held", "sealed", "fingerprint").rows():
        said = read(seal)
        assert fingerprint(seal) == mark
        assert sealed(said) == seal
        rows = snapshot["pmg_item"].filter((pl.col("meeting") == held) & pl.col("off").ne_missing("Y"))
        assert {item.child: item.decision for item in said.items} == dict(rows.select("child", "decision").rows())
        assert said.there >= 4


def test_the_coming_agenda_shows_each_rule(snapshot: Snapshot) -> None:
    held = pmg.coming(snapshot)
    assert held is not None
    rows = pmg.proposed(snapshot, held)
    put = set(rows["put"].drop_nulls().str.split(";").explode())
    assert put == {"OVERDUE", "DRIFT", "PLAN", "ORDER", "CARRIED", "UNSEEN", pmg.SIBLINGS, pmg.CHAIR}
    assert rows["off"].sum() == 1
    assert 25 <= rows["on"].sum() <= 31
    assert 30 <= rows["waits"].sum() <= 120


def test_a_few_children_are_enough() -> None:
    few = Snapshot(as_facts(authority(6, seed=3, today=TODAY)), TODAY)
    assert pmg.meetings(few)["held"].len() >= 1
