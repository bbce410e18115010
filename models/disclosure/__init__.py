"""Small numbers in what leaves the authority: one to four children could be known by whoever reads of them.

What a document says in numbers of children is a pack: each count under a key, and which counts are the sum of which
others. `hide` says which counts must not be printed: every count of one to four, and as many others as are needed so
that no small one can be worked out from what is left, from the packs published before, or from both together. A
percentage, a rate, a mean or a change is printed only where every count that it rests on is (`seen`).

The markers are those of the national statistics. A nought is always printed: it is a true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.disclosure.working_out import System, can_be

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


@dataclass
class Pack:
    """What one document says in numbers of children, in the order of what matters most: what comes last is hidden first
    where a second count has to be."""

    counts: dict[str, int] = field(default_factory=dict)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """A whole and the parts that make it up."""
    unseen: set[str] = field(default_factory=set)
    """Counts that the document does not print, but from which others follow: who is in the whole and in no part."""
    hidden: frozenset[str] | None = None
    """Which it did not print, where that is known: it was published so."""

    def count(self, key: str, value: int, *, unseen: bool = False) -> None:
        """A number of children that the document prints."""
        self.counts[key] = value
        if unseen:
            self.unseen.add(key)

    def sum(self, whole: str, parts: Iterable[str]) -> None:
        """That everybody in the whole is in exactly one of the parts."""
        self.sums.append((whole, tuple(parts)))

    def within(self, part: str, whole: str, before: Sequence[Pack] = ()) -> None:
        """That everybody in the part is in the whole; the part or the whole may be of a pack published before."""
        values = {key: value for pack in (*before, self) for key, value in pack.counts.items()}
        rest = values[whole] - values[part]
        if rest >= 0:  # else one of them was corrected since, and neither follows from the other
            self.count(f"{whole} without {part}", rest, unseen=True)
            self.sum(whole, (part, f"{whole} without {part}"))


def hide(pack: Pack, before: Sequence[Pack] = (), floor: int = FLOOR) -> frozenset[str]:
    """The keys of a pack whose counts must not be printed; `before` are the packs published already, the oldest first.

    What was published stays known; what was hidden then stays protected. A count corrected since is another one.
    """
    system = System()
    printed: set[str] = set()
    names: dict[str, str] = {}
    hidden: frozenset[str] = frozenset()
    for number, each in enumerate((*before, pack)):
        own = _joined(system, each, names, number)
        hidden = _protected(system, each, own, printed, floor) if each.hidden is None else each.hidden
        printed |= {own[key] for key in each.counts if key not in hidden | each.unseen}
    return hidden


def seen(hidden: frozenset[str], *keys: str) -> bool:
    """Whether a figure that rests on these counts may be printed."""
    return not any(key in hidden for key in keys)


def _joined(system: System, pack: Pack, names: dict[str, str], number: int) -> dict[str, str]:
    """A pack's counts put beside those of the packs before; each key's name in the system."""
    for key, value in pack.counts.items():
        if key not in names or system.values[names[key]] != value:
            names[key] = key if key not in names else f"{key} ({number})"
        system.values[names[key]] = value
    for whole, parts in pack.sums:
        if not {whole, *parts} <= names.keys():
            continue  # it follows from a publication that was taken back
        equation = {names[whole]: -1}
        for part in parts:
            equation[names[part]] = equation.get(names[part], 0) + 1
        if sum(times * system.values[name] for name, times in equation.items()) == 0:
            system.add(equation)
    return {key: names[key] for key in pack.counts}


def _protected(system: System, pack: Pack, own: dict[str, str], printed: set[str], floor: int) -> frozenset[str]:
    """Which counts of the last pack to hide: the small ones, the wholes that are next to nothing but small ones, then
    one after another until no small one can be worked out."""
    system.bound(floor)
    low = {name for name in system.values if system.low(name) and name not in printed}
    shown = [key for key in reversed(pack.counts) if key not in pack.unseen]
    hidden = {key for key in shown if own[key] in low}
    others = [key for key in shown if pack.counts[key] and key not in hidden and own[key] not in printed]
    system.known = printed | {own[key] for key in shown if key not in hidden}
    for secret in (name for name in system.values if name in low and small(system.values[name], floor)):
        while not can_be(system, secret, max(2, floor - 2)):
            near = system.near(secret)
            more = next((key for key in others if own[key] in near and key not in hidden), None)
            if more is None:
                break  # it follows from what was published before: nothing hidden now would help
            hidden.add(more)
            system.known.discard(own[more])
    return frozenset(hidden)
