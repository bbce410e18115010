"""Where a day stands on a timeline."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawing.days import SHORTEST, Scale

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
WHOLE = Scale.whole(dt.date(2010, 3, 1), dt.date(2022, 3, 31), 100, 900)


@given(DAYS)
def test_a_day_is_found_again_where_it_stands(on: dt.date) -> None:
    assert WHOLE.day(WHOLE.x(on)) == pytest.approx(on.toordinal())


@given(st.lists(st.tuples(st.floats(0.1, 8), st.floats(0, 1), st.floats(-4000, 4000)), max_size=8))
def test_zooming_and_moving_never_leave_the_whole(steps: list[tuple[float, float, float]]) -> None:
    scale = WHOLE
    for factor, share, days in steps:
        scale = scale.zoomed(factor, scale.first + share * (scale.last - scale.first), WHOLE).moved(days, WHOLE)
        assert WHOLE.first - 1e-6 <= scale.first
        assert scale.last <= WHOLE.last + 1e-6
        assert scale.last - scale.first >= SHORTEST - 1e-6


@given(st.floats(0.02, 1), st.floats(0, 1))
def test_the_axis_names_days_with_room_between_them(factor: float, share: float) -> None:
    scale = WHOLE.zoomed(factor, WHOLE.first + share * (WHOLE.last - WHOLE.first), WHOLE)
    for (one, _), (other, _) in pairwise(scale.ticks()):
        assert scale.x(other) - scale.x(one) >= 56


def test_the_axis_names_years_from_far_and_months_from_near() -> None:
    assert all(words.isdigit() for _, words in WHOLE.ticks())
    near = WHOLE.zoomed(0.01, dt.date(2016, 5, 15).toordinal(), WHOLE)
    assert (dt.date(2016, 5, 1), "May 2016") in near.ticks()
