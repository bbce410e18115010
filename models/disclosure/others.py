"""What else could be so: other numbers of children of each kind that fit everything printed just as well.

A reader who knows which groups lie in which, and takes every count for a whole number that is never below nought, must
be left with several values for each small one. What is found is a proof; what is not found is taken to be exposed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.disclosure.linear import PRIME, Rows, Span

STEPS = (1, -1, 2, -2, 3, -3)
"""How often a change is made at once."""
STARTS, REPAIRS = 64, 8
"""From how many changes one sets out that do not fit yet, and how many more are made to put them right."""
LARGEST = 50
"""A change that moves more of a kind is none to be tried."""
FAR = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Limits:
    """What the children must fit: how many there are of each kind, and rows of counts; the least and the most of each,
    kinds first, and what it is now."""

    rows: Rows
    least: Rows
    most: Rows
    now: Rows

    @classmethod
    def of(cls, sizes: Rows, rows: Rows, least: Rows, most: Rows) -> Limits:
        """Hidden counts within these bounds, and no kind of which there are fewer than none."""
        no_most = np.full_like(sizes, FAR)
        return cls(rows, np.append(0 * sizes, least), np.append(no_most, most), np.append(sizes, rows @ sizes))

    def amiss(self, moved: Rows) -> Rows:
        """By how much each column of movements does not fit, row by row."""
        at = self.now[:, None] + moved
        return np.maximum(self.least[:, None] - at, 0) + np.maximum(at - self.most[:, None], 0)


def values(span: Span, limits: Limits, secrets: Rows, wanted: int) -> list[int]:
    """How many values each secret row can have, the true one among them; no more are looked for than wanted."""
    changes = _changes(span)
    moves = np.vstack([changes, limits.rows @ changes])
    both = np.hstack([moves, -moves])
    found = []
    for secret in secrets:
        effects = secret @ changes
        some = effects.nonzero()[0]
        known = {0}
        for times in STEPS:
            if len(known) < wanted:
                fit = ~limits.amiss(times * moves[:, some]).any(axis=0)
                known.update((times * effects[some[fit]]).tolist())
        if len(known) < wanted:
            _put_right(limits, both, np.append(effects, -effects), known, wanted)
        found.append(len(known))
    return found


def _put_right(limits: Limits, moves: Rows, effects: Rows, known: set[int], wanted: int) -> None:
    """Set out from changes that do not fit, and put right by others what is amiss, the most at a time."""
    some = effects.nonzero()[0]
    amiss = limits.amiss(moves[:, some]).sum(axis=0)
    for start in some[np.argsort(amiss, kind="stable")][:STARTS]:
        moved, effect = moves[:, start], int(effects[start])
        for _ in range(REPAIRS):
            wrong = limits.amiss(moved[:, None])[:, 0] > 0
            if not wrong.any() and effect not in known:
                known.add(effect)
                break
            near = moves[wrong].any(axis=0) if wrong.any() else effects != 0
            for value in known:  # a few at most
                near = near & (effects != value - effect)
            near = np.nonzero(near)[0]
            if not len(near):
                break
            best = near[limits.amiss(moved[:, None] + moves[:, near]).sum(axis=0).argmin()]
            moved, effect = moved + moves[:, best], effect + int(effects[best])
        if len(known) >= wanted:
            return


def _changes(span: Span) -> Rows:
    """The simplest changes of the children that leave everything known as it is: one a column."""
    free = span.free()
    found = np.zeros((span.rows.shape[1], len(free)), dtype=np.int64)
    found[free, np.arange(len(free))] = 1
    back = -span.rows[:, free] % PRIME
    found[span.pivots] = np.where(back > PRIME // 2, back - PRIME, back)
    return found[:, (np.abs(found) < LARGEST).all(axis=0)]
