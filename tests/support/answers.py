"""What every measure should say, read from its definition child by child in plain Python.

An answer holds only what its definition speaks of: children, days, base, no_date (all sorted), groups (the children of
each part that has some, in any order) and value.

Further themes stand in files of their own beside this one, called `oracle_…`: each has `PARTS`, functions from a
`Reading` to answers by measure, and `drawn(child)`, a strategy for the rows of a child that they read: lists of (table,
row as a dict) that no other file draws.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from models.dates import add_months, add_working_days, birthday
from models.snapshot import Facts
from tests.support.oracle import ADOPTIVE, BREAKS, DAY, TEMPORARY, Journey, Reading, Row, Stretch

Answer = dict[str, Any]
TOOK_PART = {"PN1", "PN2", "PN3", "PN5", "PN6"}
ROUTES: dict[str, set[str]] = {
    "adopted": {"E11", "E12"}, "sgo": {"E43", "E44", "E45", "E46", "E47", "E48"}, "cao": {"E41"},
    "home planned": {"E4A"}, "home unplanned": {"E4B"}, "others": {"E13"}, "independent": {"E5", "E6"},
    "adult": {"E7"}, "custody": {"E9"}, "remand": {"E14"}, "age": {"E15"}, "abroad": {"E16"}, "put": {"E17"},
    "died": {"E2"}, "transferred": {"E3"}, "other": {"E8"},
}  # fmt: skip


def answers(facts: Facts, day: dt.date, first: dt.date) -> dict[str, Answer]:
    """Every measure's answer for a period, by id."""
    reading = Reading(facts, day, first)
    parts = [_population, _at_the_day, _adoption, _times, _scorecard, _orders_and_runs, _stability, _practice]
    parts += [part for theme in themes() for part in theme.PARTS]
    return {code: answer for part in parts for code, answer in part(reading).items()}


@functools.cache
def themes() -> tuple[ModuleType, ...]:
    """The files beside this one that read further themes."""
    here = __name__.rpartition(".")[0]
    files = sorted(found.name for found in pkgutil.iter_modules(importlib.import_module(here).__path__))
    return tuple(importlib.import_module(f"{here}.{file}") for file in files if file.startswith("oracle_"))


def names(found: Iterable[Journey | Row]) -> list[str]:
    return sorted(one.child if isinstance(one, Journey) else one["child"] for one in found)


def share(who: Iterable[str], base: Iterable[str], no_date: Iterable[str] = ()) -> Answer:
    return {"children": sorted(who), "base": sorted(base), "no_date": sorted(no_date)}


def mean(days: dict[str, int] | list[tuple[str, int]], no_date: Iterable[str]) -> Answer:
    return {"days": sorted(days.items() if isinstance(days, dict) else days), "no_date": sorted(no_date)}


def parted(found: Iterable[Any], key: Callable[[Any], Any], who: Callable[[Any], str]) -> list[list[str]]:
    parts: dict[Any, list[str]] = {}
    for one in found:
        parts.setdefault(key(one), []).append(who(one))
    return sorted(sorted(part) for part in parts.values())


def _population(r: Reading) -> dict[str, Answer]:
    care = r.in_care()
    started = [j for j in r.journeys if r.covers(j.entry)]
    ended = [j for j in r.journeys if r.covers(j.ended) and j.rows[-1]["ls"] not in BREAKS]
    before = {j.child for j in r.at(r.first - DAY) if j.in_care(r.first - DAY)}
    now = {j.child for j in care}

    net = Counter([*before, *(j.child for j in started)])
    net.subtract([*(j.child for j in ended), *now])

    def route(j: Journey) -> str:
        return next((name for name, codes in ROUTES.items() if j.rec in codes), "not said")

    adopted = [j for j in r.journeys if r.covers(j.ao)]
    overlapping = [
        [j.child for j in adopted if j.born and j.born["ethnic"] not in (None, "WBRI", "REFU", "NOBT")],
        [j.child for j in adopted if j.dob and j.ao and birthday(j.dob, 4) <= j.ao],
        [j.child for j in adopted if j.rows[-1]["cin"] == "N2"],
    ]
    return {
        "M01": {"children": sorted(now)},
        "M03s": {"children": names(started)},
        "M03": {"children": sorted(set(names(started)))},
        "M04s": {"children": names(ended)},
        "M04": {"children": sorted(set(names(ended)))},
        "M05": {"value": len(ended), "groups": parted(ended, route, lambda j: j.child)},
        "M06": {
            "value": len(before) + len(started) - len(ended) - len(now),
            "children": sorted(child for child, number in net.items() if number),
            "parts": [sorted(before), names(started), names(ended), sorted(now)],
        },
        "A4": share({j.child for j in ended if j.ao}, {j.child for j in ended}),
        "K01": {"children": names(adopted), "groups": sorted(sorted(part) for part in overlapping if part)},
        "K10": {"children": names(j for j in r.journeys if r.covers(j.sgo))},
    }


