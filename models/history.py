"""The ledger's versions of one child's facts, told in sentences that anybody in the service can read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from models.codes import CONTINUES, label
from models.dates import british

UK = ZoneInfo("Europe/London")
Cells = Mapping[str, Any]

FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "child_details": {
        "sex": ("Sex", "sex"),
        "dob": ("Date of birth", ""),
        "ethnic": ("Ethnicity", "ethnic"),
        "upn": ("Pupil number", "upn"),
        "mother": ("Whether a mother", "flags"),
        "mc_dob": ("Birth date of her first child", ""),
    },
    "care_episode": {
        "decom": ("Start of episode", ""),
        "ls": ("Legal status", "ls"),
        "place": ("Placement", "place"),
        "dec": ("End of episode", ""),
        "rec": ("Reason the episode ended", "rec"),
        "rne": ("Reason for new episode", "rne"),
        "cin": ("Category of need", "cin"),
        "place_provider": ("Provider", "place_provider"),
        "reason_place_change": ("Reason for change of placement", "reason_place_change"),
        "home_post": ("Home postcode", ""),
        "pl_post": ("Placement postcode", ""),
        "urn": ("Ofsted number of the placement", ""),
    },
    "uasc": {"sex": ("Sex", "sex"), "dob": ("Date of birth", ""), "duc": ("No longer unaccompanied from", "")},
    "review": {"review": ("Review date", ""), "review_code": ("Part taken in the review", "review_code")},
    "health_year": {
        "of_year": ("Year of health record", ""),
        "sdq_score": ("Strengths and difficulties score", ""),
        "sdq_reason": ("Reason for no score", "sdq_reason"),
        "convicted": ("Convicted or cautioned", "flags"),
        "health_check": ("Development check", "flags"),
        "immunisations": ("Immunisations up to date", "flags"),
        "teeth_check": ("Teeth checked", "flags"),
        "health_assessment": ("Health assessment", "flags"),
        "substance_misuse": ("Substance misuse", "flags"),
        "intervention_received": ("Help with substance misuse received", "flags"),
        "intervention_offered": ("Help with substance misuse offered", "flags"),
    },
    "care_leaver": {
        "of_year": ("Year of care leaver record", ""),
        "in_touch": ("In touch", "in_touch"),
        "activ": ("Activity", "activ"),
        "accom": ("Accommodation", "accom"),
    },
    "adoption": {
        "date_int": ("Decision date (with the adoption)", ""),
        "date_match": ("Match date", ""),
        "foster_care": ("Adopted by foster carer", "foster_care"),
        "nb_adoptr": ("Number of adopters", "nb_adoptr"),
        "sex_adoptr": ("Sex of adopters", "sex_adoptr"),
        "ls_adoptr": ("Legal status of adopters", "ls_adoptr"),
    },
    "adm_decision": {
        "date_placed": ("Decision date", ""),
        "date_placed_ceased": ("Reversal date", ""),
        "reason_placed_ceased": ("Reason for reversal", "reason_placed_ceased"),
    },
    "previous_permanence": {
        "prev_perm": ("Previous permanence", "prev_perm"),
        "la_perm": ("Authority of previous permanence", "la_perm"),
        "date_perm": ("Date of previous permanence", ""),
    },
    "missing_episode": {
        "mis_start": ("Missing from", ""),
        "missing": ("Kind of absence", "missing"),
        "mis_end": ("Missing until", ""),
    },
    "social_worker": {
        "sw_decom": ("Worker from", ""),
        "sw_id": ("Worker", ""),
        "sw_dec": ("Worker until", ""),
        "sw_reason": ("Reason for this worker", "sw_reason"),
    },
    "deprivation_order": {
        "dolo_start": ("Deprivation of liberty order from", ""),
        "dolo_end": ("Deprivation of liberty order until", ""),
    },
    "set_aside": {
        "source": ("Where a row kept aside came from", ""),
        "content": ("Row kept aside", ""),
        "why": ("Why", ""),
    },
}
"""Every cell of every stored fact in words, with the code set its value is read in (none: as it is)."""

NOUNS: dict[str, tuple[str, str]] = {
    "child_details": ("Child details", ""),
    "care_episode": ("Care episode", "decom"),
    "uasc": ("Unaccompanied asylum-seeking child", ""),
    "review": ("Review", "review"),
    "health_year": ("Health record", "of_year"),
    "care_leaver": ("Care leaver record", "of_year"),
    "adoption": ("Adoption record", ""),
    "adm_decision": ("Adoption decision", "date_placed"),
    "previous_permanence": ("Previous permanence", ""),
    "missing_episode": ("Missing episode", "mis_start"),
    "social_worker": ("Social worker", "sw_decom"),
    "deprivation_order": ("Deprivation of liberty order", "dolo_start"),
    "set_aside": ("Row kept aside", ""),
}
"""What one fact of each table is called, and the cell that says when it was."""

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
    told: list[Sentence] = []
    versions = history.sort(["recorded_by", "row_id"]).to_dicts()
    last: dict[tuple[str, int], Cells | None] = {}
    acts: dict[int, tuple[dict[str, Any], list[Change]]] = {}
    for version in versions:
        fact = (version["table"], version["fact_id"])
        cells = None if version["ended"] else json.loads(version["cells"])
        acts.setdefault(version["recorded_by"], (version, []))[1].append(Change(fact[0], last.get(fact), cells))
        last[fact] = cells
    for number, (act, changes) in acts.items():
        at = _moment(act["at"])
        told += [
            Sentence(number, at, act["who"], act["kind"], words)
            for words in _words(act["kind"], act["who"], at.astimezone(UK).date(), changes)
        ]
    return sorted(told, key=lambda sentence: -sentence.number)


def moment(at: dt.datetime) -> str:
    """A moment as people in England read it: “4 Jun 2022 14:05”."""
    here = at.astimezone(UK)
    return f"{british(here.date())} {here:%H:%M}"


def _moment(at: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _words(kind: str, who: str, day: dt.date, changes: Sequence[Change]) -> Iterator[str]:
    by = f" by {who} on {british(day)}"
    if kind in ("import", "demonstration"):
        for change in changes:
            change_year = (change.after or change.before or {}).get("year")
            source = (
                "Made for the demonstration"
                if kind == "demonstration"
                else f"Reported in the return of {change_year}"
                if change_year
                else "Reported in a return"
            )
            if change.before is not None:
                yield from (f"{source}: {_small(words)}" for words in _differences(change))
        for (table, year), group in _new(changes).items():
            source = (
                "Made for the demonstration"
                if kind == "demonstration"
                else f"Reported in the return of {year}"
                if year
                else "Reported in a return"
            )
            yield from (f"{source}: {_small(words)}" for words in _recorded(table, group))
        return
    opening = "Undone: " if kind == "undo" else ""
    shown = _small if opening else str
    for words in _told(changes):
        yield f"{opening}{shown(words)}{by}"


def _new(changes: Sequence[Change]) -> dict[tuple[str, int | None], list[Cells]]:
    found: dict[tuple[str, int | None], list[Cells]] = {}
    for change in changes:
        if change.before is None and change.after is not None:
            found.setdefault((change.table, change.after.get("year")), []).append(change.after)
    return found


def _recorded(table: str, rows: Sequence[Cells]) -> Iterator[str]:
    """New facts of one table in one act: one by one, or together where they are many."""
    noun, when = NOUNS[table]
    if len(rows) <= MANY or not when:
        yield from (_fact(table, cells) for cells in rows)
        return
    days = sorted(str(cells[when]) for cells in rows)
    plural = f"{noun.replace('y record', 'y records')}s" if not noun.endswith("child") else noun
    yield f"{len(rows)} {_small(plural)}, {_value(days[0])} to {_value(days[-1])}"


def _fact(table: str, cells: Cells) -> str:
    """One fact in a sentence without its verb: “Care episode from 3 May 2021: full care order, with parents”."""
    noun, when = NOUNS[table]
    opening = f"{noun} of {_value(cells[when])}" if when and cells.get(when) else noun
    told = said(table, cells, TOLD.get(table))
    return f"{opening}: {_small(told)}" if told else opening


def said(table: str, cells: Cells, only: Sequence[str] | None = None) -> str:
    """What is recorded of a fact, cell by cell in words; not the cell that says when it was."""
    when = NOUNS[table][1]
    parts = []
    for cell, (name, codes) in FIELDS[table].items():
        value = cells.get(cell)
        if cell == when or value in (None, "", CONTINUES) or (only is not None and cell not in only):
            continue
        words = _value(value, codes)
        if (table, cell) == ("care_episode", "dec"):
            parts.append(f"until {words}")
        else:
            parts.append(words if (table, cell) in SELF_TOLD else f"{name}: {words}")
    return "; ".join([parts[0], *(_small(part) for part in parts[1:])]) if parts else ""


SELF_TOLD = {
    ("care_episode", "ls"),
    ("care_episode", "place"),
    ("care_episode", "rec"),
    ("review", "review_code"),
    ("missing_episode", "missing"),
    ("previous_permanence", "prev_perm"),
}
"""Cells whose value says by itself what it is."""


TOLD: dict[str, tuple[str, ...]] = {"care_episode": ("ls", "place", "dec", "rec"), "set_aside": ("why",)}
"""The cells that a new fact is told by, where not all are."""


def _told(changes: Sequence[Change]) -> Iterator[str]:
    """What people read of one act: each change in words, without what only follows from another."""
    episodes = [change for change in changes if change.table == "care_episode"]
    yield from _episodes(episodes)
    others = [change for change in changes if change.table != "care_episode"]
    moved = [change for change in others if change.before is not None and change.after is not None]
    made = [change for change in others if change.before is None and change.after is not None]
    gone = [change for change in others if change.before is not None and change.after is None]
    for lost in list(gone):
        twin = next((new for new in made if new.table == lost.table and _when(new)), None)
        if twin is not None:
            made.remove(twin)
            gone.remove(lost)
            moved.append(Change(lost.table, lost.before, twin.after))
    for change in moved:
        yield from _differences(change)
    for change in made:
        if _when(change):
            yield f"{_fact(change.table, change.after or {})} recorded"
        else:
            yield from _differences(change)
    yield from (f"{_fact(change.table, change.before or {})} taken back" for change in gone)


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
            yield f"{_begun(old)} date changed from {_between(old[2], new[2], '')}"
            gone.remove(old)
            made.remove(new)
    for old in list(gone):
        new = next((new for new in made if (new[0], new[2]) == (old[0], old[2]) and old[0] in CODES), None)
        if new is not None:
            name, codes = CODES[old[0]]
            yield f"{name} from {_value(old[2])} changed from {_between(old[1], new[1], codes)}"
            gone.remove(old)
            made.remove(new)
    yield from (f"{_begun(begun)} of {_value(begun[2])} recorded" for begun in made)
    yield from (f"{_begun(begun)} of {_value(begun[2])} taken back" for begun in gone)
    left = {_cell(change.before, "decom") for change in changes}
    begins = {_cell(change.after, "decom") for change in changes}
    told = {kind for kind, _, _ in was ^ now}
    quiet = {"decom", "rne"} | ({"ls"} if "legal" in told else set()) | ({"place"} if "place" in told else set())
    for change in changes:
        if change.before is not None and change.after is not None:
            yield from _differences(change, quiet | _follows(change, left - begins, begins - left))


CODES = {"legal": ("Legal status", "ls"), "place": ("Placement", "place")}


def _begun(begun: Beginning) -> str:
    """What begins, in words."""
    kind, code, _ = begun
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
    before, after = change.before or {}, change.after or {}
    when = _when(change)
    for cell, (words, codes) in FIELDS[change.table].items():
        old, new = before.get(cell), after.get(cell)
        if old == new or cell in quiet:
            continue
        name = f"{words} ({_of(change)})" if when and cell != when and before.get(when) else words
        yield _changed(name, old, new, codes)


def _of(change: Change) -> str:
    cells = change.before or {}
    noun, when = NOUNS[change.table]
    short = "episode" if change.table == "care_episode" else _small(noun)
    return f"{short} of {_value(cells[when])}"


def _changed(name: str, old: Any, new: Any, codes: str) -> str:
    if old in (None, ""):
        return f"{name} set to {_value(new, codes)}"
    if new in (None, ""):
        return f"{name} cleared, was {_value(old, codes)}"
    return f"{name} changed from {_between(old, new, codes)}"


def _between(old: Any, new: Any, codes: str) -> str:
    """“3 to 13 May 2022”: what two dates share is said once; anything else in full."""
    first, last = _date(old), _date(new)
    if first and last and not codes:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {british(last)}"
        if first.year == last.year:
            return f"{british(first).rsplit(' ', 1)[0]} to {british(last)}"
    return f"{_value(old, codes)} to {_value(new, codes)}"


def _date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _value(value: Any, codes: str = "") -> str:
    """A cell as people read it: a date in words, a code by its meaning."""
    if codes:
        return label(codes, None if value is None else str(value))
    day = value if isinstance(value, dt.date) else _date(value)
    return british(day) if day else str(value)


def _small(words: str) -> str:
    """Words as they go on within a sentence; capitals of an abbreviation or a name stay."""
    kept = words[1:2].isupper() or words[1:2].isdigit() or words.startswith("Ofsted")
    return words if kept else words[:1].lower() + words[1:]
