"""What follows from some counts by adding and subtracting them as often as one likes.

Worked out with whole numbers, modulo a prime that divides none of the small numbers that come up: no rounding.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

PRIME = 4_194_301
"""The largest prime below 2^22: sums of 500 products are exact in a float, so that fast products may be used."""
FEW = 32
"""Columns that are sooner multiplied as they are, without a float."""
Rows = npt.NDArray[np.int64]
"""A count a row, a kind of children a column: how often each child of the kind counts."""


class Span:
    """All that follows from the rows that were added, kept reduced: each is the only one with its own pivot column."""

    def __init__(self, width: int) -> None:
        self.rows: Rows = np.zeros((0, width), dtype=np.int64)
        self.pivots: list[int] = []

    def rest(self, rows: Rows) -> Rows:
        """What is left of each row beyond what follows: nought all along where it follows."""
        if not self.pivots:
            return rows % PRIME
        times = rows[:, self.pivots] % PRIME
        used = np.nonzero(times.any(axis=0))[0]
        return (rows - product(times[:, used], self.rows[used])) % PRIME

    def add(self, rest: Rows) -> None:
        """One more row, as it is left beyond what follows."""
        row, at = pivoted(rest)
        without(self.rows, row, at)
        self.rows = np.vstack([self.rows, row])
        self.pivots.append(at)

    def add_all(self, rows: Rows) -> Span:
        """All rows that do not follow from those before."""
        for at in range(len(rows)):
            rest = self.rest(rows[at : at + 1])[0]
            if rest.any():
                self.add(rest)
        return self

    def free(self) -> Rows:
        """The columns without a pivot."""
        return np.setdiff1d(np.arange(self.rows.shape[1]), self.pivots)


def pivoted(rest: Rows) -> tuple[Rows, int]:
    """A row divided by its first number, and where that stands."""
    at = int(rest.nonzero()[0][0])
    return rest * pow(int(rest[at]), -1, PRIME) % PRIME, at


def without(rows: Rows, row: Rows, at: int) -> Rows:
    """Take a row off others, in place, until all have nought in a column; which of them were changed."""
    touched = rows[:, at].nonzero()[0]
    rows[touched] = (rows[touched] - rows[touched, at][:, None] * row) % PRIME
    return touched


def product(one: Rows, other: Rows) -> Rows:
    """The product of two matrices of numbers below the prime; exact, a few hundred columns at a time."""
    if one.shape[1] <= FEW:
        return one @ other % PRIME
    found = np.zeros((one.shape[0], other.shape[1]), dtype=np.int64)
    for at in range(0, one.shape[1], 500):
        some = one[:, at : at + 500].astype(float) @ other[at : at + 500].astype(float)
        found = (found + some.astype(np.int64)) % PRIME
    return found