def _at_the_day(r: Reading) -> dict[str, Answer]:
    care = r.in_care()
    orders = [j for j in care if j.rows[-1]["ls"] == "E1"]
    home = [j for j in care if j.rows[-1]["place"] == "P1" and j.rows[-1]["ls"] in ("C1", "C2")]
    days, unknown, bands = {}, [], []
    for j in home:
        since = _at_home_since(j)
        if since is None:
            unknown.append(j.child)
        else:
            days[j.child] = (r.day - since).days
            bands.append((j.child, sum(add_months(since, months) <= r.day for months in (6, 12, 24))))
    return {
        "K02": {"children": sorted({j.child for j in orders})},
        "K04": {
            "children": sorted({j.child for j in orders if j.match or j.adoptive}),
            "groups": parted([j for j in orders if j.match or j.adoptive], lambda j: j.adoptive, lambda j: j.child),
        },
        "K11": {"children": sorted({j.child for j in care if j.rows[-1]["place"] in ("U1", "U2", "U3")})},
        "K13": {"children": sorted({j.child for j in home})},
        "K14": mean(days, unknown) | {"groups": parted(bands, lambda b: b[1], lambda b: b[0])},
        "K15": {
            "children": sorted(
                {j.child for j in care if j.rows[-1]["place"] == "K2" and j.rows[-1]["place_provider"] != "PR1"}
            )
        },
    }


def _at_home_since(j: Journey) -> dt.date | None:
    """The later of the care order and the placement with parents, where the data shows it."""
    placed, order = j.stays[-1], None
    before: Row | None = None
    for row in j.rows:
        if row["ls"] == "C2" and order is None:
            order = (row["decom"], before is not None or row["rne"] in ("S", "L", "B", "U"))
        before = row
    dates = [(placed.start, placed.known)] + ([order] if order else [])
    latest = max(dates)
    return latest[0] if latest[1] else None


def _adoption(r: Reading) -> dict[str, Answer]:
    rows = [row for rows in r.decisions.values() for row in rows]
    ceased = [row for row in rows if r.covers(row["date_placed_ceased"]) and row["date_placed"] <= r.day]
    adopted = {(j.child, j.ao) for j in r.journeys if j.ao}
    ceased = [row for row in ceased if not any(c == row["child"] and on >= row["date_placed"] for c, on in adopted)]
    open_yet = [j for j in r.in_care() if j.adm and not _ceased(j.adm, r.day) and not j.adoptive]
    return {
        "A5": {
            "children": names(ceased),
            "groups": parted(ceased, lambda row: row["reason_placed_ceased"], lambda row: row["child"]),
        },
        "K07": {"children": names(ceased)},
        "A9": {"children": sorted({j.child for j in open_yet})},
        "A15": {"children": names(row for row in rows if r.covers(row["date_placed"]))},
        "A16": {
            "children": sorted(j.child for j in r.journeys for o in j.orders if o.known and r.covers(o.start)),
            "no_date": sorted(j.child for j in r.journeys for o in j.orders if not o.known and r.covers(o.start)),
        },
    }


