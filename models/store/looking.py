"""Who looked at whose record, and what was printed or written out: kept in the file itself, beside the ledger.

It is no fact about a child and takes no part in the ledger: nothing rests on it, and a reader sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from models.store.connections import Connection

TABLE = """CREATE TABLE IF NOT EXISTS looked (
    at TEXT NOT NULL, who TEXT NOT NULL, did TEXT NOT NULL, child TEXT NOT NULL, what TEXT NOT NULL)"""
SCHEMA = {"at": pl.String, "who": pl.String, "did": pl.String, "child": pl.String, "what": pl.String}
MOST = 1000
"""Looks that are read back, the latest."""


class Look(NamedTuple):
    """One look: when, who, what was done (“Opened”, “Printed”, “Exported”), at which child (or none), at what."""

    at: str
    who: str
    did: str
    child: str
    what: str


def note(connection: Connection, looks: Sequence[Look]) -> None:
    """Write looks down; the table is made with the first."""
    if not _there(connection):
        connection.run(TABLE)
    connection.many("INSERT INTO looked (at, who, did, child, what) VALUES (?, ?, ?, ?, ?)", looks)


def read(connection: Connection, cell: str, value: str) -> pl.DataFrame:
    """The looks of a person (`who`) or at a child (`child`), the latest first."""
    found = []
    if _there(connection):
        found = connection.rows(
            f"SELECT at, who, did, child, what FROM looked WHERE {cell} = ? ORDER BY at DESC LIMIT {MOST}", value
        )
    return pl.DataFrame(found, schema=SCHEMA, orient="row")


def erase(connection: Connection, child: str) -> None:
    """Forget the looks at a child whose record is erased."""
    if _there(connection):
        connection.run("DELETE FROM looked WHERE child = ?", child)


def _there(connection: Connection) -> bool:
    if connection.server:
        return connection.value("SELECT to_regclass('looked')") is not None
    return connection.value("SELECT 1 FROM sqlite_master WHERE name = 'looked'") is not None
