"""What one family adds to the figures that the papers tell."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from models.codes import (
    ADOPTED,
    ADOPTIVE,
    CARE_ORDERS,
    CONNECTED,
    EARLY_PERMANENCE,
    SHORT_BREAKS,
    SPECIAL_GUARDIANSHIP,
    WITH_PARENTS,
)
from models.samples.care import Care
from models.samples.chain import Episode, number
from models.samples.choosing import Marks
from models.samples.papers import AIMS

NOT_MINORITY = ("WBRI", "REFU", "NOBT")
FOUR = 1461
"""Days of four years."""
LINKED = 60
"""Days before a match in which a family may already be chosen."""
NEVER = 10**6

_AT: dict[str, tuple[list[int], list[int], list[int], list[int]]] = {}
for _place, _aim in sorted(enumerate(AIMS), key=lambda found: found[1].last):
    for _list, _value in zip(
        _AT.setdefault(_aim.what, ([], [], [], [])), (_aim.first, _aim.last, _place, _aim.mean), strict=True
    ):
        _list.append(_value)
LAST = _AT["without a link"][1][0]
"""The day on which children are looked at who wait for a family, and of whom the school age is told."""
ELDEST, YOUNGEST = number(dt.date(2005, 8, 31)), number(dt.date(2017, 8, 31))
"""Born after the one day and until the other, children are of school age in the school year of that day."""


class Counted:
    """What a family adds, number by number."""

    def __init__(self) -> None:
        self.found: dict[int, int] = {}

    def stay(self, what: str, begun: int, ended: int) -> None:
        """Something was so from one day until another."""
        _, days, numbers, _ = _AT[what]
        for at in range(bisect_left(days, begun), bisect_left(days, ended)):
            self.found[numbers[at]] = self.found.get(numbers[at], 0) + 1

    def event(self, what: str, day: int, days: int = 1, *, once: set[int] | None = None) -> None:
        """Something happened on a day, or took so many days to it; once a child where that is said."""
        for first, last, at, mean in zip(*_AT[what], strict=True):
            if first <= day <= last and (once is None or at not in once):
                self.found[at] = self.found.get(at, 0) + days - mean
                if once is not None:
                    once.add(at)


def marks(family: list[Care]) -> Marks:
    """What a family adds to which figure."""
    made = Counted()
    for care in family:
        made.event("children", LAST)
        for row in care.rows:
            if row[2] not in SHORT_BREAKS:
                _stay(made, care, row)
        _flows(made, care)
    _siblings(made, family)
    return tuple(made.found.items())


def _stay(made: Counted, care: Care, row: Episode) -> None:
    begun, _rne, law, _cin, place, provider, dec, *_rest = row
    ended = min(NEVER if dec is None else dec, care.eighteenth)
    made.stay("in care", begun, ended)
    if place in CONNECTED:
        made.stay("connected", begun, ended)
    elif place == WITH_PARENTS and law in CARE_ORDERS:
        made.stay("with parents", begun, ended)
    elif place == "K2" and provider != "PR1":
        made.stay("external home", begun, ended)
    if law == "E1":
        made.stay("placement order", begun, ended)
        if place not in ADOPTIVE and place not in EARLY_PERMANENCE and not _linked(care):
            made.stay("without a link", begun, ended)
    if ELDEST < care.born <= YOUNGEST:
        made.stay("of school age", begun, ended)


def _linked(care: Care) -> bool:
    """Whether a family is chosen on the day, or can have been: before a match with it, and none broke down before."""
    if care.match is None or any(row[4] in ADOPTIVE and row[0] <= LAST for row in care.rows):
        return False
    return care.match <= LAST or (care.match <= LAST + LINKED and care.adopters is not None and care.adopters[0] == "0")


def _flows(made: Counted, care: Care) -> None:
    started: set[int] = set()
    left: set[int] = set()
    laws = {row[0]: row[2] for row in care.rows}
    last = {row[6]: row[2] for row in care.rows}
    for begun, ended, rec in care.periods:
        if laws[begun] not in SHORT_BREAKS:
            made.event("started", begun, once=started)
        if ended is None or last[ended] in SHORT_BREAKS:
            continue
        made.event("left", ended, once=left)
        order = next((row[0] for row in care.rows if row[2] == "E1" and row[0] >= begun), None)
        if rec in SPECIAL_GUARDIANSHIP:
            made.event("special guardianship", ended)
        elif rec in ADOPTED:
            made.event("adopted", ended)
            if care.ethnic not in NOT_MINORITY:
                made.event("adopted, ethnic minority", ended)
            if ended - care.born >= FOUR:
                made.event("adopted, four or over", ended)
            if order is not None:
                made.event("order to adoption", ended, ended - order)
    order = next((row[0] for row in care.rows if row[2] == "E1"), None)
    if care.match is not None and order is not None:
        made.event("order to match", care.match, care.match - order)


def _siblings(made: Counted, family: list[Care]) -> None:
    day = family[0].periods[-1][1]
    if len(family) == 2 and day is not None and family[0].periods[-1][2] in ADOPTED:
        made.event("adopted, pairs", day)


def unclear(family: list[Care]) -> bool:
    """Whether the papers' figures would take a family otherwise than it lived: brothers and sisters, but no two of one
    day, adopted when they tell of pairs alone; a child matched twice when they tell of matches."""
    first, last, *_ = (days[0] for days in _AT["adopted, pairs"])
    days = [care.periods[-1][1] for care in family if care.periods[-1][2] in ADOPTED]
    if len(family) > 1 and any(day is not None and first <= day <= last for day in days):
        return not (len(family) == len(days) == 2 and days[0] == days[1])
    return any(_matched_twice(care) for care in family)


def _matched_twice(care: Care) -> bool:
    placed = [row[0] for row in care.rows if row[4] in ADOPTIVE and row[1] in ("P", "B", "S")]
    firsts, lasts, *_ = _AT["order to match"]
    return len(placed) > 1 and min(firsts) <= placed[0] <= max(lasts) + LINKED
