"""Those who come into care late: section 20 at fourteen and more, alone from abroad, on remand, disabled children."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.drift import reason
from models.samples.routes.staying import semi_independent


def section_20(care: Care, day: int) -> None:
    """Accommodated by agreement as a teenager, with moves, until adulthood or home."""
    care.begin(day, "V2", "U6" if care.chance(0.75) else "K2", care.court.choice(("N4", "N5", "N5", "N6", "N1")))
    care.moves = 0.9
    care.change(day + care.days(4, 120), place="U6", carer=care.find("U6"), reason=reason(care))
    if care.chance(0.35):
        care.change(care.decom + care.days(20, 300), place="K2", carer=care.find("K2"), reason="CREQB")
    if care.chance(0.4):
        care.leave(care.decom + care.days(30, 500), "E4A" if care.chance(0.5) else "E4B")
    semi_independent(care, 0.7)
    care.grow_up()


def alone_from_abroad(care: Care, day: int) -> None:
    """An unaccompanied asylum-seeking child."""
    care.begin(day, "V2", "U6", "N8")
    care.asylum = not care.over
    care.moves = 0.4
    if care.chance(0.85):
        care.change(day + care.days(5, 110), place="U6", carer=care.find("U6"))
    luck = care.court.random()
    if luck < 0.05:
        care.leave(care.decom + care.days(10, 60), "E15")
    elif luck < 0.08:
        care.leave(care.decom + care.days(30, 200), "E8")
    semi_independent(care, 0.8)
    care.grow_up()


def remanded(care: Care, day: int) -> None:
    """Remanded by a court to accommodation; ends with the remand, in custody or in care."""
    care.begin(day, "J1", "U6" if care.chance(0.4) else "K2", "N6")
    care.change(day + care.days(2, 40), place="R5", carer=care.find("R5"), reason="OTHER")
    luck = care.court.random()
    if luck < 0.55:
        care.leave(care.decom + care.days(8, 150), "E14")
    elif luck < 0.85:
        care.leave(care.decom + care.days(15, 150), "E9")
    else:
        care.change(care.decom + care.days(10, 100), ls="V2", place="K2", carer=care.find("K2"))
        semi_independent(care, 0.6)
        care.grow_up()


def disabled(care: Care, day: int) -> None:
    """A disabled child in a residential school or home, by agreement, until adult services take over."""
    care.begin(day, "V2", "K2" if care.chance(0.6) else "U6", "N2")
    care.change(day + care.days(60, 900), place=care.court.choice(("S1", "R1", "K2")), carer=care.find("R1"))
    care.moves = 0.05
    care.grow_up()


def short_breaks(care: Care, day: int) -> None:
    """A series of short breaks under one agreement: breaks recorded one by one, or the agreement alone."""
    place = care.court.choice(("K2", "U6", "U6", "R1"))
    carer = care.find(place)
    if care.chance(0.35):
        care.begin(day, "V4", place, "N2", carer=carer)
        other = "R1" if place == "K2" else "K2"
        care.change(day + care.days(30, 400), place=other, carer=care.find(other))
        day = care.leave(care.decom + care.days(100, 700), "E4A")
        if care.chance(0.2):
            care.begin(day + care.days(1, 60), "V2", "S1", "N2")
            care.grow_up()
        return
    for _ in range(care.days(3, 12)):
        care.begin(day, "V3", place, "N2", carer=carer)
        day = care.leave(day + care.days(1, 8), "E4A") + care.days(12, 70)


def elsewhere(care: Care, day: int) -> None:
    """Another authority takes the case over, or the family moves abroad, or the child dies."""
    care.begin(day, "C1" if care.chance(0.6) else "V2", "U6", "N1")
    care.change(day + care.days(10, 200), place="U6", carer=care.find("U6"))
    luck = care.court.random()
    care.leave(care.decom + care.days(30, 500), "E3" if luck < 0.55 else "E16" if luck < 0.7 else "E2")
    care.grow_up()
