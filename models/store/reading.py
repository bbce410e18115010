"""Rows into columns: reading tables as known on a change set, quickly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import polars as pl

from models.snapshot import ENTERED
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import IMPORTS, acts, imports
from models.store.opening import CannotOpen
from models.subjects import SEALED

KNOWN = "recorded_by <= ? AND (superseded_by IS NULL OR superseded_by > ?) AND NOT ended"
PIECE = 100_000
"""Rows of a table read at a time."""
SIDE_BY_SIDE = 2
NO_TEXT = ("JSON", "decode to UTF-8")
"""How SQLite says that a cell is no text."""
HELD: dict[pl.DataType, pl.DataType] = {pl.Date(): pl.String(), pl.Boolean(): pl.Int64(), pl.Binary(): pl.String()}
"""Types that JSON has no own form for, and what they come as."""
Connections = Callable[[], AbstractContextManager[Connection]]


def few(connection: Connection, table: Table, columns: Sequence[str], rest: str, *values: Any) -> pl.DataFrame:
    """A few rows of a table as a frame; `rest` is the condition that follows its name in the query."""
    rows = connection.rows(f"SELECT {', '.join(columns)} FROM {table.name} {rest}", *values)
    return _by_rows(table, columns, rows)


def frame(connection: Connection, table: Table, columns: Sequence[str], rest: str = "", *values: Any) -> pl.DataFrame:
    """The same for many rows. Raises CannotOpen where a cell is none that this program writes."""
    read = few if connection.server else _at_once
    try:
        return read(connection, table, columns, rest, *values)
    except (pl.exceptions.PolarsError, TypeError, ValueError, connection.driver.OperationalError) as why:
        if isinstance(why, connection.driver.OperationalError) and not any(sign in str(why) for sign in NO_TEXT):
            raise
        raise CannotOpen(
            f"The table {table.name} holds what this program never wrote; `permanence ledger verify` says where."
        ) from why


def _at_once(connection: Connection, table: Table, columns: Sequence[str], rest: str, *values: Any) -> pl.DataFrame:
    """Each column as one JSON text, which takes a quarter of the time of fetching a value at a time."""
    kinds = {column: table.dtypes[column] for column in columns}
    said = (f"hex({column})" if kind == pl.Binary() else column for column, kind in kinds.items())
    written = ", ".join(f"json_group_array({value})" for value in said)
    texts = connection.one(f"SELECT {written} FROM {table.name} {rest}", *values) or ()
    if texts[0] == "[]":
        return table.empty(columns)
    lists = pl.DataFrame([texts], schema=list(columns), orient="row").select(
        pl.col(column).str.json_decode(pl.List(HELD.get(kind, kind))) for column, kind in kinds.items()
    )
    return lists.explode(columns).with_columns(
        _made(pl.col(column), kind) for column, kind in kinds.items() if kind in HELD
    )


def _made(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """A column in its type, from what it came as."""
    if kind == pl.Date():
        return column.str.to_date("%Y-%m-%d")
    return column.str.decode("hex") if kind == pl.Binary() else column.cast(kind)


def _by_rows(table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    if not rows:
        return table.empty(columns)
    kinds = {column: table.dtypes[column] for column in columns}
    dates = [at for at, kind in enumerate(kinds.values()) if kind == pl.Date()]
    cells = [list(row) for row in rows]
    for row in cells:
        for at in dates:
            if isinstance(row[at], str):
                row[at] = dt.date.fromisoformat(row[at])
    return pl.DataFrame(cells, schema=kinds, orient="row")


def known(
    connections: Connections,
    name: str,
    number: int,
    columns: Sequence[str] | None = None,
    kinds: Sequence[str] = (),
) -> pl.DataFrame:
    """The facts of a table as they were known on a change set, in order of child and key; perhaps only some `columns`,
    or only those of some `kinds`.

    A large table is read in pieces side by side: what was known on a change set never changes, so that they fit.
    """
    table = TABLES[name]
    wanted = _read(table) if columns is None else tuple(dict.fromkeys([*table.key, *columns]))
    with connections() as connection:
        last = connection.value(f"SELECT max(row_id) FROM {name}") or 0

    def piece(first: int) -> pl.DataFrame:
        with connections() as connection:
            rest, asked = f"WHERE {KNOWN} AND row_id BETWEEN ? AND ?", [number, number, first, first + PIECE - 1]
            if kinds:
                condition, among = connection.among("kind", kinds)
                rest, asked = f"{rest} AND {condition}", [*asked, among]
            return frame(connection, table, wanted, rest, *asked)

    firsts = range(1, max(last, 1) + 1, PIECE)
    if len(firsts) == 1:
        return piece(1).sort(table.key)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        return pl.concat(threads.map(piece, firsts)).sort(table.key)


def known_of(connection: Connection, name: str, number: int, children: Iterable[str]) -> pl.DataFrame:
    """The same for a few children only, without reading the others' rows."""
    table = TABLES[name]
    condition, wanted = connection.among("child", children)
    columns = ", ".join(_read(table))
    rows = connection.rows(
        f"SELECT {columns} FROM {name} WHERE {condition} AND superseded_by IS NULL AND NOT ended AND recorded_by <= ? "
        f"UNION ALL SELECT {columns} FROM {name} WHERE {condition} AND (superseded_by IS NOT NULL OR ended) "
        "AND NOT ended AND recorded_by <= ? AND superseded_by > ?",
        wanted,
        number,
        wanted,
        number,
        number,
    )
    return _by_rows(table, _read(table), rows).sort(table.key)


