"""The minutes of a meeting: put together from what is recorded while it runs, and read from the seal once signed off.

The seal is one text: the minutes as JSON, its keys in order; the fingerprint is its SHA-256. What was corrected later
stands beside it and never in it.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from models.dates import british
from models.rules.house import House
from models.rules.pmg.agenda import TAKEN_OFF
from models.rules.pmg_actions import by_themselves, over
from models.rules.pmg_meetings import CARRIES, as_notes, of_authority
from models.rules.policies import policies
from models.snapshot import Snapshot

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Member:
    """Who was at the meeting or was not: the worker's identifier or a role, for whom, and a declared interest."""

    who: str
    role: str | None
    present: str
    interest: str | None


@dataclass(frozen=True)
class Owed:
    """An action: agreed at the meeting, carried by it for the so-manieth time, or ended since the one before."""

    number: int
    agreed: dt.date
    words: str
    owner: str | None
    due: dt.date | None
    carried: int
    ends: dt.date | None
    why_ended: str | None
    evidence: str | None
    otherwise: str | None = None
    """What the last minutes that told of it say otherwise: its words, owner or due day, or that it was open."""


class Before(NamedTuple):
    """An action as the minutes of an earlier meeting have it, the last that told of it."""

    held: dt.date
    words: str
    owner: str | None
    due: dt.date | None
    ends: dt.date | None
    confirmed: bool

    def otherwise(self, row: Row) -> str | None:
        """What these minutes say otherwise than is recorded now, in words; None where nothing."""
        told = [f"“{self.words}”"] if row["words"] != self.words else []
        if row["owner"] != self.owner:
            told.append(f"owner {self.owner or 'nobody'}")
        if row["due"] != self.due:
            told.append(f"due {british(self.due)}" if self.due else "no due day")
        said = [] if self.confirmed else [f"Agreed without a quorum on {british(self.held)}"]
        said += [f"Until now: {', '.join(told)}"] if told else []
        if self.ends is not None and self.ends != row["ends"]:
            said.append(f"The minutes of {british(self.held)} had it closed on {british(self.ends)}")
        elif row["ends"] is not None and row["ends"] <= self.held:
            said.append(f"Closed since, dated {british(row['ends'])}: the minutes of {british(self.held)} had it open")
        return ". ".join(said) or None


def told_before(seals: Iterable[str]) -> dict[tuple[str, int], Before]:
    """By child and number, how the minutes signed off so far have each action; the later minutes count."""
    found: dict[tuple[str, int], Before] = {}
    for said in sorted((json.loads(seal) for seal in seals), key=lambda said: str(said["held"])):
        for item in said["items"]:
            for owed in item["actions"]:
                _dated(owed, "due", "ends")
                cells = {name: owed[name] for name in ("words", "owner", "due", "ends")}
                confirmed = not said.get("without_quorum") or owed["agreed"] != said["held"]
                held = dt.date.fromisoformat(said["held"])
                found[item["child"], owed["number"]] = Before(held, **cells, confirmed=confirmed)
    return found


@dataclass(frozen=True)
class Raised:
    """An escalation that stood on the day of the meeting, or was made or settled since the one before; those that came
    by themselves, also of this very meeting, are among them."""

    action: int
    rung: str
    since: dt.date
    why: str | None
    answered: dt.date | None
    outcome: str | None
    by_itself: bool = False
    """It came of the carrying, and was recorded by nobody."""


@dataclass(frozen=True)
class Item:
    """What was said of one child: why the child was on the agenda, the decision, the state agreed, what was heard."""

    child: str
    place: int
    put: str | None
    why: str | None
    discussed: dt.date | None
    decision: str | None
    agreed: str | None
    heard: str | None
    seconds: int | None
    actions: tuple[Owed, ...]
    escalations: tuple[Raised, ...]


