"""Which of many families to take so that what is counted of them comes out: taken and left one by one, boldly at first,
then only what helps; the last few are changed two at a time."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from itertools import product

Marks = tuple[tuple[int, int], ...]
"""What a family adds to which sums."""
Key = frozenset[tuple[int, int]]
Alike = dict[Key, list[int]]
COOLING = 20
"""Rounds from bold to careful."""
TRIED = 12
"""Families tried of those that count alike."""
GAIN = -1e-9
PRESSURE = 0.15
"""How much more a sum that stays beside its bounds weighs with each round."""


class Choice:
    """Families, each taken or left, and the sums of those taken beside their bounds."""

    def __init__(self, marks: Sequence[Marks], bounds: Sequence[tuple[int, int, float]], rng: random.Random) -> None:
        self.marks, self.bounds, self.random = marks, bounds, rng.random
        self.taken = [False] * len(marks)
        self.sums = [0] * len(bounds)

    def toggle(self, family: int) -> None:
        """Leave a family that is taken, or take it."""
        sign = -1 if self.taken[family] else 1
        self.taken[family] = not self.taken[family]
        for at, amount in self.marks[family]:
            self.sums[at] += sign * amount

    def missed(self, wanted: Iterable[int]) -> list[int]:
        """The sums beside their bounds."""
        return [at for at in wanted if not self.bounds[at][0] <= self.sums[at] <= self.bounds[at][1]]

    def settle(
        self, among: Sequence[int], wanted: frozenset[int], share: float, bold: float, careful: float, rounds: int,
        steps: int,
    ) -> bool:  # fmt: skip
        """Take about a share of some families, then change one by one until the wanted sums are within their bounds."""
        for family in among:
            if self.taken[family] != (self.random() < share):
                self.toggle(family)
        draw, sums, taken, pressure = self.random, self.sums, self.taken, [0.0] * len(self.bounds)
        known = {
            family: tuple((at, amount, *self.bounds[at]) for at, amount in self.marks[family] if at in wanted)
            for family in among
        }
        heat, cooling = bold, (careful / bold) ** (1 / COOLING)
        for _ in range(rounds):
            for _ in range(steps):
                family = among[int(draw() * len(among))]
                sign, worse = -1 if taken[family] else 1, 0.0
                for at, amount, least, most, weight in known[family]:
                    now = sums[at]
                    off = now - least if now < least else now - most if now > most else 0
                    now += sign * amount
                    then = now - least if now < least else now - most if now > most else 0
                    worse += weight * (then * then - off * off) + pressure[at] * sign * amount
                if worse <= 0 or (worse < 8 * heat and draw() < math.exp(-worse / heat)):
                    self.toggle(family)
            missed = self.missed(wanted)
            if not missed:
                return True
            for at in missed:
                least, most, weight = self.bounds[at]
                off = sums[at] - (most if sums[at] > most else least)
                pressure[at] += PRESSURE * weight * off
            heat = max(careful, heat * cooling)
        return self.mend(among, wanted)

    def mend(self, among: Sequence[int], wanted: frozenset[int]) -> bool:
        """Bring the exact sums home by two changes at a time, then the others by one for another that counts alike."""
        exact = frozenset(at for at in wanted if self.bounds[at][0] == self.bounds[at][1])
        while off := {at: self.bounds[at][0] - self.sums[at] for at in self.missed(exact)}:
            alike = self._alike(among, exact)
            for need in (off, *({at: 1 if amount > 0 else -1} for at, amount in off.items())):
                if changed := self._two(alike, need, wanted):
                    break
            else:
                return False
            for family in changed:
                self.toggle(family)
        return self._even_out(among, exact, wanted)

    def _alike(self, among: Sequence[int], exact: frozenset[int]) -> Alike:
        """Families by what a change of each would add to the exact sums."""
        alike: Alike = {}
        for family in among:
            sign = -1 if self.taken[family] else 1
            key = frozenset((at, sign * amount) for at, amount in self.marks[family] if at in exact)
            alike.setdefault(key, []).append(family)
        return alike

    def _two(self, alike: Alike, need: dict[int, int], wanted: frozenset[int]) -> list[int]:
        """The one family or the two that add just what is needed, of those the ones that spoil the least elsewhere."""
        best, found = math.inf, list[int]()
        nobody: tuple[Key, list[int]] = (frozenset(), [-1])
        for key, families in [nobody, *alike.items()]:
            rest = dict(need)
            for at, amount in key:
                rest[at] = rest.get(at, 0) - amount
            others = alike.get(frozenset((at, amount) for at, amount in rest.items() if amount), [])
            for one, other in product(families[:TRIED], others[:TRIED]):
                changed = [family for family in (one, other) if family >= 0]
                if one != other and (worse := self._worse(changed, wanted)) < best:
                    best, found = worse, changed
        return found

    def _even_out(self, among: Sequence[int], exact: frozenset[int], wanted: frozenset[int]) -> bool:
        """Take one for another that adds the same to the exact sums, while the other sums gain by it."""
        alike = self._alike(among, exact)
        while missed := set(self.missed(wanted)):
            swap = self._gain(alike, missed, wanted)
            if swap is None:
                return False
            for key, family in swap:
                alike[key].remove(family)
                alike.setdefault(frozenset((at, -amount) for at, amount in key), []).append(family)
                self.toggle(family)
        return True

    def _gain(self, alike: Alike, missed: set[int], wanted: frozenset[int]) -> tuple[tuple[Key, int], ...] | None:
        """The first change of one or two found by which the sums gain; None where there is none."""
        for key, families in alike.items():
            back = frozenset((at, -amount) for at, amount in key)
            others = alike.get(back, [])
            for one in families:
                if any(at in missed for at, _ in self.marks[one]):
                    if not key and self._worse([one], wanted) < GAIN:
                        return ((key, one),)
                    for other in others:
                        if other != one and self._worse([one, other], wanted) < GAIN:
                            return (key, one), (back, other)
        return None

    def _worse(self, changed: list[int], wanted: frozenset[int]) -> float:
        """By how much more the sums would be beside their bounds if some families were changed."""
        added: dict[int, int] = {}
        for family in changed:
            sign = -1 if self.taken[family] else 1
            for at, amount in self.marks[family]:
                added[at] = added.get(at, 0) + sign * amount
        worse = 0.0
        for at, amount in added.items():
            if at in wanted:
                least, most, weight = self.bounds[at]
                now = self.sums[at]
                then = now + amount
                off = now - least if now < least else now - most if now > most else 0
                new = then - least if then < least else then - most if then > most else 0
                worse += weight * (new * new - off * off)
        return worse
