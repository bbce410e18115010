"""A believable invented authority from one seed: nobody in it exists, and nobody in it has a name.

Families are dealt their ways through care (`routes`), each child's care is written episode by episode (`care`), and
what lies after today is left out; so the children of today wait, are matched and are placed as they would be.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from models.dates import birthday, collection_year, year_bounds
from models.edits.bulk import Bulk
from models.progress import Progress, silent
from models.samples import oversight, people, referred, school, seldom, told, yearly
from models.samples.care import Care
from models.samples.chain import date, number
from models.samples.frames import COLUMNS, frame
from models.samples.places import Places, postcode
from models.samples.routes import Route, again, deck, of_day

LABEL = "Demonstration authority Northport"
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

Rows = dict[str, list[tuple[Any, ...]]]


def authority(children: int = 3000, *, seed: int = 20, today: dt.date, progress: Progress = silent) -> Bulk:
    """An authority of so many children with ten years of history: about one in six is in care today.

    The same seed, size and day give the same authority, cell for cell.
    """
    year = collection_year(today)
    rows: Rows = {table: [] for table in COLUMNS}
    families = _Families(children, seed, today)
    matches: list[tuple[Any, ...]] = []
    for done, care in enumerate(families.children()):
        if done % 250 == 0:
            progress(0.9 * done / max(1, children), "Inventing children")
        _write(care, families, rows, matches)
    referred.families(children, seed, families.today, families.next, rows)
    seldom.gateway(families.today, rows)
    seldom.chosen(rows)
    progress(0.9, "Inventing children")
    new = {table: frame(table, found, year) for table, found in rows.items()}
    if matches:
        typed = frame("adoption", matches, year).with_columns(year=None)
        new["adoption"] = new["adoption"].vstack(typed.cast(new["adoption"].schema)).sort("child")
    if year < 2024:
        del new["social_worker"]
    if year < 2027:
        del new["deprivation_order"]
    progress(1, "Invented")
    return Bulk("demonstration", LABEL, new, detail={"seed": seed, "children": children})


class _Families:
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
        self._next, self._families = 100_000, 0
        self._dealt: dict[str, float] = {}

    def next(self) -> str:
        """An id that no child has yet."""
        self._next += 1
        return str(self._next)

    def children(self) -> Iterator[Care]:
        """One child after the other, each with the care that lies in or reaches into the history."""
        cards: list[Route] = []
        found = 0
        while found < self.wanted:
            if not cards:
                cards = deck(self.rng)
            route = cards.pop()
            day = self._day(route)
            family = self._family(of_day(route, day), day)[: self.wanted - found]
            found += len(family)
            self._families += 1
            for care in family:
                care.family, care.siblings = self._families, len(family) > 1
            yield from family

    def _day(self, route: Route) -> int:
        """The day a family comes into care: each route's days lie evenly over the years, give or take some weeks."""
        place = self._dealt.setdefault(route.travel.__name__, self.rng.random())
        self._dealt[route.travel.__name__] = (place + GOLDEN) % 1
        earliest = max(self.since - REACH, EARLIEST)
        day = earliest + int(place * (self.today - earliest) + (self.rng.random() - 0.5) * 2 * SPREAD)
        return min(day, 2 * self.today - day)

    def _family(self, route: Route, day: int) -> list[Care]:
        rng = self.rng
        number_of = 1 if not route.siblings or rng.random() > 0.24 else 2 if rng.random() < 0.75 else 3
        together = number_of > 1 and rng.random() < 0.28
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
        while care.rec in _BACK and self.rng.random() < _BACK[care.rec]:
            left = care.periods[-1][1] or 0
            day = left + 20 + int(self.rng.expovariate(1 / 420))
            if day > self.today or day > care.eighteenth - 90:
                return
            care.together = care.apart = False
            route = again((day - care.born) / 365.25, self.rng)
            care.way = route.travel.__name__
            route.travel(care, day)


_BACK = {"E4A": 0.15, "E4B": 0.32, "E13": 0.15, "E41": 0.07, "E14": 0.15} | dict.fromkeys(
    ("E43", "E44", "E45", "E46", "E47", "E48"), 0.045
)
"""How many come back into care after each way of leaving it."""


def _write(care: Care, families: _Families, rows: Rows, matches: list[tuple[Any, ...]]) -> None:
    """All that is recorded about a child, into the tables."""
    child, rng, since = care.child, care.rng, families.since
    last = care.periods[-1][1] or care.today
    rows["child_details"].append(people.details(child, care.born, care.ethnic, care.asylum, last, rng))
    rows["care_episode"] += [(child, *episode) for episode in care.rows]
    rows["adm_decision"] += [(child, *decision) for decision in care.decisions]
    if care.asylum:
        rows["uasc"].append((child, care.eighteenth if care.eighteenth <= last else None))
    if care.rec in ("E11", "E12") and care.adopters is not None:
        rows["adoption"].append((child, care.decided, care.match, *care.adopters))
    elif care.match is not None:
        matches.append((child, None, care.match, None, None, None, None))
    reviews, workers = len(rows["review"]), len(rows["social_worker"])
    spans = oversight.spans(care)
    for begun, ended in spans:
        oversight.reviews(care, begun, ended, since, rows["review"])
        oversight.missing(care, begun, ended, since, rows["missing_episode"])
        oversight.workers(care, begun, ended, rows["social_worker"])
        yearly.health(care, begun, ended, families.marches, rows["health_year"])
    if spans:
        yearly.leavers(care, families.first, families.year, rows["care_leaver"])
        yearly.previous(care, rows["previous_permanence"])
    oversight.deprivations(care, rows["deprivation_order"])
    seen, known = rows["review"][reviews:], rows["social_worker"][workers:]
    told.tell(care, spans, seen, known, families.typed, families.calendar, rows)
