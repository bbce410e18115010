"""Which groups of few children follow from what is printed: from a whole less its parts, however many; from groups that
overlap; from times within times.

A group follows if its row is a sum of printed rows, each taken as often as one likes. That is so exactly if every
change of the children that leaves the printed counts as they are leaves it as it is. So each kind of children is given
the changes it takes part in, drawn together with random factors into one number; a group whose numbers add up to nought
follows. Then only groups that are really small need be looked at: of one to four kinds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from models.disclosure.linear import PRIME, Rows, Span, product

MANY = 20_000
"""So many numbers are found sooner in a table of all that there could be."""


def groups(span: Span, sizes: Rows, most: int) -> Rows:
    """The groups of up to so many children that follow, as rows; none that holds another of them."""
    told: list[Rows] = []
    for kinds in sorted(_found(span, sizes, most), key=lambda each: (len(each), each)):
        row = np.bincount(kinds, minlength=len(sizes))
        if sizes[list(kinds)].sum() <= most and not any((row >= each).all() for each in told):
            told.append(row)
    found = np.array(told, dtype=np.int64).reshape(len(told), len(sizes))
    return found[~span.rest(found).any(axis=1)]  # that they follow is not left to chance


def _found(span: Span, sizes: Rows, most: int) -> set[tuple[int, ...]]:
    """One to four kinds whose numbers add up to nought: two by two, as pairs of pairs."""
    changes = _changes(span)
    few = np.flatnonzero(sizes <= most)
    alone = _key(changes[few]) == 0
    found: set[tuple[int, ...]] = {(int(kind),) for kind in few[alone]}
    few = few[~alone]
    one, other = (few[at] for at in np.triu_indices(len(few)))
    fit = sizes[one] + sizes[other] <= most
    one, other = one[fit], other[fit]
    met = _answered(changes[one, 0] + changes[other, 0], changes[few, 0])
    one, other = one[met], other[met]
    pair = changes[one] + changes[other]
    both = _key(pair) == 0
    found |= {(int(a), int(b)) for a, b in zip(one[both], other[both], strict=True)}
    one, other, pair = one[~both], other[~both], pair[~both]
    keys = _key(pair)
    order = np.argsort(keys, kind="stable")
    for more, wanted in ((few[:, None], changes[few]), (np.stack([one, other], axis=1), pair)):
        for at, near in _matches(keys[order], _key(-wanted)):
            fourth = order[near]
            found.add(tuple(sorted((int(one[fourth]), int(other[fourth]), *map(int, more[at])))))
    return found


def _answered(sums: Rows, more: Rows) -> Rows:
    """Which of the sums have one among them, or among some more numbers, that makes nought of them: most have none."""
    sums = sums % PRIME
    among, wanted = np.append(sums, more), -sums % PRIME
    if len(among) < MANY:
        among = np.sort(among)
        return among[np.searchsorted(among[:-1], wanted)] == wanted
    there = np.zeros(PRIME, dtype=bool)
    there[among] = True
    return there[wanted]


def _matches(keys: Rows, wanted: Rows) -> Iterator[tuple[int, int]]:
    """Which of the wanted keys stand where among keys in order."""
    first, last = (np.searchsorted(keys, wanted, side) for side in ("left", "right"))
    for at in np.flatnonzero(last > first):
        yield from itertools.product((int(at),), range(int(first[at]), int(last[at])))


def _changes(span: Span) -> Rows:
    """Two numbers for each kind: its part in every change that leaves what is known as it is."""
    free = span.free()
    drawn = np.random.default_rng(len(free)).integers(1, PRIME, (len(free), 2))
    found = np.zeros((span.rows.shape[1], 2), dtype=np.int64)
    found[free] = drawn
    found[span.pivots] = -product(span.rows[:, free], drawn) % PRIME
    return found


def _key(pairs: Rows) -> Rows:
    """Two numbers as one."""
    return (pairs[:, 0] % PRIME << 22) | (pairs[:, 1] % PRIME)
