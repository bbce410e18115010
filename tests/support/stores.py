"""Stores of all three kinds for tests, quickly made: each kind is made once, and copied for every test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from models.edits import Tx
from models.edits.bulk import Bulk
from models.store import Store
from tests.support import postgres

KINDS = ("sqlite", "sqlcipher", "postgresql")
PASSPHRASE = "correct horse battery staple"
TODAY = dt.date(2026, 6, 1)


class Clock:
    """A clock that goes on by a minute each time it is looked at, unless it is set."""

    def __init__(self) -> None:
        self.at = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(minutes=1)
        return self.at


@dataclass
class Stores:
    """One kind of store: makes new ones, opens them again, and closes all of them in the end."""

    kind: str
    folder: Path
    prototypes: Prototypes
    clock: Clock = field(default_factory=Clock)
    made: list[Store] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        """The pass-phrase of this kind's files."""
        return PASSPHRASE if self.kind == "sqlcipher" else None

    @property
    def is_file(self) -> bool:
        """Whether this kind is one file."""
        return self.kind != "postgresql"

    def place(self) -> str:
        """A place where there is nothing yet."""
        if self.is_file:
            return str(self.folder / f"{len(self.made)}-{len(list(self.folder.iterdir()))}.db")
        return self.prototypes.server().fresh()

    def new(self) -> Store:
        """An empty store."""
        return self.open(self.prototypes.copy(self.kind, self.place() if self.is_file else ""))

    def open(self, where: str) -> Store:
        """A store that is there already."""
        store = Store.open(where, key=self.key, clock=self.clock)
        self.made.append(store)
        return store

    def close(self) -> None:
        """Close whatever is open."""
        for store in self.made:
            store.close()


class Prototypes:
    """One empty store of each kind, made when it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open = folder, ExitStack()
        self._made: dict[str, str] = {}
        self._server: postgres.Server | None = None

    def server(self) -> postgres.Server:
        """The PostgreSQL server of this run."""
        if self._server is None:
            self._server = self._open.enter_context(postgres.server())
        return self._server

    def copy(self, kind: str, target: str) -> str:
        """An empty store at a place (a new database, for PostgreSQL)."""
        if kind not in self._made:
            where = self.server().fresh() if kind == "postgresql" else str(self._folder / f"{kind}.db")
            Store.create(where, key=PASSPHRASE if kind == "sqlcipher" else None).close()
            self._made[kind] = where
        made = self._made[kind]
        if kind == "postgresql":
            return self.server().fresh(made.rpartition("/")[2])
        shutil.copyfile(made, target)
        return target

    def close(self) -> None:
        """Stop the server, if one was started."""
        self._open.close()


@dataclass(frozen=True)
class Doing:
    """An edit that does what a function says."""

    do: Callable[[Tx], Any]
    label: str = "Set review date"
    kind: str = "change"

    def apply(self, tx: Tx) -> None:
        """Do it."""
        self.do(tx)


def bulk(kind: str = "import", label: str = "Import a return", **frames: pl.DataFrame) -> Bulk:
    """New facts, a frame per table."""
    return Bulk(kind, label, frames)
