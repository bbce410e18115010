"""An attacker who reads a paper, knows every rule, and tries all numbers of children there could be.

Nothing of the program's own search is used: the attacker has the printed texts and what they are printed of, and counts
through every way the children could be.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    due = {atom: [line for line in lines if atom in (*line.atoms, *line.of)] for atom in atoms}

    def further(at: int, counts: dict[str, int]) -> bool:
        if at == len(atoms):
            return True
        for value in range(most + 1):
            counts[atoms[at]] = value
            if all(_still(line, counts) for line in due[atoms[at]]) and further(at + 1, counts):
                return True
        del counts[atoms[at]]
        return False

    return further(0, {})


def _still(line: Line, counts: Counts) -> bool:
    """Whether a line may still come out, when some atoms are counted."""
    if all(atom in counts for atom in (*line.atoms, *line.of)):
        return line.allows(counts)
    so_far = sum(counts.get(atom, 0) for atom in line.atoms)
    return bool(line.of) or line.printed == SUPPRESSED or so_far <= int(line.printed.replace(",", ""))


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
