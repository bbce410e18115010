"""The arithmetic of printed figures: what was rounded, what was only cut off, and which bases a share allows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.claims.arithmetic import agrees, bases, change, worst
from models.edits.stated import printed


@pytest.mark.parametrize(
    ("before", "after", "said", "how"),
    [
        (654, 526, "19.5", "cut"),
        (654, 526, "19.6", "rounded"),
        (702, 526, "25", "rounded"),
        (544, 535, "1.6", "cut"),
        (702, 535, "23.7", "cut"),
        (212, 141, "33.4", "cut"),
        (99, 51, "48.4", "cut"),
        (99, 47, "52.5", "rounded"),
        (99, 58, "52.5", ""),
        (124, 141, "13.7", "rounded"),
        (100, 112, "-12", ""),
        (100, 88, "-12", "rounded"),
        (100, 88, "−12.0 %", "rounded"),
    ],
)
def test_a_printed_percentage_was_rounded_or_cut_off_or_is_another_one(
    before: int, after: int, said: str, how: str
) -> None:
    exact = change(Fraction(before), Fraction(after))
    assert exact is not None
    assert agrees(printed(said), exact) == how


def test_from_nought_there_is_no_percentage() -> None:
    assert change(Fraction(0), Fraction(3)) is None


@pytest.mark.parametrize(
    ("count", "share", "per", "cuts", "expected"),
    [
        (11, "3.1", 100, True, (344, 360)),
        (7, "1.3", 100, True, (501, 560)),
        (11, "3.1", 100, False, (350, 360)),
        (526, "158.8", 10_000, False, (33_113, 33_133)),
        (654, "197.4", 10_000, False, (33_123, 33_139)),
        (1, "0", 100, True, None),
        (1, "101.0", 100, True, None),
    ],
)
def test_a_share_allows_some_bases_alone(
    count: int, share: str, per: int, cuts: bool, expected: tuple[int, int] | None
) -> None:
    assert bases(Fraction(count), printed(share), per, cuts=cuts) == expected


@given(st.integers(1, 400), st.integers(1, 4000), st.sampled_from([0, 1, 2]))
def test_the_bases_of_a_share_are_those_that_print_it_and_no_others(count: int, base: int, decimals: int) -> None:
    said = printed(f"{100 * count / base:.{decimals}f}")
    found = bases(Fraction(count), said)
    if found is None:
        assert said.value == 0 or not any(agrees(said, Fraction(100 * count, each)) for each in range(1, 2 * base))
        return
    low, high = found
    for each in (low, high, (low + high) // 2):
        assert agrees(said, Fraction(100 * count, each))
    for each in (low - 1, high + 1):
        assert not each or not agrees(said, Fraction(100 * count, each))


def test_of_several_comparisons_the_one_that_agrees_least_counts() -> None:
    assert worst("rounded", "cut") == "cut"
    assert worst("cut", "", "rounded") == ""
    assert worst() == "rounded"


@pytest.mark.parametrize("text", ["", "many", "1.2.3", "12e3", "½"])
def test_what_is_no_figure_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a figure"):
        printed(text)
