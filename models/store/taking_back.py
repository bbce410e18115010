"""Undo: the state before an act is recorded again, as an act of its own."""

from __future__ import annotations

import polars as pl

from models.edits import Conflict
from models.progress import Progress, silent
from models.store import reading, writing
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import Act, Changes, said, undone


def undo(connection: Connection, number: int, who: str, at: str, progress: Progress = silent) -> Changes:
    """Take back an act: for each fact it recorded the earlier version stands again, or the fact is ended.

    Raises Conflict, and nothing is touched, if any of its facts was changed since.
    """
    found = connection.one("SELECT label, undoes FROM change_set WHERE number = ?", number)
    if found is None:
        raise Conflict(f"There is no change set {number}.")
    if number in undone(connection):
        raise Conflict(f"“{found[0]}” has been undone already.")
    recorded = {
        name: _before(connection, table, number) for name, table in TABLES.items() if _untouched(connection, name, number)
    }
    if not recorded:
        raise Conflict(f"“{found[0]}” has nothing that could be undone.")
    return writing.write(connection, Act(who, "undo", _label(found[0], found[1]), undoes=number), at, recorded, progress)


def _label(label: str, undoes: int | None) -> str:
    bare = label.removeprefix("Undo ").removeprefix("Redo ")
    again = undoes is not None and label.startswith("Undo ")
    return f"Redo {bare}" if again else f"Undo {bare if undoes is not None else label}"


def _untouched(connection: Connection, name: str, number: int) -> bool:
    """Whether an act recorded anything in a table; a conflict if that was changed since."""
    if connection.one(f"SELECT 1 FROM {name} WHERE recorded_by = ? LIMIT 1", number) is None:
        return False
    since = connection.value(f"SELECT max(superseded_by) FROM {name} WHERE recorded_by = ?", number)
    if since is not None:
        raise Conflict(f"This cannot be undone: {said(connection, since)} changed some of it since.")
    return True


def _before(connection: Connection, table: Table, number: int) -> pl.DataFrame:
    """The versions that bring back the state before an act."""
    columns = ("row_id", "fact_id", "ended", *table.recorded)
    left = reading.frame(connection, table, columns, "WHERE recorded_by = ?", number)
    earlier = reading.frame(connection, table, columns, "WHERE superseded_by = ?", number)
    replaces = left.select("fact_id", "row_id")
    again = earlier.drop("row_id").join(replaces, on="fact_id").select(columns)
    ended = left.join(earlier, on="fact_id", how="anti").with_columns(ended=pl.lit(True))
    return writing.versions(table, pl.concat([again, ended]).sort("row_id"), changed=True)
