"""Adoption: through a placement order, by early permanence, by the foster carer, and with the parents' consent."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.routes.opening import proceedings

ADOPTERS = (
    *(("2", "MF", "L11"),) * 11,
    *(("2", "MF", "L3"),) * 4,
    ("2", "MM", "L12"),
    ("2", "FF", "L12"),
    ("2", "MM", "L2"),
    ("2", "FF", "L4"),
    ("1", "F1", "L0"),
    ("1", "F1", "L0"),
    ("1", "M1", "L0"),
)


SOON, SLOW = 0.9, 400
"""Which share of the adoption orders is made in months, and the fewest days of the others."""


def adopters(care: Care, foster_care: str) -> None:
    """Who adopts, in codes."""
    care.adopters = (foster_care, *care.court.choice(ADOPTERS))


def placement_order(care: Care, ordered: int, place: str | None = None) -> int:
    """The decision and then the placement order, with or without a care order seen before; answers its day."""
    decided = care.decide(ordered + care.spread((0, 80), (0.42, 132), (0.62, 190), (0.85, 300), (1, 420)))
    order = decided + care.days(15, 90)
    if care.chance(0.35):
        care.change(decided + care.days(10, 60), ls="C2")
        order = max(order, care.decom + care.days(10, 90))
    if place is None:
        return care.change(order, ls="E1")
    return care.change(order, ls="E1", place=place)


def order_made(care: Care, placed: int, least: int = 120, most: int = 290) -> None:
    """The adoption order; for a few only long after a year with the adopters."""
    waited = care.spread((0, least), (0.5, least + (most - least) * 2 // 5), (SOON, most), (SOON, SLOW), (1, 2 * SLOW))
    care.leave(placed + waited, "E12" if care.chance(0.8) else "E11")


def through_order(care: Care, day: int) -> None:
    """Placement order, family finding, match, placed with adopters, adopted."""
    order = placement_order(care, proceedings(care, day))
    place_with_adopters(care, order, care.days(60, 490))


def place_with_adopters(care: Care, order: int, wait: int) -> int:
    """Matched after a wait, introduced, placed, adopted."""
    care.settled = True
    placed = matched_and_placed(care, order, wait)
    order_made(care, placed)
    return placed


def matched_and_placed(care: Care, order: int, wait: int) -> int:
    """The match and the move to the adopters."""
    adopters(care, "0")
    matched = care.matched(max(order, care.decom) + wait)
    return care.change(matched + care.days(14, 110), place="A6", carer=care.find("A6"))


def early_permanence(care: Care, day: int) -> None:
    """Foster carers who are approved adopters from the first weeks; the placement turns adoptive without a move."""
    place = "U5" if care.chance(0.85) else "U2"
    late = care.chance(0.8)
    ordered = proceedings(care, day, "U6" if late else place, settle=True)
    if late:
        care.change(max(ordered, care.decom) + care.days(80, 340), place=place, carer=care.find(place))
    ordered = max(ordered, care.decom - 60)
    adopters(care, "1")
    if care.chance(0.12):
        decided = care.decide(ordered + care.days(100, 200))
        matched = care.matched(decided + care.days(15, 40))
        placed = care.change(matched + care.days(5, 30), ls="E1", place="A5")
    else:
        order = placement_order(care, ordered)
        matched = care.matched(order + care.days(15, 110))
        placed = care.change(matched + care.days(3, 25), place="A5")
    order_made(care, placed, 120, 300)


def by_foster_carer(care: Care, day: int) -> None:
    """The foster carers who have looked after the child adopt."""
    ordered = proceedings(care, day)
    if care.chance(0.75):
        care.change(max(ordered, care.decom) + care.days(90, 400), place="U6", carer=care.find("U6"))
    care.settled = True
    order = placement_order(care, max(ordered, care.decom - 100))
    adopters(care, "1")
    matched = care.matched(order + care.days(90, 380))
    placed = care.change(matched + care.days(20, 150), place="A5")
    order_made(care, placed, 150, 340)


def by_consent(care: Care, day: int) -> None:
    """A relinquished baby: placed with the parents' consent, which counts only from six weeks of age."""
    care.begin(day, "V2", "U6", "N8")
    care.settled = True
    decided = care.decide(max(day, care.born + 43) + care.days(10, 60))
    adopters(care, "0")
    matched = care.matched(decided + care.days(15, 85))
    placed = care.change(matched + care.days(7, 30), place="A4", carer=care.find("A4"))
    care.leave(placed + care.days(130, 300), "E11")
