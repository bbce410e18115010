"""The demonstration authority: more families are dealt than it knows, and those are chosen of whom two papers tell.

Nothing about a family is altered: each lived as it was dealt. What happened by the last day the papers speak of does
not depend on today; the families that came after it are dealt as everywhere. Which families were found is kept, so that
only they need to be dealt; they are looked for again where those kept do not give the papers' figures.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import compress

import resources
from models.samples import school
from models.samples.care import Care
from models.samples.chain import number
from models.samples.choosing import Choice
from models.samples.families import GOLDEN, REACH, SPREAD, Families
from models.samples.marks import LAST, LINKED, unclear
from models.samples.marks import marks as marks_of
from models.samples.papers import AIMS, SCHOOL_SINCE, SINCE, UNTIL
from models.samples.routes import Route, deck, named, of_day

BEGINS = number(dt.date(2016, 4, 1))
"""Children who left before are not known."""
END = number(UNTIL)


@dataclass(frozen=True)
class Hand:
    """Some families dealt: how many, their first day in care from when to when, and which way, if not any."""

    families: int
    first: int
    last: int
    route: Route | None = None
    pair: bool = False
    soon: bool = False
    """Two who stay together; children who come back soon after they went home."""


HANDS = (
    Hand(4900, number(dt.date(2014, 1, 1)), END),
    Hand(5000, BEGINS - REACH, number(dt.date(2014, 1, 1))),
    Hand(150, number(dt.date(2020, 12, 1)), number(dt.date(2021, 6, 1)), named("accommodated"), soon=True),
    Hand(300, number(dt.date(2019, 5, 1)), number(dt.date(2020, 8, 30)), named("through_order", 0.9), pair=True),
    Hand(200, number(dt.date(2019, 5, 1)), number(dt.date(2020, 10, 30)), named("early_permanence")),
    Hand(300, number(dt.date(2018, 1, 1)), number(dt.date(2020, 9, 30)), named("discharged")),
    Hand(150, number(dt.date(2017, 1, 1)), number(dt.date(2021, 6, 30)), named("residential")),
)


@dataclass(frozen=True)
class Stage:
    """What is seen to together: the beginnings of what is counted, how bold and careful, how many rounds of steps."""

    starts: tuple[str, ...]
    bold: float
    careful: float
    rounds: int
    steps: int


STAGES = (
    Stage(("adopted", "order to", "placement order", "without a link"), 20, 1, 30, 3000),
    Stage(("",), 3, 0.5, 20, 4000),
)
"""Few children with many figures before many with few."""
SHARE, FIRST, ATTEMPTS = 0.34, 1, 40
"""The share of the families that is taken at first; the chances begun with, and how many beginnings are tried."""
AFTER = 6
"""The chances of the families that came after the papers."""
KNOWN = 114_639
"""The last id before the children of the papers."""
BOUNDS = [(aim.least, aim.most, aim.weight) for aim in AIMS]


def kept() -> frozenset[int]:
    """The families that were found when they were last looked for, by their numbers in the order they are dealt."""
    return frozenset(int(line) for line in resources.text("samples/chosen.csv").splitlines() if line.isdigit())


class Steered(Families):
    """The families of the demonstration: those chosen first, then those that came after the papers."""

    def children(self) -> Iterator[Care]:
        """One child after the other, as of any authority."""
        since = self.since
        families = self.chosen(kept())
        self._next = KNOWN
        self.since, self.typed = min(since, number(SINCE)), min(self.typed, number(SINCE))
        self.calendar = school.terms(self.today, SCHOOL_SINCE)
        for family in families.values():
            family = [self._numbered(care) for care in family]
            known = [care for care in family if (care.periods[-1][1] or self.today) >= self.since]
            self.rng.seed(family[0].born * 64 + len(family))
            yield from self.known(known[: self.wanted - self.found])
        self.earliest = END + 1
        self.rng.seed(AFTER)
        yield from super().children()

    def _day(self, route: Route) -> int:
        day = super()._day(route)
        return max(day, 2 * self.earliest - day)

    def _child(self, route: Route, day: int, born: int, home: str, together: bool, apart: bool) -> Care | None:
        """Each child has chances of its own, so that how far an elder one's story goes alters nobody else's."""
        own = self.rng.getrandbits(60)
        care = super()._child(route, day, born, home, together, apart)
        self.rng.seed(own)
        return care

    def _numbered(self, care: Care) -> Care:
        care.child = self.next()
        if care.match is not None and LAST < care.match <= LAST + LINKED:
            care.linked = LAST - care.match % 9 - 1
        return care

    def chosen(self, kept: frozenset[int]) -> dict[int, list[Care]]:
        """The families of whom the papers tell, by number: those kept if they give the figures, else those found."""
        self.since = BEGINS
        dealt = dict(self._dealt_out(kept))
        choice = Choice([marks_of(family) for family in dealt.values()], BOUNDS, random.Random(FIRST))
        for family in range(len(dealt)):
            choice.toggle(family)
        return self._found() if choice.missed(range(len(AIMS))) else dealt

    def _found(self) -> dict[int, list[Care]]:
        """Of all families dealt, some that give the figures."""
        dealt = dict(self._dealt_out())
        marks = [marks_of(family) for family in dealt.values()]
        choice = Choice(marks, BOUNDS, random.Random(FIRST))
        left, seen = list(range(len(dealt))), frozenset[int]()
        for stage in STAGES:
            wanted = frozenset(at for at, aim in enumerate(AIMS) if aim.what.startswith(stage.starts)) - seen
            among = [family for family in left if any(at in wanted for at, _ in marks[family])]
            how = stage.bold, stage.careful, stage.rounds, stage.steps
            if not any(choice.settle(among, wanted, SHARE, *how) for _ in range(ATTEMPTS)):
                raise RuntimeError("The figures of the papers are out of reach of the families that were dealt.")
            left, seen = sorted(set(left) - set(among)), seen | wanted
        return dict(compress(dealt.items(), choice.taken))

    def _dealt_out(self, only: Container[int] | None = None) -> Iterator[tuple[int, list[Care]]]:
        """More families than are wanted, each with chances of its own; or only some, by their numbers."""
        cards: list[Route] = []
        number_of, shuffled = 0, random.Random(self.seed)
        for hand in HANDS:
            places: dict[str, float] = {}
            self.soon = hand.soon
            for _ in range(hand.families):
                if not cards:
                    cards = deck(shuffled)
                route = hand.route or cards.pop()
                place = places.setdefault(route.travel.__name__, shuffled.random())
                places[route.travel.__name__] = (place + GOLDEN) % 1
                number_of += 1
                if only is not None and number_of not in only:
                    continue
                self.rng.seed(self.seed << 24 | number_of)
                day = hand.first + int(place * (hand.last - hand.first) + (self.rng.random() - 0.5) * 2 * SPREAD)
                day = min(day, 2 * END - day)
                family = self._family(of_day(route, day), day, pair=hand.pair)
                if family and not unclear(family):
                    yield number_of, family
        self.soon = False
