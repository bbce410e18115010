"""The ledger's versions of one child's facts, told in sentences that anybody in the service can read."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from models.codes import CONTINUES, label
from models.dates import british
from models.history.told import BESIDE, OVER
from models.history.words import (
    FIELDS,
    NOUNS,
    Cells,
    between,
    called,
    dated,
    fact,
    name_of,
    plain,
    said,
    several,
    small,
    value_of,
)

__all__ = ["FIELDS", "NOUNS", "UK", "Sentence", "called", "moment", "said", "sentences"]

UK = ZoneInfo("Europe/London")
MANY = 3
"""How many new facts of one kind in one act are told one by one; more are told together."""


@dataclass(frozen=True)
class Sentence:
    """One thing that changed about a child: in which act, when (UTC), by whom, and the words."""

    number: int
    at: dt.datetime
    who: str
    kind: str
    words: str

    @property
    def day(self) -> dt.date:
        """The day it was recorded, in UK time."""
        return self.at.astimezone(UK).date()


@dataclass(frozen=True)
class Change:
    """One fact before and after one act; None for a fact that was not, or is no more."""

    table: str
    before: Cells | None
    after: Cells | None


def sentences(history: pl.DataFrame) -> list[Sentence]:
    """The history of a child (every version of every fact, as the ledger has them), newest act first."""
    return told_of(history.sort(["recorded_by", "row_id"]).to_dicts())


def told_of(versions: Sequence[Mapping[str, Any]]) -> list[Sentence]:
    """The same of versions that stand in the order in which they were recorded."""
    told: list[Sentence] = []
    last: dict[tuple[str, int], Cells | None] = {}
    acts: dict[int, tuple[Mapping[str, Any], list[Change]]] = {}
    for version in versions:
        key = (version["table"], version["fact_id"])
        cells = None if version["ended"] else json.loads(version["cells"])
        acts.setdefault(version["recorded_by"], (version, []))[1].append(Change(key[0], last.get(key), cells))
        last[key] = cells
    for number, (act, changes) in acts.items():
        at = _moment(act["at"])
        told += [
            Sentence(number, at, act["who"], act["kind"], words)
            for words in _words(act["kind"], act["label"], act["who"], at.astimezone(UK).date(), changes)
        ]
    return sorted(told, key=lambda sentence: -sentence.number)


def moment(at: dt.datetime) -> str:
    """A moment as people in England read it: “4 Jun 2022 14:05”."""
    here = at.astimezone(UK)
    return f"{british(here.date())} {here:%H:%M}"


def _moment(at: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _words(kind: str, label_: str, who: str, day: dt.date, changes: Sequence[Change]) -> Iterator[str]:
    by = f" by {who} on {british(day)}"
    if kind in ("import", "demonstration"):
        for change in changes:
            if change.before is not None:
                for cell, words in _cells(change):
                    yield f"{_source(kind, _year_of(change.after or {}, cell))}: {small(words)}"
        for (table, year), group in _new(changes).items():
            yield from (f"{_source(kind, year)}: {small(words)}" for words in _recorded(table, group))
        return
    opening = "" if kind != "undo" else "Done again: " if label_.startswith("Redo ") else "Undone: "
    shown = small if opening else str
    for words in _told(changes):
        yield f"{opening}{shown(words)}{by}"


def _source(kind: str, year: int | None) -> str:
    """Where what was recorded came from."""
    if kind == "demonstration":
        return "Made for the demonstration"
    return f"Reported in the return of {year}" if year else "Reported in a return"


def _year_of(cells: Cells, cell: str) -> int | None:
    """The year of the return that filled a cell: an earlier one than reported the row last, where `older` says so."""
    found = re.search(rf"(?:^|;){cell}=(\d+)", cells.get("older") or "")
    return int(found[1]) if found else cells.get("year")


def _new(changes: Sequence[Change]) -> dict[tuple[str, int | None], list[Cells]]:
    found: dict[tuple[str, int | None], list[Cells]] = {}
    for change in changes:
        if change.before is None and change.after is not None:
            found.setdefault((change.table, change.after.get("year")), []).append(change.after)
    return found


def _recorded(table: str, rows: Sequence[Cells]) -> Iterator[str]:
    """New facts of one table in one act: one by one, or together where they are many."""
    when = NOUNS[table][1]
    if len(rows) <= MANY or not when:
        yield from (fact(table, cells) for cells in rows)
        return
    days = sorted(str(cells[when]) for cells in rows)
    yield f"{len(rows)} {several(table)}, {plain(days[0])} to {plain(days[-1])}"


def _told(changes: Sequence[Change]) -> Iterator[str]:
    """What people read of one act: each change in words, without what only follows from another."""
    episodes = [change for change in changes if change.table == "care_episode"]
    yield from _episodes(episodes)
    others = [change for change in changes if change.table != "care_episode"]
    moved = [change for change in others if change.before is not None and change.after is not None]
    made = [change for change in others if change.before is None and change.after is not None]
    gone = [change for change in others if change.before is not None and change.after is None]
    for lost in list(gone):
        twin = next((new for new in made if new.table == lost.table and _when(new) and _alike(lost, new)), None)
        if twin is not None:
            made.remove(twin)
            gone.remove(lost)
            moved.append(Change(lost.table, lost.before, twin.after))
    for change in moved:
        yield from _over(change)
    for change in made:
        if _when(change):
            yield f"{fact(change.table, change.after or {})} recorded"
        else:
            yield from _differences(change)
    yield from (f"{fact(change.table, change.before or {})} taken back" for change in gone)


def _over(change: Change) -> Iterator[str]:
    """A fact that changed, in words; where it came to its end with that, first how, as one."""
    before, after = change.before or {}, change.after or {}
    cells = OVER.get(change.table, ())
    if not cells or before.get(cells[0]) is not None or after.get(cells[0]) is None:
        yield from _differences(change)
        return
    yield f"{dated(change.table, after)}: {small(said(change.table, after, cells))}"
    yield from _differences(change, {*cells, *BESIDE})


def _alike(lost: Change, new: Change) -> bool:
    """Whether a fact that went and one that came are of one kind, so that the one may be the other on another day."""
    return called(lost.table, lost.before or {}) == called(new.table, new.after or {})


def _when(change: Change) -> str:
    return NOUNS[change.table][1]


Beginning = tuple[str, str, str]
"""What an episode begins: entry, legal or place; its code; the day."""


def _beginnings(cells: Cells | None) -> set[Beginning]:
    if not cells:
        return set()
    day, why = str(cells.get("decom")), cells.get("rne") or ""
    found = {("entry", "", day)} if why == "S" else set()
    if why in ("L", "B", "U"):
        found.add(("legal", str(cells.get("ls") or ""), day))
    if why in ("P", "T", "B", "U"):
        found.add(("place", str(cells.get("place") or ""), day))
    return found or {("episode", "", day)}


def _episodes(changes: Sequence[Change]) -> Iterator[str]:
    """What an act did to the care episodes: which statuses and placements begin on other days, then other cells.

    An edit of one date may write several episodes anew; it is told as the one change it is."""
    was = {begun for change in changes for begun in _beginnings(change.before)}
    now = {begun for change in changes for begun in _beginnings(change.after)}
    gone, made = sorted(was - now), sorted(now - was)
    for old in list(gone):
        new = next((new for new in made if new[:2] == old[:2]), None)
        if new is not None:
            yield f"{_begun(old)} date changed from {between('care_episode', 'decom', old[2], new[2])}"
            gone.remove(old)
            made.remove(new)
    for old in list(gone):
        new = next((new for new in made if (new[0], new[2]) == (old[0], old[2]) and old[0] in CODES), None)
        if new is not None:
            name, cell = CODES[old[0]]
            yield f"{name} from {plain(old[2])} changed from {between('care_episode', cell, old[1], new[1])}"
            gone.remove(old)
            made.remove(new)
    yield from (f"{_begun(begun)} of {plain(begun[2])} recorded" for begun in made)
    yield from (f"{_begun(begun)} of {plain(begun[2])} taken back" for begun in gone)
    left = {_cell(change.before, "decom") for change in changes}
    begins = {_cell(change.after, "decom") for change in changes}
    told = {kind for kind, _, _ in was ^ now}
    quiet = {"decom"} | ({"rne"} if told else set())
    quiet |= {cell for kind, cell in (("legal", "ls"), ("place", "place")) if kind in told}
    alike: set[tuple[str, Any, Any]] = set()
    for change in changes:
        if change.before is None or change.after is None:
            continue
        hidden = quiet | _follows(change, left - begins, begins - left)
        # What is corrected in every episode of a placement is told of its first alone.
        same = {(cell, change.before.get(cell), change.after.get(cell)) for cell in FIELDS["care_episode"]}
        yield from _differences(change, hidden | {cell for cell, *_ in same & alike})
        alike |= same


CODES = {"legal": ("Legal status", "ls"), "place": ("Placement", "place")}


def _begun(begun: Beginning) -> str:
    """What begins, in words."""
    kind, code, _ = begun
    if kind in CODES and not code:
        return CODES[kind][0]
    if kind == "legal":
        return label("ls", code)
    return f"Placement “{label('place', code)}”" if kind == "place" else NAMES[kind]


NAMES = {"entry": "Entry to care", "episode": "Care episode"}


def _follows(change: Change, left: AbstractSet[Any], begun: AbstractSet[Any]) -> set[str]:
    """An episode's end that only makes room for another's beginning is not told, nor what comes with it."""
    if _cell(change.before, "dec") in left or _cell(change.after, "dec") in begun:
        ends = {"dec", "reason_place_change"}
        return ends | {"rec"} if CONTINUES in (_cell(change.before, "rec"), _cell(change.after, "rec")) else ends
    return set()


def _cell(cells: Cells | None, cell: str) -> Any:
    return (cells or {}).get(cell)


def _differences(change: Change, quiet: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """Each cell of a fact that changed, in words, but for the quiet ones."""
    yield from (words for cell, words in _cells(change) if cell not in quiet)


def _cells(change: Change) -> Iterator[tuple[str, str]]:
    """Each cell of a fact that changed, and the change in words."""
    before, after = change.before or {}, change.after or {}
    when = _when(change)
    for cell in FIELDS[change.table]:
        old, new = before.get(cell), after.get(cell)
        if old == new:
            continue
        words = name_of(change.table, cell, before or after)
        name = f"{words} ({_of(change)})" if when and cell != when and before.get(when) else words
        yield cell, _changed(change.table, cell, name, old, new)


def _of(change: Change) -> str:
    cells = change.before or {}
    short = "episode" if change.table == "care_episode" else small(called(change.table, cells))
    if change.table == "plan" and cells.get("pathway"):
        short = f"plan “{plain(cells['pathway'], 'pathway')}”"  # two may be agreed on one day
    return dated(change.table, cells, short)


def _changed(table: str, cell: str, name: str, old: Any, new: Any) -> str:
    if old in (None, ""):
        return f"{name} set to {value_of(table, cell, new)}"
    if new in (None, ""):
        return f"{name} cleared, was {value_of(table, cell, old)}"
    return f"{name} changed from {between(table, cell, old, new)}"
