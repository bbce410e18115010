"""What an edit may do inside its one transaction: see the current facts, and say what to record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import polars as pl

from models.edits import Conflict, Row
from models.store import reading, writing
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import said

CURRENT = "superseded_by IS NULL AND NOT ended"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters in what is typed that are no letters, marks or ends of lines: they print as boxes."""
CALLED = {"pmg_item": "place on the agenda", "pmg_action": "action"}
"""What a fact is called to whom somebody else was faster, where that is not its table's name."""


class Transaction:
    """Collects what an edit records; `versions` is what the ledger is to write. Facts are seen as before the edit."""

    def __init__(self, connection: Connection, today: dt.date, children: Iterable[str] = ()) -> None:
        """`children` are those that many edits are about: their facts are read together, a table at a time."""
        self._connection, self._today = connection, today
        self._children = sorted(set(children))
        self._together: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self._new: dict[str, list[dict[str, Any]]] = {}
        self._changed: dict[str, dict[int, dict[str, Any]]] = {}

    @property
    def today(self) -> dt.date:
        """The day of the edit."""
        return self._today

    def current(self, table: str, child: str) -> list[dict[str, Any]]:
        """The current facts of a table about a child, in order of their key, as they stood before this edit."""
        if child in self._children:
            return [dict(row) for row in self._of_many(table).get(child, ())]
        found = self._read(TABLES[table], f"WHERE child = ? AND {CURRENT}", child)
        return found.sort(TABLES[table].key).to_dicts()

    def across(self, table: str, cell: str, value: Any) -> list[dict[str, Any]]:
        """The current facts of a table with this in a cell, whoever they are about, as they stood before this edit."""
        if cell not in TABLES[table].recorded:
            raise ValueError(f"{table} has no column {cell}")
        asked = value.isoformat() if isinstance(value, dt.date) else value
        return self._read(TABLES[table], f"WHERE {cell} = ? AND {CURRENT}", asked).sort(TABLES[table].key).to_dicts()

    def _of_many(self, table: str) -> dict[str, list[dict[str, Any]]]:
        if table not in self._together:
            condition, wanted = self._connection.among("child", self._children)
            found = self._read(TABLES[table], f"WHERE {condition} AND {CURRENT}", wanted)
            rows: dict[str, list[dict[str, Any]]] = {}
            for row in found.sort(TABLES[table].key).to_dicts():
                rows.setdefault(row["child"], []).append(row)
            self._together[table] = rows
        return self._together[table]

    def highest(self, table: str, child: str, cell: str) -> int:
        """The highest number that a fact about a child ever had, also one that is no more; 0 where none had any."""
        name = next(own for own in TABLES[table].recorded if own == cell)
        return int(self._connection.value(f"SELECT MAX({name}) FROM {TABLES[table].name} WHERE child = ?", child) or 0)

    def record(self, table: str, child: str, **values: Any) -> None:
        """Record a new fact."""
        self._new.setdefault(table, []).append(self._cells(TABLES[table], {**values, "child": child}))

    def replace(self, table: str, row: Row, seen: int | None, **values: Any) -> None:
        """Record a new version of a fact: the given cells changed, the others as they were."""
        before = self._seen(table, row, seen)
        now = {**self._changed.get(table, {}).get(before["row_id"], before), **self._cells(TABLES[table], values)}
        if now == before:
            self._changed.get(table, {}).pop(before["row_id"], None)
        else:
            self._changed.setdefault(table, {})[before["row_id"]] = now

    def end(self, table: str, row: Row, seen: int | None) -> None:
        """Record that a fact is no more."""
        before = self._seen(table, row, seen)
        self._changed.setdefault(table, {})[before["row_id"]] = {**before, "ended": True}

    def versions(self) -> dict[str, pl.DataFrame]:
        """All that the edit asked for, as versions to write."""
        made: dict[str, pl.DataFrame] = {}
        for name in {**self._changed, **self._new}:
            table = TABLES[name]
            changed, new = list(self._changed.get(name, {}).values()), self._new.get(name, [])
            frames = [
                writing.versions(table, _rows(table, rows), changed=rows is changed) for rows in (changed, new) if rows
            ]
            if frames:
                made[name] = pl.concat(frames)
        return made

    def _read(self, table: Table, rest: str, *values: Any) -> pl.DataFrame:
        columns = ("row_id", "fact_id", "recorded_by", "ended", *table.recorded)
        return reading.few(self._connection, table, columns, rest, *values)

    def _seen(self, table: str, row: Row, seen: int | None) -> dict[str, Any]:
        """The version to replace as it stands; a conflict if it is not the one that was looked at."""
        if row.get("child") in self._children:
            found = [one for one in self._of_many(table).get(row["child"], ()) if one["row_id"] == row["row_id"]]
        else:
            found = self._read(TABLES[table], f"WHERE row_id = ? AND {CURRENT}", row["row_id"]).to_dicts()
        if not found:
            by = self._connection.value(f"SELECT superseded_by FROM {table} WHERE row_id = ?", row["row_id"])
            raise Conflict(self._faster(table, by))
        before = found[0]
        if seen is not None and before["recorded_by"] > seen:
            raise Conflict(self._faster(table, before["recorded_by"]))
        return before

    def _faster(self, table: str, by: int | None) -> str:
        words = f"This {CALLED.get(table, table.replace('_', ' '))}"
        if by is None:
            return f"{words} is no longer there. Look at the child again."
        return f"{words} was changed by {said(self._connection, by)}. Look at it again before you change it."

    @staticmethod
    def _cells(table: Table, values: dict[str, Any]) -> dict[str, Any]:
        unknown = set(values) - set(table.recorded)
        if unknown:
            raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
        return {name: CONTROL.sub("", said) if isinstance(said, str) else said for name, said in values.items()}


def _rows(table: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    columns = ("row_id", "fact_id", "ended", *table.recorded)
    schema = {name: table.dtypes[name] for name in columns}
    filled = [{"ended": False, **dict.fromkeys(columns[:2]), **row} for row in rows]
    return pl.DataFrame([[row.get(name) for name in columns] for row in filled], schema=schema, orient="row")
