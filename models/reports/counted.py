"""What a paper says in numbers of children, as a pack that small numbers are hidden in; also that of a sealed one.

A count is known by its measure, the part of it, and the days it is over, so that two papers mean the same by the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models.disclosure import Pack, hide
from models.disclosure.times import pieces
from models.measures import MEASURES, Period, Tally
from models.publications import counted, papers
from models.publications.content import IN, OF, unpacked
from models.snapshot import Snapshot

BASE = "base"
DAY = dt.timedelta(days=1)
EVENTS = ("period", "school year", "three years")
"""What measures are over that count what happens in a time: whom they count of a shorter one are among those of a
longer one."""
FLOWS = ("M03", "M03s", "M04", "M04s")
"""Who came and who left: with them goes how many were in care before."""
COUNTS = ("children", "spells", "%", "days", "weeks", "suspensions", "exclusions", "sessions")
"""Units whose figures rest on how many children there are; staff are none."""
RATE, RATE_OF = "per 10,000", "M01"
"""A rate on a number that everybody knows gives its count away."""
BESIDE = "beside"
"""What the part of a count begins with that stands beside the figure."""

End = tuple[str, str, dt.date]
"""A day on which a time begins or has ended, of a part of a measure."""


@dataclass(frozen=True)
class Of:
    """What a count is of."""

    code: str
    first: dt.date
    last: dt.date
    part: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.part} {self.first}..{self.last}".replace("  ", " ")

    @property
    def nested(self) -> bool:
        """Whether whom it counts of a shorter time are among those of a longer one; who still waits is of the day."""
        measure = MEASURES.get(self.code)
        return measure is not None and measure.over in EVENTS and not self.part.startswith(BESIDE)

    @property
    def ends(self) -> tuple[End, End]:
        """The day it begins on, and the day after its last."""
        return (self.code, self.part, self.first), (self.code, self.part, self.last + DAY)


@dataclass
class Counted:
    """The counts of one paper."""

    pack: Pack = field(default_factory=Pack)
    of: dict[str, Of] = field(default_factory=dict)

    def put(self, what: Of, counted: pl.Series | int) -> str:
        """A count, of these children where they are known, and the key it is known by."""
        key = str(what)
        if key not in self.of:
            self.of[key] = what
            if isinstance(counted, int):
                self.pack.count(key, counted)
            else:
                self.pack.count(key, len(counted), [(child, what.last) for child in counted])
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


def hidden(paper: Counted, before: Sequence[Counted] = ()) -> frozenset[str]:
    """Which counts of a paper must not be printed, beside what was published before, the oldest first.

    A paper that was published is printed again as it was.
    """
    for each in before:
        if each.pack.hidden is not None and _same(each, paper):
            return each.pack.hidden
    known: dict[str, Of] = {}
    packs: list[Pack] = []
    days, times = {of.last for of in paper.of.values()}, _times(paper, before)
    for each in (*(_touching(one, days, times) for one in before), paper):
        known |= each.of
        values = {key: value for pack in (*packs, each.pack) for key, value in pack.counts.items()}
        packs.append(_related(each.pack, known, values))
    return hide(packs[-1], packs[:-1])


def _same(one: Counted, other: Counted) -> bool:
    return {key: one.pack.counts[key] for key in one.of} == {key: other.pack.counts[key] for key in other.of}


def _times(paper: Counted, before: Sequence[Counted]) -> set[End]:
    """Where the times of a paper's counts begin and end, and those of earlier ones that can be told from them: each
    begins or ends with the next."""
    earlier = [of.ends for each in before for of in each.of.values() if of.nested]
    found = {end for of in paper.of.values() if of.nested for end in of.ends}
    while more := {end for ends in earlier if not found.isdisjoint(ends) for end in ends} - found:
        found |= more
    return found


def _touching(before: Counted, days: Collection[dt.date], times: Collection[End]) -> Counted:
    """What has to do with a paper: whom counts of its days count, and how many over the times that meet its own."""
    found = Counted(Pack(hidden=before.pack.hidden))
    for key, of in before.of.items():
        if of.last in days or (of.nested and (of.code in FLOWS or of.ends[0] in times)):
            found.of[key] = of
            found.pack.count(key, before.pack.counts[key], before.pack.whom.get(key) if of.last in days else None)
    return found


def _related(pack: Pack, known: Mapping[str, Of], values: Mapping[str, int]) -> Pack:
    """A pack with what follows for its counts from those over other times; within a day the children say it."""
    found = Pack(dict(pack.counts), dict(pack.whom), list(pack.sums), set(pack.unseen), pack.hidden)
    alike: dict[tuple[str, str], list[str]] = {}
    for key, of in known.items():
        if of.nested:
            alike.setdefault((of.code, of.part), []).append(key)
    for (code, part), keys in alike.items():
        told = {(known[key].first, known[key].last): values[key] for key in keys}
        counts, sums = pieces(told)
        for (first, last), value in counts.items():
            if values.get(key := str(Of(code, first, last, part))) != value:
                found.count(key, value, unseen=True)
        for whole, parts in sums:
            found.sum(str(Of(code, *whole, part)), [str(Of(code, *each, part)) for each in parts])
    for of in known.values():
        if of.code == "M03s":
            was, now = (str(Of("M01", day, day)) for day in (of.first - DAY, of.last))
            came, left = (str(Of(code, of.first, of.last)) for code in ("M03s", "M04s"))
            if {now, came, left} <= pack.counts.keys() and was not in values and pack.hidden is None:
                # how many were in care is told sooner or later: rather than that, who came or left is hidden
                stood = pack.counts[now] + pack.counts[left] - pack.counts[came]
                values, found.counts = {**values, was: stood}, {was: stood, **found.counts}
            if {was, now, left} <= values.keys():
                both = f"{was} and {came}"
                found.count(both, values[was] + values[came], unseen=True)
                found.sum(both, (was, came))
                found.sum(both, (now, left))
    return found


def published(snapshot: Snapshot, compared: Mapping[str, Any] | None) -> list[Counted]:
    """All that was published, whatever day it is of, the oldest first; and what the paper is to be compared with."""
    facts = snapshot.facts.whole
    found = papers(facts)
    more = [] if compared is None or any(each.sealed == compared for each in found) else [of_sealed(compared)]
    return [*(of_sealed(each.sealed, counted(facts, each.number)) for each in found), *more]


def told(paper: Counted, unprinted: frozenset[str], snapshot: Snapshot) -> dict[str, Any]:
    """What a paper tells, as it is sealed when the paper is written: later papers are held against it.

    `whom` is of each child which counts counted it, by their places: a row a child, and no part of what is sealed.
    """
    pack = paper.pack
    whom: dict[str, list[str]] = {}
    for place, key in enumerate(paper.of):
        for child, _ in pack.whom.get(key, ()):
            whom.setdefault(child, []).append(str(place))
    return {
        "counts": [
            [of.code, of.part, of.first.isoformat(), of.last.isoformat(), pack.counts[key]]
            for key, of in paper.of.items()
        ],
        "hidden": sorted(unprinted),
        "after": max((each.number for each in papers(snapshot.facts.whole)), default=0),
        "whom": tuple((child, " ".join(whom[child])) for child in sorted(whom)),
    }


def of_sealed(content: Mapping[str, Any], whom: pl.DataFrame | None = None) -> Counted:
    """The counts of a sealed publication, printed by the same rules; or those of a paper, as it was printed.

    `whom` are its row keys; a count without them is known as a number alone.
    """
    if "told" in content:
        return _of_paper(content["told"], whom)
    found = Counted()
    rows = _children(None if whom is None else unpacked(whom).select("code", "role", "child"))
    for figure in content["figures"]:
        code, unit = figure["code"], figure["unit"]
        first, last = (dt.date.fromisoformat(figure[end]) for end in ("first", "last"))
        if figure["value"] is None or not (unit in COUNTS or unit == RATE):
            continue
        if unit != RATE and "base" in figure:
            found.put(Of(code, first, last, BASE), rows.get((code, OF), figure["base"]))
        found.put(Of(RATE_OF if unit == RATE else code, first, last), rows.get((code, IN), figure["counted"]))
    return found


def _of_paper(content: Mapping[str, Any], whom: pl.DataFrame | None) -> Counted:
    """A paper's counts, as they were sealed when it was written."""
    found = Counted()
    places = pl.col("counted").str.split(" ").alias("place")
    rows = _children(None if whom is None else whom.select(places, "child").explode("place"))
    for place, (code, part, first, last, value) in enumerate(content["counts"]):
        of = Of(code, dt.date.fromisoformat(first), dt.date.fromisoformat(last), part)
        found.put(of, value)
        if (children := rows.get((str(place),))) is not None:
            found.pack.whom[str(of)] = [(child, of.last) for child in children]
    found.pack.hidden = frozenset(content["hidden"])
    return found


def _children(rows: pl.DataFrame | None) -> dict[tuple[Any, ...], pl.Series]:
    """The children of rows by what stands in the other columns."""
    if rows is None:
        return {}
    by = [name for name in rows.columns if name != "child"]
    return {key: part["child"] for key, part in rows.sort("child").partition_by(by, as_dict=True).items()}
