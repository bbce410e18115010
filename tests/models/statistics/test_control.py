"""Chance or change: the XmR chart's limits as published, and each rule at its edge."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.control import Better, Chart, natural_limits, xmr

STEADY = [10.0, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]
"""Up and down around 10.5: no rule holds."""


def signals(chart: Chart) -> list[str]:
    return [mark.signals[0] if mark.signals else "" for mark in chart.marks]


def marked(chart: Chart, kind: str) -> list[int]:
    return [at for at, mark in enumerate(chart.marks) if kind in mark.signals]


def test_limits_as_printed_by_montgomery() -> None:
    """Introduction to Statistical Quality Control, example 6.5, the viscosity of paint: 33.52, 32.24 and 34.80."""
    paint = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
    limits = xmr(paint).segments[0].limits
    assert limits is not None
    assert limits.lower is not None
    assert limits.upper is not None
    assert [round(line, 2) for line in (limits.centre, limits.lower, limits.upper)] == [33.52, 32.24, 34.80]
    assert xmr(paint).sentence.startswith("No clear change")


def test_limits_as_printed_by_the_engineering_statistics_handbook() -> None:
    """NIST/SEMATECH 6.3.2.2: flow rates, 50.81 with 45.8159 and 55.8041 (by 3/1.128, which 2.66 rounds)."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    limits = natural_limits(flow)
    assert limits.centre == pytest.approx(50.81)
    assert (limits.lower, limits.upper) == pytest.approx((45.8159, 55.8041), abs=0.001)


def test_under_twelve_points_there_are_no_limits_and_no_marks() -> None:
    few = xmr([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50])
    assert few.segments[0].limits is None
    assert few.segments[0].words == "no limits: 11 points, and 12 are needed"
    assert signals(few) == [""] * 11
    assert few.sentence == "Too few points to tell change from chance: 11 so far, and 12 are needed."
    assert xmr([*[1, 2] * 5, 1, 50]).segments[0].limits is not None
    assert xmr([]).sentence == "There are no figures yet."


def test_a_point_outside_the_limits() -> None:
    chart = xmr([*STEADY, 30], better="lower")
    assert marked(chart, "outside") == [16]
    assert chart.sentence == "Concern: the latest point lies above the upper limit."
    assert (chart.marks[16].icon, chart.marks[16].colour) == ("concern-high", "orange")
    low = xmr([*STEADY, -9], better="lower")
    assert low.sentence == "Improvement: the latest point lies below the lower limit."
    assert (low.marks[16].icon, low.marks[16].colour) == ("improvement-low", "blue")
    assert (low.marks[0].icon, low.marks[0].colour) == ("common-cause", "grey")


@pytest.mark.parametrize(("points", "holds"), [(6, False), (7, True)])
def test_seven_on_one_side_and_no_fewer(points: int, holds: bool) -> None:
    above = [11.4, 11.9] * 4
    chart = xmr([*STEADY, 9.0, 9.9, *above[:points]], better="higher")
    assert (marked(chart, "shift") == list(range(18, 18 + points))) is holds
    expected = "Improvement: the last 7 points lie above the mean." if holds else "No clear change"
    assert chart.sentence.startswith(expected)


def test_a_point_on_the_mean_ends_a_run() -> None:
    """The mean is 10: six above, one on it, six above."""
    values = [11.0] * 3 + [12.0] * 3 + [10.0] + [11.0] * 3 + [12.0] * 3 + [8.5] * 12
    assert natural_limits(values).centre == 10
    assert [at for at in marked(xmr(values), "shift") if at < 13] == []


@pytest.mark.parametrize(("points", "holds"), [(6, False), (7, True)])
def test_seven_falling_and_no_fewer(points: int, holds: bool) -> None:
    """Seven points each below the one before: six falls."""
    falling = [11.8, 11.5, 11.2, 10.9, 10.6, 10.3, 10.0]
    chart = xmr([*STEADY, 9.0, *falling[:points]], better="lower")
    assert (marked(chart, "trend") == list(range(17, 17 + points))) is holds
    if holds:
        assert chart.sentence == "Improvement: the last 7 points each lie below the one before."


