"""The arithmetic of printed figures: rounding half up, cutting off, and which bases a printed share allows."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Literal

from models.edits.stated import Printed
from models.rounding import fixed

How = Literal["", "cut", "rounded"]
"""How an exact figure becomes a printed one: rounded half up, only by cutting off, or not at all."""
HUNDRED = 100


def rounded(exact: Fraction, decimals: int) -> Fraction:
    """An exact figure to so many decimal places, half up (away from nought)."""
    return Fraction(fixed(exact, decimals))


def cut(exact: Fraction, decimals: int) -> Fraction:
    """An exact figure with what is past so many decimal places cut off."""
    return Fraction(fixed(exact, decimals, truncated=True))


def agrees(said: Printed, exact: Fraction) -> How:
    """Whether an exact figure is printed so; a figure printed without a sign says its size alone."""
    figure = exact if said.signed else abs(exact)
    if rounded(figure, said.decimals) == said.value:
        return "rounded"
    return "cut" if cut(figure, said.decimals) == said.value else ""


def worst(*found: How) -> How:
    """Of several comparisons, the one that agrees least."""
    return min(found, key=("", "cut", "rounded").index, default="rounded")


def change(earlier: Fraction, later: Fraction) -> Fraction | None:
    """The change in per cent of the earlier figure; None from nought."""
    return HUNDRED * (later - earlier) / earlier if earlier else None


def bases(count: Fraction, share: Printed, per: int = HUNDRED, *, cuts: bool = True) -> tuple[int, int] | None:
    """The smallest and largest whole base of which `count` is printed as such a share; None where there is none.

    Rounded half up, or with `cuts` also cut off.
    """
    step = Fraction(1, 10**share.decimals)
    if share.value <= 0 or count <= 0:
        return None
    low = math.floor(per * count / (share.value + (step if cuts else step / 2))) + 1
    high = math.floor(per * count / (share.value - step / 2))
    return (low, high) if low <= high else None


def percent(exact: Fraction) -> str:
    """A percentage in words, to two places so that it is seen which way it was rounded: “19.57 %”."""
    return f"{fixed(abs(exact), 2):,f} %"


def moved(exact: Fraction) -> str:
    """A change in words: “a fall of 19.57 %”."""
    return "no change" if exact == 0 else f"a {'rise' if exact > 0 else 'fall'} of {percent(exact)}"
