"""Growing up in care: long-term fostering, kinship fostering, residential care."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.routes.endings import long_term
from models.samples.routes.opening import final_hearing, proceedings


def long_term_fostering(care: Care, day: int) -> None:
    """A care order and a match with long-term foster carers."""
    ordered = proceedings(care, day)
    care.moves = 0.3
    care.change(final_hearing(care, ordered), ls="C2")
    long_term(care, care.decom + care.days(60, 600))
    care.moves = 0.09
    if care.chance(0.12):
        care.leave(care.decom + care.days(300, 1800), "E4A")
    care.grow_up()


def kinship(care: Care, day: int) -> None:
    """Family or friends as foster carers, temporarily approved at first, then for the long term."""
    ordered = proceedings(care, day, "U3" if care.chance(0.6) else "U6")
    if care.place == "U6":
        care.change(max(ordered, care.decom) + care.days(20, 160), place="U3", carer=care.find("U3"))
    care.moves = 0.05
    care.change(final_hearing(care, ordered), ls="C2")
    care.change(care.decom + care.days(30, 300), place="U1", reason="PLACE")
    if care.chance(0.25):
        care.leave(care.decom + care.days(400, 1400), "E4A")
    care.grow_up()


def residential(care: Care, day: int) -> None:
    """Fostering that could not hold, then children's homes, own and external; for a few a secure home for a while."""
    ordered = proceedings(care, day)
    care.moves = 0.8
    if care.chance(0.7):
        care.change(final_hearing(care, ordered), ls="C2")
    care.change(care.decom + care.days(30, 400), place="K2", carer=care.find("K2"), reason="CREQB")
    care.moves = 0.45
    if care.chance(0.22):
        care.change(care.decom + care.days(60, 400), place="K1", carer=care.find("K1"), reason="LAREQ")
        care.settled = True
        care.change(care.decom + care.days(60, 95), place="K2", carer=care.find("K2"))
        care.settled = False
    elif care.chance(0.2):
        care.change(care.decom + care.days(100, 500), place="U6", carer=care.find("U6"))
    elif care.chance(0.2):
        care.change(care.decom + care.days(100, 500), place="Z1", carer=care.find("Z1"), reason="CLOSE")
        care.change(care.decom + care.days(15, 120), place="K2", carer=care.find("K2"))
    semi_independent(care, 0.4)
    care.grow_up()


def deprived_of_liberty(care: Care, day: int) -> None:
    """A teenager whom no registered home would take: a placement outside the registers under a court's order."""
    ordered = proceedings(care, day)
    care.moves = 1.0
    care.change(final_hearing(care, ordered), ls="C2")
    care.change(care.decom + care.days(20, 300), place="K2", carer=care.find("K2"), reason="CREQB")
    care.change(care.decom + care.days(30, 300), place="Z1", carer=care.find("Z1"), reason="CLOSE")
    care.change(care.decom + care.days(60, 300), place="K2", carer=care.find("K2"))
    care.moves = 0.4
    semi_independent(care, 0.5)
    care.grow_up()


def semi_independent(care: Care, share: float) -> None:
    """Supported accommodation from sixteen, for some."""
    if care.chance(share):
        day = care.eighteenth - 730 + care.days(20, 600)
        if day > care.decom:
            place = "P2" if care.chance(0.15) else "K3"
            care.change(day, place=place, carer=care.find(place))
            care.moves = 0.5
