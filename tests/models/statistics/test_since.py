"""What came since a day is held against the time before alone, and nothing is said that no test holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.control import LEAST, RUN, natural_limits
from models.statistics.since import since

STEADY = [10.0, 12.0] * 6
"""Mean 11, limits 11 ± 5.32."""


def test_a_month_beyond_the_limits_of_the_time_before_is_a_change() -> None:
    found = since([*STEADY, 11.0, 17.0], 12, better="lower")
    assert (found.found, found.high, found.good, found.signalled, found.points) == ("changed", True, False, 1, 2)
    assert found.chart.marks[13].variation == "concern"
    assert (found.before, found.since) == (11.0, 14.0)


def test_what_came_since_takes_no_part_in_the_limits_that_judge_it() -> None:
    wild = [*STEADY, 17.0, 5.0, 17.0, 5.0, 17.0]
    upper = natural_limits(wild).upper
    assert upper is not None
    assert upper > 17, "together they would find nothing"
    assert since(wild, 12).found == "both ways"


def test_a_run_of_seven_counts_from_the_day_on() -> None:
    six = since([*STEADY, *[10.5] * 6], 12)
    assert (six.found, six.high) == ("too few since", None)
    seven = since([*STEADY, *[10.5] * 7], 12, better="lower")
    assert (seven.found, seven.good, seven.signalled) == ("changed", True, 7)
    before = since([*STEADY[:-3], 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 11.5], 12)
    assert before.found == "too few since", "a run that began before the day is none since it"


def test_within_the_limits_there_is_no_clear_change() -> None:
    found = since([*STEADY, *[10.0, 12.0] * 4], 12)
    assert (found.found, found.high, found.signalled) == ("no clear change", None, 0)


def test_what_turned_for_good_has_changed_and_what_goes_to_and_fro_has_not() -> None:
    turned = since([*STEADY, 17.0, 17.0, 5.0, *[4.0] * 6], 12, better="lower")
    assert (turned.found, turned.good, turned.signalled, turned.points) == ("changed", True, 7, 9)
    assert since([*STEADY, 17.0, 17.0, 5.0, *[4.0] * 5], 12).found == "both ways"


def test_what_passed_is_no_change_that_lasts() -> None:
    assert since([*STEADY, 17.0, *[10.0, 12.0] * 3], 12).found == "changed"
    passed = since([*STEADY, 17.0, *[10.0, 12.0] * 3, 10.0], 12)
    assert (passed.found, passed.high, passed.signalled) == ("passed", None, 1)


def test_too_few_before_judge_nothing() -> None:
    found = since([*STEADY[:11], 100.0, 100.0], 11)
    assert (found.found, found.high) == ("too few before", None)
    assert [segment.limits for segment in found.chart.segments] == [None, None]


def test_what_moved_that_way_before_is_no_change_from_the_day_on() -> None:
    falling = since([20.0, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 12, better="lower")
    assert (falling.found, falling.high, falling.good) == ("already", None, None)
    assert since([*STEADY, *[5.0] * 7], 12).found == "changed"
    turned = [10.0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 3, 2, 1]
    assert since(turned, 12).high is False, "what rose before and fell since has changed"


def test_each_time_has_its_own_limits_where_it_has_points_enough() -> None:
    few = since([*STEADY, 1.0, 2.0], 12, floor=0.0).chart.segments
    assert few[0].limits == few[1].limits
    many = since([*STEADY, *[1.0, 2.0] * 6], 12, floor=0.0).chart.segments
    assert many[1].limits is not None
    assert (many[1].limits.centre, many[1].limits.lower) == (1.5, 0.0)


def test_months_without_a_figure_are_passed_over() -> None:
    with_gaps: list[float | None] = [None, *STEADY, None, None, 17.0]
    found = since(with_gaps, 13)
    assert (found.found, found.points) == ("changed", 1)
    assert found.chart.marks[-1].high is True


@pytest.mark.parametrize("at", [0, 3])
def test_a_start_before_or_after_all_points_says_nothing(at: int) -> None:
    assert since([1.0, 2.0, 3.0], at).found == "too few before"
    assert since([], 0).points == 0


@given(
    st.lists(st.floats(-1e6, 1e6), max_size=40),
    st.integers(0, 40),
    st.sampled_from(["higher", "lower", ""]),
)
def test_a_change_is_told_only_where_points_since_signal_it(values: list[float], at: int, better: str) -> None:
    at = min(at, len(values))
    found = since(values, at, better=better)  # type: ignore[arg-type]
    signalled = [mark for mark in found.chart.marks[at:] if mark.signals]
    assert (found.found in ("changed", "both ways", "already", "passed")) == bool(signalled)
    assert (found.high is None) == (found.found != "changed")
    if found.found == "changed":
        assert signalled[-1].high == found.high
        assert found.signalled == sum(mark.high == found.high for mark in signalled)
    if at < LEAST:
        assert found.found == "too few before"


@given(st.lists(st.floats(0, 1000), min_size=12, max_size=30), st.lists(st.floats(0, 1000), max_size=RUN - 1))
def test_the_points_since_never_move_the_limits_before(before: list[float], after: list[float]) -> None:
    found = since([*before, *after], len(before))
    assert found.chart.segments[0].limits == natural_limits(before)
