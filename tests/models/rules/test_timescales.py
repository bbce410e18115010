"""Limits are counted as people count them, by the rule of their own time."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import add_working_days, bank_holidays, is_working_day
from models.rules.timescales import TIMESCALES, Timescale, in_force, working_days_after
from tests.support.facts import day

SPECIAL = ["1995-05-08", "1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29", "2012-06-04", "2012-06-05"]
SPECIAL += ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"]


@pytest.mark.parametrize("on", SPECIAL)
def test_special_days_are_bank_holidays(on: str):
    assert day(on) in bank_holidays()


@pytest.mark.parametrize("on", ["1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"])
def test_days_that_were_moved_are_not(on: str):
    assert is_working_day(day(on))


def test_every_year_has_its_eight_days_and_the_special_ones():
    count = dict.fromkeys(range(1991, 2031), 0)
    for on in bank_holidays():
        count[on.year] += 1
        assert on.weekday() < 5
    assert {year: n for year, n in count.items() if n != 8} == {1999: 9, 2002: 9, 2011: 9, 2012: 9, 2022: 10, 2023: 9}


@pytest.mark.parametrize("on", ["2021-12-27", "2021-12-28", "2022-01-03", "2027-12-27", "2027-12-28", "2026-12-28"])
def test_christmas_at_a_weekend_has_substitute_days(on: str):
    assert day(on) in bank_holidays()


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2020-05-01", 1, "2020-05-04"),  # a Friday; the day after is Saturday
        ("2020-05-07", 1, "2020-05-11"),  # VE Day on the Friday
        ("2020-05-02", 1, "2020-05-04"),  # from a Saturday
        ("2020-05-01", 0, "2020-05-01"),
        ("2020-12-01", 20, "2020-12-31"),
    ],
)
def test_the_working_day_after_is_day_one(start: str, days: int, due: str):
    assert add_working_days(day(start), days) == day(due)


@given(st.lists(st.dates(dt.date(1991, 1, 1), dt.date(2029, 1, 1)), min_size=1), st.integers(1, 40))
def test_a_column_of_days_is_counted_like_each_day(days: list[dt.date], count: int):
    counted = pl.DataFrame({"day": days}).select(working_days_after(pl.col("day"), count))["day"].to_list()
    assert counted == [add_working_days(on, count) for on in days]


@pytest.mark.parametrize("scale", TIMESCALES, ids=lambda scale: f"{scale.code}-{scale.amount}")
@given(on=st.dates(dt.date(1992, 1, 1), dt.date(2028, 1, 1)))
def test_every_limit_falls_on_the_same_day_for_one_and_for_many(scale: Timescale, on: dt.date):
    assert scale.source
    assert pl.DataFrame({"day": [on]}).select(scale.due_from(pl.col("day"))).item() == scale.due(on)


def test_months_are_held_to_the_months_end():
    assert in_force("MATCH", day("2021-08-31")).due(day("2021-08-31")) == day("2022-02-28")


@pytest.mark.parametrize(
    ("on", "days"),
    [("2006-01-01", 213), ("2011-03-31", 213), ("2011-04-01", 182), ("2012-04-01", 152), ("2021-01-01", 121)],
)
def test_a_child_is_judged_by_the_limit_of_its_own_time(on: str, days: int):
    assert in_force("A2", day(on)).amount == days


def test_the_authoritys_own_bank_holidays_are_kept():
    """Northport closes on Friday 1 May 2020 too."""
    friday = [*bank_holidays(), day("2020-05-01")]
    frame = pl.DataFrame({"day": [day("2020-04-30")]})
    scale = in_force("PEP", day("2020-04-30"))
    assert frame.select(scale.due_from(pl.col("day"))).item() == day("2020-05-15")
    assert frame.select(scale.due_from(pl.col("day"), friday)).item() == day("2020-05-18")


@pytest.mark.parametrize(
    ("code", "start", "due"),
    [
        ("PROCEEDINGS", "2026-01-12", "2026-07-12"),
        ("REG24", "2026-01-01", "2026-04-23"),  # day 112
        ("AD-REVIEW-1", "2026-01-31", "2026-04-30"),
        ("PLACED-1", "2026-01-01", "2026-01-29"),
        ("DISRUPTION-FROM", "2026-01-01", "2026-01-29"),
        ("DISRUPTION", "2026-01-01", "2026-02-12"),
        ("LS-LETTER", "2026-01-05", "2026-01-19"),
    ],
)
def test_what_law_and_guidance_allow(code: str, start: str, due: str):
    assert in_force(code, day(start)).due(day(start)) == day(due)


def test_the_extension_of_a_temporary_approval_ends_on_day_168():
    began = day("2026-01-01")
    extended = in_force("REG25", began).due(in_force("REG24", began).due(began))
    assert (extended - began).days == 168
