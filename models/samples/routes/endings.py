"""Endings that several routes share: special guardianship in the code of its day, and growing up with foster carers."""

from __future__ import annotations

import datetime as dt

from models.samples.care import Care
from models.samples.chain import number, working

NEW_CODES = number(dt.date(2018, 4, 1))


def special_guardianship(day: int, *, kin: bool, fostered: bool) -> str:
    """The code of a special guardianship order on a day: four codes from April 2018, two before."""
    if day < NEW_CODES:
        return "E43" if fostered else "E44"
    return {(True, True): "E45", (False, True): "E46", (True, False): "E47", (False, False): "E48"}[kin, fostered]


def guardian(care: Care, day: int, *, kin: bool, fostered: bool = True) -> None:
    """A special guardianship order, on a day when the court sits."""
    day = working(max(day, care.decom + care.days(40, 120)))
    care.leave(day, special_guardianship(day, kin=kin, fostered=fostered))


def long_term(care: Care, day: int, place: str = "U4") -> None:
    """The match for the long term: the same carers, or new ones found for it."""
    same = care.place in ("U6", "U3") and care.chance(0.6)
    care.change(day, place=place, carer=None if same else care.find(place), reason="PLACE" if same else "CARPL")


def grow_up_fostered(care: Care) -> None:
    """Long-term fostering to adulthood, or a special guardianship order to the carers years later."""
    care.settled, care.moves = False, 0.1
    kin = care.chance(0.25)
    day = care.decom + care.days(60, 400)
    if kin:
        care.change(day, place="U1", carer=care.find("U1"))
    else:
        long_term(care, day)
    if care.chance(0.55):
        guardian(care, care.decom + care.days(350, 1200), kin=kin)
    else:
        care.grow_up()
