"""School of those in care in the last two school years: terms, personal education plans, suspensions."""

from __future__ import annotations

import datetime as dt

from models.samples.chain import date, number
from models.samples.story import Story, weekday

Term = tuple[int, str, int, int]
"""First day, code, length in days, day number of the 31 August before the school year."""
GROUPS = ("N1", "R", *map(str, range(1, 14)))
SHORT = ("REINTEGRATION", "REINTEGRATION", "EXCLUDED", "MOVED", "NO-PLACE", "REFUSES", "MEDICAL", "OTHER")


def terms(today: int, since: dt.date | None = None) -> list[Term]:
    """The terms begun in this school year and the two before, or since an earlier one; oldest first."""
    on = date(today)
    this = on.year - (on.month < 9)
    first = this - 2 if since is None else min(this - 2, since.year)
    found = []
    for year in range(first, this + 1):
        before = number(dt.date(year, 8, 31))
        for month, day, code, length in ((9, 3, "AUTUMN", 107), (1, 5, "SPRING", 80), (4, 20, "SUMMER", 90)):
            begun = number(dt.date(year + (month < 9), month, day))
            begun += (0, 0, 0, 0, 3, 2, 1)[(begun + 3) % 7]
            if begun < today:
                found.append((begun, code, length, before))
    return found


def school(story: Story, calendar: list[Term]) -> None:
    """Term by term while in care."""
    if story.last < calendar[0][0]:
        return
    chance = story.chance
    luck = chance()
    sen = "E" if luck < 0.3 else "K" if luck < 0.58 else "N"
    number_of = str(900_000 + story.care.family * 7 % 240)
    steady = chance()
    first = story.begun > calendar[0][0]
    for begun, code, length, before in calendar:
        group = int((before - story.born) / 365.2425) - 3
        if not 0 <= group <= 14 or (group > 12 and chance() < 0.5):
            continue
        day = max(begun, story.begun)
        if day > begun + length or day >= story.last or (group == 0 and chance() < 0.4):
            continue
        if chance() < 0.07:
            number_of = str(900_000 + int(chance() * 240))
        _term(story, begun, code, number_of, group, sen, steady)
        early = first and begun <= story.begun
        planned = story.begun + story.days(4, 11) if early else day + story.days(18, 60)
        if chance() < 0.9:
            story.step("PEP", weekday(planned))
        _suspended(story, day, min(begun + length, story.last), group, steady)


def _term(story: Story, begun: int, code: str, number_of: str, group: int, sen: str, steady: float) -> None:
    told = story.rows["school_term"]
    if told and told[-1][0] == story.child and told[-1][1] >= begun:
        return
    chance = story.chance
    low = group >= 9 and steady > 0.8
    attendance = min(1000, int(1000 - chance() ** 2 * (600 if low else 160)))
    hours = 250
    why = plan = None
    if group and steady > (0.86 if group >= 8 else 0.95) and chance() < 0.75:
        hours = 10 * int(5 + chance() * 18)
        why = SHORT[int(chance() * len(SHORT))]
        plan = "Five hours more each fortnight" if chance() < 0.7 else None
    note = "Attendance meeting held" if attendance < 850 and chance() < 0.4 else None
    story.rows["school_term"].append((
        story.child, begun, code, number_of, GROUPS[group], attendance, hours, why, plan, sen,
        "Y" if hours < 250 and chance() < 0.3 else "N", note,
    ))  # fmt: skip


def _suspended(story: Story, begun: int, over: int, group: int, steady: float) -> None:
    chance = story.chance
    if group < 3 or chance() > (0.22 if steady > 0.8 else 0.04 if group >= 7 else 0.015):
        return
    day = weekday(begun + 6 + int(chance() * max(1, over - begun - 10)))
    if begun <= day < over:
        permanent = chance() < 0.03
        story.rows["suspension"].append(
            (story.child, day, "PERM" if permanent else "SUSP", None if permanent else 2 * (1 + int(chance() * 5)))
        )