def test_two_of_three_close_to_the_same_limit() -> None:
    """Limits from the steady series are some 4.6 wide; two thirds of the way up is about 14.5."""
    chart = xmr([*STEADY, 15.6, 10.5, 15.6])
    assert marked(chart, "two of three") == [16, 18]
    assert chart.sentence == "Change: two of the last three points lie close to the upper limit."
    assert (chart.marks[18].icon, chart.marks[18].colour) == ("change-high", "grey")
    apart = xmr([*STEADY, 15.6, 10.5, 5.4])
    assert marked(apart, "two of three") == []


def test_limits_begin_anew_only_with_a_reason() -> None:
    values = [*STEADY, *(value + 20 for value in STEADY)]
    before, after = xmr(values, rebase={16: "the court's ruling"}).segments
    assert (before.last, after.first, after.reason) == (15, 16, "the court's ruling")
    assert before.limits is not None
    assert after.limits is not None
    assert after.limits.centre == before.limits.centre + 20
    assert signals(xmr(values, rebase={16: "the court's ruling"})) == [""] * 32
    assert marked(xmr(values), "shift") == list(range(32))
    with pytest.raises(ValueError, match="only with a reason"):
        xmr(values, rebase={16: " "})
    with pytest.raises(ValueError, match="after its first"):
        xmr(values, rebase={32: "too late"})


def test_a_month_without_a_figure_is_passed_over() -> None:
    whole, gappy = xmr(STEADY), xmr([*STEADY[:8], None, *STEADY[8:]])
    assert gappy.segments[0].limits == whole.segments[0].limits
    assert gappy.marks[8].value is None
    assert gappy.segments[0].points == 16


def test_a_limit_is_not_drawn_where_the_figure_cannot_be() -> None:
    limits = xmr([0, 5, 1, 4, 0, 6, 1, 5, 0, 4, 1, 5], floor=0).segments[0].limits
    assert limits is not None
    assert limits.lower == 0
    assert limits.upper == pytest.approx(natural_limits([0, 5, 1, 4, 0, 6, 1, 5, 0, 4, 1, 5]).upper)


def test_a_flat_series_says_nothing() -> None:
    """0.1 twelve times over adds up to a little less than 1.2."""
    assert signals(xmr([0.1] * 12)) == [""] * 12


SERIES = st.lists(st.integers(0, 30), min_size=12, max_size=40)


@given(SERIES, st.integers(2, 50), st.integers(-99, 99))
@settings(max_examples=60, deadline=None)
def test_neither_the_unit_nor_the_zero_of_a_figure_matters(series: list[int], times: int, more: int) -> None:
    assert signals(xmr([value * times + more for value in series])) == signals(xmr(series))


@given(SERIES, st.sampled_from(["higher", "lower"]))
@settings(max_examples=60, deadline=None)
def test_turned_upside_down_good_is_bad(series: list[int], better: Better) -> None:
    chart, turned = xmr(series, better=better), xmr([-value for value in series], better=better)
    opposite = {"improvement": "concern", "concern": "improvement", "common cause": "common cause"}
    assert [mark.variation for mark in turned.marks] == [opposite[mark.variation] for mark in chart.marks]


@given(SERIES)
@settings(max_examples=60, deadline=None)
def test_every_mark_is_a_rule_that_holds(series: list[int]) -> None:
    """Each rule said again, slowly: a window of the series, and who is in one where it holds."""
    chart = xmr(series)
    limits = natural_limits(series)
    assert limits.lower is not None
    assert limits.upper is not None
    for at, mark in enumerate(chart.marks):
        outside = series[at] > limits.upper + 1e-6 or series[at] < limits.lower - 1e-6
        assert ("outside" in mark.signals) == outside
        sevens = [series[start : start + 7] for start in range(max(0, at - 6), at + 1) if start + 7 <= len(series)]
        shift = any(min(run) > limits.centre + 1e-6 or max(run) < limits.centre - 1e-6 for run in sevens)
        assert ("shift" in mark.signals) == shift
        trend = any(run in (sorted(set(run)), sorted(set(run), reverse=True)) for run in sevens)
        assert ("trend" in mark.signals) == trend


def test_chance_alone_seldom_signals() -> None:
    """Of 100 series of 24 normal figures, the latest point of fewer than a tenth is called a change."""
    chance = random.Random(7)
    charts = [xmr([chance.gauss(50, 5) for _ in range(24)]) for _ in range(100)]
    assert sum(not chart.sentence.startswith("No clear change") for chart in charts) < 10
