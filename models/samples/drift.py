"""What happens between the steps of a plan: holidays, hospital, a carer moving house, a placement breaking down."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate

from models.codes import ADOPTIVE, FOSTER, WITH_PARENTS
from models.samples.chain import SUPPORTED_FROM, Chain
from models.samples.places import postcode

AWAY, HOUSE = 0.16, 0.06
"""How often a year a foster child is elsewhere for a while, and a carer moves house."""

_REASONS = ("CREQB", "CREQO", "CHILD", "LAREQ", "CLOSE", "STAND", "ALLEG", "APPRR", "OTHER", "CARPL")
_WEIGHTS = tuple(accumulate((30, 14, 9, 8, 9, 5, 4, 1, 3, 17)))


def reason(care: Chain) -> str:
    """Why a placement broke down."""
    return _REASONS[bisect(_WEIGHTS, care.rng.random() * _WEIGHTS[-1])]


_AWAY = (("T3", 20), ("T3", 20), ("T1", 22), ("T4", 6))
"""Temporary moves and their longest days, the likelier ones more often."""


def drift(care: Chain, until: int) -> None:
    """Live on to a day, with whatever comes between."""
    rng, fostered = care.rng, care.place in FOSTER
    if care.place in ("H5", "P2") and care.decom < SUPPORTED_FROM < until:
        care.move(SUPPORTED_FROM, "K3", (*care.carer[:2], care.places.find("K3", rng)[2]), "PLACE", rne="T")
    moves = 0.0 if care.settled or care.place in ADOPTIVE or care.place == WITH_PARENTS else care.moves
    away = AWAY if fostered else 0.0
    house = HOUSE if fostered or care.place in ADOPTIVE else 0.0
    yearly = moves + away + house
    if not yearly:
        return
    day, last_away = care.decom, 0
    while True:
        day += 4 + int(rng.expovariate(yearly) * 365.25)
        if day > until - 30:
            return
        luck = rng.random() * yearly
        if luck < moves:
            _break_down(care, day)
        elif luck < moves + house:
            care.move(day, care.place, (postcode(rng), *care.carer[1:]), "PLACE", rne="T")
        elif day - last_away > 190:
            place, carer = care.place, care.carer
            kind, longest = _AWAY[int(rng.random() * len(_AWAY))]
            care.move(day, kind, care.places.find(kind, rng), None)
            last_away = day = day + 1 + int(rng.random() * longest)
            care.move(day, place, carer, None)


def _break_down(care: Chain, day: int) -> None:
    """A placement ends unplanned; older children more often move on to a home."""
    place, age = care.place, (day - care.born) // 365
    if place == "U4":
        place = "U6"
    if place[0] == "Z" or (place in FOSTER and age >= 12 and care.rng.random() < 0.12):
        place = "K2"
    carer = care.carer
    while carer == care.carer:
        carer = care.places.find(place, care.rng)
    care.move(day, place, carer, reason(care))
