"""What a figure could be once the missing dates are known: “189 days; between 171 and 214”.

A missing date is seldom wholly unknown: it lies after the one before it and before the one after, or before today.
With each missing number somewhere between its least and its most, a mean, a median or a share is lowest with every one
at its least and highest with every one at its most, for none of these falls when a number rises. These bounds are
exact: no chance is in them, and they are reached. They are no confidence interval.

A child may also not belong to the figure at all (the missing date may fall outside the period). Then the figure is
lowest with the lowest of these children and without the others, and highest with the highest: as many as take it
furthest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

Figure = Callable[[Sequence[float]], float]


@dataclass(frozen=True)
class Bounds:
    """A figure of what is known, and the lowest and highest it could be; None is no figure, or no bound."""

    value: float | None
    lowest: float | None
    highest: float | None
    missing: int

    def said(self, unit: str = "days") -> str:
        """The figure with its bounds in words, in whole units."""
        value = "no figure" if self.value is None else f"{_whole(self.value):,} {unit}"
        if not self.missing:
            return value
        once = f"once {self.missing:,} missing {'date is' if self.missing == 1 else 'dates are'} bounded"
        if self.lowest is None and self.highest is None:
            return f"{value}; {self.missing:,} missing {'date has' if self.missing == 1 else 'dates have'} no bounds"
        if self.highest is None:
            return f"{value}; at least {_whole(self.lowest or 0):,} {once}"
        if self.lowest is None:
            return f"{value}; at most {_whole(self.highest):,} {once}"
        return f"{value}; between {_whole(self.lowest):,} and {_whole(self.highest):,} {once}"


def mean(numbers: Sequence[float]) -> float:
    """The arithmetic mean."""
    return math.fsum(numbers) / len(numbers)


def median(numbers: Sequence[float]) -> float:
    """The middle number, or the mean of the middle two."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def bounds(
    known: pl.Series, least: pl.Series, most: pl.Series, *, of: Figure = mean, optional: pl.Series | None = None
) -> Bounds:
    """The figure of the known numbers, and between what it lies with those missing at between `least` and `most`.

    A null in `least` or `most` is a number without that bound: the figure then has none on that side. `optional` marks
    the missing who may not belong to the figure at all. Raises ValueError where a least lies above its most.
    """
    if (least > most).any():
        raise ValueError("the least that a missing number can be lies above the most")
    maybe = pl.repeat(False, len(least), eager=True) if optional is None else optional.fill_null(False)
    sure = known.drop_nulls().to_list()
    return Bounds(
        value=of(sure) if sure else None,
        lowest=_furthest(sure, least.to_list(), maybe.to_list(), of, lowest=True),
        highest=_furthest(sure, most.to_list(), maybe.to_list(), of, lowest=False),
        missing=len(least),
    )


def share_bounds(
    known: pl.Series, least: pl.Series, most: pl.Series, *, within: float, optional: pl.Series | None = None
) -> Bounds:
    """Of a share, in per cent: of those whose number is at most `within`, such as those matched in 121 days.

    A missing number surely counts where its most is within, and may count where its least is.
    """
    surely = (most <= within).fill_null(False).cast(pl.Float64) * 100
    perhaps = (least <= within).fill_null(True).cast(pl.Float64) * 100
    return bounds((known <= within).cast(pl.Float64) * 100, surely, perhaps, optional=optional)


def _furthest(
    known: list[float], missing: list[float | None], maybe: list[bool], of: Figure, *, lowest: bool
) -> float | None:
    """The figure with every missing number at its bound, and with as many of the optional as take it furthest."""
    numbers = [number for number in missing if number is not None]
    if len(numbers) < len(missing):
        return None
    sure = known + [number for number, free in zip(numbers, maybe, strict=True) if not free]
    free = sorted((number for number, free in zip(numbers, maybe, strict=True) if free), reverse=not lowest)
    figures = [of(sure + free[:many]) for many in range(len(free) + 1) if sure or many]
    return (min if lowest else max)(figures, default=None)


def _whole(number: float) -> int:
    """The nearest whole number, a half upwards, as means are shown."""
    return int((number + 0.5) // 1)