@dataclass(frozen=True)
class Correction:
    """What was put right after the minutes were signed off."""

    number: int
    said: dt.date
    words: str
    child: str | None


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting; `sealed` and `fingerprint` once they are signed off."""

    held: dt.date
    chair: str | None
    quorum: int | None
    minutes_each: int | None
    as_at: dt.date | None
    known: int | None
    begun: str | None
    closed: str | None
    notes: str | None
    members: tuple[Member, ...]
    items: tuple[Item, ...]
    taken_off: tuple[tuple[str, str | None], ...] = ()
    """Children whom the chair took off the agenda, and why."""
    house: House | None = None
    """The house style that they are printed in for ever; blank in seals that are older than it."""
    without_quorum: str | None = None
    """Why it was held without a quorum: then these are notes, and what was said is to be confirmed."""
    signed: dt.date | None = None
    signed_by: str | None = None
    fingerprint: str | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def there(self) -> int:
        """How many members were there."""
        return sum(member.present == "PRESENT" for member in self.members)


_OUTSIDE = ("signed", "signed_by", "fingerprint", "corrections")
"""What is said about the sealed minutes and is not in them."""


def written(
    meeting: Row,
    attendance: Iterable[Row],
    items: Sequence[Row],
    actions: Iterable[Row],
    escalations: Iterable[Row],
    signed: Sequence[dt.date],
    most: int,
    house: House | None = None,
    before: Mapping[tuple[str, int], Before] = MappingProxyType({}),
    without: str | None = None,
) -> Minutes:
    """The minutes of a meeting from what is recorded: the rows of its members and items, all actions and recorded
    escalations of their children, the days of the meetings signed off, how often an action is carried before it
    escalates by itself (this meeting counts as signed off), the house style, how the minutes before have each action,
    and why it was held `without` a quorum: then it carries nothing."""
    held: dt.date = meeting["held"]
    earlier = sorted(day for day in signed if day < held)
    last = max(earlier, default=dt.date.min)
    carrying = earlier if without else [*earlier, held]
    owed: dict[str, list[Owed]] = {}
    own: dict[str, list[Row]] = {}
    for row in actions:
        own.setdefault(row["child"], []).append(row)
        ended, was = row["ends"], before.get((row["child"], row["number"]))
        new = ended is None or (ended > last if was is None else ended != was.ends)
        if row["meeting"] <= held and new:
            carried = sum(row["meeting"] < day and (ended is None or ended > day) for day in carrying)
            cells = {name: row[name] for name in _OWED}
            told = Owed(agreed=row["meeting"], carried=carried, otherwise=was and was.otherwise(row), **cells)
            owed.setdefault(row["child"], []).append(told)
    up: dict[str, list[Row]] = {}
    for row in escalations:
        up.setdefault(row["child"], []).append(row)
    raised = {
        child: _raised(own.get(child, ()), up.get(child, ()), carrying, held, last, most) for child in {*own, *up}
    }
    here = sorted((row for row in items if row["off"] != TAKEN_OFF), key=lambda row: (row["place"] or 0, row["child"]))
    told_items = (
        Item(
            place=place,
            actions=tuple(sorted(owed.get(row["child"], ()), key=lambda one: one.number)),
            escalations=tuple(sorted(raised.get(row["child"], ()), key=lambda one: (one.action, one.since, one.rung))),
            **{name: row[name] for name in _ITEM},
        )
        for place, row in enumerate(here, 1)
    )
    return Minutes(
        members=tuple(
            Member(**{name: row[name] for name in _MEMBER}) for row in sorted(attendance, key=lambda row: row["who"])
        ),
        items=tuple(told_items),
        house=house,
        without_quorum=without,
        taken_off=tuple(sorted((row["child"], row["why"]) for row in items if row["off"] == TAKEN_OFF)),
        **{name: meeting[name] for name in _MEETING},
    )


def _raised(
    actions: Sequence[Row],
    escalations: Sequence[Row],
    carrying: Sequence[dt.date],
    held: dt.date,
    last: dt.date,
    most: int,
) -> list[Raised]:
    """The escalations of a child that the meeting tells of, over those that carry."""
    ends = {row["number"]: row["ends"] for row in actions}
    told = [(row, False) for row in escalations if row["since"] <= held]
    told += [(row, True) for row in by_themselves(actions, escalations, carrying, most)]
    return [
        Raised(by_itself=alone, **{name: row[name] for name in _RAISED})
        for row, alone in told
        if (over(row["answered"], ends.get(row["action"])) or dt.date.max) > last
    ]


_OWED = ("number", "words", "owner", "due", "ends", "why_ended", "evidence")
_RAISED = ("action", "rung", "since", "why", "answered", "outcome")
_ITEM = ("child", "put", "why", "discussed", "decision", "agreed", "heard", "seconds")
_MEMBER = ("who", "role", "present", "interest")
_MEETING = ("held", "chair", "quorum", "minutes_each", "as_at", "known", "begun", "closed", "notes")


def sealed(minutes: Minutes) -> str:
    """The minutes as the one text that is sealed: JSON, its keys in order, nothing in it that came after."""
    return json.dumps(
        {name: value for name, value in plain(minutes).items() if name not in _OUTSIDE},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=dt.date.isoformat,
    )


def plain(minutes: Minutes) -> dict[str, Any]:
    """The minutes as plain data, a logo as its base64 text; no house style where none is sealed."""
    cells = dataclasses.asdict(minutes)
    if minutes.without_quorum is None:
        del cells["without_quorum"]
    if minutes.house is None:
        del cells["house"]
    else:
        cells["house"]["logo"] = base64.b64encode(minutes.house.logo).decode()
    return cells


def fingerprint(seal: str) -> str:
    """The SHA-256 of a seal, in hexadecimal."""
    return hashlib.sha256(seal.encode()).hexdigest()


def read(seal: str) -> Minutes:
    """The minutes that a seal holds."""
    cells: dict[str, Any] = json.loads(seal)
    _dated(cells, "held", "as_at")
    items = []
    for item in cells["items"]:
        _dated(item, "discussed")
        for owed in item["actions"]:
            _dated(owed, "agreed", "due", "ends")
        for raised in item["escalations"]:
            _dated(raised, "since", "answered")
        item["actions"] = tuple(Owed(**owed) for owed in item["actions"])
        item["escalations"] = tuple(Raised(**raised) for raised in item["escalations"])
        items.append(Item(**item))
    cells["items"] = tuple(items)
    cells["members"] = tuple(Member(**member) for member in cells["members"])
    cells["taken_off"] = tuple((child, why) for child, why in cells["taken_off"])
    if style := cells.get("house"):
        cells["house"] = House(style["name"], style["marking"], base64.b64decode(style["logo"]))
    return Minutes(**cells)


def _dated(cells: dict[str, Any], *names: str) -> None:
    for name in names:
        if cells[name] is not None:
            cells[name] = dt.date.fromisoformat(cells[name])


def minutes(snapshot: Snapshot, held: dt.date) -> Minutes | None:
    """The minutes of a meeting: as they are so far, or as they were sealed, with what was corrected since; None where
    no meeting was called for that day."""
    called = of_authority(snapshot, "meeting").to_dicts()
    row = next((each for each in called if each["held"] == held), None)
    if row is None:
        return None
    if row["sealed"] is None:
        return _so_far(snapshot, row, [each for each in called if each["signed"] is not None])
    said = of_authority(snapshot, "minute_correction").filter(pl.col("meeting") == held).sort("number")
    corrections = said.select("number", "said", "words", "child_ref").rows()
    return dataclasses.replace(
        read(row["sealed"]),
        signed=row["signed"],
        signed_by=row["signed_by"],
        fingerprint=row["fingerprint"],
        corrections=tuple(Correction(*cells) for cells in corrections),
    )


def _so_far(snapshot: Snapshot, row: Row, signed: Sequence[Row]) -> Minutes:
    here = pl.col("meeting") == row["held"]
    items = snapshot["pmg_item"].filter(here)
    who = of_authority(snapshot, "attendance").filter(here)
    actions, escalations = (
        snapshot[table].join(items.select("child"), on="child", how="semi").to_dicts()
        for table in ("pmg_action", "escalation")
    )
    most, days = max(policies(snapshot.facts)[CARRIES], 1), [each["held"] for each in signed if not as_notes(each)]
    before = told_before(each["sealed"] for each in signed if each["sealed"] and each["held"] < row["held"])
    return written(row, who.to_dicts(), items.to_dicts(), actions, escalations, days, most, before=before)
