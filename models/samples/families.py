"""Families dealt one after the other: the way each takes through care, the day, the brothers and sisters."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from models.dates import birthday, collection_year, year_bounds
from models.samples import people, school, yearly
from models.samples.care import Care
from models.samples.chain import date, number
from models.samples.places import Places, postcode
from models.samples.routes import Route, again, deck, of_day

HISTORY = 10
"""Whole collection years of history before the one that today is in."""
TYPED = 5
"""Whole collection years before this one for which plans and steps are typed beside the return."""
REACH = 6400
"""Days before the history from which children may still be in care within it."""
EARLIEST = number(dt.date(1992, 1, 1))
SPREAD = 40
GOLDEN = 0.6180339887498949
"""Steps of the golden section fill a stretch evenly however many there are."""

_BACK = {"E4A": 0.15, "E4B": 0.32, "E13": 0.15, "E41": 0.07, "E14": 0.15} | dict.fromkeys(
    ("E43", "E44", "E45", "E46", "E47", "E48"), 0.045
)
"""How many come back into care after each way of leaving it."""


class Families:
    """Families dealt one after the other until there are enough children who were in care within the history."""

    def __init__(self, children: int, seed: int, today: dt.date) -> None:
        self.wanted, self.today = children, number(today)
        self.year = collection_year(today)
        self.first = self.year - HISTORY
        self.since = number(year_bounds(self.first)[0])
        self.typed = number(year_bounds(self.year - TYPED)[0])
        self.marches = yearly.marches(self.first, self.today)
        self.rng, self.court = random.Random(seed), random.Random(seed)
        self.places = Places(self.rng, children)
        self.calendar = school.terms(self.today)
        self.earliest = max(self.since - REACH, EARLIEST)
        self.seed, self.found, self.soon = seed, 0, False
        self._next, self._families = 100_000, 0
        self._dealt: dict[str, float] = {}

    def next(self) -> str:
        """An id that no child has yet."""
        self._next += 1
        return str(self._next)

    def children(self) -> Iterator[Care]:
        """One child after the other, each with the care that lies in or reaches into the history."""
        cards: list[Route] = []
        while self.found < self.wanted:
            if not cards:
                cards = deck(self.rng)
            route = cards.pop()
            day = self._day(route)
            yield from self.known(self._family(of_day(route, day), day)[: self.wanted - self.found])

    def known(self, family: list[Care]) -> list[Care]:
        """A family that the authority comes to know: numbered, and counted."""
        self.found += len(family)
        self._families += 1
        for care in family:
            care.family, care.siblings = self._families, len(family) > 1
        return family

    def _day(self, route: Route) -> int:
        """The day a family comes into care: each route's days lie evenly over the years, give or take some weeks."""
        place = self._dealt.setdefault(route.travel.__name__, self.rng.random())
        self._dealt[route.travel.__name__] = (place + GOLDEN) % 1
        earliest = self.earliest
        day = earliest + int(place * (self.today - earliest) + (self.rng.random() - 0.5) * 2 * SPREAD)
        return min(day, 2 * self.today - day)

    def _family(self, route: Route, day: int, *, pair: bool = False) -> list[Care]:
        rng = self.rng
        number_of = 1 if not route.siblings or rng.random() > 0.24 else 2 if rng.random() < 0.75 else 3
        together = number_of > 1 and rng.random() < 0.28
        if pair:
            number_of, together = 2, True
        shared = rng.getrandbits(40)
        home, ethnic = postcode(rng), people.ethnicity(rng)
        age = route.youngest + (route.oldest - route.youngest) * rng.random()
        if route.youngest == 0 and route.oldest < 10 and rng.random() < 0.3:
            age = rng.random() * 0.04
        found = []
        for _ in range(number_of):
            born = day - int(age * 365.25) - (route.youngest > 0)
            age += 0 if rng.random() < 0.08 else 0.95 + 2 * rng.random()
            self.court.seed(shared)
            care = self._child(route, day, born, home, together, number_of > 1 and not together)
            if care is not None:
                care.ethnic = ethnic
                found.append(care)
        return found

    def _child(self, route: Route, day: int, born: int, home: str, together: bool, apart: bool) -> Care | None:
        eighteenth = number(birthday(date(born), 18))
        if day >= eighteenth:
            return None
        care = Care(born, eighteenth, self.today, self.rng, self.court, self.places)
        care.home, care.together, care.apart, care.way = home, together, apart, route.travel.__name__
        route.travel(care, day)
        self._again(care)
        care.finish()
        if not care.rows or (care.periods[-1][1] is not None and care.periods[-1][1] < self.since):
            return None
        self._next += 1 + int(self.rng.random() * 3)
        care.child = str(self._next)
        return care

    def _again(self, care: Care) -> None:
        """Some children who left come back, sooner or later."""
        if self.soon and care.rec in _BACK:
            self._back(care, 14 + int(self.rng.expovariate(1 / 60)))
        while care.rec in _BACK and self.rng.random() < _BACK[care.rec]:
            if not self._back(care, 20 + int(self.rng.expovariate(1 / 420))):
                return

    def _back(self, care: Care, after: int) -> bool:
        """A child comes back some days after leaving, unless too old by then; answers whether."""
        day = (care.periods[-1][1] or 0) + after
        if day > self.today or day > care.eighteenth - 90:
            return False
        care.together = care.apart = False
        route = again((day - care.born) / 365.25, self.rng)
        care.way = route.travel.__name__
        route.travel(care, day)
        return True
