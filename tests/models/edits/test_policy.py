"""The authority's own limits and bank holidays: chosen, moved, given up, each as one step; law is not for choosing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.dates import bank_holidays
from models.edits import Conflict, Edit, Refused
from models.edits.policy import SetHoliday, SetPolicy
from models.rules.policies import holidays, policies
from tests.support.desks import Desk

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=D("2026-06-01"))
    yield desk
    desk.store.close()


def test_a_policy_is_chosen_moved_and_given_up(desk: Desk) -> None:
    assert policies(desk.store.facts())["DRIFT-5"] == 90
    assert (
        desk.do(SetPolicy("DRIFT-5", 60, desk.store.head)).label == "Policy “Placement order without a link”: 60 days"
    )
    desk.do(SetPolicy("DRIFT-5", 61, desk.store.head))
    assert policies(desk.store.facts())["DRIFT-5"] == 61
    assert desk.do(SetPolicy("DRIFT-5", 61, desk.store.head)).number is None  # nothing changes
    desk.do(SetPolicy("DRIFT-5", None, desk.store.head))
    assert policies(desk.store.facts())["DRIFT-5"] == 90
    desk.store.undo(desk.store.head, who="Sam")
    assert policies(desk.store.facts())["DRIFT-5"] == 61


def test_a_policy_that_somebody_else_moved_meanwhile_is_not_overwritten_unseen(desk: Desk) -> None:
    seen = desk.do(SetPolicy("DRIFT-5", 60, desk.store.head)).number
    desk.do(SetPolicy("DRIFT-5", 61, desk.store.head))
    with pytest.raises(Conflict):
        desk.do(SetPolicy("DRIFT-5", 62, seen))


def test_a_bank_holiday_is_added_renamed_and_taken_away_again(desk: Desk) -> None:
    day = D("2027-05-04")
    desk.do(SetHoliday(day, True, "A day proclaimed", desk.store.head))
    assert day in holidays(desk.store.facts())
    desk.do(SetHoliday(day, True, "Another name", desk.store.head))
    assert desk.store.facts()["setting"]["value"].to_list() == ["Another name"]
    desk.do(SetHoliday(day, False, "", desk.store.head))
    assert desk.store.facts()["setting"].is_empty()


def test_a_shipped_bank_holiday_is_taken_away_and_put_back(desk: Desk) -> None:
    christmas = D("2026-12-25")
    desk.do(SetHoliday(christmas, False, "", desk.store.head))
    assert christmas not in holidays(desk.store.facts())
    desk.do(SetHoliday(christmas, True, "", desk.store.head))
    assert set(holidays(desk.store.facts())) == bank_holidays()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (SetPolicy("REVIEW-1", 30, None), "limits of law and guidance cannot be chosen"),
        (SetPolicy("DRIFT-12", 26, None), "choose from 1 to 25 years"),
        (SetPolicy("DRIFT-11", 0, None), "choose from 1 to 99 workers"),
        (SetPolicy("DRIFT-5", -1, None), "choose from 0 to 9,999 days"),
        (SetHoliday(D("2027-05-08"), True, "Saturday", None), "at a weekend"),
        (SetHoliday(D("2027-05-04"), True, "No", None), "no name for a holiday"),
        (SetHoliday(D("2027-05-04"), True, "x" * 61, None), "at most 60 letters"),
    ],
)
def test_what_cannot_be_chosen_is_refused(desk: Desk, edit: Edit, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.facts()["setting"].is_empty()
