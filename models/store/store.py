"""The store: one file or database that holds everything recorded, and the ledger of who recorded it."""

from __future__ import annotations

import datetime as dt
import hmac
import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import polars as pl

from models.edits import Conflict, Edit
from models.edits.bulk import Bulk, Standing
from models.edits.many import Preview, preview
from models.progress import Progress, silent
from models.snapshot import Earlier, Facts
from models.store import ledger, looking, reading, schema, writing
from models.store.columns import TABLES
from models.store.connections import Connection, connect, raw_key_of, trouble
from models.store.drafts import Drafts
from models.store.ledger import Act, Changes
from models.store.looking import Look
from models.store.opening import CannotOpen, Locked, is_encrypted, is_url, refuse_other, refuse_share, shown
from models.store.transaction import Transaction
from models.store.verify import Verdict, verify
from models.subjects import AUTHORITY

if TYPE_CHECKING:
    from models.rules.retention import Erased

MANY = 500
"""Children whose rows are found sooner by a look through everybody's."""
AGAIN = ("", *(f"-{time}" for time in range(2, 100)))
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """This moment: the only clock that is read below the screen."""
    return dt.datetime.now(dt.UTC)


class Store:
    """An open file or database. Reading may go on in other threads while one writes."""

    def __init__(self, where: str, raw_key: str | None, clock: Clock) -> None:
        self._where, self._raw_key, self._clock = where, raw_key, clock
        self._writing = threading.RLock()
        self._pool = threading.Lock()
        self._writer = connect(where, raw_key)
        self._readers: list[Connection] = []
        self._head: Facts | None = None
        self._closed = False
        self._looks: list[Look] = []
        self.drafts = self._beside(raw_key)
        """What is being typed and not recorded; None where it cannot be kept as safe as the file itself."""

    @staticmethod
    def stands(where: str) -> bool:
        """Whether there is something to open: a file that is not empty, a server's database with tables."""
        if not is_url(where):
            refuse_other(Path(where))
            return Path(where).exists() and Path(where).stat().st_size > 0
        connection = connect(where, None)
        try:
            return not schema.is_empty(connection)
        finally:
            connection.close()

    @classmethod
    def create(cls, where: str, *, key: str | None = None, clock: Clock = utc_now) -> Store:
        """Make a new file (encrypted with a pass-phrase `key`), or the tables in an empty PostgreSQL database."""
        path = None if is_url(where) else Path(where)
        raw_key = None
        if path is not None:
            if Store.stands(where):
                raise CannotOpen(f"{path} is there already.")
            if not path.absolute().parent.is_dir():
                raise CannotOpen(f"There is no folder {path.absolute().parent}.")
            refuse_share(path)
            if key is not None and not key.strip():
                raise CannotOpen("An empty pass-phrase protects nothing; give another.")
            raw_key = raw_key_of(path, key)
        store = cls(where, raw_key, clock)
        try:
            if path is None and not schema.is_empty(store._writer):
                raise CannotOpen("This database holds tables already.")
            with store._understood():
                schema.migrate(store._writer, schema.RELEASED)
        except BaseException:
            store.close()
            if path is not None:
                path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, where: str, *, key: str | None = None, clock: Clock = utc_now) -> Store:
        """Open what is there. An older form is backed up beside it and migrated; a newer one is refused. A file whose
        making was cut short, with nothing in it at all, is made whole."""
        raw_key = None if is_url(where) else _checked(Path(where), key)
        store = cls(where, raw_key, clock)
        try:
            if not is_url(where) and not store._writer.sealed and schema.is_empty(store._writer):
                with store._understood():
                    schema.migrate(store._writer, schema.RELEASED)
            elif schema.is_older(store._writer, schema.RELEASED):
                store._bring_up_to_date()
        except BaseException:
            store.close()
            raise
        return store

    def _bring_up_to_date(self) -> None:
        if not is_url(self._where):
            path = Path(self._where)
            if self._writer.sealed:
                raise CannotOpen(
                    f"{path} was made by an older version of the program and may not be written with your permissions: "
                    "have it opened once by somebody who may write it."
                )
            names = (f"{path.stem}.before-{schema.RELEASED.newest}{again}{path.suffix}" for again in AGAIN)
            self.backup(str(next(path.with_name(name) for name in names if not path.with_name(name).exists())))
        schema.migrate(self._writer, schema.RELEASED)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """The file's path or the database's address, without its password."""
        return shown(self._where)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file needs a pass-phrase."""
        return self._raw_key is not None

    @property
    def head(self) -> int:
        """The number of the last change set; zero when nothing was recorded yet."""
        with self._reader() as connection:
            return ledger.head(connection)[0]

    @property
    def head_digest(self) -> str:
        """The digest of the last change set, in hexadecimal; blank when nothing was recorded yet."""
        with self._reader() as connection:
            return ledger.head(connection)[1].hex()

    def facts(self, known_on: dt.datetime | dt.date | None = None) -> Facts:
        """All facts as known now, or as they were known at a moment (a date: at its end, UK time)."""
        with self._reader() as connection:
            if known_on is not None:
                moment = ledger.end_of(known_on)
                number = ledger.number_at(connection, moment)
                return self._facts_at(number, moment)
            number = ledger.head(connection)[0]
        if self._head is None or self._head.number != number:
            self._head = self._facts_at(number)
        return self._head

    def _facts_at(self, number: int, known_on: dt.datetime | None = None) -> Facts:
        return Facts(
            lambda table: reading.known(self._reader, table, number),
            some=lambda table, columns, kinds: reading.known(self._reader, table, number, columns, kinds),
            entered=lambda table: reading.entered(self._reader, table, number),
            earlier=self._earlier,
            number=number,
            known_on=known_on,
        )

    def _earlier(self, number: int) -> Earlier:
        """Whom anything was recorded of after a change set, and what was known of them at it."""
        with self._reader() as connection:
            children = frozenset(reading.touched(connection, number)["child"]) - {AUTHORITY}
        if len(children) > MANY:
            return Earlier(children, self._facts_at(number).take(children))
        return Earlier(children, Facts(lambda table: self._known_of(table, number, children), number=number))

    def _known_of(self, table: str, number: int, children: Collection[str]) -> pl.DataFrame:
        with self._reader() as connection:
            return reading.known_of(connection, table, number, children)

    def facts_at(self, number: int) -> Facts:
        """All facts as they were known at a change set: what a meeting that began at it looks at."""
        with self._reader() as connection:
            at = connection.value("SELECT at FROM change_set WHERE number = ?", number)
            head = ledger.head(connection)[0]
        if at is None or number >= head:
            return self.facts()
        moment = at if isinstance(at, dt.datetime) else dt.datetime.fromisoformat(at)
        return self._facts_at(number, moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))

    def fresh(self, children: Iterable[str]) -> Facts:
        """The facts about a few children as known now, without reading the others'."""
        wanted = sorted(set(children))
        number = self.head

        fresh = Facts(
            lambda table: self._known_of(table, number, wanted),
            entered=lambda table: reading.entered(self._reader, table, number),
            earlier=self._earlier,
            number=number,
        )
        fresh.whole = fresh.unread = self._facts_at(number)
        return fresh

    def apply(self, edit: Edit, *, who: str, today: dt.date) -> Changes:
        """Carry out an edit as one change set; Refused or Conflict leave everything as it was."""
        with self._write() as connection:
            transaction = Transaction(connection, today, getattr(edit, "children", ()))
            edit.apply(transaction)
            versions = transaction.versions()
            if not versions:
                return Changes(None, edit.label)
            return writing.write(connection, Act(who, edit.kind, edit.label), self._now(), versions)

    def preview(self, label: str, children: Iterable[str], make: Callable[[str], Edit], *, today: dt.date) -> Preview:
        """What the same edit for many children would do, child by child; nothing is recorded."""
        wanted = list(children)
        with self._reader() as connection:
            return preview(label, wanted, make, Transaction(connection, today, wanted))

    def record(self, bulk: Bulk, *, who: str, progress: Progress = silent) -> Changes:
        """Record many facts as one change set; nothing to record makes none."""
        if not bulk.rows:
            return Changes(None, bulk.label)
        versions: dict[str, list[pl.DataFrame]] = {}
        for frames, changed in ((bulk.changed, True), (bulk.new, False)):
            for name, frame in frames.items():
                versions.setdefault(name, []).append(writing.versions(TABLES[name], frame, changed=changed))
        detail = json.dumps(dict(bulk.detail), sort_keys=True) if bulk.detail else None
        act = Act(who, bulk.kind, bulk.label, bulk.reason, None, detail)
        with self._write() as connection:
            number = ledger.head(connection)[0]
            if bulk.planned_on not in (None, number):
                said = ledger.said(connection, number)
                raise Conflict(
                    f"Something was recorded since the comparison, by {said}; compare again before you accept."
                )
            recorded = {name: pl.concat(frames) for name, frames in versions.items()}
            return writing.write(connection, act, self._now(), recorded, progress)

    def undo(self, number: int, *, who: str, progress: Progress = silent) -> Changes:
        """Take back a change set by recording the state before it; Conflict if what it recorded was changed since."""
        from models.store import taking_back  # it and erasure load all that minutes are made of

        with self._write() as connection:
            return taking_back.undo(connection, number, who, self._now(), progress)

    def erase(self, *children: str, who: str, reason: str) -> Changes:
        """Remove everything about children for good, because the law or a court orders it; `reason` says who did."""
        from models.store import erasure

        with self._write() as connection:
            changes = erasure.erase(connection, children, who, reason, self._now())
            for gone in sorted(changes.children):
                looking.erase(connection, gone)
        if self.drafts is not None:
            for gone in sorted(changes.children):
                self.drafts.erase(gone)
        return changes

    def would_erase(self, *children: str, who: str, reason: str) -> tuple[Changes, Erased]:
        """What erasing children would remove: it is done and given up, so that nothing is changed."""
        from models.store import erasure

        with self._writing, self._understood():
            try:
                with self._writer.writing():
                    changes = erasure.erase(self._writer, children, who, reason, self._now())
                    raise _GivenUp(changes, erasure.told(self._writer, changes.number or 0))
            except _GivenUp as tried:
                return tried.changes, tried.erased

    def erased(self, number: int) -> Erased:
        """What the ledger keeps of an erasure."""
        from models.store import erasure

        with self._reader() as connection, connection.reading():
            return erasure.told(connection, number)

    def look(self, who: str, did: str, child: str = "", what: str = "") -> None:
        """Somebody looks at a child's record, prints or writes something out; `keep_looks` writes it down."""
        if not self._writer.sealed:
            self._looks.append(Look(self._now(), who, did, child, what))

    def keep_looks(self) -> None:
        """Write down what was looked at, where nobody else is writing just now; else the next time."""
        if not self._looks or not self._writing.acquire(blocking=False):
            return
        try:
            with suppress(Locked), self._writer.hurried(), self._understood():
                looking.note(self._writer, self._looks)
                self._looks.clear()
        finally:
            self._writing.release()

    def looks(self, *, who: str = "", child: str = "") -> pl.DataFrame:
        """Who looked at a child, or what a person looked at, the latest first: at (UTC), who, did, child, what."""
        self.keep_looks()
        with self._reader() as connection:
            return looking.read(connection, "child" if child else "who", child or who)

    def standing(self) -> Standing:
        """What stands before an import."""
        with self._reader() as connection, connection.reading():
            return Standing(
                {name: reading.ours(connection, table) for name, table in TABLES.items()},
                {name: reading.base(connection, table) for name, table in TABLES.items()},
                ledger.head(connection)[0],
            )

    def change_sets(self) -> pl.DataFrame:
        """Every change set, oldest first."""
        with self._reader() as connection:
            return ledger.acts(connection)

    def history(self, child: str) -> pl.DataFrame:
        """Every version of every fact about a child, in the order in which they were recorded."""
        with self._reader() as connection, connection.reading():
            return reading.history(connection, child)

    def changed(self, children: Iterable[str] | None, since: int) -> pl.DataFrame:
        """What was recorded of children, or (None) of everybody, after a change set, each fact with its versions
        before: as `history`, with a column `child`."""
        with self._reader() as connection, connection.reading():
            return reading.changed(connection, children, since)

    def replayed(self, states: pl.DataFrame) -> Facts:
        """Children as they stood at change sets of their own, each under another id, as `states` says: child, number,
        state. So all of them are worked out in one go."""

        def load(table: str) -> pl.DataFrame:
            with self._reader() as connection:
                return reading.replayed(connection, table, states)

        return Facts(load, number=self.head)

    def touched(self, since: int) -> pl.DataFrame:
        """The acts after a change set that recorded something, by child: child, number, at, who, label."""
        with self._reader() as connection, connection.reading():
            return reading.touched(connection, since)

    @property
    def has_key(self) -> bool:
        """Whether the file is encrypted with a pass-phrase."""
        return self._raw_key is not None

    def opens_with(self, key: str) -> bool:
        """Whether a pass-phrase is that of the open file; any is, of one that has none."""
        raw_key = raw_key_of(Path(self._where), key) if self.has_key else None
        return hmac.compare_digest(raw_key or "", self._raw_key or "")

    def verify(self, head: str | None = None, progress: Progress = silent) -> Verdict:
        """Whether the ledger is whole; `head` is the digest that a paper or an export carries."""
        with self._reader() as connection, connection.reading():
            return verify(connection, head, progress)

    def backup(self, path: str | Path) -> None:
        """Write one complete copy of the file, encrypted as it is itself."""
        if is_url(self._where):
            raise CannotOpen("A PostgreSQL database is backed up with the server's own tools (pg_dump).")
        target = Path(path)
        if target.exists():
            raise CannotOpen(f"{target} is there already.")
        half = target.with_name(target.name + ".part")
        if not target.absolute().parent.is_dir():
            raise CannotOpen(f"There is no folder {target.absolute().parent}.")
        half.unlink(missing_ok=True)
        try:
            with self._reader() as connection:
                connection.run("VACUUM INTO ?", str(half))
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, complete in itself; closing twice does no harm."""
        if not self._closed:
            with suppress(CannotOpen):
                self.keep_looks()
        if self.drafts is not None:
            self.drafts.close()
        with self._writing, self._pool:
            for connection in self._readers:
                connection.close()
            self._readers.clear()
            self._writer.close()
            self._closed = True

    def _beside(self, raw_key: str | None) -> Drafts | None:
        """The drafts of a file that may be written, or of a server's database."""
        return None if self._writer.sealed else Drafts(self._where, raw_key, self._first_digest, self._clock)

    def _first_digest(self) -> str:
        """What tells this file from any other: the digest of its first change set."""
        with self._reader() as connection:
            found = connection.value("SELECT digest FROM change_set ORDER BY number LIMIT 1")
        return "" if found is None else bytes(found).hex()

    def _now(self) -> str:
        return ledger.moment(self._clock())

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._writing, self._understood(), self._writer.writing():
            yield self._writer

    @contextmanager
    def _reader(self) -> Iterator[Connection]:
        with self._pool:
            if self._closed:
                raise CannotOpen("The file is closed.")
            connection = self._readers.pop() if self._readers else None
        if connection is None:
            connection = connect(self._where, self._raw_key)
        try:
            with self._understood(), connection.unchanged():
                yield connection
        finally:
            with self._pool:
                if self._closed:
                    connection.close()
                else:
                    self._readers.append(connection)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if (sentence := trouble(error, server=is_url(self._where))) is None:
                raise
            raise sentence from error


class _GivenUp(Exception):
    """An erasure that was only tried, with what it came to."""

    def __init__(self, changes: Changes, erased: Erased) -> None:
        super().__init__()
        self.changes, self.erased = changes, erased


def _checked(path: Path, key: str | None) -> str | None:
    """The raw key of a file that is there and can be one of ours; None for a plain file."""
    refuse_other(path)
    if not path.exists():
        raise CannotOpen(f"There is no file {path}.")
    refuse_share(path)
    encrypted = is_encrypted(path)
    if encrypted is None:
        raise CannotOpen(f"{path} is not a database.")
    if encrypted and key is None:
        raise CannotOpen(f"{path} is encrypted, or not a database: its pass-phrase is needed.")
    if not encrypted and key is not None:
        raise CannotOpen(f"{path} is not encrypted: open it without a pass-phrase.")
    return raw_key_of(path, key)
