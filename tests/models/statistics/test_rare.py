"""Charts of what happens seldom, against published examples."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.control import natural_limits
from models.statistics.rare import g_chart, gaps, geometric_limits, t_chart, transformed

# Montgomery, Introduction to Statistical Quality Control, section 7.3.5: hours between failures of a valve, and the
# same raised to 0.2777 as printed there.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
PRINTED = [
    *(4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151),
    *(9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203),
]

# Days in spring 1995 on which infections were found (adapted from Benneyan 1998, Infection Control and Hospital
# Epidemiology 19:265, in the SAS/QC guide to the RAREEVENTS procedure), as days since 17 April.
INFECTIONS = [
    0,
    0,
    0,
    2,
    3,
    16,
    18,
    18,
    19,
    20,
    21,
    22,
    22,
    23,
    24,
    40,
    40,
    41,
    42,
    44,
    54,
    55,
    56,
    58,
    60,
    60,
    62,
    65,
    65,
]


def test_the_gaps_between_events_as_published() -> None:
    assert gaps(INFECTIONS)[:6] == [0, 0, 2, 1, 13, 2]
    assert gaps([9, 2, 5]) == [3, 4]
    assert gaps([4]) == []


def test_the_power_of_nelson_as_printed_by_montgomery() -> None:
    assert [hours**0.2777 for hours in VALVE] == pytest.approx(PRINTED, abs=1e-4)
    assert [transformed(hours) for hours in VALVE] == pytest.approx(PRINTED, rel=1e-3)


def test_the_valve_is_in_control() -> None:
    """By the printed table's own mean and steps; the lower limit is below none, so there is none."""
    chart = t_chart(VALVE, better="higher")
    limits, printed = chart.segments[0].limits, natural_limits(PRINTED)
    assert limits is not None
    assert printed.upper is not None
    assert printed.centre == pytest.approx(5.3866, abs=1e-4)
    assert limits.centre == pytest.approx(printed.centre**3.6, rel=0.004)
    assert limits.upper == pytest.approx(printed.upper**3.6, rel=0.004)
    assert limits.lower is None
    assert not any(mark.signals for mark in chart.marks)


def test_the_limits_of_a_g_chart_by_hand() -> None:
    """28 gaps, 65 days: g = 65/28 = 2.3214, and 2.3214 + 3 * sqrt(2.3214 * 3.3214) = 10.6517. Beyond lie 13 and 16."""
    chart = g_chart(gaps(INFECTIONS), better="higher")
    limits = chart.segments[0].limits
    assert limits is not None
    assert limits.centre == pytest.approx(2.3214, abs=1e-4)
    assert limits.upper == pytest.approx(10.6517, abs=1e-4)
    assert limits.lower is None
    beyond = [mark for mark in chart.marks if "outside" in mark.signals]
    assert [mark.value for mark in beyond] == [13, 16]
    assert {mark.variation for mark in beyond} == {"improvement"}


def test_runs_of_a_g_chart_are_counted_about_the_median() -> None:
    """Of a geometric distribution with mean 9 half lie below about 5.6, the log of a half by that of 0.9, less 1."""
    limits = geometric_limits([9] * 12)
    assert limits.middle == pytest.approx(math.log(0.5) / math.log(0.9) - 1)
    below_the_mean = g_chart([7, 8, 7, 8, 7, 8, 7, 8, 7, 8, 7, 40])
    assert below_the_mean.segments[0].limits is not None
    assert "shift" in below_the_mean.marks[0].signals
    assert below_the_mean.marks[0].high is True, "7 lies below the mean of 10.2, and above the median of 6.4"


def test_too_few_events_and_impossible_ones() -> None:
    assert t_chart([3] * 11).segments[0].words == "no limits: 11 points, and 12 are needed"
    with pytest.raises(ValueError, match="less than none"):
        g_chart([3, -1])
    assert geometric_limits([0] * 12).upper == 0


def test_limits_of_rare_events_begin_anew_too() -> None:
    chart = t_chart([*VALVE, *(10 * hours for hours in VALVE)], rebase={20: "a new panel"})
    first, second = (segment.limits for segment in chart.segments)
    assert first is not None
    assert second is not None
    assert second.centre == pytest.approx(10 * first.centre)


@given(st.lists(st.integers(1, 500), min_size=12, max_size=30), st.integers(2, 24))
@settings(max_examples=50, deadline=None)
def test_hours_or_days_a_t_chart_signals_the_same(between: list[int], times: int) -> None:
    chart, other = t_chart(between), t_chart([gap * times for gap in between])
    assert [mark.signals for mark in other.marks] == [mark.signals for mark in chart.marks]
