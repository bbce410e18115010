"""The ledger's own rows: acts in their order, who did them and when, and which still count."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from models.dates import british
from models.store.connections import Connection

UK = ZoneInfo("Europe/London")
IMPORTS = ("import", "demonstration")
DESCRIBED = ("number", "at", "who", "kind", "label", "reason", "undoes", "rows", "detail")
SCHEMA: dict[str, pl.DataType] = {
    name: pl.Int64() if name in ("number", "undoes", "rows") else pl.String() for name in DESCRIBED
}


@dataclass(frozen=True)
class Act:
    """What is said about a change set."""

    who: str
    kind: str
    label: str
    reason: str | None = None
    undoes: int | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Changes:
    """The answer to an edit: number and name of its change set (no number: nothing changed), and what it touched.

    Of an erasure, `left` says where words about others still name the child.
    """

    number: int | None
    label: str
    children: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    rows: int = 0
    left: tuple[str, ...] = ()


def describe(number: int, at: str, act: Act, rows: int) -> dict[str, Any]:
    """The columns of a change set but its digest."""
    return {"number": number, "at": at, **asdict(act), "rows": rows}


def head(connection: Connection) -> tuple[int, bytes, str]:
    """Number, digest and moment of the last act; zero and blanks when there is none."""
    found = connection.one("SELECT number, digest, at FROM change_set ORDER BY number DESC LIMIT 1")
    return (found[0], bytes(found[1]), found[2]) if found else (0, b"", "")


def acts(connection: Connection) -> pl.DataFrame:
    """Every change set, oldest first."""
    rows = connection.rows(f"SELECT {', '.join(DESCRIBED)} FROM change_set ORDER BY number")
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def moment(at: dt.datetime) -> str:
    """A moment as the ledger writes it: UTC, always to the microsecond, so that text compares like time."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def end_of(known_on: dt.datetime | dt.date) -> dt.datetime:
    """The moment meant by "as known on": a date means its end, UK time; a moment without a zone is UK time."""
    if not isinstance(known_on, dt.datetime):
        after = dt.datetime.combine(known_on + dt.timedelta(days=1), dt.time(), UK)
        return after.astimezone(dt.UTC) - dt.timedelta(microseconds=1)
    return known_on if known_on.tzinfo else known_on.replace(tzinfo=UK)


def number_at(connection: Connection, known_on: dt.datetime) -> int:
    """The last change set made by a moment; zero when none was."""
    return int(connection.value("SELECT coalesce(max(number), 0) FROM change_set WHERE at <= ?", moment(known_on)))


def undone(connection: Connection) -> set[int]:
    """The acts that an undo took back and no undo of that undo brought again."""
    gone: set[int] = set()
    for number, undoes in connection.rows(
        "SELECT number, undoes FROM change_set WHERE undoes IS NOT NULL ORDER BY number DESC"
    ):
        if number not in gone:
            gone.add(undoes)
    return gone


def imports(connection: Connection) -> list[int]:
    """The imports that still count, oldest first."""
    gone = undone(connection)
    found = connection.rows("SELECT number FROM change_set WHERE kind IN (?, ?) ORDER BY number", *IMPORTS)
    return [number for (number,) in found if number not in gone]


def said(connection: Connection, number: int) -> str:
    """Who did an act and when, in UK time: “A. Jones on 3 May 2022 at 14:05”."""
    found: Any = connection.one("SELECT who, at FROM change_set WHERE number = ?", number)
    at = dt.datetime.fromisoformat(found[1]).astimezone(UK)
    return f"{found[0]} on {british(at.date())} at {at:%H:%M}"
