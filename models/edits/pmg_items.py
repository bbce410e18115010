"""Edits of a child's place on a meeting's agenda, and of what the group decided about the child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.doors import admit
from models.edits.doors_of_meetings import on_agenda, unsigned
from models.rules.pmg.agenda import TAKEN_OFF, Line
from models.rules.pmg.asked import CHAIR, TITLES
from models.subjects import AUTHORITY, SUBJECTS

ITEM = SUBJECTS["pmg_item"]


def taken_up(tx: Tx, held: dt.date) -> Row:
    """A meeting that has begun and is not signed off."""
    row = unsigned(tx, held)
    if row["begun"] is None:
        raise Refused(f"The meeting of {british(held)} has not begun; begin it first.")
    return row


def rows_of(tx: Tx, table: str, held: dt.date) -> list[Row]:
    """The facts of a meeting, whoever they are about."""
    return list(tx.across(table, "meeting", held))


def put_on(tx: Tx, held: dt.date, lines: Sequence[Line], seen: int | None, *, fixed: bool = False) -> None:
    """Record an agenda in its order; `fixed` for good, with what put each child there and the time meant.

    Who was put on and is not among them goes; whom the chair took off, or who was discussed, stays.
    """
    there = {row["child"]: row for row in rows_of(tx, "pmg_item", held)}
    named = [line.child for line in lines]
    if len(set(named)) < len(named):
        raise Refused("A child stands on the agenda once; take the second one away.")
    for place, line in enumerate(lines, 1):
        cells: dict[str, Any] = {"place": place}
        if fixed:
            cells |= {"off": None, "put": line.put, "why": line.why, "minutes": line.minutes}
        _put(tx, line.child, held, there.get(line.child), seen, cells)
    for child, row in there.items():
        if fixed and child not in named and row["off"] != TAKEN_OFF and row["discussed"] is None:
            tx.end("pmg_item", row, seen)


def of_lines(lines: Sequence[Line]) -> frozenset[str]:
    """Whose facts an agenda's edit reads, the authority's own among them: read together, they are read once a table."""
    return frozenset({AUTHORITY, *(line.child for line in lines)})


def _put(
    tx: Tx, child: str, held: dt.date, row: Row | None, seen: int | None, cells: Mapping[str, Any], place: int = 0
) -> None:
    """Record a child's item, or change the one that stands."""
    if row is None:
        made = {"meeting": held, "listed": min(tx.today, held), "place": place, **cells}
        admit(ITEM, made, list(tx.current("pmg_item", child)), tx, child)
        tx.record("pmg_item", child, **made)
        return
    others = [each for each in tx.current("pmg_item", child) if each["row_id"] != row["row_id"]]
    admit(ITEM, {cell.name: row[cell.name] for cell in ITEM.cells} | dict(cells), others, tx, child)
    tx.replace("pmg_item", row, seen, **cells)


def _item(tx: Tx, child: str, held: dt.date) -> Row | None:
    return next((row for row in tx.current("pmg_item", child) if row["meeting"] == held), None)


def _last(tx: Tx, held: dt.date, begun: bool) -> int:
    """Where a child who is put on while the meeting runs stands: last. Before it, the order is found by risk."""
    return 1 + max((row["place"] or 0 for row in rows_of(tx, "pmg_item", held)), default=0) if begun else 0


@dataclass(frozen=True)
class PutOnAgenda:
    """The chair puts a child on the agenda, and says why."""

    child: str
    held: dt.date
    why: str
    minutes: int | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Put on the agenda of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A child put on is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; a child who was taken off is on again, with the rules that had put it there."""
        meeting, row = unsigned(tx, self.held), _item(tx, self.child, self.held)
        begun = meeting["begun"] is not None
        if not self.why.strip():
            raise Refused("Say why the child is put on the agenda.")
        rules = [code for code in ((row or {}).get("put") or "").split(";") if code and code != CHAIR]
        if row is not None and row["off"] != TAKEN_OFF and (begun or CHAIR in (row["put"] or "")):
            raise Refused(f"The child is on the agenda of {british(self.held)} already.")
        why = self.why.strip()
        if rules:
            why = f"{'. '.join(TITLES.get(code, code) for code in rules)}. {TITLES[CHAIR]}: {why}"
        cells: dict[str, Any] = {"put": ";".join([*rules, CHAIR]), "why": why, "off": None}
        if self.minutes is not None:
            cells["minutes"] = self.minutes
        _put(tx, self.child, self.held, row, self.seen, cells, _last(tx, self.held, begun))


@dataclass(frozen=True)
class TakeOff:
    """The chair takes a child off the agenda, and says why."""

    child: str
    held: dt.date
    why: str
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Take off the agenda of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A child taken off is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; refused once the child was discussed. What put the child there as the meeting began is kept."""
        begun = unsigned(tx, self.held)["begun"] is not None
        row = _item(tx, self.child, self.held)
        if not self.why.strip():
            raise Refused("Say why the child is taken off the agenda.")
        if row is not None and row["discussed"] is not None:
            raise Refused("The child was discussed already; what was said stays in the minutes.")
        cells: dict[str, Any] = {"off": TAKEN_OFF, "why": self.why.strip()}
        _put(tx, self.child, self.held, row, self.seen, cells if begun else cells | {"put": None})


@dataclass(frozen=True)
class Reorder:
    """The agenda in another order: all its children, as they are to be taken."""

    held: dt.date
    lines: tuple[Line, ...]
    seen: int | None

    @property
    def children(self) -> frozenset[str]:
        """Whom it concerns."""
        return of_lines(self.lines)

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Order of the agenda of {british(self.held)}"

    @property
    def kind(self) -> str:
        """Another order is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the place of each."""
        unsigned(tx, self.held)
        put_on(tx, self.held, self.lines, self.seen)


@dataclass(frozen=True)
class SetMinutes:
    """The time meant for a child at a meeting; None goes back to what is usual."""

    child: str
    held: dt.date
    minutes: int | None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Time on the agenda of {british(self.held)}"

    @property
    def kind(self) -> str:
        """Another time is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        meeting, row = unsigned(tx, self.held), _item(tx, self.child, self.held)
        place = _last(tx, self.held, meeting["begun"] is not None)
        _put(tx, self.child, self.held, row, self.seen, {"minutes": self.minutes}, place)


@dataclass(frozen=True)
class Decide:
    """What the group decided about a child, the state it agreed, what the child said, and how long it took."""

    child: str
    held: dt.date
    decision: str | None = None
    agreed: str | None = None
    heard: str | None = None
    seconds: int | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Decision of the meeting of {british(self.held)}"

    @property
    def kind(self) -> str:
        """A decision is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it; said again, it takes the place of what was said before, until the minutes are signed off."""
        taken_up(tx, self.held)
        row = on_agenda(tx, self.child, self.held)
        cells = {
            "discussed": self.held,
            "decision": (self.decision or "").strip() or None,
            "agreed": self.agreed or None,
            "heard": (self.heard or "").strip() or None,
            "seconds": self.seconds,
        }
        _put(tx, self.child, self.held, row, self.seen, cells)