def replayed(connection: Connection, name: str, states: pl.DataFrame) -> pl.DataFrame:
    """Facts of children as they stood at change sets of their own: `states` has child, number, and the id (`state`)
    that each child's facts at a number are given."""
    table = TABLES[name]
    condition, wanted = connection.among("child", states["child"].unique().to_list())
    columns = (*_read(table), "superseded_by")
    versions = few(connection, table, columns, f"WHERE {condition} AND NOT ended", wanted)
    standing = (pl.col("recorded_by") <= pl.col("number")) & (
        pl.col("superseded_by").is_null() | (pl.col("superseded_by") > pl.col("number"))
    )
    found = versions.join(states, on="child").filter(standing).with_columns(child=pl.col("state"))
    return found.select(_read(table)).sort(table.key)


def entered(connections: Connections, name: str, number: int) -> pl.DataFrame:
    """When each fact of a table known on a change set was typed for the first time: row_id, entered. What an import
    brought first has no row, nor what came from another child's record."""
    marks = ", ".join("?" * len(IMPORTS))
    with connections() as connection:
        typed = connection.rows(
            f"SELECT number, at FROM change_set WHERE kind NOT IN ({marks}) AND number <= ? "
            "AND NOT EXISTS (SELECT 1 FROM merged WHERE recorded_by = change_set.number)",
            *(*IMPORTS, number),
        )
        if not typed:
            return pl.DataFrame(schema=ENTERED)
        by_typing, among = connection.among("f.recorded_by", [act for act, _at in typed])
        rows = connection.rows(
            f"SELECT v.row_id, f.recorded_by FROM {name} f JOIN {name} v ON v.fact_id = f.fact_id WHERE {by_typing} "
            f"AND NOT EXISTS (SELECT 1 FROM {name} b WHERE b.fact_id = f.fact_id AND b.row_id < f.row_id) "
            "AND v.recorded_by <= ? AND (v.superseded_by IS NULL OR v.superseded_by > ?) AND NOT v.ended",
            *(among, number, number),
        )
    moments = dict(typed)
    told = {"row_id": [row for row, _act in rows], "entered": [moments[act] for _row, act in rows]}
    said = pl.DataFrame(told, schema={"row_id": pl.Int64, "entered": pl.String})
    return said.with_columns(pl.col("entered").str.to_datetime(time_unit="us", time_zone="UTC"))


def _read(table: Table) -> tuple[str, ...]:
    return ("row_id", "recorded_by", "child", *table.own)


def ours(connection: Connection, table: Table) -> pl.DataFrame:
    """The current version of every fact, ended ones too."""
    columns = ("row_id", "fact_id", "recorded_by", "ended", *table.recorded)
    return frame(connection, table, columns, "WHERE superseded_by IS NULL").sort(table.key)


