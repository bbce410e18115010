"""Bounds of a figure with missing dates: small cases by hand, and every possible truth tried."""

from __future__ import annotations

from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.bounds import Bounds, Figure, bounds, mean, median, share_bounds


def days(*numbers: float | None) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Float64)


def test_a_mean_with_missing_dates_by_hand() -> None:
    """7 children of 189 days; three more lie between 129 and 272.33: (1323 + 387)/10 and (1323 + 817)/10."""
    answer = bounds(days(*[189] * 7), days(100, 129, 158), days(200, 217, 400))
    assert answer == Bounds(189, 171, 214, 3)
    assert answer.said() == "189 days; between 171 and 214 once 3 missing dates are bounded"


def test_in_words() -> None:
    assert bounds(days(10, 20), days(), days()).said() == "15 days"
    assert bounds(days(10), days(20), days(None)).said() == "10 days; at least 15 once 1 missing date is bounded"
    assert bounds(days(10), days(None), days(20)).said() == "10 days; at most 15 once 1 missing date is bounded"
    assert bounds(days(10), days(None, 3), days(None, None)).said() == "10 days; 2 missing dates have no bounds"
    assert (
        bounds(days(), days(4), days(1_000)).said() == "no figure; between 4 and 1,000 once 1 missing date is bounded"
    )
    assert Bounds(1_000.5, 2.5, 3.4, 1).said("weeks").startswith("1,001 weeks; between 3 and 3 ")


def test_a_median_moves_only_as_far_as_its_neighbours() -> None:
    assert bounds(days(100, 110, 120, 130), days(0), days(900), of=median) == Bounds(115, 110, 120, 1)


def test_a_share_of_those_within_a_limit() -> None:
    """3 of 5 within 121 days; of three missing one surely is, one surely is not, one may be."""
    answer = share_bounds(days(10, 100, 121, 122, 300), days(5, 130, 100), days(90, 400, 200), within=121)
    assert (answer.value, answer.lowest, answer.highest) == (60, 50, 62.5)
    assert share_bounds(days(), days(), days(), within=121).value is None
    assert share_bounds(days(10), days(None), days(None), within=121) == Bounds(100, 50, 100, 1)


def test_a_child_who_may_not_belong_only_widens() -> None:
    """With 100 known and one between 50 and 300 who may not count: from 75 with it, to 200 with it, 100 without."""
    free = pl.Series([True])
    assert bounds(days(100), days(50), days(300), optional=free) == Bounds(100, 75, 200, 1)
    assert bounds(days(100), days(150), days(300), optional=free) == Bounds(100, 100, 200, 1)
    assert bounds(days(), days(150), days(300), optional=free) == Bounds(None, 150, 300, 1)


def test_a_least_above_its_most_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="above the most"):
        bounds(days(1), days(5), days(4))


KNOWN = st.lists(st.integers(0, 6), max_size=5)
GAPS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans()), max_size=3)


@given(KNOWN, GAPS, st.sampled_from([mean, median]))
@settings(max_examples=60, deadline=None)
def test_the_bounds_contain_every_truth_and_are_reached(
    known: list[int], gaps: list[tuple[int, int, bool]], figure: Figure
) -> None:
    answer = bounds(
        days(*known),
        days(*[least for least, _, _ in gaps]),
        days(*[least + more for least, more, _ in gaps]),
        of=figure,
        optional=pl.Series([free for _, _, free in gaps], dtype=pl.Boolean),
    )
    choices = [[*range(least, least + more + 1), *([None] if free else [])] for least, more, free in gaps]
    whole = [known + [number for number in truth if number is not None] for truth in product(*choices)]
    truths = [figure(numbers) for numbers in whole if numbers]
    assert answer.lowest == (min(truths) if truths else None)
    assert answer.highest == (max(truths) if truths else None)


@given(KNOWN, GAPS, st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_the_bounds_of_a_share_contain_every_truth_and_are_reached(
    known: list[int], gaps: list[tuple[int, int, bool]], within: int
) -> None:
    answer = share_bounds(
        days(*known),
        days(*[least for least, _, _ in gaps]),
        days(*[least + more for least, more, _ in gaps]),
        within=within,
    )
    choices = [range(least, least + more + 1) for least, more, _ in gaps]
    whole = [[*known, *truth] for truth in product(*choices)]
    truths = [100 * sum(number <= within for number in numbers) / len(numbers) for numbers in whole if numbers]
    assert answer.lowest == (pytest.approx(min(truths)) if truths else None)
    assert answer.highest == (pytest.approx(max(truths)) if truths else None)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=9), GAPS, st.integers(2, 30), st.permutations(range(3)))
@settings(max_examples=40, deadline=None)
def test_neither_the_order_of_rows_nor_the_unit_matters(
    known: list[int], gaps: list[tuple[int, int, bool]], times: int, order: list[int]
) -> None:
    mixed = [gaps[at] for at in order if at < len(gaps)]
    one, other = (
        bounds(
            days(*[n * by for n in known]),
            days(*[a * by for a, _, _ in rows]),
            days(*[(a + b) * by for a, b, _ in rows]),
        )
        for rows, by in ((gaps, 1), (mixed, times))
    )
    assert (other.lowest, other.highest) == pytest.approx(((one.lowest or 0) * times, (one.highest or 0) * times))
