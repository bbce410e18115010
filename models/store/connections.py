"""One way of speaking to the three kinds of database: plain SQL text with `?` for values.

SQLite and SQLCipher files are written through a write-ahead log with full synchronisation; on PostgreSQL a one-row
table gives change sets their order.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.store import keys
from models.store.opening import NOT_OURS, CannotOpen, Locked, Sealed, WrongKey, is_url, may_write, shown

PATIENCE = 5.0
"""Seconds to wait for somebody else's write."""


OURS = """SELECT count(*) = 0 OR coalesce(sum(name IN ('alembic_version', 'draft', 'child_name')), 0) > 0
    FROM sqlite_master WHERE type = 'table'"""
"""Whether a file is empty or of this program; another program's is left as it is, down to how it keeps its log."""


class Connection:
    """A connection to one database, for one thread at a time."""

    def __init__(self, raw: Any, driver: Any, *, server: bool, sealed: Sealed | None = None) -> None:
        self.raw, self.driver, self.server, self.sealed = raw, driver, server, sealed
        self._closed = False

    def _cursor(self, sql: str, values: Sequence[Any]) -> Any:
        return self.raw.execute(sql.replace("?", "%s") if self.server else sql, values)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        found: list[tuple[Any, ...]] = self._cursor(sql, values).fetchall()
        return found

    def one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        found: tuple[Any, ...] | None = self._cursor(sql, values).fetchone()
        return found

    def value(self, sql: str, *values: Any) -> Any:
        """The one value of a query that answers with one row."""
        found = self.one(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: Any) -> int:
        """Carry out a statement; how many rows it touched."""
        return int(self._cursor(sql, values).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Carry out a statement once for each row; how many rows it touched in all."""
        cursor = self.raw.cursor()
        cursor.executemany(sql.replace("?", "%s") if self.server else sql, rows)
        return int(cursor.rowcount)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write rows into a table."""
        names = ", ".join(columns)
        if self.server:
            with self.raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            self.raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)

    def among(self, column: str, values: Iterable[str | int]) -> tuple[str, Any]:
        """The condition that a column is one of many values, and its one parameter."""
        if self.server:
            return f"{column} = ANY(?)", list(values)
        return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(list(values))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that nobody else's write can overlap: all of it is kept, or nothing."""
        try:
            if self.server:
                self.raw.execute("BEGIN")
                self.raw.execute("SELECT number FROM head WHERE id = 1 FOR UPDATE")
            else:
                self.raw.execute("BEGIN IMMEDIATE")
        except self.driver.OperationalError as error:
            self.abandon()
            raise locked(error) from None
        try:
            yield
            self.raw.execute("COMMIT")
        except BaseException:
            self.abandon()
            raise

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """What can wait is not waited for: where somebody else writes to the file, it is not done now."""
        if not self.server:
            self.raw.execute("PRAGMA busy_timeout = 20")
        try:
            yield
        finally:
            if not self.server:
                self.raw.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several questions answered as of one moment."""
        self.raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if self.server else "BEGIN")
        try:
            yield
        finally:
            self.abandon()

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """What is read without locks counts only if nobody wrote to the file meanwhile."""
        try:
            yield
        finally:
            if self.sealed:
                self.sealed.refuse_change()

    def abandon(self) -> None:
        """Give up the transaction, if one is under way; a database let go of has given it up already."""
        if self._closed:
            return
        if self.server:
            if self.raw.info.transaction_status != 0:
                self.raw.execute("ROLLBACK")
        elif self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the database."""
        self._closed = True
        self.raw.close()


def locked(error: Exception) -> CannotOpen:
    """The sentence for a database somebody else is writing to, or that may not be written."""
    if "readonly" in str(error) or "read-only" in str(error):
        return CannotOpen("The database file, or its folder, may not be written with your permissions.")
    return Locked("Somebody else is recording at this moment, or has the file locked. Please try again shortly.")