def base(connection: Connection, table: Table) -> pl.DataFrame:
    """For facts whose current version no import recorded: the last version that an import did."""
    columns = ("row_id", "fact_id", *table.recorded)
    inside = f"({', '.join(map(str, imports(connection))) or 'NULL'})"
    touched = f"superseded_by IS NULL AND recorded_by NOT IN {inside}"
    if inside == "(NULL)" or connection.one(f"SELECT 1 FROM {table.name} WHERE {touched} LIMIT 1") is None:
        return table.empty(columns).drop("row_id")
    found = frame(
        connection,
        table,
        columns,
        f"WHERE recorded_by IN {inside} AND fact_id IN (SELECT fact_id FROM {table.name} WHERE {touched})",
    )
    return found.sort("row_id").unique("fact_id", keep="last", maintain_order=True).drop("row_id")


def history(connection: Connection, child: str) -> pl.DataFrame:
    """Every version of every fact about a child with the act that recorded it; `cells` is JSON of what it said."""
    found = [NO_VERSION]
    for name, table in TABLES.items():
        columns = (*COMMON[1:], *table.recorded)
        current = few(connection, table, columns, "WHERE child = ? AND superseded_by IS NULL AND NOT ended", child)
        past = few(connection, table, columns, "WHERE child = ? AND (superseded_by IS NOT NULL OR ended)", child)
        if current.is_empty() and past.is_empty():
            continue
        both = pl.concat([current, past])
        cells = both.select(pl.struct(list(table.recorded)).struct.json_encode().alias("cells"))
        said = both.select(pl.lit(name).alias("table"), *COMMON[1:])
        found.append(said.hstack(cells))
    named = acts(connection).select("number", "at", "who", "kind", "label", "reason")
    whole = pl.concat(found).join(named, left_on="recorded_by", right_on="number", how="left", maintain_order="left")
    return whole.sort("recorded_by", "table", "row_id")


def changed(connection: Connection, children: Iterable[str] | None, since: int) -> pl.DataFrame:
    """As `history`, with a column `child`: of some children or (None) of everybody, every version of those facts alone
    that were recorded, changed or ended after a change set."""
    about, wanted = ("TRUE", []) if children is None else _about(connection, children)
    found = []
    for name in TABLES.keys() - set(SEALED):  # to publish changes nothing about a child
        table, lately = TABLES[name], f"FROM {name} WHERE recorded_by > ? AND {about}"
        if connection.one(f"SELECT 1 {lately} LIMIT 1", since, *wanted) is None:
            continue
        columns = tuple(dict.fromkeys([*COMMON, *table.recorded]))
        both = few(connection, table, columns, f"WHERE fact_id IN (SELECT fact_id {lately})", since, *wanted)
        cells = both.select(pl.struct(list(table.recorded)).struct.json_encode().alias("cells"))
        said = both.select("child", pl.lit(name).alias("table"), *COMMON[1:])
        found.append(said.hstack(cells))
    named = acts(connection).select("number", "at", "who", "kind", "label", "reason")
    if not found:
        return pl.DataFrame(schema={"child": pl.String, "recorded_by": pl.Int64})
    whole = pl.concat(found).join(named, left_on="recorded_by", right_on="number", how="left", maintain_order="left")
    return whole.sort("child", "recorded_by", "table", "row_id")


COMMON = ("child", "row_id", "fact_id", "recorded_by", "superseded_by", "ended")
"""What is read of a version of any fact."""
NO_VERSION = pl.DataFrame(
    schema={
        "table": pl.String(),
        **dict.fromkeys(("row_id", "fact_id", "recorded_by", "superseded_by"), pl.Int64()),
        "ended": pl.Boolean(),
        "cells": pl.String(),
    }
)


def _about(connection: Connection, children: Iterable[str]) -> tuple[str, list[Any]]:
    condition, among = connection.among("child", sorted(set(children)))
    return condition, [among]


def touched(connection: Connection, since: int) -> pl.DataFrame:
    """The acts after a change set that recorded something, by child: child, number, at, who, label; oldest first."""
    found: set[tuple[str, int]] = set()
    for name in TABLES.keys() - set(SEALED):  # to publish changes nothing about a child
        found.update(connection.rows(f"SELECT DISTINCT child, recorded_by FROM {name} WHERE recorded_by > ?", since))
    rows = pl.DataFrame(sorted(found), schema={"child": pl.String, "number": pl.Int64}, orient="row")
    return rows.join(acts(connection).select("number", "at", "who", "label"), on="number").sort("number", "child")
