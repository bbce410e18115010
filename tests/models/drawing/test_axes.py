"""Which values and months stand on the axes."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawing import axes
from models.series import months_to


def wide(words: str) -> float:
    return 7.0 * len(words)


@given(
    low=st.floats(-1e6, 1e6),
    spread=st.floats(0, 1e6),
    most=st.integers(2, 10),
    whole=st.booleans(),
    start=st.booleans(),
)
def test_every_value_lies_on_its_axis_and_its_numbers_are_few(
    low: float, spread: float, most: int, whole: bool, start: bool
) -> None:
    axis = axes.values(low, low + spread, most, whole=whole, from_nothing=start)
    assert axis.low <= low
    assert low + spread <= axis.high
    assert len(axis.ticks) <= most + 2
    assert all(axis.low - 1e-9 <= tick.at <= axis.high + 1e-9 for tick in axis.ticks)
    assert len({tick.words for tick in axis.ticks}) == len(axis.ticks)


def test_bars_begin_at_nothing_and_counts_have_whole_numbers() -> None:
    axis = axes.values(500, 520, 5, from_nothing=True)
    assert axis.low == 0
    assert [tick.words for tick in axes.values(0, 2, 9, whole=True).ticks] == ["0", "1", "2"]


@pytest.mark.parametrize("months", [1, 12, 24, 36, 60])
@pytest.mark.parametrize("width", [200, 340, 1100, 1700])
def test_months_never_touch_and_the_last_one_is_named(months: int, width: int) -> None:
    days = [month.last for month in months_to(dt.date(2022, 8, 31), months)]
    ticks = axes.dates(days, width, wide)
    assert ticks[-1] == axes.Tick(dt.date(2022, 8, 31).toordinal(), "Aug 2022")
    assert len(ticks) * wide("May 2022") <= width
    per_day = width / max(1, (days[-1] - days[0]).days)
    for before, after in itertools.pairwise(ticks):
        assert (after.at - before.at) * per_day > wide("May 2022")


def test_days_of_any_kind_get_the_first_of_months() -> None:
    days = [dt.date(2022, 1, 10) + dt.timedelta(days=5 * at) for at in range(30)]
    assert [tick.words for tick in axes.dates(days, 600, wide)][-1] == "Jun 2022"
    assert axes.dates([], 600, wide) == ()
