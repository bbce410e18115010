"""Edits of who a record is about: a new child, and two records that are of one child made one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.entered import first_codes, first_day
from models.edits.facts import Values
from models.rules.pmg.agenda import TAKEN_OFF
from models.snapshot import SPELLS
from models.subjects import AUTHORITY, NUMBERED, OF_AUTHORITY, SEALED, SUBJECTS

Side = Literal["keep", "gone"]
LEDGER = ("row_id", "fact_id", "recorded_by", "ended", "child")
TABLES = tuple(table for table in SPELLS if table not in ("merged", *OF_AUTHORITY, *SEALED))
"""Every table with facts about a child that go with it; what was published stays under the id it was published by."""


@dataclass(frozen=True)
class NewChild:
    """A child recorded by hand: the details and, where the child is in care, how the first episode began."""

    child: str
    details: Values
    episode: Values = ()

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "New child"

    @property
    def kind(self) -> str:
        """A new child is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the details, and the episode that began when the child started to be looked after."""
        if not self.child.strip() or self.child != self.child.strip() or self.child == AUTHORITY:
            raise Refused("Type the child's id as your case system has it; never a name.")
        if tx.current("child_details", self.child) or tx.current("care_episode", self.child):
            raise Refused(f"Child {self.child} is recorded already; open that record instead.")
        for row in tx.current("merged", self.child):
            raise Refused(f"The record of {self.child} was merged into that of {row['into_child']}; open that one.")
        details = dict(self.details)
        born = details.get("dob")
        if born is None:
            raise Refused("The date of birth is needed for a new child; of an unborn child, the day expected.")
        episode = dict(self.episode)
        if episode:
            first_codes(episode, first_day(episode, born, tx))
            tx.record("care_episode", self.child, rne="S", **episode)
        elif born > dt.date(tx.today.year + 1, tx.today.month, min(tx.today.day, 28)):
            raise Refused(f"{british(born)} is more than a year ahead; check the year of the date of birth.")
        tx.record("child_details", self.child, **details)


@dataclass(frozen=True)
class MergeChildren:
    """Two records found to be of one child: what `gone` has that `child` lacks goes over; where both have a fact of one
    key, `choices` says whose stays (table and key in words → side; `child` where nothing is said).

    `choices` holds (what, side), `what` as `clashes` names it in what stood at the change set `seen`. Taking the
    merge back separates them again.
    """

    child: str
    gone: str
    choices: tuple[tuple[str, Side], ...] = ()
    why: str | None = None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Merge two records of one child"

    @property
    def kind(self) -> str:
        """Two records of one child were a mistake."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Move every fact of the one record to the other, and say where it went."""
        if self.child == self.gone:
            raise Refused("Choose two different records to merge.")
        for child in (self.child, self.gone):
            if not any(tx.current(table, child) for table in ("child_details", "care_episode", "pre_proceedings")):
                raise Refused(f"No child {child} is recorded here.")
        side = dict(self.choices)
        rows = {table: (tx.current(table, self.child), tx.current(table, self.gone)) for table in TABLES}
        for table, (keep, gone) in _fitted(rows).items():
            stands = {_key(table, row): row for row in keep}
            for row in gone:
                other = stands.get(_key(table, row))
                cells = {name: value for name, value in row.items() if name not in LEDGER}
                if other is None:
                    tx.record(table, self.child, **cells)
                elif changed := _chosen(table, other, row, side):
                    tx.replace(table, other, self.seen, **changed)
                tx.end(table, row, self.seen)
        tx.record("merged", self.gone, into_child=self.child, since=tx.today, why=self.why)


Both = Mapping[str, tuple[Sequence[Row], Sequence[Row]]]
"""The current facts by table: of the record that stays, and of the one that goes."""


@dataclass(frozen=True)
class Clash:
    """A cell that both records have, with different values: its name for a choice, both values, and its fact."""

    what: str
    table: str
    cell: str
    keep: Any
    gone: Any
    fact: Row


@dataclass(frozen=True)
class Merging:
    """What making one record of two would do: facts that go over, blank cells they fill, and cells that differ."""

    moves: int
    fills: int
    clashes: tuple[Clash, ...]


def merging(rows: Both) -> Merging:
    """What a merge would do with these facts."""
    moves = fills = 0
    for table, (keep, gone) in _fitted(rows).items():
        stands = {_key(table, row): row for row in keep}
        for row in gone:
            other = stands.get(_key(table, row))
            moves += other is None
            fills += len(_chosen(table, other, row, {})) if other is not None else 0
    return Merging(moves, fills, tuple(clashes(rows)))


