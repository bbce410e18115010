"""Undo: the state before an act is recorded again, as an act of its own."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

import polars as pl

from models.dates import british
from models.edits import Conflict
from models.edits.doors_of_meetings import AMENDED, ENDING
from models.progress import Progress, silent
from models.publications import TOLD
from models.store import reading, writing
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import IMPORTS, Act, Changes, said, undone
from models.store.transaction import CURRENT


def undo(connection: Connection, number: int, who: str, at: str, progress: Progress = silent) -> Changes:
    """Take back an act: for each fact it recorded the earlier version stands again, or the fact is ended.

    Raises Conflict, and nothing is touched, if any of its facts was changed since (undone changes do not count).
    """
    found = connection.one("SELECT label, undoes FROM change_set WHERE number = ?", number)
    if found is None:
        raise Conflict(f"There is no change set {number}.")
    if number in undone(connection):
        raise Conflict(f"“{found[0]}” has been undone already.")
    befores = {name: _before(connection, table, number) for name, table in TABLES.items()}
    recorded = {name: frame for name, frame in befores.items() if frame is not None}
    if not recorded:
        raise Conflict(f"“{found[0]}” has nothing that could be undone.")
    _keep_seals(connection, number, recorded)
    act = Act(who, "undo", _label(found[0], found[1]), undoes=number)
    return writing.write(connection, act, at, recorded, progress)


def _keep_seals(connection: Connection, number: int, recorded: Mapping[str, pl.DataFrame]) -> None:
    """Refuse to take back what signed minutes hold, and that a paper went out; an import goes back whole, and so does a
    merge of two records."""
    kind = connection.value("SELECT kind FROM change_set WHERE number = ?", number)
    if kind in IMPORTS or "merged" in recorded:
        return
    if "publication" in recorded:
        _keep_papers(connection, number)
    rows = connection.rows(f"SELECT held FROM meeting WHERE {CURRENT} AND signed IS NOT NULL")
    signed = {day if isinstance(day, dt.date) else dt.date.fromisoformat(day) for (day,) in rows}
    for name in OF_MEETING & recorded.keys() if signed else ():
        table = TABLES[name]
        columns = ("fact_id", "ended", *table.recorded)
        left = reading.frame(connection, table, columns, "WHERE recorded_by = ?", number)
        if name == "pmg_action":  # that it came to its end may be taken back; its words until minutes tell them
            since = connection.one(
                f"SELECT 1 FROM meeting WHERE {CURRENT} AND signed IS NOT NULL AND recorded_by > ?", number
            )
            may = ENDING if since else ENDING | AMENDED
            cells = [cell for cell in columns if cell not in may]
            earlier = reading.frame(connection, table, columns, "WHERE superseded_by = ?", number)
            left = left.join(earlier.select(cells), on=cells, how="anti", nulls_equal=True)
        held = left.filter(pl.col("held" if name == "meeting" else "meeting").is_in(signed))
        if not held.is_empty():
            day = british(held["held" if name == "meeting" else "meeting"][0])
            raise Conflict(f"The minutes of {day} are signed off and stand as they are. Append a correction to them.")


def _keep_papers(connection: Connection, number: int) -> None:
    """Refuse to forget what a public paper told: whoever has it could work out small numbers from a later one."""
    for title, sealed in connection.rows("SELECT title, sealed FROM publication WHERE recorded_by = ?", number):
        if TOLD in json.loads(sealed or "{}"):
            raise Conflict(
                f"“{title}” went out, and what it tells stays known: later papers are held against it. Where it is "
                "wrong, put the record right and make the paper anew."
            )


OF_MEETING = {"meeting", "attendance", "pmg_item", "pmg_action", "minute_correction"}
"""Tables whose facts belong to a meeting."""


def _label(label: str, undoes: int | None) -> str:
    bare = label.removeprefix("Undo ").removeprefix("Redo ")
    again = undoes is not None and label.startswith("Undo ")
    return f"Redo {bare}" if again else f"Undo {bare if undoes is not None else label}"


def _before(connection: Connection, table: Table, number: int) -> pl.DataFrame | None:
    """The versions that bring back the state before an act; None if it recorded nothing in this table."""
    if connection.one(f"SELECT 1 FROM {table.name} WHERE recorded_by = ? LIMIT 1", number) is None:
        return None
    columns = ("row_id", "fact_id", "ended", *table.recorded)
    left = reading.frame(connection, table, (*columns, "superseded_by"), "WHERE recorded_by = ?", number)
    standing = left.filter(pl.col("superseded_by").is_null()).select("fact_id", "row_id")
    if len(standing) < len(left):
        standing = pl.concat([standing, _brought_back(connection, table, number)])
    earlier = reading.frame(connection, table, columns, "WHERE superseded_by = ?", number)
    again = earlier.drop("row_id").join(standing, on="fact_id").select(columns)
    made = left.join(earlier, on="fact_id", how="anti").drop("row_id").join(standing, on="fact_id").select(columns)
    return writing.versions(
        table, pl.concat([again, made.with_columns(ended=pl.lit(True))]).sort("row_id"), changed=True
    )


def _brought_back(connection: Connection, table: Table, number: int) -> pl.DataFrame:
    """Of the facts an act recorded and that have a newer version: the current one, which an undo brought back as the
    act had left it; a conflict if it says anything else, or somebody recorded it otherwise."""
    rows = connection.rows(
        f"SELECT now.fact_id, now.row_id, now.recorded_by, now.digest = was.digest AND act.kind = 'undo' "
        f"FROM {table.name} AS was JOIN {table.name} AS now ON now.fact_id = was.fact_id "
        "JOIN change_set AS act ON act.number = now.recorded_by "
        "WHERE was.recorded_by = ? AND was.superseded_by IS NOT NULL AND now.superseded_by IS NULL",
        number,
    )
    for _, _, since, same in rows:
        if not same:
            raise Conflict(f"This cannot be undone: {said(connection, since)} changed some of it since.")
    return pl.DataFrame([row[:2] for row in rows], schema={"fact_id": pl.Int64, "row_id": pl.Int64}, orient="row")
