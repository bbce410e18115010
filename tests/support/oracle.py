"""The journeys once more, child by child in plain Python: a second reading to hold the first against.

Rows are dicts as the tables have them. What the measures say of these journeys is read in `answers`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models.dates import birthday
from models.snapshot import Facts

Row = Mapping[str, Any]
DAY = dt.timedelta(days=1)
BREAKS, TEMPORARY, ADOPTIVE = {"V3", "V4"}, {"T0", "T1", "T2", "T3", "T4"}, {"A3", "A4", "A5", "A6"}
SGO = {"E43", "E44", "E45", "E46", "E47", "E48"}


@dataclass
class Stay:
    """One placement, temporary moves aside."""

    last_row: Row
    start: dt.date
    known: bool
    began: str | None
    """The legal status it began under."""
    first_place: str | None
    by_carer: bool = False
    """Whether the foster carer of the stay before adopts."""
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
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    """The first and the last day of which something recorded belongs to it."""

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
        self.facts, self.day, self.first = facts, day, first
        self.episodes = by_child(facts["care_episode"].sort("child", "decom").iter_rows(named=True))
        self.details = {row["child"]: row for row in facts["child_details"].iter_rows(named=True)}
        self.decisions = by_child(facts["adm_decision"].sort("child", "date_placed").iter_rows(named=True))
        self.adoptions = {row["child"]: row for row in facts["adoption"].iter_rows(named=True)}
        steps = facts["milestone"].filter(pl.col("kind") == "MATCH").iter_rows(named=True)
        self.matched_before = {child: [row["day"] for row in rows] for child, rows in by_child(steps).items()}
        self.reviews = by_child(facts["review"].sort("child", "review").iter_rows(named=True))
        self.workers = by_child(facts["social_worker"].sort("child", "sw_decom").iter_rows(named=True))
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
                begins = chain[0]["decom"]
                since = dt.date.min if before is None else min(before["dec"] + DAY if before["dec"] else begins, begins)
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
        journey.since, journey.until = since, until
        for decision in self.decisions.get(child, []):
            if since <= decision["date_placed"] <= until:
                journey.adm = decision
        matches = [self.adoptions.get(child, {}).get("date_match"), *self.matched_before.get(child, ())]
        journey.match = max((match for match in matches if match and since <= match <= until), default=None)
        lasting = [row for row in chain if row["place"] not in TEMPORARY]
        journey.adoptive = bool(lasting) and lasting[-1]["place"] in ADOPTIVE
        journey.foster_carer = self.adoptions.get(child, {}).get("foster_care") == "1" or (
            bool(lasting) and lasting[-1]["place"] in ("A3", "A5")
        )
        return journey

    def covers(self, on: dt.date | None) -> bool:
        return on is not None and self.first <= on <= self.day

    def in_care(self) -> list[Journey]:
        """The journeys of the children in care on the day: of two at once the later."""
        return list({journey.child: journey for journey in self.journeys if journey.in_care(self.day)}.values())


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
        known = row["rne"] in ("S", "P", "T", "B", "U") if index == 0 else bool(stays) or journey.rows[0]["rne"] == "S"
        if not stays:
            stays.append(Stay(row, row["decom"], known, row["ls"], row["place"]))
        else:
            last = stays[-1].last_row
            home = away and (row["place"], row["place_provider"]) == (last["place"], last["place_provider"])
            if not home and row["rne"] not in ("T", "U", "L"):
                stays[-1].end = row["decom"]
                by_carer = row["place"] in ("A3", "A5") and (last["place"] or "").startswith("U")
                stays.append(Stay(row, row["decom"], True, row["ls"], row["place"], by_carer))
            else:
                stays[-1].last_row = row
        if row["place"] in ADOPTIVE and not journey.adoptive:
            moved_house = index == 0 and row["rne"] in ("T", "U") and row["place"] in ("A4", "A6")
            runs.append(Stretch(row["decom"], known and not moved_house))
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
