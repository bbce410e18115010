"""Special guardianship from family and friends and from unrelated foster carers; child arrangements orders."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.chain import working
from models.samples.routes.endings import guardian
from models.samples.routes.opening import final_hearing, proceedings


def kin_guardians(care: Care, day: int) -> None:
    """A connected carer, temporarily approved, becomes special guardian at the end of the proceedings or later."""
    at_once = care.chance(0.25)
    ordered = proceedings(care, day, "U3" if at_once else "U6")
    if not at_once:
        care.change(max(ordered, care.decom) + care.days(15, 150), place="U3", carer=care.find("U3"))
    care.settled = True
    hearing = final_hearing(care, ordered)
    if care.chance(0.3):
        care.change(hearing, ls="C2")
        if care.chance(0.5):
            care.change(care.decom + care.days(20, 150), place="U1", reason="PLACE")
        hearing = care.decom + care.days(150, 700)
    guardian(care, hearing, kin=True)


def kin_from_foster_care(care: Care, day: int) -> None:
    """A relative becomes special guardian; until the order the child lived with foster carers who are not related."""
    ordered = proceedings(care, day)
    guardian(care, final_hearing(care, ordered), kin=True, fostered=False)


def carers_guardians(care: Care, day: int) -> None:
    """Foster carers who are not related become special guardians after some years."""
    ordered = proceedings(care, day)
    care.change(final_hearing(care, ordered), ls="C2")
    care.settled = care.chance(0.6)
    care.moves = 0.1
    if care.chance(0.5):
        care.change(care.decom + care.days(60, 300), place="U4", reason="PLACE")
    guardian(care, care.decom + care.days(200, 900), kin=False)


def child_arrangements(care: Care, day: int) -> None:
    """A child arrangements order says with whom the child lives, most often a relative."""
    kin = care.chance(0.6)
    ordered = proceedings(care, day, "U3" if kin else "U6")
    care.leave(working(max(final_hearing(care, ordered), care.decom + 30)), "E41")
