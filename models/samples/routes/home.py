"""Home: by agreement after accommodation, on a care order with parents, and what comes of either."""

from __future__ import annotations

from models.samples.care import Care
from models.samples.routes.opening import final_hearing, proceedings


def accommodated(care: Care, day: int) -> None:
    """Accommodated under section 20 for some weeks or months, then home."""
    cin = care.court.choice(("N1", "N1", "N3", "N4", "N4", "N5", "N2"))
    if care.chance(0.2):
        care.begin(day, "L1", "U6", cin)
        day = care.change(day + care.days(1, 2), ls="V2")
    else:
        care.begin(day, "V2", "U3" if care.chance(0.15) else "U6", cin)
    care.moves = 0.9
    if care.chance(0.97):
        day = care.change(
            care.decom + (care.days(2, 20) if care.chance(0.3) else care.days(9, 170)),
            place="U6",
            carer=care.find("U6"),
        )
    if care.chance(0.25):
        day = care.change(care.decom + care.days(10, 150), place="U3", carer=care.find("U3"))
    care.leave(day + care.days(10, 300), "E4A" if care.chance(0.72) else "E4B" if care.chance(0.7) else "E13")


def home_from_proceedings(care: Care, day: int) -> None:
    """The court ends the proceedings with the child going home."""
    ordered = proceedings(care, day, "U3" if care.chance(0.2) else "U6")
    if care.chance(0.35):
        care.change(ordered + care.days(70, 180), place="P1", carer=with_parents(care))
    care.leave(final_hearing(care, ordered), "E4A" if care.chance(0.9) else "E4B")


def discharged(care: Care, day: int) -> None:
    """A care order, time in foster care, then placed with parents until the order is discharged."""
    ordered = proceedings(care, day)
    care.change(final_hearing(care, ordered), ls="C2")
    care.change(care.decom + care.days(60, 700), place="P1", carer=with_parents(care))
    care.leave(care.decom + care.days(150, 600), "E4A")


def placed_with_parents(care: Care, day: int) -> None:
    """A care order at home: the children stay with, or go back to, a parent while the order lasts."""
    ordered = proceedings(care, day)
    if care.chance(0.5):
        care.change(ordered + care.days(40, 150), place="P1", carer=with_parents(care))
        care.change(final_hearing(care, ordered), ls="C2")
    else:
        care.change(final_hearing(care, ordered), ls="C2", place="P1", carer=with_parents(care))
    luck = care.court.random()
    if luck < 0.2:
        day = care.decom + care.days(90, 600)
        care.change(day, place="U6", carer=care.find("U6"), reason="LAREQ")
        care.moves = 0.2
        care.change(day + care.days(100, 300), place="U4", reason="PLACE")
        care.grow_up()
    elif luck < 0.85:
        care.leave(care.decom + care.days(300, 1300), "E4A")
    else:
        care.grow_up()


def with_parents(care: Care) -> tuple[str, str | None, str | None]:
    """The child's own home as a placement."""
    return care.home, "PR0", None
