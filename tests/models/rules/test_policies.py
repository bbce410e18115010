"""Local limits: the default until the authority says its own, and its own bank holidays."""

from __future__ import annotations

import pytest

from models.dates import bank_holidays
from models.rules.policies import POLICIES, holidays, policies
from models.rules.timescales import TIMESCALES
from tests.support.facts import day, facts

OWN = "child | kind | name | value\n* | policy | DRIFT-5 | 60\n* | bank holiday | 2026-11-20 | yes\n"
OWN += "* | bank holiday | 2026-12-25 | no"


def test_a_local_limit_is_the_default_until_the_authority_chooses_its_own() -> None:
    assert policies(facts())["DRIFT-5"] == 90
    assert policies(facts(setting=OWN))["DRIFT-5"] == 60
    assert policies(facts(setting=OWN))["DRIFT-4"] == 12


@pytest.mark.parametrize("value", ["", "soon", "-3"])
def test_what_is_no_number_leaves_the_default(value: str) -> None:
    said = f"child | kind | name | value\n* | policy | DRIFT-5 | {value}"
    assert policies(facts(setting=said))["DRIFT-5"] == 90


def test_the_authority_adds_a_bank_holiday_and_takes_one_away() -> None:
    own = set(holidays(facts(setting=OWN)))
    assert own == bank_holidays() - {day("2026-12-25")} | {day("2026-11-20")}


def test_what_the_authority_chose_holds_for_one_child_alone_too() -> None:
    alone = facts(setting=OWN).take(["1"])
    assert policies(alone)["DRIFT-5"] == 60
    assert day("2026-11-20") in holidays(alone)


def test_every_local_limit_says_that_it_is_local_or_not_confirmed() -> None:
    for policy in POLICIES:
        assert any(word in policy.note for word in ("Local", "not confirmed", "Not confirmed", "own")), policy.code


def test_no_limit_is_both_local_and_law() -> None:
    assert not {policy.code for policy in POLICIES} & {scale.code for scale in TIMESCALES}