def _times(r: Reading) -> dict[str, Answer]:
    def decided(j: Journey) -> bool:
        return j.adm is not None and not _ceased(j.adm, r.day)

    def ordered(j: Journey) -> bool:
        return j.rows[-1]["ls"] == "E1"

    found = {
        code: _gaps(r, r.journeys, stop, start, waits)
        for code, stop, start, waits in (
            ("T09", "adm", "entry", None), ("T10", "sgo", "entry", None), ("T11a", "po", "entry", decided),
            ("T11b", "ao", "entry", ordered), ("T08", "match", "adm", decided), ("T05", "ao", "placed", lambda _: True),
            ("T04", "placed", "match", lambda j: matched(j, r.day)),
        )
    }  # fmt: skip
    with_order = [j for j in r.journeys if j.po]
    for code, stop in (("T01", "match"), ("T02", "placed"), ("T03", "ao")):
        found[code] = _gaps(r, with_order, stop, "po", ordered)
    early = [j for j in r.journeys if _early(j)]
    there = [j for j in r.journeys if _early(j) or j.foster_carer]
    for code, start, flagged in (("T02", "po", early), ("T04", "match", there)):
        found[code]["flagged"] = sorted(j.child for j in flagged if _placed_since(r, j, start))
    return found


def _early(j: Journey) -> bool:
    return any(row["place"] in ("U2", "U5") for row in j.rows)


def _placed_since(r: Reading, j: Journey, start: str) -> bool:
    placed = _date(j, "placed")
    return placed is not None and r.covers(placed) and not j.grown(placed) and _date(j, start) is not None


def matched(j: Journey, day: dt.date) -> bool:
    """Matched with adopters who are still to come."""
    gone = [j.runs[-1].end] if j.runs and not j.adoptive else []
    gone += [j.adm["date_placed_ceased"]] if j.adm and _ceased(j.adm, day) else []
    if j.match is None:
        return False
    before = [j.po.end] if j.po and j.po.end else []
    return all(on is None or j.match > on for on in gone) and all(j.match >= on for on in before)


def _gaps(
    r: Reading, journeys: list[Journey], stop: str, start: str, waits: Callable[[Journey], bool] | None
) -> Answer:
    """Days between two events for those whose stop falls in the period, and those whose start is missing; apart those
    still waiting, whose journey ended otherwise, and whose dates are the wrong way round."""
    days, missing, care = [], [], {id(j) for j in r.in_care()}
    apart: dict[str, list[str]] = {"otherwise": [], "backwards": [], "waiting": []}
    so_far = []
    for j in journeys:
        until, since = _date(j, stop), _date(j, start)
        if until is not None and r.covers(until) and not j.grown(until):
            if since is None:
                missing.append(j.child)
            else:
                days.append((j.child, (until - since).days))
                apart["backwards"] += [j.child] if until < since else []
        if since is None:
            continue
        happened = until is not None or _on_an_unknown_day(j, stop)
        if not happened and waits is not None and id(j) in care and waits(j):
            apart["waiting"].append(j.child)
            so_far.append((r.day - since).days)
        apart["otherwise"] += [j.child] if _otherwise(r, j, since, until, happened) else []
    found = {code: sorted(part) for code, part in apart.items() if part}
    return mean(days, missing) | {"apart": found, "so far": sorted(so_far)}


def _on_an_unknown_day(j: Journey, stop: str) -> bool:
    return (stop == "po" and j.po is not None) or (stop == "placed" and j.placed is not None)


def _otherwise(r: Reading, j: Journey, since: dt.date, until: dt.date | None, happened: bool) -> bool:
    """Whether the child died, or turned 18, in the period and before the second event."""
    grown = birthday(j.dob, 18) if j.dob else None
    if grown is not None and grown < since:
        return False
    adult = grown is not None and r.covers(grown) and (j.ended is None or j.ended >= grown)
    if adult and (not happened or (until is not None and grown is not None and grown < until)):
        return True
    return not happened and j.rec == "E2" and r.covers(j.ended)


