"""How care begins when a court is involved: police protection, accommodation by agreement, an interim care order."""

from __future__ import annotations

from models.samples.care import Care


def into_care(care: Care, day: int, place: str, cin: str = "N1") -> None:
    """A start by agreement or by an emergency; always ends under an interim care order or by agreement."""
    luck = care.court.random()
    if luck < 0.14:
        care.begin(day, "L1", place, cin)
        care.change(day + care.days(1, 2), ls="C1" if luck < 0.07 else "V2")
    elif luck < 0.24:
        care.begin(day, "L2", place, cin)
        care.change(day + care.days(2, 11), ls="C1")
    elif luck < 0.5:
        care.begin(day, "V2", place, cin)
    else:
        care.begin(day, "C1", place, cin)


def proceedings(care: Care, day: int, place: str = "U6", *, settle: bool = False) -> int:
    """Into care and under an interim care order; answers the day of that order."""
    settled = settle
    if place == "U6" and care.born > day - 200 and care.chance(0.1):
        into_care(care, day, "R3")
    else:
        into_care(care, day, place)
    ordered = day
    if care.ls == "V2":
        ordered = care.change(day + care.days(14, 130), ls="C1")
    if care.place == "R3":
        care.change(care.decom + care.days(20, 110), place=place, carer=care.find(place))
    elif not settled and care.chance(0.8):
        care.change(
            max(care.decom, day) + (care.days(2, 16) if care.chance(0.35) else care.days(12, 190)),
            place=place,
            carer=care.find(place),
        )
    care.settled = settled
    return ordered


def final_hearing(care: Care, ordered: int) -> int:
    """The day on which the court ends the proceedings: within 26 weeks for a third, for some more than a year."""
    return ordered + care.spread((0, 118), (0.41, 172), (0.57, 235), (0.75, 350), (0.92, 480), (1, 590))
