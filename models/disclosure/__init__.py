"""Small numbers in what leaves the authority: one to four children could be known by whoever reads of them.

What a document says in numbers of children is a pack: each count under a key, and which counts are the sum of which
others. `hide` says which counts must not be printed: every count of one to four, and as many others as are needed so
that no small one can be worked out from what is left, from the packs published before, or from both together. A
percentage, a rate, a mean or a change is printed only where every count that it rests on is (`seen`).

The markers are those of the national statistics. A nought is always printed: it is a true one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FLOOR = 5
"""The smallest number, but nought, that is printed."""
SUPPRESSED, NOT_APPLICABLE, ROUNDS_TO_ZERO = "c", "z", "k"
MARKERS = "c: suppressed, z: not applicable, k: more than nought but rounds to it; a nought printed is a true one."


def published(count: int, floor: int = FLOOR) -> str:
    """A count as it may be published by itself: none, the number, or “fewer than 5”."""
    return f"fewer than {floor}" if 0 < count < floor else f"{count:,}"


def small(count: int, floor: int = FLOOR) -> bool:
    """Whether so few could be known."""
    return 0 < count < floor


Row = tuple[str, dt.date]
"""A child, and the last day of the time that it is counted in: stocks of two days do not tell who came and who left."""


@dataclass
class Pack:
    """What one document says in numbers of children, in the order of what matters most: what comes last is hidden first
    where a second count has to be."""

    counts: dict[str, int] = field(default_factory=dict)
    whom: dict[str, Sequence[Row]] = field(default_factory=dict)
    """Whom each counts, where that is known; a child who counts twice stands there twice."""
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """A whole and the parts that make it up, where their children do not say so."""
    unseen: set[str] = field(default_factory=set)
    """Counts that the document does not print, but from which others follow."""
    hidden: frozenset[str] | None = None
    """Which it did not print, where that is known: it was published so."""

    def count(self, key: str, value: int, whom: Sequence[Row] | None = None, *, unseen: bool = False) -> None:
        """A number of children that the document prints."""
        self.counts[key] = value
        if whom is not None:
            self.whom[key] = whom
        if unseen:
            self.unseen.add(key)

    def sum(self, whole: str, parts: Iterable[str]) -> None:
        """That everybody in the whole is in exactly one of the parts."""
        self.sums.append((whole, tuple(parts)))


def hide(pack: Pack, before: Sequence[Pack] = (), floor: int = FLOOR) -> frozenset[str]:
    """The keys of a pack whose counts must not be printed; `before` are the packs published already, the oldest first.

    What was published stays known; what was hidden then stays protected. A count corrected since is another one.
    """
    from models.disclosure.protecting import hidden

    return hidden(pack, before, floor)


def seen(hidden: frozenset[str], *keys: str) -> bool:
    """Whether a figure that rests on these counts may be printed."""
    return not any(key in hidden for key in keys)