def _scorecard(r: Reading) -> dict[str, Answer]:
    end = dt.date(r.day.year - (r.day < dt.date(r.day.year, 3, 31)), 3, 31)
    window = [j for j in r.at(end) if j.ao and add_months(end, -36) < j.ao <= end and j.placed]
    a1: list[tuple[str, int]] = []
    a10: list[tuple[str, int]] = []
    a2: list[tuple[str, int]] = []
    no_a1, no_a10, no_a2 = [], [], []
    for j in window:
        assert j.placed
        placed = j.placed.start if j.placed.known else None
        stop = _carer_start(j) if j.foster_carer else placed
        if j.entry and placed:
            a1.append((j.child, (placed - j.entry).days))
        else:
            no_a1.append(j.child)
        if j.entry and stop:
            a10.append((j.child, (max(stop, j.entry) - j.entry).days))
        else:
            no_a10.append(j.child)
        if j.orders:
            at_match = [o for o in j.orders if j.match and o.start <= j.match] or [j.orders[-1]]
            if j.match and at_match[-1].known:
                a2.append((j.child, max(0, (j.match - at_match[-1].start).days)))
            else:
                no_a2.append(j.child)

    def decided(j: Journey) -> bool:
        return j.adm is not None and not _ceased(j.adm, r.day)

    found = {"A1": mean(a1, no_a1), "A10": mean(a10, no_a10), "A2": mean(a2, no_a2)}
    for code, stop, start, waits in (
        ("A1", "placed", "entry", decided),
        ("A10", "placed", "entry", decided),
        ("A2", "match", "po", lambda j: j.rows[-1]["ls"] == "E1"),
    ):
        beside = _gaps(r, r.journeys, stop, start, waits)
        waiting = beside["apart"].get("waiting")
        found[code] |= {"apart": {"waiting": waiting} if waiting else {}, "so far": beside["so far"]}
    return found


def _orders_and_runs(r: Reading) -> dict[str, Answer]:
    orders = [(j.child, o) for j in r.journeys for o in j.orders]
    runs = [(j.child, run) for j in r.journeys for run in j.runs]
    adults = {j.child for j in r.journeys if j.grown(r.first)}

    orders = [(child, o) for child, o in orders if child not in adults]

    def in_force(o: Stretch) -> bool:
        return o.start < r.first and (o.end is None or o.end >= r.first)

    placed = [j for j in r.journeys if j.placed and j.placed.known and r.covers(j.placed.start)]
    early = [
        j for j in placed
        if any(row["place"] in ("U2", "U5") and row["decom"] < j.placed.start for row in j.rows)  # type: ignore[union-attr]
    ]  # fmt: skip
    return {
        "K08": share(
            (child for child, o in orders if o.replaced and r.covers(o.end)),
            (child for child, o in orders if in_force(o) or r.covers(o.start)),
        ),
        "K09": share(
            (child for child, run in runs if run.replaced and r.covers(run.end)),
            (child for child, run in runs if run.known and r.covers(run.start)),
            (child for child, run in runs if not run.known and r.covers(run.start)),
        ),
        "K06": share(
            names(early),
            names(placed),
            (j.child for j in r.journeys if j.placed and not j.placed.known and r.covers(j.placed.start)),
        ),
    }


def _stability(r: Reading) -> dict[str, Answer]:
    care, since = r.in_care(), add_months(r.day, -12) + DAY
    times: dict[str, list[Journey]] = {}
    for j in r.journeys:
        times.setdefault(j.child, []).append(j)
    moved = {j.child for j in care if _placements(times[j.child], since) >= 3}
    long, same, unsure = set(), set(), set()
    for j in care:
        if j.dob is not None and birthday(j.dob, 16) <= r.day:
            continue
        enough = j.begins <= add_months(r.day, -30)
        if j.dob is None or (not enough and j.entry is None):
            if enough or j.entry is None:
                unsure.add(j.child)
            continue
        if not enough:
            continue
        long.add(j.child)
        two_years = add_months(r.day, -24)
        start = j.stays[-1].start if j.stays else j.begins
        if j.adoptive and len(j.stays) > 1 and j.stays[-1].first_place in ADOPTIVE:
            start = j.stays[-2].start
        if start <= two_years:
            same.add(j.child)
    return {
        "ST1": share(moved, {j.child for j in care}),
        "ST2": share(same, long, unsure),
    }


def _placements(times: list[Journey], since: dt.date) -> int:
    """Placements of a child open after a day; a foster carer's adoption prolongs the placement with that carer."""
    found = 0
    for j in times:
        for stay, after in zip(j.stays, [*j.stays[1:], None], strict=False):
            end = after.end if after and after.by_carer else stay.end
            counts = not stay.by_carer and stay.began not in BREAKS
            found += counts and (end is None or end > since)
    return found


def _practice(r: Reading) -> dict[str, Answer]:
    return {"R01": _reviews_in_time(r), "R02": _participation(r)} | _workers(r)


