"""Words that somebody is typing and has not recorded: kept beside the facts, as safe as the facts themselves.

They lie in `NAME.drafts`, encrypted with the file's own key where the file is encrypted; of a server's database in a
table of its own. A draft belongs to one file, one child (or none), one person and one form, and is offered nowhere
else.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.store.connections import Connection, connect, trouble
from models.store.opening import CannotOpen, is_url

TABLE = """CREATE TABLE IF NOT EXISTS draft (
    origin TEXT NOT NULL, child TEXT NOT NULL, who TEXT NOT NULL, form TEXT NOT NULL,
    doing TEXT NOT NULL, begun TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (origin, child, who, form))"""
SUFFIX = ".drafts"


@dataclass(frozen=True)
class Draft:
    """What was typed into one form about one child: `doing` says it in words, `words` are the cells as typed."""

    child: str
    who: str
    form: str
    doing: str
    begun: dt.datetime
    words: Mapping[str, str]


class Drafts:
    """The drafts of one file or database. What holds them is made with the first; the file of drafts goes with
    the last."""

    def __init__(
        self, where: str, raw_key: str | None, origin: Callable[[], str], clock: Callable[[], dt.datetime]
    ) -> None:
        self.path = None if is_url(where) else Path(where + SUFFIX)
        self._where, self._raw_key, self._origin, self._clock = where, raw_key, origin, clock
        self._lock = threading.RLock()
        self._open: Connection | None = None

    def keep(self, child: str, who: str, form: str, doing: str, words: Mapping[str, str]) -> None:
        """Keep what is typed by now; the day it was begun stays."""
        with self._understood():
            row = (self._origin(), child, who, form)
            told = (doing, self._clock().astimezone(dt.UTC).isoformat(), json.dumps(dict(words)))
            if self.path is None and not self._any():
                self._connection().run(TABLE)
            self._connection().run(
                "INSERT INTO draft (origin, child, who, form, doing, begun, words) VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (origin, child, who, form) DO UPDATE SET words = excluded.words",
                *row,
                *told,
            )

    def of(self, child: str, who: str) -> list[Draft]:
        """What a person left unfinished about a child, in the order it was begun."""
        with self._understood():
            if not self._any():
                return []
            rows = self._connection().rows(
                "SELECT form, doing, begun, words FROM draft WHERE origin = ? AND child = ? AND who = ? ORDER BY begun",
                *(self._origin(), child, who),
            )
        return [
            Draft(child, who, form, doing, dt.datetime.fromisoformat(begun), json.loads(words))
            for form, doing, begun, words in rows
        ]

    def drop(self, child: str, who: str, form: str) -> None:
        """Forget one: it was recorded, or discarded."""
        self._forget("child = ? AND who = ? AND form = ?", child, who, form)

    def erase(self, child: str) -> None:
        """Forget everybody's drafts about a child whose record is erased, and those about no one child that name it."""
        self._forget(*self._naming(child))

    def count(self, child: str) -> int:
        """How many drafts go when a child's record is erased."""
        condition, *values = self._naming(child)
        with self._understood():
            found = (
                self._connection().value(f"SELECT count(*) FROM draft WHERE {condition}", *values) if self._any() else 0
            )
        return int(found)

    def _naming(self, child: str) -> tuple[str, str, str]:
        """The condition that a draft is about a child, or names it and is about no one child; with its values."""
        place = "strpos" if self.path is None else "instr"
        return f"child = ? OR (child = '' AND {place}(words, ?) > 0)", child, json.dumps(child)[1:-1]

    def close(self) -> None:
        """Let go of the drafts; where none are left, nothing is left beside the file."""
        with self._lock:
            if self._open is None:
                return
            left = self.path is None or self._open.value("SELECT count(*) FROM draft")
            self._open.close()
            self._open = None
            if self.path is not None and not left:
                self.path.unlink(missing_ok=True)

    def _forget(self, condition: str, *values: str) -> None:
        with self._understood():
            if self._any():
                self._connection().run(f"DELETE FROM draft WHERE {condition}", *values)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """One at a time; what befalls the file is said in a sentence."""
        with self._lock:
            try:
                yield
            except Exception as error:
                if (sentence := trouble(error, server=self.path is None)) is None:
                    raise
                raise sentence from error

    def _any(self) -> bool:
        """Whether anything was ever kept: to look for drafts makes neither file nor table."""
        if self.path is None:
            return self._connection().value("SELECT to_regclass('draft')") is not None
        return self._open is not None or self.path.exists()

    def _connection(self) -> Connection:
        if self._open is not None and self.path is not None and not self.path.exists():
            # Another program that has the file open closed last.
            self._open.close()
            self._open = None
        if self._open is None:
            try:
                made = connect(self._where if self.path is None else str(self.path), self._raw_key)
            except CannotOpen as error:
                where = "" if self.path is None else " beside the file"
                raise CannotOpen(f"What is typed cannot be kept{where}. {error}") from None
            if self.path is not None:
                made.run(TABLE)
                made.run("DELETE FROM draft WHERE origin <> ?", self._origin())
            self._open = made
        return self._open
