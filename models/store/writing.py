"""Recording versions: the one place where facts are written. Digests first, then supersede, then insert."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import polars as pl

from models.edits import Conflict
from models.progress import Progress, part, silent
from models.store import digests
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import Act, Changes, describe, head, said

MANY = 1_000
"""Rows from which an empty table is filled before it is indexed."""
PIECE = 2_000
"""Rows written between two reports of progress."""


def versions(table: Table, frame: pl.DataFrame, *, changed: bool) -> pl.DataFrame:
    """Rows to record with every column in its type: `supersedes` the version each replaces (none: a new fact).

    `changed` says that `row_id` and `fact_id` of the frame name what is replaced; `ended` may say a fact is no more.
    """
    unknown = set(frame.columns) - {*table.recorded, "row_id", "fact_id", "recorded_by", "ended"}
    if unknown:
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    given = set(frame.columns)
    made = frame.select(
        (pl.col("row_id") if changed else pl.lit(None)).cast(pl.Int64).alias("supersedes"),
        (pl.col("fact_id") if changed else pl.lit(None)).cast(pl.Int64).alias("fact_id"),
        (pl.col("ended") if "ended" in given else pl.lit(False)).cast(pl.Boolean).alias("ended"),
        *(
            (pl.col(name) if name in given else pl.lit(None)).cast(table.dtypes[name]).alias(name)
            for name in table.recorded
        ),
    )
    return _without_nul(made, [name for name, kind in table.recorded.items() if kind == "text"])


def _without_nul(frame: pl.DataFrame, texts: list[str]) -> pl.DataFrame:
    """The same without NUL characters, which PostgreSQL cannot hold; looking first costs a tenth of replacing."""
    whole = pl.concat_str(texts, ignore_nulls=True)
    if frame.select(whole.str.contains("\x00", literal=True).any()).item():
        return frame.with_columns(pl.col(texts).str.replace_all("\x00", "", literal=True))
    return frame


def write(
    connection: Connection,
    act: Act,
    at: str,
    recorded: Mapping[str, pl.DataFrame],
    progress: Progress = silent,
) -> Changes:
    """Record one change set; to be called inside `connection.writing()`. The frames are as `versions` makes them."""
    recorded = {name: frame for name, frame in recorded.items() if len(frame)}
    last, before, moment = head(connection)
    number, at = last + 1, max(at, moment)
    progress(0.0, "Preparing")
    children = pl.concat([frame["child"] for frame in recorded.values()]).unique().to_list()
    salts = _salts(connection, children)
    ready, superseded = {}, {}
    for done, (name, frame) in enumerate(recorded.items()):
        progress(0.3 * done / len(recorded), "Sealing")
        ready[name] = _numbered(connection, TABLES[name], frame, number, salts)
        superseded[name] = _sealed(connection, name, frame["supersedes"].drop_nulls())
    described = describe(number, at, act, sum(map(len, recorded.values())))
    digest = digests.of_change_set(
        before, described, {name: frame["digest"].to_list() for name, frame in ready.items()}, superseded
    )
    connection.insert("change_set", [*described, "digest"], [[*described.values(), digest]])
    for name, frame in recorded.items():
        _supersede(connection, name, number, frame["supersedes"].drop_nulls().to_list())
    _insert(connection, ready, part(progress, 0.3, 1.0))
    connection.run("UPDATE head SET number = ? WHERE id = 1", number)
    return Changes(number, act.label, frozenset(children), frozenset(recorded), described["rows"])


def _salts(connection: Connection, children: Sequence[str]) -> dict[str, bytes]:
    """The salt of each child; a child not known yet becomes known."""
    condition, wanted = connection.among("id", children)
    known = connection.rows(f"SELECT id, salt FROM child WHERE {condition}", wanted)
    salts = {child: bytes(salt) for child, salt in known}
    new = {child: os.urandom(16) for child in children if child not in salts}
    connection.insert("child", ("id", "salt"), list(new.items()))
    return salts | new


def _numbered(
    connection: Connection, table: Table, frame: pl.DataFrame, number: int, salts: Mapping[str, bytes]
) -> pl.DataFrame:
    """The versions as they will be stored, with their numbers and digests."""
    stored = connection.value(f"SELECT max(row_id) FROM {table.name}") or 0
    erased = connection.value("SELECT max(row_id) FROM erased_row WHERE fact_table = ?", table.name) or 0
    first = 1 + max(stored, erased)
    row_id = pl.int_range(first, first + len(frame), dtype=pl.Int64, eager=True).alias("row_id")
    frame = frame.with_columns(row_id, pl.lit(number, pl.Int64).alias("recorded_by")).with_columns(
        pl.col("fact_id").fill_null(pl.col("row_id"))
    )
    sealed = pl.Series("digest", digests.of_rows(table, frame, salts), dtype=pl.Binary)
    return frame.with_columns(sealed).select(table.stored)


def _sealed(connection: Connection, name: str, rows: pl.Series) -> list[bytes]:
    """The digests of versions about to be superseded, in order of their row numbers."""
    if not len(rows):
        return []
    condition, wanted = connection.among("row_id", rows.to_list())
    found = connection.rows(f"SELECT digest FROM {name} WHERE {condition} ORDER BY row_id", wanted)
    return [bytes(digest) for (digest,) in found]


def _supersede(connection: Connection, name: str, number: int, rows: Sequence[int]) -> None:
    """Mark versions as superseded: every one of them must still be current."""
    if not rows:
        return
    condition, wanted = connection.among("row_id", rows)
    touched = connection.run(
        f"UPDATE {name} SET superseded_by = ? WHERE {condition} AND superseded_by IS NULL", number, wanted
    )
    if touched != len(rows):
        faster = connection.value(f"SELECT max(superseded_by) FROM {name} WHERE {condition}", wanted)
        raise Conflict(
            f"This was changed by {said(connection, faster)}. Look at it again before you change it."
            if faster and faster != number
            else "One fact cannot be changed twice in one act."
        )


def _insert(connection: Connection, ready: Mapping[str, pl.DataFrame], progress: Progress) -> None:
    done, whole = 0, sum(map(len, ready.values()))
    for name, frame in ready.items():
        written = frame.select(_given(frame)).with_columns(pl.col(pl.Date).cast(pl.String))
        try:
            with _indexes_later(connection, name, len(frame)):
                for piece in written.iter_slices(PIECE):
                    connection.insert(name, piece.columns, piece.rows())
                    done += len(piece)
                    progress(done / whole, f"Recorded {done:,} of {whole:,}")
        except connection.driver.IntegrityError as error:
            raise Conflict(_clash(name, error)) from None


def _given(frame: pl.DataFrame) -> list[str]:
    """The columns that say anything: a column blank throughout is left to the database, which is quicker."""
    return [column.name for column in frame if column.null_count() < len(column)]


@contextmanager
def _indexes_later(connection: Connection, name: str, rows: int) -> Iterator[None]:
    """Fill an empty table of a file first and index it then, which takes half the time; the indexes are the same."""
    many = rows >= MANY and not connection.server and connection.one(f"SELECT 1 FROM {name} LIMIT 1") is None
    made = (
        connection.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", name
        )
        if many
        else []
    )
    for index, _ in made:
        connection.run(f"DROP INDEX {index}")
    yield
    for _, statement in made:
        connection.run(statement)


def _clash(name: str, error: Exception) -> str:
    words = name.replace("_", " ")
    if "unique" in str(error).lower():
        key = " and ".join(TABLES[name].key).replace("_", " ")
        return f"There is a {words} of the same {key} already. Look at it again before you change it."
    return f"This {words} cannot be recorded: {str(error).splitlines()[0]}"
