"""An invented child's chain of care episodes: one open at a time, each beginning the day the last one ended.

Days are counted as whole numbers from 1 January 1970, because an authority of 100,000 children has two million of them.
"""

from __future__ import annotations

import datetime as dt
import random

from models.codes import SHORT_BREAKS
from models.samples.places import Carer, Places

EPOCH = dt.date(1970, 1, 1).toordinal()
Episode = tuple[
    int, str, str, str, str, str | None, int | None, str | None, str | None, str | None, str | None, str | None
]
"""DECOM, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC, REC, REASON_PLACE_CHANGE, HOME_POST, PL_POST, URN."""


def number(on: dt.date) -> int:
    """A date as a day number."""
    return on.toordinal() - EPOCH


def date(day: int) -> dt.date:
    """A day number as a date."""
    return dt.date.fromordinal(day + EPOCH)


def working(day: int) -> int:
    """The day itself, or the Monday after it if it falls on a weekend."""
    weekday = (day + 3) % 7
    return day + 7 - weekday if weekday > 4 else day


NUMBERS_BEGIN = number(dt.date(2015, 4, 1))  # registration numbers came into the return with 2015-16


LODGINGS_UNTIL = number(dt.date(2023, 10, 28))
SUPPORTED_FROM = number(dt.date(2024, 4, 1))
OTHER_DIVIDED = number(dt.date(2025, 4, 1))


def of_day(place: str, day: int) -> str:
    """A placement in the code of its day: no independent living (P2) begins from 28 October 2023 on; supported
    accommodation has a code of its own (K3) from April 2024; "other" (Z1) is divided from April 2025."""
    if place in ("H5", "K3", "P2"):
        return "K3" if day >= SUPPORTED_FROM else "P2" if place == "P2" and day < LODGINGS_UNTIL else "H5"
    if place == "Z1" and day >= OTHER_DIVIDED:
        return "Z12" if day % 2 else "Z13"
    return place


class Chain:
    """The episode that is open and those that are written down, in order."""

    def __init__(self, born: int, rng: random.Random, places: Places) -> None:
        self.born, self.rng, self.places = born, rng, places
        self.rows: list[Episode] = []
        self.home = ""
        self.settled, self.moves = False, 0.25
        self.decom = 0
        self.rne = self.ls = self.cin = self.place = ""
        self.carer: Carer = ("", None, None)

    def open(self, day: int, rne: str, ls: str, place: str, carer: Carer) -> None:
        """An episode begins."""
        self.decom, self.rne, self.ls, self.place, self.carer = day, rne, ls, place, carer

    def close(self, day: int | None, rec: str | None, reason: str | None) -> None:
        """The open episode is written down, ended or (no day) still open."""
        post, provider, urn = self.carer
        home, shown = (None, None) if self.ls in SHORT_BREAKS else (self.home, post)
        if day is not None and day < NUMBERS_BEGIN:
            urn = None
        self.rows.append(
            (self.decom, self.rne, self.ls, self.cin, self.place, provider, day, rec, reason, home, shown, urn)
        )

    def move(self, day: int, place: str, carer: Carer, reason: str | None, rne: str = "P") -> None:
        """The child lives elsewhere from a day on, under the same legal status."""
        place = of_day(place, day)
        temporary = place[0] == "T" or self.place[0] == "T"
        self.close(day, "X1", None if temporary else reason)
        self.open(day, rne, self.ls, place, carer)