def _reviews_in_time(r: Reading) -> Answer:
    since, good, base, unknown = add_months(r.day, -12) + DAY, set(), set(), set()
    for j in r.in_care():
        if add_working_days(j.begins, 20) > r.day:
            continue
        held = [row["review"] for row in r.reviews.get(j.child, []) if j.begins <= row["review"] <= r.day]
        dues = [add_working_days(j.entry, 20)] if j.entry else [None]
        for number, review in enumerate(held):
            opening = j.entry is not None and held[0] <= add_months(j.entry, 12)
            dues.append(add_months(review, 3 if number == 0 and opening else 6))
        late = any(
            due is not None and due <= r.day and (on is None or (due >= since and on > due))
            for due, on in zip(dues, [*held, None], strict=True)
        )
        if any(due is not None and due <= r.day for due in dues):
            base.add(j.child)
            good |= set() if late else {j.child}
        else:
            unknown.add(j.child)
    return share(good, base, unknown)


def _participation(r: Reading) -> Answer:
    took, base, unknown = set(), set(), set()
    for child, rows in r.reviews.items():
        spans = [(j.begins, j.ended or r.day) for j in r.journeys if j.child == child]
        held = [row for row in rows if r.covers(row["review"])]
        held = [row for row in held if any(begins <= row["review"] <= ended for begins, ended in spans)]
        if not held:
            continue
        latest, details = held[-1], r.details.get(child)
        born = details["dob"] if details else None
        if born is None:
            unknown.add(child)
        elif birthday(born, 4) <= latest["review"]:
            base.add(child)
            if latest["review_code"] in TOOK_PART:
                took.add(child)
    return share(took, base, unknown)


def _workers(r: Reading) -> dict[str, Answer]:
    since, many, base, unknown = add_months(r.day, -12) + DAY, set(), set(), set()
    counts, days, without = [], {}, set()
    for child in {j.child for j in r.in_care()}:
        rows = [row for row in r.workers.get(child, []) if row["sw_decom"] <= r.day and row["sw_id"]]
        rows = [row for row in rows if row["sw_reason"] != "ABSENC"]
        recent = {row["sw_id"] for row in rows if row["sw_dec"] is None or row["sw_dec"] > since}
        if recent:
            base.add(child)
            counts.append((child, min(3, len(recent))))
            many |= {child} if len(recent) >= 3 else set()
        else:
            unknown.add(child)
        spells = [row for row in r.workers.get(child, []) if row["sw_decom"] <= r.day]
        present = [row for row in spells if row["sw_dec"] is None or row["sw_dec"] > r.day]
        if present:
            days[child] = (r.day - present[-1]["sw_decom"]).days
        else:
            without.add(child)
    groups = {"groups": parted(counts, lambda c: c[1], lambda c: c[0])}
    return {"S01": share(many, base, unknown) | groups, "S02": mean(days, without)}


def _carer_start(journey: Journey) -> dt.date | None:
    """When the child moved in with the foster carer who adopted: back through same-carer rows."""
    index = max(i for i, row in enumerate(journey.rows) if row["place"] not in TEMPORARY)
    while True:
        row = journey.rows[index]
        back = index - 1
        while back >= 0 and journey.rows[back]["place"] in TEMPORARY:
            back -= 1
        if back < 0:
            known = row["rne"] in ("S", "P", "B") if index == 0 else journey.rows[0]["rne"] == "S"
            return row["decom"] if known else None
        away, before = back < index - 1, journey.rows[back]
        home = away and (before["place"], before["place_provider"]) == (row["place"], row["place_provider"])
        if not home and row["rne"] not in ("T", "U", "L"):
            return row["decom"]
        index = back


def _ceased(decision: Row, day: dt.date) -> bool:
    return decision["date_placed_ceased"] is not None and decision["date_placed_ceased"] <= day


def _date(journey: Journey, event: str) -> dt.date | None:
    if event == "po":
        return journey.po.start if journey.po and journey.po.known else None
    if event == "placed":
        return journey.placed.start if journey.placed and journey.placed.known else None
    if event == "adm":
        return journey.adm["date_placed"] if journey.adm else None
    found: dt.date | None = getattr(journey, event)
    return found