TROUBLES = {
    "disk is full": "The disk is full; nothing was recorded.",
    "disk I/O error": "The disk does not give or take what it should (I/O error); nothing was recorded.",
    "malformed": "The file is damaged inside; go back to the last backup.",
    "not a database": "The file is damaged inside; go back to the last backup.",
    "no such": "The database lacks a table or column of this program; go back to the last backup.",
    "unable to open": "The file, or one beside it, cannot be opened or written.",
}
"""What may befall a file while it is used, by the database's own words, and the sentence for it."""


def trouble(error: Exception, *, server: bool) -> CannotOpen | None:
    """The sentence for what befell a file or server while it was used; None for a fault of the program."""
    kind, words = type(error).__name__, str(error)
    if kind == "InsufficientPrivilege":
        return CannotOpen("The PostgreSQL server does not let this user do that; whoever looks after it can allow it.")
    if server:
        gone = kind in ("OperationalError", "AdminShutdown", "InterfaceError", "DiskFull") or "connection" in words
        return CannotOpen(f"The PostgreSQL server broke off: {words.strip().splitlines()[0]}") if gone else None
    if kind in ("OperationalError", "DatabaseError"):
        if "locked" in words or "readonly" in words:
            return locked(error)
        return next((CannotOpen(said) for sign, said in TROUBLES.items() if sign in words), None)
    return None


def connect(where: str, raw_key: str | None) -> Connection:
    """A connection to a place; `raw_key` as `keys.derived` gives it for an encrypted file."""
    return _server(where) if is_url(where) else _file(Path(where), raw_key)


def _server(where: str) -> Connection:
    import psycopg

    try:
        raw = psycopg.connect(where, autocommit=True)
    except psycopg.Error as error:
        reason = (str(error).strip() or "no answer").splitlines()[0].replace(where, shown(where))
        raise CannotOpen(f"The PostgreSQL server does not let this program in: {reason}") from None
    raw.execute(f"SET lock_timeout = '{int(PATIENCE * 1000)}ms'")  # type: ignore[arg-type]
    raw.execute("SET client_min_messages = warning")
    return Connection(raw, psycopg, server=True)


def _file(path: Path, raw_key: str | None) -> Connection:
    driver: Any = importlib.import_module("sqlite3" if raw_key is None else "sqlcipher3.dbapi2")
    sealed = None if may_write(path) else Sealed.of(path)
    # Even to read, SQLite makes a log beside the file; only a file said to stand still is read without one.
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if sealed else str(path)
    try:
        raw = driver.connect(
            where, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=sealed is not None
        )
    except driver.OperationalError as error:
        raise CannotOpen(f"{path} cannot be opened: {error}.") from None
    try:
        if raw_key is not None:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f'PRAGMA key = "{raw_key}"')
        if not raw.execute(OURS).fetchone()[0]:
            raise CannotOpen(NOT_OURS)
        if sealed is None and raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise CannotOpen(f"{path} cannot be kept safe while it is written: its disk has no write-ahead log.")
        # secure_delete: what an erasure removes is overwritten in the file, not only unlinked.
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "synchronous = FULL",
            "secure_delete = ON",
            "cache_size = -65536",
        ):
            raw.execute(f"PRAGMA {pragma}")
    except driver.OperationalError as error:
        raw.close()
        raise (
            locked(error)
            if "locked" in str(error) or "readonly" in str(error)
            else CannotOpen(f"{path} cannot be opened: {error}.")
        ) from None
    except driver.DatabaseError:
        raw.close()
        if raw_key is not None:
            raise WrongKey(f"The pass-phrase does not open {path}, or it is not a file of this program.") from None
        raise CannotOpen(f"{path} is not a database, or is damaged.") from None
    except BaseException:
        raw.close()
        raise
    return Connection(raw, driver, server=False, sealed=sealed)


def raw_key_of(path: Path, key: str | None) -> str | None:
    """The key of a file from its pass-phrase; None for a plain file."""
    return None if key is None else keys.derived(key, keys.salt_of(path))
