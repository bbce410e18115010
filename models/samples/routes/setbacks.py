"""Where adoption does not go to plan: a placement that ends, a decision that is reversed, a long wait."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.routes.adoption import matched_and_placed, place_with_adopters, placement_order
from models.samples.routes.endings import grow_up_fostered
from models.samples.routes.opening import proceedings


def disrupted(care: Care, day: int) -> None:
    """Placed for adoption, but it ends; some are placed again, for others the plan changes."""
    order = placement_order(care, proceedings(care, day))
    care.settled = True
    placed = matched_and_placed(care, order, care.days(60, 380))
    reason = care.court.choice(("CREQB", "CREQO"))
    ended = care.change(placed + care.days(25, 200), place="U6", carer=care.find("U6"), reason=reason)
    if care.place == "U6":
        care.match = None
    if care.chance(0.35):
        place_with_adopters(care, ended, care.days(150, 420))
        return
    ceased = care.cease(ended + care.days(120, 400), "RD1" if care.chance(0.7) else "RD3")
    care.change(ceased + care.days(40, 200), ls="C2")
    grow_up_fostered(care)


def reversed_decision(care: Care, day: int) -> None:
    """The decision for adoption is reversed, before any order or after one that the court then revokes."""
    ordered = proceedings(care, day)
    if care.chance(0.2):
        decided = care.decide(ordered + care.days(90, 180))
        care.change(decided + care.days(40, 120), ls="C2")
        care.cease(max(decided, care.decom) + care.days(3, 60), "RD2")
    else:
        order = placement_order(care, ordered)
        reason = care.court.choice(("RD1", "RD3", "RD3", "RD4"))
        ceased = care.cease(order + care.days(180, 520), reason)
        care.change(ceased + care.days(20, 150), ls="C2")
    grow_up_fostered(care)


def waiting(care: Care, day: int) -> None:
    """A long wait under a placement order; some families are found at last."""
    order = placement_order(care, proceedings(care, day))
    care.moves = 0.15
    if care.chance(0.55):
        place_with_adopters(care, order, care.days(330, 700))
    else:
        ceased = care.cease(order + care.days(450, 800), "RD3")
        care.change(ceased + care.days(40, 200), ls="C2")
        grow_up_fostered(care)
