"""The measures once more, child by child in plain Python: a second reading to hold the first against.

Rows are dicts as the tables have them. Every answer is a sorted list of children, or of (child, days) for a mean.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.dates import add_months, birthday
from models.snapshot import Facts

Row = Mapping[str, Any]
DAY = dt.timedelta(days=1)
BREAKS, TEMPORARY, ADOPTIVE = {"V3", "V4"}, {"T0", "T1", "T2", "T3", "T4"}, {"A3", "A4", "A5", "A6"}
SGO = {"E43", "E44", "E45", "E46", "E47", "E48"}


@dataclass
class Stay:
    """One placement, temporary moves aside."""

    first: Row
    start: dt.date
    known: bool
    end: dt.date | None = None


@dataclass
class Stretch:
    """A run of E1, or of adoptive placements."""

    start: dt.date
    known: bool
    end: dt.date | None = None
    replaced: bool = False


@dataclass
class Journey:
    """One period of care as at a day."""

    child: str
    rows: list[Row]
    dob: dt.date | None
    born: Row | None
    entry: dt.date | None = None
    orders: list[Stretch] = field(default_factory=list)
    runs: list[Stretch] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    ended: dt.date | None = None
    rec: str | None = None
    adm: Row | None = None
    match: dt.date | None = None
    foster_carer: bool = False
    adoptive: bool = False

    @property
    def begins(self) -> dt.date:
        return self.rows[0]["decom"]

    @property
    def po(self) -> Stretch | None:
        return self.orders[-1] if self.orders else None

    @property
    def placed(self) -> Stretch | None:
        return self.runs[-1] if self.runs and self.adoptive else None

    @property
    def ao(self) -> dt.date | None:
        return self.ended if self.rec in ("E11", "E12") else None

    @property
    def sgo(self) -> dt.date | None:
        return self.ended if self.rec in SGO else None

    def grown(self, day: dt.date) -> bool:
        """Whether the child turned 18 before a day."""
        return self.dob is not None and birthday(self.dob, 18) < day

    def in_care(self, day: dt.date) -> bool:
        last = self.rows[-1]
        gone = last["dec"] is not None and last["dec"] <= day
        grown = self.dob is not None and birthday(self.dob, 18) <= day
        return not gone and not grown and last["ls"] not in BREAKS


def by_child(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of each child, in the order given."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["child"]].append(row)
    return found


def _as_at(rows: Iterable[Row], day: dt.date) -> list[Row]:
    return [
        {**row, "dec": None, "rec": None} if row["dec"] and row["dec"] > day else row
        for row in rows
        if row["decom"] <= day
    ]


class Reading:
    """All journeys as at a day, and the answers."""

    def __init__(self, facts: Facts, day: dt.date, first: dt.date) -> None:
        self.day, self.first = day, first
        self.episodes = by_child(facts["care_episode"].sort("child", "decom").iter_rows(named=True))
        self.details = {row["child"]: row for row in facts["child_details"].iter_rows(named=True)}
        self.decisions = by_child(facts["adm_decision"].sort("child", "date_placed").iter_rows(named=True))
        self.adoptions = {row["child"]: row for row in facts["adoption"].iter_rows(named=True)}
        self.reviews = by_child(facts["review"].sort("child", "review").iter_rows(named=True))
        self.journeys = self.at(day)

    def at(self, day: dt.date) -> list[Journey]:
        """The journeys as at a day."""
        found = []
        for child, rows in self.episodes.items():
            known = _as_at(rows, day)
            chains = [chain[_leading(chain) :] for chain in _chains(known)]
            chains = [chain for chain in chains if chain]
            for chain, after in zip(chains, [*chains[1:], None], strict=False):
                before = known[known.index(chain[0]) - 1] if known.index(chain[0]) else None
                since = dt.date.min if before is None else min(before["dec"] or chain[0]["decom"], chain[0]["decom"])
                until = day if after is None else after[0]["decom"] - DAY
                found.append(self._journey(child, chain, since, until))
        return found

    def _journey(self, child: str, chain: list[Row], since: dt.date, until: dt.date) -> Journey:
        born = self.details.get(child)
        journey = Journey(child, chain, born["dob"] if born else None, born)
        journey.entry = chain[0]["decom"] if chain[0]["rne"] == "S" else None
        last = chain[-1]
        if last["dec"] and last["rec"] != "X1":
            journey.ended, journey.rec = last["dec"], last["rec"]
        _orders(journey)
        _placements(journey)
        since, until = journey.entry or since, min(journey.ended or until, until)
        for decision in self.decisions.get(child, []):
            if since <= decision["date_placed"] <= until:
                journey.adm = decision
        match = self.adoptions.get(child, {}).get("date_match")
        if match and since <= match <= until:
            journey.match = match
        lasting = [row for row in chain if row["place"] not in TEMPORARY]
        journey.adoptive = bool(lasting) and lasting[-1]["place"] in ADOPTIVE
        journey.foster_carer = self.adoptions.get(child, {}).get("foster_care") == "1" or (
            bool(lasting) and lasting[-1]["place"] in ("A3", "A5")
        )
        return journey

    def covers(self, on: dt.date | None) -> bool:
        return on is not None and self.first <= on <= self.day

    def gaps(self, stop: str, start: str) -> tuple[list[tuple[str, int]], list[str]]:
        """Days between two events for those whose stop falls in the period, and those whose date is missing."""
        days, missing = [], []
        for journey in self.journeys:
            until = _date(journey, stop)
            if until is None or not self.covers(until) or journey.grown(until):
                continue
            since = _date(journey, start)
            if since is None:
                missing.append(journey.child)
            else:
                days.append((journey.child, (until - since).days))
        return sorted(days), sorted(missing)

    def in_care(self) -> list[Journey]:
        return [journey for journey in self.journeys if journey.in_care(self.day)]

    def answers(self) -> dict[str, Any]:
        """Every measure this reading knows, by id."""
        care = self.in_care()
        ended = [j for j in self.journeys if self.covers(j.ended) and j.rows[-1]["ls"] not in BREAKS]
        answer: dict[str, Any] = {
            "M01": sorted({j.child for j in care}),
            "M03s": sorted(j.child for j in self.journeys if self.covers(j.entry)),
            "M03": sorted({j.child for j in self.journeys if self.covers(j.entry)}),
            "M04s": sorted(j.child for j in ended),
            "M04": sorted({j.child for j in ended}),
            "K01": sorted(j.child for j in self.journeys if self.covers(j.ao)),
            "K10": sorted(j.child for j in self.journeys if self.covers(j.sgo)),
            "K02": sorted(j.child for j in care if j.rows[-1]["ls"] == "E1"),
            "K11": sorted(j.child for j in care if j.rows[-1]["place"] in ("U1", "U2", "U3")),
            "K13": sorted(j.child for j in care if j.rows[-1]["place"] == "P1" and j.rows[-1]["ls"] in ("C1", "C2")),
            "K15": sorted(
                j.child for j in care if j.rows[-1]["place"] == "K2" and j.rows[-1]["place_provider"] != "PR1"
            ),
            "A9": sorted(j.child for j in care if j.adm and not _ceased(j.adm, self.day) and not j.adoptive),
            "A16": sorted(j.child for j in self.journeys for o in j.orders if o.known and self.covers(o.start)),
            "A15": sorted(
                row["child"] for rows in self.decisions.values() for row in rows if self.covers(row["date_placed"])
            ),
        }
        before = {j.child for j in self.at(self.first - DAY) if j.in_care(self.first - DAY)}
        answer["M06"] = len(before) + len(answer["M03s"]) - len(answer["M04s"]) - len(answer["M01"])
        for code, stop, start in (
            ("T09", "adm", "entry"), ("T10", "sgo", "entry"), ("T11a", "po", "entry"), ("T11b", "ao", "entry"),
            ("T08", "match", "adm"), ("T04", "placed", "match"),
        ):  # fmt: skip
            answer[code] = self.gaps(stop, start)
        for code, stop in (("T01", "match"), ("T02", "placed"), ("T03", "ao")):
            whole = self.journeys
            self.journeys = [j for j in whole if j.po]
            answer[code] = self.gaps(stop, "po")
            self.journeys = whole
        answer.update(self._scorecard())
        answer.update(self._shares())
        answer["ST1"] = (sorted(j.child for j in care if self._placements_in_year(j.child) >= 3), answer["M01"])
        return answer

    def _scorecard(self) -> dict[str, Any]:
        end = dt.date(self.day.year - (self.day < dt.date(self.day.year, 3, 31)), 3, 31)
        window = [j for j in self.at(end) if j.ao and add_months(end, -36) < j.ao <= end and j.placed]
        a1, a10, a2 = [], [], []
        for j in window:
            assert j.placed
            if j.entry and j.placed.known:
                a1.append((j.child, (j.placed.start - j.entry).days))
            stop = _carer_start(j) if j.foster_carer else j.placed.start if j.placed.known else None
            if j.entry and stop:
                a10.append((j.child, (max(stop, j.entry) - j.entry).days))
            if j.orders and j.match:
                in_force = [o for o in j.orders if o.start <= j.match] or [j.orders[-1]]
                if in_force[-1].known:
                    a2.append((j.child, max(0, (j.match - in_force[-1].start).days)))
        return {"A1": sorted(a1), "A10": sorted(a10), "A2": sorted(a2)}

    def _shares(self) -> dict[str, Any]:
        left, base = [], []
        for j in self.journeys:
            for o in j.orders:
                in_force = o.start < self.first and (o.end is None or o.end >= self.first)
                if in_force or self.covers(o.start):
                    base.append(j.child)
                if o.replaced and self.covers(o.end):
                    left.append(j.child)
        broken = sorted(j.child for j in self.journeys for r in j.runs if r.replaced and self.covers(r.end))
        begun = sorted(j.child for j in self.journeys for r in j.runs if r.known and self.covers(r.start))
        placed = [j for j in self.journeys if j.placed and j.placed.known and self.covers(j.placed.start)]
        early = [
            j for j in placed
            if any(r["place"] in ("U2", "U5") and r["decom"] < j.placed.start for r in j.rows)  # type: ignore[union-attr]
        ]  # fmt: skip
        return {
            "K08": (sorted(left), sorted(base)),
            "K09": (broken, begun),
            "K06": (sorted(j.child for j in early), sorted(j.child for j in placed)),
        }

    def _placements_in_year(self, child: str) -> int:
        since = add_months(self.day, -12) + DAY
        return sum(1 for j in self.journeys if j.child == child for s in j.stays if s.end is None or s.end > since)


def _chains(rows: list[Row]) -> list[list[Row]]:
    chains: list[list[Row]] = []
    for row in rows:
        before = chains[-1][-1] if chains else None
        if before and before["rec"] == "X1" and before["dec"] == row["decom"]:
            chains[-1].append(row)
        else:
            chains.append([row])
    return chains


def _leading(chain: list[Row]) -> int:
    """How many short breaks lead a period."""
    return next((number for number, row in enumerate(chain) if row["ls"] not in BREAKS), len(chain))


def _orders(journey: Journey) -> None:
    """Unbroken stretches of E1."""
    before: Row | None = None
    for row in journey.rows:
        if row["ls"] == "E1" and (before is None or before["ls"] != "E1"):
            known = before is not None or row["rne"] in ("S", "L", "B", "U")
            journey.orders.append(Stretch(row["decom"], known))
        if row["ls"] != "E1" and before is not None and before["ls"] == "E1":
            journey.orders[-1].end, journey.orders[-1].replaced = row["decom"], True
        before = row
    if journey.rows[-1]["ls"] == "E1" and journey.rows[-1]["dec"]:
        journey.orders[-1].end = journey.rows[-1]["dec"]


def _placements(journey: Journey) -> None:
    """Stays and adoptive runs, temporary moves aside."""
    away = False
    for index, row in enumerate(journey.rows):
        if row["place"] in TEMPORARY:
            away = True
            continue
        stays, runs = journey.stays, journey.runs
        known = index > 0 or row["rne"] in ("S", "P", "T", "B", "U")
        if not stays:
            stays.append(Stay(row, row["decom"], known))
        else:
            last = stays[-1].first
            home = away and (row["place"], row["place_provider"]) == (last["place"], last["place_provider"])
            if not home and row["rne"] not in ("T", "U", "L"):
                stays[-1].end = row["decom"]
                stays.append(Stay(row, row["decom"], True))
            else:
                stays[-1].first = row
        if row["place"] in ADOPTIVE and not journey.adoptive:
            runs.append(Stretch(row["decom"], known))
        if row["place"] not in ADOPTIVE and journey.adoptive:
            runs[-1].end, runs[-1].replaced = row["decom"], True
        journey.adoptive = row["place"] in ADOPTIVE
        away = False
    last = journey.rows[-1]
    if last["dec"]:
        if journey.stays:
            journey.stays[-1].end = last["dec"]
        if journey.adoptive and last["rec"] != "X1":
            journey.runs[-1].end = last["dec"]
            journey.runs[-1].replaced = last["rec"] not in ("E11", "E12")


def _carer_start(journey: Journey) -> dt.date | None:
    """When the child moved in with the foster carer who adopted: back through same-carer rows."""
    assert journey.placed
    index = next(i for i, row in enumerate(journey.rows) if row["decom"] == journey.placed.start)
    while True:
        row = journey.rows[index]
        back = index - 1
        while back >= 0 and journey.rows[back]["place"] in TEMPORARY:
            back -= 1
        if back < 0:
            return row["decom"] if index > 0 or row["rne"] in ("S", "P", "B") else None
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
