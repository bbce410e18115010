"""Figures as people read them: rounded half up, or percentages cut off as published papers do."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rounding import chosen, fixed, number


@pytest.mark.parametrize(
    ("fall", "of", "rounded", "cut"),
    [
        (128, 654, "19.6", "19.5"),
        (9, 544, "1.7", "1.6"),
        (167, 702, "23.8", "23.7"),
        (71, 212, "33.5", "33.4"),
        (48, 99, "48.5", "48.4"),
        (52, 99, "52.5", "52.5"),
    ],
)
def test_percentages_of_published_papers_are_seen_both_ways(fall: int, of: int, rounded: str, cut: str) -> None:
    for share in (100 * fall / of, Fraction(100 * fall, of)):
        assert (number(share, "%"), number(share, "%", truncated=True)) == (rounded, cut)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "%", "–"),
        (188.5, "days", "189"),
        (189.49, "days", "189"),
        (-0.5, "days", "-1"),
        (-0.04, "%", "0.0"),
        (1234, "children", "1,234"),
        (197.4312, "per 10,000", "197.4"),
    ],
)
def test_each_unit_has_its_decimals(value: float | None, unit: str, said: str) -> None:
    assert number(value, unit) == said


def test_only_percentages_are_cut_off() -> None:
    assert number(188.9, "days", truncated=True) == "189"
    assert number(158.79, "per 10,000", truncated=True) == "158.8"


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_share_is_never_shown_a_tenth_away(part: int, whole: int) -> None:
    exact = Fraction(100 * part, whole)
    up, cut = (Fraction(fixed(100 * part / whole, 1, truncated=truncated)) for truncated in (False, True))
    assert abs(up - exact) <= Fraction(1, 20)
    assert 0 <= exact - cut < Fraction(1, 10)
    assert up == Fraction(fixed(exact, 1))
    assert up - exact != Fraction(-1, 20)  # a half goes up


def test_the_choice_is_read_from_what_a_settings_file_keeps() -> None:
    assert [chosen(kept) for kept in ("true", True, "truncated", "false", "", None)] == [True, True, True] + [False] * 3
