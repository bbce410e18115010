"""What a paper says in numbers of children, as a pack that small numbers are hidden in; also that of a sealed one.

A count is known by its measure, the part of it, and the days it is over, so that two papers mean the same by the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models.disclosure import FLOOR, Pack, hide
from models.disclosure.sets import Bits, within
from models.disclosure.times import pieces
from models.measures import MEASURES, Period, Tally
from models.publications import papers
from models.snapshot import Snapshot

BASE = "base"
WITHIN = {
    "K02": "M01",
    "K03": "K02",
    "K11": "M01",
    "K13": "M01",
    "K15": "M01",
    "K01": "M04",
    "K10": "M04",
    "T03": "K01",
    "M03": "M03s",
    "M04": "M04s",
    "M05": "M04s",
    "A4": "K01",
    "A4 base": "M04",
    "A9": "M01",
    "K04": "K02",
    "K05 base": "K02",
    "K12": "K11",
    "K14": "K13",
}
"""Whom a measure counts among whom, on the same day or over the same time."""
EVENTS = ("K01", "K10", "M03", "M04", "M03s", "M04s", "T01", "T03")
"""Measures whose children of a shorter time are among those of a longer one."""
COUNTS = ("children", "spells", "%", "days", "weeks", "suspensions", "exclusions", "sessions")
"""Units whose figures rest on how many children there are; staff are none."""
RATE, RATE_OF = "per 10,000", "M01"
"""A rate on a number that everybody knows gives its count away."""
BESIDE = "beside"
"""What the part of a count begins with that stands beside the figure and is no part of it."""


@dataclass(frozen=True)
class Of:
    """What a count is of."""

    code: str
    first: dt.date
    last: dt.date
    part: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.part} {self.first}..{self.last}".replace("  ", " ")

    def among(self, other: Of) -> bool:
        """Whether its time lies within another's of the same measure and part."""
        same = (self.code, self.part) == (other.code, other.part) and self != other
        return same and self.code in EVENTS and other.first <= self.first and self.last <= other.last


@dataclass
class Counted:
    """The counts of one paper."""

    pack: Pack = field(default_factory=Pack)
    of: dict[str, Of] = field(default_factory=dict)
    rows: dict[str, pl.Series] = field(default_factory=dict)
    """Whom each counts, where that is known."""
    related: bool = False
    """Whether what follows from what was said already, as it is of a paper that was published."""

    def put(self, what: Of, counted: pl.Series | int) -> str:
        """A count, of these children where they are known, and the key it is known by."""
        key = str(what)
        if key not in self.of:
            self.of[key] = what
            if isinstance(counted, pl.Series):
                self.rows[key] = counted
            self.pack.count(key, counted if isinstance(counted, int) else len(counted))
        return key

    def tally(self, code: str, period: Period, tally: Tally) -> tuple[str, ...]:
        """All that a measure's answer rests on: whom it counts and, of a share, whom it is a share of."""
        over = period.over(MEASURES[code].over)
        if tally.kept and tally.unit == RATE:
            return (self.put(Of(RATE_OF, over.first, over.last), tally.children),)
        if not tally.kept or tally.unit not in COUNTS:
            return ()
        base = Of(code, over.first, over.last, BASE)
        keys = [] if tally.base is None else [self.put(base, tally.base)]
        return (*keys, self.put(Of(code, over.first, over.last), tally.children))


def hidden(paper: Counted, sealed: Iterable[Mapping[str, Any]] = ()) -> frozenset[str]:
    """Which counts of a paper must not be printed, beside what was published before (as sealed, the oldest first).

    A paper that was published is printed again as it was.
    """
    before: list[Counted] = []
    for content in sealed:
        each = of_sealed(content)
        if each.pack.hidden is not None and _same(each, paper):
            return each.pack.hidden
        before.append(each)
    for at, each in enumerate((*before, paper)):
        if not each.related:
            _relate(each, before[:at])
    return hide(paper.pack, [each.pack for each in before])


def _same(one: Counted, other: Counted) -> bool:
    return {key: one.pack.counts[key] for key in one.of} == {key: other.pack.counts[key] for key in other.of}


