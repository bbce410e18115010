"""What the papers tell of school: attendance, short hours, suspensions. Few cells are altered for it."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from models.codes import SHORT_BREAKS
from models.samples.chain import number
from models.samples.papers import ATTENDANCE, SEED, SHORT_HOURS, SUSPENSIONS, UNTIL
from models.samples.story import Rows

BEGINS, TERM, ATTENDED, HOURS, WHY, PLAN, ALTERNATIVE = 1, 2, 5, 6, 7, 8, 10
"""Where the cells of a term's row lie."""
FULL, LESS = 250, 200
AGAIN = "REINTEGRATION", "Five hours more each fortnight"


def school(rows: Rows) -> None:
    """Make what the papers tell of school come out of the terms and suspensions."""
    day, wanted = ATTENDANCE
    _attended(rows["school_term"], _pupils(rows, day), wanted)
    for day, children in SHORT_HOURS:
        _short(rows["school_term"], _pupils(rows, day), children)
    last = number(UNTIL)
    rows["suspension"] = [
        (child, on, "SUSP", 10) if kind == "PERM" and on <= last else (child, on, kind, sessions)
        for child, on, kind, sessions in rows["suspension"]
    ]
    _suspended(rows)


def _year(year: int) -> tuple[int, int]:
    """The first day of the school year that begins in a year, and of the next."""
    return number(dt.date(year, 9, 1)), number(dt.date(year + 1, 9, 1))


def _pupils(rows: Rows, on: dt.date) -> list[int]:
    """Of each child in care on a day and of school age in its school year, where the last term begun lies."""
    day = number(on)
    first = on.year - (on.month < 9)
    oldest, youngest = number(dt.date(first - 16, 8, 31)), number(dt.date(first - 4, 8, 31))
    of_age = {row[0] for row in rows["child_details"] if row[2] is not None and oldest < row[2] <= youngest}
    there = {
        row[0]
        for row in rows["care_episode"]
        if row[0] in of_age and row[1] <= day and (row[7] is None or row[7] > day) and row[3] not in SHORT_BREAKS
    }
    begun, _ = _year(first)
    found: dict[str, int] = {}
    for at, row in enumerate(rows["school_term"]):
        if row[0] in there and begun <= row[BEGINS] <= day:
            found[row[0]] = at
    return list(found.values())


def _attended(terms: list[tuple[Any, ...]], pupils: list[int], wanted: int) -> None:
    """More or less absence for everybody in the term, so that the mean is the one wanted."""
    begun = max(terms[at][BEGINS] for at in pupils)
    counted = [at for at in pupils if terms[at][BEGINS] == begun]
    missed = sum(1000 - terms[at][ATTENDED] for at in counted)
    share = (1000 - wanted) * len(counted) / missed
    for at, row in enumerate(terms):
        if row[BEGINS] == begun:
            terms[at] = _with(row, {ATTENDED: max(0, 1000 - round((1000 - row[ATTENDED]) * share))})
    off = wanted * len(counted) - sum(terms[at][ATTENDED] for at in counted)
    for at in counted[: abs(off)]:
        terms[at] = _with(terms[at], {ATTENDED: terms[at][ATTENDED] + (1 if off > 0 else -1)})


def _short(terms: list[tuple[Any, ...]], pupils: list[int], children: int) -> None:
    """Those who attend least among those offered less than 25 hours stay so; where there are too few, others are."""
    order = sorted(pupils, key=lambda at: (terms[at][HOURS] == FULL, terms[at][ATTENDED], terms[at][0]))
    for place, at in enumerate(order):
        if place < children and terms[at][HOURS] == FULL:
            terms[at] = _with(terms[at], {HOURS: LESS, WHY: AGAIN[0], PLAN: AGAIN[1]})
        elif place >= children and terms[at][HOURS] < FULL:
            terms[at] = _with(terms[at], {HOURS: FULL, WHY: None, PLAN: None, ALTERNATIVE: "N"})


def _suspended(rows: Rows) -> None:
    """A few suspensions of the two school years are left out, so that the change is the one told."""
    before, after, change = SUSPENSIONS
    found = rows["suspension"]
    years = [
        [at for at, row in enumerate(found) if first <= row[1] < next_ and row[2] == "SUSP"]
        for first, next_ in (_year(before), _year(after))
    ]
    many, few = max(
        (many, few)
        for many in range(1, len(years[0]) + 1)
        for few in range(1, min(many, len(years[1])) + 1)
        if abs(1000 * (few - many) / many - change) < 0.5
    )
    chosen = random.Random(SEED)
    out = set(chosen.sample(years[0], len(years[0]) - many)) | set(chosen.sample(years[1], len(years[1]) - few))
    rows["suspension"] = [row for at, row in enumerate(found) if at not in out]


def _with(row: tuple[Any, ...], cells: dict[int, Any]) -> tuple[Any, ...]:
    """A row with some cells altered."""
    return tuple(cells.get(at, cell) for at, cell in enumerate(row))
