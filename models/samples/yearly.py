"""What is said once a year or once: health (OC2), care leavers (OC3), permanence before this time in care."""

from __future__ import annotations

import datetime as dt

from models.dates import birthday, collection_year, year_bounds
from models.samples.care import Care
from models.samples.chain import date, number

Health = tuple[
    str,
    int,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
    str | None,
]
PREVIOUS_FROM = number(dt.date(2016, 4, 1))  # asked about everybody who starts from then
OWN_CODE = "399"
"""The authority's number in the list of authorities; no real one has it."""


def health(care: Care, begun: int, ended: int | None, marches: list[tuple[int, int, int]], rows: list[Health]) -> None:
    """OC2 for each 31 March on which the child had been looked after for twelve months."""
    for year, day, before in marches:
        if begun > before or (ended is not None and ended <= day) or care.eighteenth <= day:
            continue
        chance = care.rng.random
        age = (day - care.born) / 365.2425
        score = sdq = None
        if 4 <= age < 17:
            luck = chance()
            if luck < 0.86:
                score = str(min(40, int(care.rng.gammavariate(4.2, 3.3))))
            else:
                sdq = "SDQ2" if luck < 0.93 else "SDQ5" if luck < 0.97 else "SDQ4" if luck < 0.99 else "SDQ3"
        else:
            sdq = "SDQ1"
        used = age >= 11 and chance() < 0.045
        offered = received = None
        if used:
            received = "1" if chance() < 0.5 else "0"
            offered = "1" if received == "1" or chance() < 0.7 else "0"
        rows.append(
            (
                care.child,
                year,
                score,
                sdq,
                None if age < 10 else "1" if chance() < 0.03 else "0",
                None if age >= 5 else "1" if chance() < 0.9 else "0",
                "1" if chance() < 0.86 else "0",
                "1" if chance() < 0.78 else "0",
                "1" if chance() < 0.91 else "0",
                "1" if used else "0",
                received,
                offered,
            )
        )


def leavers(care: Care, first: int, last: int, rows: list[tuple[str, int, str, str, str]]) -> None:
    """OC3 for each year in which somebody who left care at sixteen or more has a birthday from 17 to 25."""
    _, ended, rec = care.periods[-1]
    if ended is None or rec in ("E2", "E3", "E11", "E12") or ended < care.eighteenth - 731:
        return
    born = date(care.born)
    chance = care.rng.random
    settled = rec == "E17"
    for age in range(17, 26):
        day = birthday(born, age)
        if number(day) <= ended - (age == 18) or number(day) > care.today:
            continue
        year = collection_year(day)
        if not first <= year <= last or (age > 21 and (year < 2018 or chance() < 0.6)):
            continue
        luck = chance()
        touch = (
            "YES"
            if luck < 0.91
            else "NO"
            if luck < 0.96
            else "REFU"
            if luck < 0.975
            else "NREQ"
            if luck < 0.995
            else "RHOM"
        )
        if touch == "RHOM" and age > 18:
            touch = "YES"
        if touch != "YES":
            rows.append((care.child, year, touch, "0", "0"))
            continue
        settled = settled and chance() < 0.7
        rows.append((care.child, year, touch, _activity(chance(), year), "Z1" if settled else _home(chance(), age)))


def _activity(luck: float, year: int) -> str:
    if luck < 0.07:
        return "F1"
    if luck < 0.30:
        return "F2"
    if luck < 0.33:
        return "P2"
    if luck < 0.37:
        return "F3" if year <= 2021 else "F4"
    if luck < 0.57:
        return "F3" if year <= 2021 else "F5"
    if luck < 0.60:
        return "P3" if year <= 2021 else "P5"
    return "G4" if luck < 0.71 else "G5" if luck < 0.93 else "G6"


def _home(luck: float, age: int) -> str:
    if luck < (0.42 if age < 19 else 0.2):
        return "D1"
    for limit, code in (
        (0.55, "U1"),
        (0.68, "B1"),
        (0.8, "U1"),
        (0.86, "E1"),
        (0.89, "C1"),
        (0.92, "K1"),
        (0.935, "T1"),
    ):
        if luck < limit:
            return code
    return "X2" if luck < 0.96 else "S2" if luck < 0.97 else "V2" if luck < 0.98 else "W2" if luck < 0.983 else "U2"


def previous(care: Care, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    """Whether a permanence order was made before this time in care; asked of all who start from April 2016."""
    begun = care.periods[-1][0]
    if begun < PREVIOUS_FROM:
        return
    made = None
    if len(care.periods) > 1:
        _, day, rec = care.periods[-2]
        if day is not None and rec is not None and rec in _MADE:
            made = _MADE[rec], OWN_CODE, f"{date(day):%d/%m/%Y}"
    if made is None and care.rng.random() < 0.022 and begun - care.born > 1500:
        day = begun - 300 - int(care.rng.random() * 1100)
        on = date(day)
        written = (
            f"{on:%d/%m/%Y}"
            if care.rng.random() < 0.6
            else f"zz/{on:%m/%Y}"
            if care.rng.random() < 0.7
            else f"zz/zz/{on:%Y}"
        )
        made = care.rng.choice(("P1", "P2", "P2", "P2", "P3", "P3")), care.rng.choice((OWN_CODE, "999", "SCO")), written
    rows.append((care.child, *(made or ("Z1", None, None))))


_MADE = {"E41": "P3", **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "P2")}


def marches(first: int, today: int) -> list[tuple[int, int, int]]:
    """Each 31 March up to today: the year, the day, and the day twelve months before."""
    found = []
    year = first
    while number(year_bounds(year)[1]) <= today:
        found.append((year, number(year_bounds(year)[1]), number(year_bounds(year - 1)[1])))
        year += 1
    return found
