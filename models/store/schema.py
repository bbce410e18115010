"""The form of the tables: making them, finding out which form a database has, and bringing an older one up to date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.store import guards
from models.store.connections import Connection
from models.store.opening import NOT_OURS, CannotOpen

END = ";\n"
"""Ends a statement of `newest.sql`."""


@dataclass(frozen=True)
class Chain:
    """The steps of migration in their order, and the folder they lie in."""

    revisions: tuple[str, ...]
    folder: Path

    @property
    def newest(self) -> str:
        """The form this version of the program works with."""
        return self.revisions[-1]

    @property
    def laid(self) -> Path:
        """What a new file is made from: the tables that some of the steps made, and the step they were made by."""
        return self.folder / "newest.sql"


RELEASED = Chain(("0001", "0002", "0003", "0004", "0005"), Path(__file__).parent / "migrations")


def revision(connection: Connection) -> str | None:
    """The form a database has; None when it holds nothing of this program."""
    if connection.server:
        there = connection.value("SELECT to_regclass('alembic_version')")
    else:
        there = connection.value("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    found: str | None = connection.value("SELECT version_num FROM alembic_version") if there else None
    return found


def is_empty(connection: Connection) -> bool:
    """Whether a database holds no tables at all."""
    if connection.server:
        return not connection.value("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
    return not connection.value("SELECT count(*) FROM sqlite_master")


def is_older(connection: Connection, chain: Chain) -> bool:
    """Whether a database must be migrated first; raises CannotOpen if it is newer or no database of this program."""
    found = revision(connection)
    if found is None:
        raise CannotOpen(NOT_OURS)
    if found not in chain.revisions:
        raise CannotOpen(
            f"This file was made by a newer version of the program (its form is {found}, this version knows up to "
            f"{chain.newest}). Please install the newer version; the file has not been touched."
        )
    return found != chain.newest


def migrate(connection: Connection, chain: Chain) -> None:
    """Bring a database to the newest form; an empty one gets its tables."""
    if not connection.server and chain.laid.exists() and is_empty(connection):
        _lay(connection, chain)
    if revision(connection) != chain.newest:
        _go(connection, chain)


def steps_made(connection: Connection) -> str:
    """The text of `newest.sql`: whatever the steps made of an empty file, as statements."""
    made = connection.rows("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL")
    filled = f"INSERT INTO alembic_version VALUES ('{revision(connection)}')", "INSERT INTO head VALUES (1, 0)"
    return "".join(f"{statement}{END}" for statement in (*(sql for (sql,) in made), *filled))


def _lay(connection: Connection, chain: Chain) -> None:
    """Make a new file as the steps would have made it, without going them one by one."""
    with connection.writing():
        for statement in chain.laid.read_text(encoding="utf-8").split(END)[:-1]:
            connection.run(statement)
        guards.put_up(connection)


def _go(connection: Connection, chain: Chain) -> None:
    """Take the steps that are lacking, in one transaction."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    config = Config()
    config.set_main_option("script_location", str(chain.folder).replace("%", "%%"))
    address = "postgresql+psycopg://" if connection.server else "sqlite://"
    known: dict[str, Any] = {} if connection.server else {"module": connection.driver}
    engine = create_engine(address, creator=lambda: connection.raw, poolclass=StaticPool, **known)
    with engine.connect() as bound:
        if not connection.server:
            connection.run("PRAGMA foreign_keys = OFF")
        try:
            with bound.begin():
                connection.run("BEGIN" if connection.server else "BEGIN IMMEDIATE")
                guards.take_down(connection)
                config.attributes["connection"] = bound
                command.upgrade(config, chain.newest)
                guards.put_up(connection)
        finally:
            if not connection.server:
                connection.run("PRAGMA foreign_keys = ON")
