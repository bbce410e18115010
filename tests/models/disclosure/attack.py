"""An attacker who reads a paper, knows every rule, and tries all numbers of children there could be.

Nothing of the program's own search is used: the attacker has the printed texts and what they are printed of, and counts
through every way the children could be. Where they are too many for that, every sum of printed counts is looked through
for one that comes to a few children: with fractions, as it is done by hand.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.disclosure import SUPPRESSED

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """One printed figure: which atoms it adds up, or the percentage that they are of others, and what is printed."""

    atoms: tuple[str, ...]
    printed: str
    of: tuple[str, ...] = ()

    def allows(self, counts: Counts) -> bool:
        """Whether it would be printed so if these were the children."""
        n = sum(counts[atom] for atom in self.atoms)
        if not self.of:
            return n >= 1 if self.printed == SUPPRESSED else f"{n:,}" == self.printed
        base = sum(counts[atom] for atom in self.of)
        return self.printed == SUPPRESSED or (base > 0 and percent(n, base) == self.printed)


def percent(n: int, base: int) -> str:
    """A percentage as printed, rounded half up."""
    return f"{math.floor(1000 * n / base + 0.5) / 10:.1f}"


def possible(atoms: Sequence[str], lines: Sequence[Line], most: int) -> bool:
    """Whether there is any way that there could be so many children in each of some atoms, given the lines."""
    due = [_due(atoms[: at + 1], lines) for at in range(len(atoms))]
    counts: dict[str, int] = {}

    def further(at: int) -> bool:
        if at == len(atoms):
            return True
        whole, begun = due[at]
        for value in range(most + 1):
            counts[atoms[at]] = value
            if any(sum([counts[atom] for atom in so_far]) > limit for so_far, limit in begun):
                return False  # nor with more of them
            if all(line.allows(counts) for line in whole) and further(at + 1):
                return True
        return False

    return further(0)


def _due(counted: Sequence[str], lines: Sequence[Line]) -> tuple[list[Line], list[tuple[list[str], int]]]:
    """Of the lines that the last of some atoms is in: those all of whose atoms are counted; and of the others which are
    counted, and what these may add up to."""
    own = [line for line in lines if counted[-1] in (*line.atoms, *line.of)]
    whole = [line for line in own if {*line.atoms, *line.of} <= {*counted}]
    begun = [
        ([atom for atom in line.atoms if atom in counted], int(line.printed.replace(",", "")))
        for line in own
        if line not in whole and not line.of and line.printed != SUPPRESSED
    ]
    return whole, begun


def recovered(
    atoms: Sequence[str], lines: Sequence[Line], small: Mapping[str, Sequence[str]], most: int
) -> dict[str, list[int]]:
    """Which small counts, each by the atoms it adds up, have fewer than two possible values."""
    found = {}
    for name, of in small.items():
        first = [*of, *(atom for atom in atoms if atom not in of)]
        values = (v for v in range(most + 1) if possible(first, [*lines, Line(tuple(of), f"{v:,}")], most))
        two = list(itertools.islice(values, 2))
        if len(two) < 2:
            found[name] = two
    return found


def derived(rows: Sequence[Mapping[str, int]], sizes: Mapping[str, int], few: int = 4) -> list[tuple[str, ...]]:
    """Groups of so few children whose number is a sum of printed ones, each taken as often as one likes.

    A row says how often a printed count counts each child of a kind, `sizes` how many there are of each. A group's
    number follows if, whatever changes while all printed counts stay as they are, it does not.
    """
    changes = _changes(rows, list(sizes))
    moved = {
        kind: tuple(sorted((at, by) for at, each in enumerate(changes) if (by := each.get(kind)))) for kind in sizes
    }
    small = [kind for kind in sizes if sizes[kind] <= few]
    found: dict[tuple[tuple[int, Fraction], ...], list[tuple[str, ...]]] = {}
    groups = [group for many in (1, 2) for group in itertools.combinations_with_replacement(small, many)]
    for group in groups:
        found.setdefault(_sum(moved[kind] for kind in group), []).append(group)
    told = list(found.get((), []))
    for key, some in found.items():
        against = tuple((at, -by) for at, by in key)
        told += [(*one, *other) for one in some for other in found.get(against, ()) if key]
    return sorted({tuple(sorted(group)) for group in told if sum(sizes[kind] for kind in group) <= few})


def by_kind(counts: Mapping[str, Iterable[Hashable]]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Some counts by whom they count: how often each counts each child of a kind, and how many there are of a kind."""
    children: dict[Hashable, dict[str, int]] = {}
    for name, counted in counts.items():
        for child in counted:
            of = children.setdefault(child, {})
            of[name] = of.get(name, 0) + 1
    rows: dict[str, dict[str, int]] = {name: {} for name in counts}
    sizes: dict[str, int] = {}
    for counted_in in children.values():
        kind = str(sorted(counted_in.items()))
        sizes[kind] = sizes.get(kind, 0) + 1
        for name, times in counted_in.items():
            rows[name][kind] = times
    return rows, sizes


def _sum(parts: Iterable[tuple[tuple[int, Fraction], ...]]) -> tuple[tuple[int, Fraction], ...]:
    total: dict[int, Fraction] = {}
    for at, by in itertools.chain.from_iterable(parts):
        total[at] = total.get(at, Fraction(0)) + by
    return tuple(sorted((at, by) for at, by in total.items() if by))


def _changes(rows: Sequence[Mapping[str, int]], kinds: Sequence[str]) -> list[dict[str, Fraction]]:
    """Every way that the children can change while all printed counts stay, as sums of these."""
    solved: dict[str, dict[str, Fraction]] = {}
    for row in rows:
        left = {kind: Fraction(times) for kind, times in row.items() if times}
        for kind, known in solved.items():
            _less(left, known, left.get(kind, Fraction(0)))
        if left:
            lead = min(left)
            left = {kind: by / left[lead] for kind, by in left.items()}
            for known in solved.values():
                _less(known, left, known.get(lead, Fraction(0)))
            solved[lead] = left
    return [
        {kind: Fraction(1)} | {lead: -row[kind] for lead, row in solved.items() if kind in row}
        for kind in kinds
        if kind not in solved
    ]


def _less(row: dict[str, Fraction], other: Mapping[str, Fraction], times: Fraction) -> None:
    """Take a row so often off another, in place."""
    for kind, by in other.items() if times else ():
        row[kind] = row.get(kind, Fraction(0)) - times * by
        if not row[kind]:
            del row[kind]
