"""A child who is erased is struck from sealed minutes too: they are sealed anew, and the old seals go with the child.

So are the agenda's words of a brother or sister that name the child.

What the others said and decided stands as it was signed; that something was struck, and who ordered it, is in the
ledger.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

import polars as pl

from models.rules.pmg.agenda import BESIDE, BETWEEN
from models.rules.pmg.minutes import Item, Minutes, fingerprint, read, sealed
from models.store import reading, writing
from models.store.columns import TABLES
from models.store.connections import Connection
from models.store.ledger import Act

ERASED = "erased"
"""What stands in place of the child's id."""
LABEL = "Strike an erased child from signed minutes"
MEETING, ITEM = TABLES["meeting"], TABLES["pmg_item"]


def strike(connection: Connection, children: Collection[str], who: str, reason: str, at: str) -> dict[str, list[int]]:
    """Seal anew every minutes that tell of these children, and blank their ids where an agenda names them as brother or
    sister; the rows that still do, by table, are to be erased."""
    rows = connection.rows("SELECT row_id, superseded_by, sealed FROM meeting WHERE sealed IS NOT NULL")
    telling = {row_id: (over, said) for row_id, over, seal in rows if _tells(said := read(seal), children)}
    beside = _beside(connection, children)
    recorded: dict[str, pl.DataFrame] = {}
    if current := {row_id: _without(said, children) for row_id, (over, said) in telling.items() if over is None}:
        condition, among = connection.among("row_id", sorted(current))
        columns = ("row_id", "fact_id", "ended", *MEETING.recorded)
        frame = reading.few(connection, MEETING, columns, f"WHERE {condition}", among)
        seals = [current[row_id] for row_id in frame["row_id"]]
        frame = frame.with_columns(
            pl.Series("sealed", seals), pl.Series("fingerprint", [fingerprint(seal) for seal in seals])
        )
        recorded["meeting"] = writing.versions(MEETING, frame, changed=True)
    if new := {row_id: said for row_id, (over, said) in beside.items() if over is None}:
        condition, among = connection.among("row_id", sorted(new))
        columns = ("row_id", "fact_id", "ended", *ITEM.recorded)
        frame = reading.few(connection, ITEM, columns, f"WHERE {condition}", among)
        frame = frame.with_columns(pl.Series("why", [new[row_id] for row_id in frame["row_id"]]))
        recorded["pmg_item"] = writing.versions(ITEM, frame, changed=True)
    if recorded:
        writing.write(connection, Act(who, "correction", LABEL, reason), at, recorded)
    condition, among = connection.among("child_ref", sorted(children))
    about = connection.rows(f"SELECT row_id FROM minute_correction WHERE {condition}", among)
    return {
        "meeting": sorted(telling),
        "pmg_item": sorted(beside),
        "minute_correction": sorted(row_id for (row_id,) in about),
    }


def _tells(said: Minutes, children: Collection[str]) -> bool:
    named = {item.child for item in said.items} | {child for child, _why in said.taken_off}
    return not named.isdisjoint(children) or any(_unnamed(item.why, children) != item.why for item in said.items)


def _beside(connection: Connection, children: Collection[str]) -> dict[int, tuple[int | None, str]]:
    """Every version of other children's items that names one of these: what took its place, and its words without."""
    rows = connection.rows("SELECT row_id, superseded_by, child, why FROM pmg_item WHERE why IS NOT NULL")
    found = ((row_id, over, _unnamed(why, children), why) for row_id, over, child, why in rows if child not in children)
    return {row_id: (over, said) for row_id, over, said, why in found if said is not None and said != why}


def _unnamed(why: str | None, children: Collection[str]) -> str | None:
    """Why a child is on the agenda, without the ids of these brothers and sisters."""
    before, named, others = (why or "").rpartition(BESIDE)
    if not named:
        return why
    told = (ERASED if other in children else other for other in others.split(BETWEEN))
    return before + named + BETWEEN.join(told)


def _without(said: Minutes, children: Collection[str]) -> str:
    """The seal with the children's items blank."""
    blank = dict.fromkeys(("put", "why", "discussed", "decision", "agreed", "heard", "seconds"))
    items = (
        Item(child=ERASED, place=item.place, actions=(), escalations=(), **blank)
        if item.child in children
        else dataclasses.replace(item, why=_unnamed(item.why, children))
        for item in said.items
    )
    off = ((ERASED, None) if child in children else (child, why) for child, why in said.taken_off)
    return sealed(dataclasses.replace(said, items=tuple(items), taken_off=tuple(off)))
