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
STEPS = 4_000
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
    for other in sorted(range(least, most + 1), key=lambda each: abs(each - value)):
        if found < many and other != value:
            found += _fits(system, {name: other - value}, [STEPS])
    return found >= many


def _fits(system: System, moved: dict[str, int], left: list[int]) -> bool:
    """Whether the counts not yet moved can put right every sum that is out."""
    out = _out(system, moved)
    if out is None:
        return True
    free, missing = out
    if not free:
        return False
    name, times = free[0]
    (least, most), value, whole = system.bounds[name], system.values[name], -missing // times
    steps = range(max(-REACH, least - value), min(REACH, most - value) + 1)
    for by in sorted(steps, key=lambda each: (each != whole, abs(each), each)):
        left[0] -= 1
        if left[0] <= 0:
            return False
        if _fits(system, moved | {name: by}, left):
            return True
    return False


def _out(system: System, moved: dict[str, int]) -> tuple[list[tuple[str, int]], int] | None:
    """The sum that is out with the fewest counts left to move: these, and by how much it is out."""
    best: tuple[list[tuple[str, int]], int] | None = None
    for at in {at for name in moved for at in system.places.get(name, ())}:
        equation = system.equations[at]
        missing = sum(times * moved.get(name, 0) for name, times in equation.items())
        if missing:
            free = [(n, times) for n, times in equation.items() if n not in moved and n not in system.known]
            if best is None or len(free) < len(best[0]):
                best = (free, missing)
    return best
