"""The ways through care that invented families take: how many take each, at what age, with siblings or without."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from models.samples.care import Care
from models.samples.chain import number
from models.samples.routes import adoption, guardianship, home, setbacks, staying, teenagers

ORDERS_FROM = number(dt.date(2005, 12, 30))
"""Placement orders exist since the Adoption and Children Act 2002 came into force."""


@dataclass(frozen=True)
class Route:
    """One way through care: families in a thousand, the ages at which children enter it (years), siblings or not."""

    travel: Callable[[Care, int], None]
    families: int
    youngest: float
    oldest: float
    siblings: bool = True


ROUTES = (
    Route(adoption.through_order, 66, 0, 3.5),
    Route(adoption.early_permanence, 38, 0, 0.6, siblings=False),
    Route(adoption.by_foster_carer, 33, 0, 4, siblings=False),
    Route(adoption.by_consent, 14, 0, 0.05, siblings=False),
    Route(setbacks.disrupted, 11, 0.5, 5),
    Route(setbacks.reversed_decision, 12, 1, 6),
    Route(setbacks.waiting, 16, 1.5, 6),
    Route(guardianship.kin_guardians, 114, 0, 9),
    Route(guardianship.kin_from_foster_care, 25, 0, 8),
    Route(guardianship.carers_guardians, 74, 1, 9, siblings=False),
    Route(guardianship.child_arrangements, 42, 0, 11),
    Route(home.accommodated, 225, 0, 15),
    Route(home.home_from_proceedings, 68, 0, 12),
    Route(home.discharged, 42, 0, 12),
    Route(home.placed_with_parents, 35, 0, 13),
    Route(staying.long_term_fostering, 31, 3, 13),
    Route(staying.kinship, 26, 1, 13),
    Route(staying.residential, 36, 9, 15, siblings=False),
    Route(staying.deprived_of_liberty, 15, 11, 14.5, siblings=False),
    Route(teenagers.section_20, 70, 12, 17.2, siblings=False),
    Route(teenagers.alone_from_abroad, 58, 15, 17.6, siblings=False),
    Route(teenagers.remanded, 31, 14, 17.5, siblings=False),
    Route(teenagers.disabled, 10, 5, 15, siblings=False),
    Route(teenagers.short_breaks, 55, 4, 15, siblings=False),
    Route(teenagers.elsewhere, 14, 0, 14, siblings=False),
)


def deck(rng: random.Random) -> list[Route]:
    """A thousand families' routes in some order: dealt rather than thrown, so that no route is missed by bad luck."""
    cards = [route for route in ROUTES for _ in range(route.families)]
    rng.shuffle(cards)
    return cards


def of_day(route: Route, day: int) -> Route:
    """The route itself, or long-term fostering where placement orders are not yet made on the day."""
    adoptive = route.travel.__module__ in (adoption.__name__, setbacks.__name__)
    return _BY_NAME["long_term_fostering"] if adoptive and day < ORDERS_FROM else route


def again(age: float, rng: random.Random) -> Route:
    """The route of a child who comes back into care at an age."""
    return _BY_NAME[rng.choice(_TEENAGER if age >= 13 else _CHILD if age >= 3 else _INFANT)]


def named(name: str, oldest: float | None = None) -> Route:
    """A route by its name; with an age, for children from birth to that age."""
    route = _BY_NAME[name]
    return route if oldest is None else replace(route, youngest=0, oldest=oldest)


_BY_NAME = {route.travel.__name__: route for route in ROUTES}
_INFANT = ("home_from_proceedings", "through_order", "kin_guardians", "discharged")
_CHILD = (
    "accommodated",
    "home_from_proceedings",
    "discharged",
    "kinship",
    "long_term_fostering",
    "placed_with_parents",
)
_TEENAGER = ("section_20", "section_20", "residential")