def published(snapshot: Snapshot, compared: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """All that was published, whatever day it is of, the oldest first; and what the paper is to be compared with."""
    found = [each.sealed for each in papers(snapshot.facts.whole)]
    return found if compared is None or compared in found else [*found, compared]


def told(paper: Counted, unprinted: frozenset[str], snapshot: Snapshot) -> dict[str, Any]:
    """What a paper tells, as it is sealed when the paper is written: later papers are held against it."""
    pack = paper.pack
    return {
        "counts": [
            [of.code, of.part, of.first.isoformat(), of.last.isoformat(), pack.counts[key]]
            for key, of in paper.of.items()
        ],
        "unseen": {key: pack.counts[key] for key in sorted(pack.unseen)},
        "sums": [[whole, list(parts)] for whole, parts in pack.sums],
        "hidden": sorted(unprinted),
        "after": max((each.number for each in papers(snapshot.facts.whole)), default=0),
    }


def _of_paper(content: Mapping[str, Any]) -> Counted:
    """A paper's counts, as they were sealed when it was written."""
    found = Counted(related=True)
    for code, part, first, last, value in content["counts"]:
        found.put(Of(code, dt.date.fromisoformat(first), dt.date.fromisoformat(last), part), value)
    for key, value in content["unseen"].items():
        found.pack.count(key, value, unseen=True)
    for whole, parts in content["sums"]:
        found.pack.sum(whole, parts)
    found.pack.hidden = frozenset(content["hidden"])
    return found


def of_sealed(content: Mapping[str, Any]) -> Counted:
    """The counts of a sealed publication, printed by the same rules; or those of a paper, as it was printed."""
    if "told" in content:
        return _of_paper(content["told"])
    found = Counted()
    for figure in content["figures"]:
        first, last = (dt.date.fromisoformat(figure[end]) for end in ("first", "last"))
        if figure["unit"] == RATE and figure["value"] is not None:
            found.put(Of(RATE_OF, first, last), figure["counted"])
        if figure["unit"] not in COUNTS or figure["value"] is None:
            continue
        if "base" in figure:
            found.put(Of(figure["code"], first, last, BASE), figure["base"])
        found.put(Of(figure["code"], first, last), figure["counted"])
        if figure["unit"] == "children":
            for group in figure.get("groups", ()):
                found.put(Of(figure["code"], first, last, group["code"]), int(group["value"]))
    return found


def _relate(paper: Counted, before: list[Counted]) -> None:
    """Who is among whom: parts of a measure, measures of a day, shorter times of longer ones, of papers before too."""
    packs = [each.pack for each in before]
    known = {key: of for each in (*before, paper) for key, of in each.of.items()}
    for key, of in paper.of.items():
        among = WITHIN.get(f"{of.code} {of.part}".strip())
        wholes = [] if among is None else [Of(among, of.first, of.last)]
        if of.part not in ("", BASE) and not of.part.startswith(BESIDE):
            wholes.append(Of(of.code, of.first, of.last))
        elif not of.part:
            wholes.append(Of(of.code, of.first, of.last, BASE))
        for whole in map(str, wholes):
            if whole in known:
                paper.pack.within(key, whole, packs)
    alike: dict[tuple[str, str], list[str]] = {}
    for key, of in known.items():
        if of.code in EVENTS:
            alike.setdefault((of.code, of.part), []).append(key)
    for (code, part), keys in alike.items():
        if any(key in paper.of for key in keys):
            _over_time(paper, packs, {key: known[key] for key in keys}, code, part)
    _by_rows(paper)


def _by_rows(paper: Counted) -> None:
    """Who is among whom of those counted to the same day, as their rows have it: so whatever measure they are of."""
    days: dict[dt.date, dict[str, pl.Series]] = {}
    for key, rows in paper.rows.items():
        if len(rows):
            days.setdefault(paper.of[key].last, {})[key] = rows
    for counted in days.values():
        bits = Bits()
        for whole, parts, rest in within({key: bits.of(rows.to_list()) for key, rows in counted.items()}, FLOOR):
            others = f"{whole} without {' and '.join(parts)}"
            paper.pack.count(others, rest, unseen=True)
            paper.pack.sum(whole, (*parts, others))


def _over_time(paper: Counted, before: list[Pack], known: Mapping[str, Of], code: str, part: str) -> None:
    """How the counts of one thing over several times follow from each other."""
    values = {key: value for pack in (*before, paper.pack) for key, value in pack.counts.items()}
    found, sums = pieces({(of.first, of.last): values[key] for key, of in known.items()})
    for (first, last), value in found.items():
        key = str(Of(code, first, last, part))
        if values.get(key) != value:
            paper.pack.count(key, value, unseen=True)
    for whole, parts in sums:
        paper.pack.sum(str(Of(code, *whole, part)), [str(Of(code, *each, part)) for each in parts])
    for key, of in known.items():
        for other, longer in known.items():
            apart = of.first != longer.first and of.last != longer.last
            if of.among(longer) and apart and (key in paper.of or other in paper.of):
                paper.pack.within(key, other, before)
