"""Periods: both days are in, a year begins the day after the same day a year before, and counts agree over any."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.measures import DAYS_KEPT, MEASURES, Period, on
from models.snapshot import Snapshot
from tests.models.measures.asked import date, who
from tests.models.measures.test_population import SPELLS
from tests.support.facts import episodes, snapshot
from tests.support.sampled import TODAY, authority


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("2022-03-31", "2021-04-01"),
        ("2024-02-29", "2023-03-01"),
        ("2024-02-28", "2023-03-01"),
        ("2025-02-28", "2024-02-29"),
        ("2025-03-01", "2024-03-02"),
    ],
)
def test_twelve_months_begin_the_day_after_the_same_day_a_year_before(last: str, first: str) -> None:
    assert Period.year_to(date(last)) == Period(date(first), date(last))


@pytest.mark.parametrize(
    ("day", "last"), [("2022-03-30", "2021-03-31"), ("2022-03-31", "2022-03-31"), ("2022-04-01", "2022-03-31")]
)
def test_scorecards_take_three_years_to_the_last_31_march(day: str, last: str) -> None:
    end = date(last)
    assert Period.three_years_to(date(day)) == Period(dt.date(end.year - 3, 4, 1), end)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2021-04-01", "2022-03-31"), "1 Apr 2020 to 31 Mar 2021"),
        (("2023-03-01", "2024-02-29"), "1 Mar 2022 to 28 Feb 2023"),
        (("2024-02-29", "2024-02-29"), "28 Feb 2023 to 28 Feb 2023"),
        (("2021-05-10", "2021-06-09"), "10 May 2020 to 9 Jun 2020"),
        (("2023-04-01", "2024-03-15"), "1 Apr 2022 to 15 Mar 2023"),
        (("2024-04-01", "2025-03-15"), "1 Apr 2023 to 15 Mar 2024"),
        (("2024-09-01", "2025-02-28"), "1 Sep 2023 to 29 Feb 2024"),
        (("2023-09-01", "2024-02-29"), "1 Sep 2022 to 28 Feb 2023"),
        (("2024-03-01", "2025-02-28"), "1 Mar 2023 to 29 Feb 2024"),
        (("2024-02-29", "2025-02-28"), "1 Mar 2023 to 28 Feb 2024"),
    ],
)
def test_the_same_period_a_year_before_ends_on_the_same_day_or_with_the_month(
    period: tuple[str, str], before: str
) -> None:
    assert str(Period(date(period[0]), date(period[1])).before) == before


def test_many_days_asked_one_after_the_other_answer_as_if_asked_alone() -> None:
    """What was worked out for a day is given up again after some forty days, and no figure may notice."""
    now = Snapshot(authority(240), date("2025-11-05"))
    asked = [on(now, date("2022-01-31") + dt.timedelta(days=30 * number)) for number in range(DAYS_KEPT + 2)]
    first, last = asked[0], asked[-1]
    again, year = on(now, first.as_at), Period.year_to(first.as_at)
    assert on(now, last.as_at) is last
    assert again is not first
    assert MEASURES["M03"].tally(again, year).value == MEASURES["M03"].tally(first, year).value


def test_the_first_and_the_last_day_are_in() -> None:
    found = snapshot("2021-06-01", episodes(SPELLS))
    left = MEASURES["M04s"].tally(found, Period(date("2021-06-01"), date("2021-06-01")))
    began = MEASURES["M03s"].tally(found, Period(date("2021-05-01"), date("2021-05-01")))
    assert "twice" in who(left)
    assert "twice" in who(began)


@settings(max_examples=25)
@given(st.dates(dt.date(2018, 1, 1), dt.date(2025, 12, 1)), st.integers(0, 900))
def test_counts_starts_and_ends_agree_over_any_period_of_a_sound_authority(first: dt.date, days: int) -> None:
    last = min(first + dt.timedelta(days=days), TODAY)  # who turns 18 after its own day has no exit there yet
    tally = MEASURES["M06"].tally(Snapshot(authority(240), last), Period(first, last))
    assert (tally.value, tally.children.to_list()) == (0, [])