def clashes(rows: Both) -> list[Clash]:
    """The cells in which two records of one child differ."""
    found = []
    for table, (keep, gone) in _fitted(rows).items():
        stands = {_key(table, row): row for row in keep}
        for row in gone:
            other = stands.get(_key(table, row))
            for name, value in row.items():
                if other is None or name in (*LEDGER, "year", "older", "imported_as") or value is None:
                    continue
                if other[name] is not None and other[name] != value:
                    found.append(Clash(_name(table, row, name), table, name, other[name], value, row))
    return found


def _fitted(rows: Both) -> Both:
    """The facts, with a plan or a note of the record that goes under a free number where the other has another one
    there."""
    keep, gone = rows.get("plan", ((), ()))
    stands = {row["plan"]: row for row in keep}
    taken = max((row["plan"] for table in NUMBERED for side in rows.get(table, ()) for row in side), default=0)
    other = [row["plan"] for row in gone if row["plan"] in stands and _another(stands[row["plan"]], row)]
    numbers = {plan: taken + at for at, plan in enumerate(other, 1)}
    fitted = {
        table: (here, [{**row, "plan": numbers.get(row["plan"], row["plan"])} for row in there])
        if numbers and table in NUMBERED
        else (here, there)
        for table, (here, there) in rows.items()
    }
    fitted = {**fitted, "note": _noted(*rows["note"])} if "note" in rows else fitted
    return _met(fitted)


def _met(rows: Both) -> Both:
    """The facts, with every action of the record that goes under a free number, and of a meeting that both were at only
    what was said: a child has one place on an agenda."""
    taken = max((row["number"] for side in rows.get("pmg_action", ()) for row in side), default=0)
    fitted = dict(rows)
    for table, cell in (("pmg_action", "number"), ("escalation", "action")):
        if taken and table in rows:
            keep, gone = rows[table]
            fitted[table] = (keep, [{**row, cell: row[cell] and row[cell] + taken} for row in gone])
    if "pmg_item" in rows:
        keep, gone = rows["pmg_item"]
        stands = {row["meeting"]: row for row in keep}
        fitted["pmg_item"] = (keep, [_at_one(stands.get(row["meeting"]), row) for row in gone])
    return fitted


def _at_one(keep: Row | None, gone: Row) -> Row:
    """What one record's place on an agenda adds to the other's; a place there that was taken away is asked about."""
    if keep is None:
        return gone
    placed = {name: gone[name] if keep[name] is None else keep[name] for name in PLACED}
    return {**gone, **placed, "off": "N" if keep["off"] == TAKEN_OFF and gone["off"] != TAKEN_OFF else None}


PLACED = ("listed", "place", "put", "minutes", "discussed", "seconds")
"""What of a place on an agenda is the one record's where it has it: nothing was said by it."""


def _another(plan: Row, other: Row) -> bool:
    """Whether two plans are not the same one: another way, or with somebody else."""
    with_whom = {row["with_whom"] for row in (plan, other)} - {None}
    return plan["pathway"] != other["pathway"] or len(with_whom) > 1


def _noted(keep: Sequence[Row], gone: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Both records' notes; two that were written on one day both stay."""
    stands = {_key("note", row): row["words"] for row in keep}
    last: dict[dt.date, int] = {}
    for row in (*keep, *gone):
        last[row["written"]] = max(last.get(row["written"], 0), row["number"])
    fitted = []
    for row in gone:
        if stands.get(_key("note", row), row["words"]) != row["words"]:
            last[row["written"]] += 1
            row = {**row, "number": last[row["written"]]}
        fitted.append(row)
    return keep, fitted


def _chosen(table: str, keep: Row, gone: Row, side: Mapping[str, Side]) -> dict[str, Any]:
    """The cells that change in the record that stays: its blanks filled, and what was chosen from the other."""
    return {
        name: value
        for name, value in gone.items()
        if name not in (*LEDGER, "year", "older", "imported_as")
        and value is not None
        and value != keep[name]
        and (keep[name] is None or side.get(_name(table, gone, name)) == "gone")
    }


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEYS[table])


def _name(table: str, row: Row, cell: str) -> str:
    return "/".join([table, *(str(part) for part in _key(table, row)), cell])


KEYS: dict[str, tuple[str, ...]] = (
    {table: (spells.begins,) if spells.begins else () for table, spells in SPELLS.items()}
    | {"health_year": ("of_year",), "care_leaver": ("of_year",), "set_aside": ("source", "content")}
    | {subject.table: subject.key for subject in SUBJECTS.values()}
)
"""What, beside the child, tells two facts of a table apart."""
