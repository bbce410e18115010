"""What goes on beside the episodes: reviews, times missing, social workers, deprivation of liberty."""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from itertools import accumulate

from models.codes import SHORT_BREAKS
from models.samples.care import Care
from models.samples.chain import number

_TAKING_PART = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
_YOUNG = tuple(accumulate((18, 6, 26, 8, 8, 20, 14)))
_OLD = tuple(accumulate((49, 6, 2, 4, 14, 17, 8)))
WORKERS_FROM = number(dt.date(2023, 4, 1))  # social workers came into the return with 2023-24
DEPRIVATIONS_FROM = number(dt.date(2026, 4, 1))  # deprivation of liberty orders with 2026-27
_REASONS = ("MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "OTHERS")
_REASON_SHARES = tuple(accumulate((24, 2, 34, 8, 21, 5, 1, 1, 4)))


def spans(care: Care) -> list[tuple[int, int | None]]:
    """The periods of care without short breaks, as days from and to."""
    found: list[tuple[int, int | None]] = []
    for begun, ended, _ in care.periods:
        first = next(
            (
                row[0]
                for row in care.rows
                if row[0] >= begun and (ended is None or row[0] < ended) and row[2] not in SHORT_BREAKS
            ),
            None,
        )
        if first is not None:
            found.append((first, ended))
    return found


def reviews(care: Care, begun: int, ended: int | None, since: int, rows: list[tuple[str, int, str]]) -> None:
    """Reviews within 20 working days, three months and then every six months; some are late."""
    rng, child = care.rng, care.child
    chance = rng.random
    end = care.today if ended is None else ended - 1
    fourth, eighth = care.born + 1461, care.born + 2922
    day = begun + 14 + int(chance() * 14)
    step = 0
    if chance() < 0.07:
        day += 8 + int(chance() * 20)
    while day <= end:
        weekday = (day + 3) % 7
        if weekday > 4:
            day -= weekday - 4
        if day >= since:
            if day < fourth:
                code = "PN0"
            else:
                shares = _YOUNG if day < eighth else _OLD
                code = _TAKING_PART[bisect(shares, chance() * shares[-1])]
            rows.append((child, day, code))
        step += 1
        day += 68 + int(chance() * 21) if step == 1 else 145 + int(chance() * 37)
        if chance() < 0.06:
            day += 5 + int(chance() * 40)


def missing(
    care: Care, begun: int, ended: int | None, since: int, rows: list[tuple[str, int, str, int | None]]
) -> None:
    """Some children of eleven and more go missing, a few of them often."""
    rng: random.Random = care.rng
    day = max(begun, care.born + 4018, since)
    end = care.today if ended is None else ended - 1
    if end - day < 20 or rng.random() > 0.3:
        return
    yearly = 0.4 if rng.random() < 0.7 else 3.0
    while True:
        day += 2 + int(rng.expovariate(yearly / 365.25))
        if day >= end:
            return
        back = day + 1 + int(rng.random() ** 3 * 6)
        if back >= end:
            if ended is None and back >= care.today:
                rows.append((care.child, day, "M", None))
            return
        rows.append((care.child, day, "M" if rng.random() < 0.85 else "A", back))
        day = back


def workers(
    care: Care, begun: int, ended: int | None, rows: list[tuple[str, int, str, int | None, str | None]]
) -> None:
    """One worker after the other, those from April 2023 on with why they took over."""
    rng, names = care.rng, care.places.workers
    end = care.today + 1 if ended is None else ended
    if end <= WORKERS_FROM:
        return
    day = begun if begun >= WORKERS_FROM else max(begun, WORKERS_FROM - 20 - int(rng.random() * 400))
    why = "FCONTA" if rng.random() < 0.4 else "TSPROC"
    name = names[int(rng.random() * len(names))]
    while True:
        until = day + 25 + int(rng.expovariate(1 / 400))
        if day < WORKERS_FROM > until:
            until = WORKERS_FROM + int(rng.random() * 300)
        reason = why if day >= WORKERS_FROM else None
        if until >= end:
            rows.append((care.child, day, name, ended, reason))
            return
        rows.append((care.child, day, name, until, reason))
        day, last = until, name
        why = _REASONS[bisect(_REASON_SHARES, rng.random() * _REASON_SHARES[-1])]
        while name == last:
            name = names[int(rng.random() * len(names))]


def deprivations(care: Care, rows: list[tuple[str, int, int | None]]) -> None:
    """Deprivation of liberty orders, reported from 2026-27, of children in placements outside the registers."""
    for row in care.rows:
        begun, place, ended = row[0], row[4], row[6]
        if place not in ("Z12", "Z13") or (ended is not None and ended < DEPRIVATIONS_FROM):
            continue
        start = begun + 1 + int(care.rng.random() * 3)
        if start <= (care.today if ended is None else ended - 1):
            rows.append((care.child, start, ended))
