"""What a reader could work out: which values a hidden count can have, given everything that is printed.

Counts are whole numbers bound by sums. From the true values one looks for others that fit as well: the hidden count is
moved by a little, and every sum that is then out is put right by moving another hidden count in it, until all sums hold
again or nothing is left to move. What is found is a proof; where the search gives up, the count is taken to be exposed.

The reader is taken to know the rules, and even which of the hidden counts are small: a small one is never moved to
where it would not be small, nor another to where it would be. So the other values are those of papers that look alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field

REACH = 12
"""By how much a count is moved at most."""
STEPS = 1_000
"""Trials after which a search gives up."""


@dataclass
class System:
    """Counts by name with their true values, the sums that bind them (each a name with how often it counts, together
    nought), and the names whose values are printed."""

    values: dict[str, int] = field(default_factory=dict)
    equations: list[dict[str, int]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    places: dict[str, list[int]] = field(default_factory=dict)
    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, equation: dict[str, int]) -> None:
        """One more sum that holds."""
        if equation not in self.equations:
            for name in equation:
                self.places.setdefault(name, []).append(len(self.equations))
            self.equations.append(equation)

    def bound(self, floor: int) -> None:
        """Say between what each count lies for who knows whether it is small.

        A whole of nothing but small ones counts with them while it could hardly be less (it is less than the floor more
        than how many they are): were it printed only when it is not small itself, its being hidden would tell.
        """
        values = self.values
        self.bounds = {
            name: (1, floor - 1) if 0 < value < floor else (floor, value + REACH) if value else (0, 0)
            for name, value in values.items()
        }
        for equation in self.equations:
            whole = next(name for name, times in equation.items() if times < 0)
            parts = [values[name] for name, times in equation.items() if times > 0 and values[name]]
            most = len(parts) + floor - 1
            if len(parts) > 1 and max(parts) < floor and values[whole] <= most:
                self.bounds[whole] = (1, max(most, self.bounds[whole][1] if self.low(whole) else 0))

    def low(self, name: str) -> bool:
        """Whether a count is small, or a whole of next to nothing but small ones."""
        return self.bounds[name][0] == 1

    def near(self, name: str) -> set[str]:
        """The printed counts from which a hidden one could follow: in sums with it, or with hidden ones that are."""
        found, waiting, sums = {name}, [name], set()
        while waiting:
            for at in self.places.get(waiting.pop(), ()):
                if at not in sums:
                    sums.add(at)
                    new = [each for each in self.equations[at] if each not in found]
                    found.update(new)
                    waiting += [each for each in new if each not in self.known]
        return found & self.known


def can_be(system: System, name: str, many: int) -> bool:
    """Whether a hidden count can have so many different values, its true one among them."""
    if name in system.known:
        return False
    (least, most), value, found = system.bounds[name], system.values[name], 1
    free = [[each for each in equation if each not in system.known] for equation in system.equations]
    for other in sorted(range(least, most + 1), key=lambda each: abs(each - value)):
        if found < many and other != value:
            found += _Search(system, free).move(name, other - value)
    return found >= many


@dataclass
class _Search:
    """A search for counts that fit, from the true ones: which are moved, which sums are out by how much, and how many
    trials are left."""

    system: System
    free: list[list[str]]
    moved: set[str] = field(default_factory=set)
    out: dict[int, int] = field(default_factory=dict)
    left: int = STEPS

    def move(self, name: str, by: int) -> bool:
        """Whether all sums can be put right once a count is moved; if not, all is as before."""
        self.left -= 1
        before = {at: self.out.get(at, 0) for at in self.system.places.get(name, ())}
        for at, missing in before.items():
            self.out[at] = missing + by * self.system.equations[at][name]
        self.moved.add(name)
        if self._put_right():
            return True
        self.moved.remove(name)
        self.out |= before
        return False

    def _put_right(self) -> bool:
        """Whether the counts not yet moved can put right every sum that is out: that with the fewest of them first."""
        wrong = [at for at, missing in self.out.items() if missing]
        if not wrong:
            return True
        choices = [(at, [name for name in self.free[at] if name not in self.moved]) for at in wrong]
        at, names = min(choices, key=lambda choice: len(choice[1]))
        if not names:
            return False
        name, last = names[0], len(names) == 1
        (least, most), value = self.system.bounds[name], self.system.values[name]
        times = self.system.equations[at][name]
        whole = -self.out[at] // times
        low, high = max(-REACH, least - value), min(REACH, most - value)
        steps = [whole] if last else sorted(range(low, high + 1), key=lambda by: (by != whole, abs(by), by))
        for by in steps:
            if self.left <= 0:
                return False
            if low <= by <= high and self.move(name, by):
                return True
        return False
