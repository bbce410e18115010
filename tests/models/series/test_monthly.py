"""A measure month by month: the same figures, and the same children, as asked for each month by itself."""

from __future__ import annotations

import datetime as dt
import itertools

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.measures import MEASURES, Period
from models.progress import Cancelled
from models.series import backwards, monthly, months_to, several
from models.series.stocks import STOCKS, stocks
from models.snapshot import Facts, Snapshot
from tests.models.rules.test_journeys_promises import DAYS, cohorts
from tests.support.facts import day, episodes, facts
from tests.support.sampled import TODAY, authority


def test_months_are_calendar_months_where_the_day_is_a_months_last() -> None:
    found = months_to(day("2022-02-28"), 3)
    assert [str(month) for month in found] == [
        "1 Dec 2021 to 31 Dec 2021",
        "1 Jan 2022 to 31 Jan 2022",
        "1 Feb 2022 to 28 Feb 2022",
    ]


def test_other_months_go_from_day_to_day_without_gap() -> None:
    found = months_to(day("2022-03-30"), 4)
    assert found[-1] == Period(day("2022-03-01"), day("2022-03-30"))
    assert all(before.last + dt.timedelta(days=1) == after.first for before, after in itertools.pairwise(found))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cohorts(), st.lists(DAYS, min_size=1, max_size=5, unique=True).map(sorted))
def test_children_in_care_on_many_days_are_those_of_each_day(
    tables: dict[str, pl.DataFrame], days: list[dt.date]
) -> None:
    """Whatever the episodes: contradictory, begun in the middle, two at once."""
    empty = facts()
    known = Facts(lambda table: tables[table] if table in tables else empty[table], number=1)
    found = stocks(known, list(STOCKS), days)
    for code in STOCKS:
        for on, tally in zip(days, found[code], strict=True):
            alone = MEASURES[code].tally(Snapshot(known, on), Period(on, on))
            assert tally.children.to_list() == alone.children.to_list(), (code, on)
            assert tally.value == alone.value


@pytest.mark.parametrize(("back", "rolling"), [(0, True), (251, False)])
def test_every_measure_month_by_month_is_itself(back: int, rolling: bool) -> None:
    on = TODAY - dt.timedelta(days=back)
    snapshot = Snapshot(authority(120), on)
    found = several(snapshot, MEASURES, 2, rolling=rolling)
    for code, series in found.items():
        for month, value in zip(months_to(on, 2), series.points, strict=True):
            asked = Period.year_to(month.last) if rolling else month
            alone = MEASURES[code].tally(Snapshot(authority(120), month.last), asked)
            assert value.tally.value == alone.value, code
            assert value.tally.children.to_list() == alone.children.to_list(), code
            assert [group.value for group in value.tally.apart()] == [group.value for group in alone.apart()], code


def test_the_newest_month_comes_first_and_work_can_be_stopped() -> None:
    snapshot = Snapshot(authority(120), TODAY)
    first = next(backwards(snapshot, ["M01", "T01"], 60))
    assert first["M01"].period == Period(TODAY, TODAY)

    def stop(share: float, _words: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        monthly(snapshot, "T01", 12, progress=stop)
    assert len(monthly(snapshot, "T01", 12).points) == 12, "what was stopped is not kept half done"


def test_rolling_figures_say_that_they_are() -> None:
    known = facts(episodes("child | decom | dec | rec\n1 | 2020-05-01 | 2021-06-01 | E11"))
    snapshot = Snapshot(known, day("2022-03-31"))
    assert monthly(snapshot, "K01", 2, rolling=True).rolling
    assert monthly(snapshot, "A2", 2).rolling, "three years to the same 31 March"
    assert not monthly(snapshot, "K01", 2).rolling
    assert not monthly(snapshot, "M01", 2, rolling=True).rolling, "a stock is of its day"
