"""Which file or database, and its pass-phrase, for a program without a window."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.progress import whole

if TYPE_CHECKING:
    import datetime as dt

    from models.edits.bulk import Bulk
    from models.progress import Progress
    from models.store import Store

KEY_VARIABLE = "PERMANENCE_KEY"
SHORTEST = 8
"""Letters that a new pass-phrase has at least."""
MOST = 1_000_000_000
"""More than there are change sets, or children."""
TOO_SHORT = f"The pass-phrase is too short: it needs {SHORTEST} characters at least"


class WrongUsage(argparse.ArgumentTypeError):
    """The command lacks something that only its user can give; the sentence says what."""


def is_url(where: str) -> bool:
    """Whether a place, as `place` gives it, is a server's address rather than a file."""
    return where.startswith("postgresql://")


def place(text: str) -> str:
    """A path or a database's address as it is meant; raises WrongUsage for a kind of database that is not known."""
    kind, marked, rest = text.partition("://")
    if not text.strip() or "\0" in text:
        raise WrongUsage("--db needs a file's name or a database's address")
    if not marked:
        return text
    if kind == "sqlite" and rest.startswith("/") and rest != "/":
        return rest[1:]
    if kind in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql://{rest}"
    raise WrongUsage(f"{kind}:// is no database that is known here; give a file's name or postgresql://…")


def count(text: str) -> int:
    """A number above nought, as it is typed."""
    if not (text.isdecimal() and 0 < int(text[:12]) < MOST):
        raise argparse.ArgumentTypeError(f"“{text[:12]}” is not a number above nought, below {MOST:,}")
    return int(text)


def exists(where: str) -> bool:
    """Whether there is a database to open; an empty file, or a server's database without tables, is none."""
    from models.store import Store

    return Store.stands(where)


@contextmanager
def making(where: str, key: str | None) -> Iterator[Store]:
    """A new store to be filled, encrypted with `key`: it stands there whole, or there is no file."""
    from models.store import Store

    if is_url(where):
        with Store.create(where, key=key) as store:
            yield store
        return
    with whole(Path(where)) as unfinished:
        clear(unfinished)
        with Store.create(str(unfinished), key=key) as store:
            yield store


def fill(store: Store, bulk: Bulk, today: dt.date, who: str, progress: Progress) -> int:
    """Record the demonstration authority in an empty store, with its two papers; how many facts it has."""
    from models.claims.carried import example
    from models.publications.example import examples
    from models.samples.lately import parted

    first, then, closed = parted(bulk)
    store.record(first, who=who, progress=progress)
    store.record(then, who=who)
    for owner, action in closed:
        store.apply(action, who=owner, today=today)
    store.apply(example(today), who=who, today=today)
    for published in examples(store.facts, today):
        store.apply(published, who=who, today=today)
    return bulk.rows


def clear(unfinished: Path) -> None:
    """Take away what a making that was cut short left, with the files that the database keeps beside its own."""
    for beside in ("", "-wal", "-shm", "-journal"):
        unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)


def key_for(where: str, *, new: bool, unencrypted: bool) -> str | None:
    """The pass-phrase of a file: from the environment, else asked for on a terminal; None where none is needed.

    Raises WrongUsage when one is needed and there is nobody to ask, CannotOpen where an encrypted file is called plain.
    """
    from models.store.opening import is_encrypted

    if is_url(where) or (new and unencrypted):
        return None
    if not new and not (Path(where).is_file() and is_encrypted(Path(where))):
        return None
    if not new and unencrypted:
        from models.store import CannotOpen

        raise CannotOpen(f"{where} is encrypted already; leave out --unencrypted and give its pass-phrase")
    if key := os.environ.get(KEY_VARIABLE):
        return _long_enough(key, new=new)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongUsage(
            f"{where} {'would be' if new else 'is'} encrypted and there is no terminal to ask for its pass-phrase; "
            f"set {KEY_VARIABLE}" + (", or say --unencrypted" if new else "")
        )
    key = _long_enough(getpass.getpass(f"Pass-phrase for {where}: "), new=new)
    if new and getpass.getpass("Once more: ") != key:
        raise WrongUsage("The two pass-phrases differ; nothing was made")
    if not key:
        raise WrongUsage("An empty pass-phrase protects nothing; nothing was opened")
    return key


def _long_enough(key: str, *, new: bool) -> str:
    """The pass-phrase, unless a new file would be made with one that is soon guessed."""
    if new and len(key) < SHORTEST:
        raise WrongUsage(f"{TOO_SHORT}; nothing was made")
    return key


def open_store(where: str, *, unencrypted: bool = False) -> Store:
    """The store that is there; raises `CannotOpen` with a sentence where there is none."""
    from models.store import CannotOpen, Store
    from models.store.opening import shown

    if not exists(where):
        what = "There are no tables in" if is_url(where) else "There is no file"
        if not is_url(where) and Path(where).exists():
            what = "There is nothing in"
        raise CannotOpen(f"{what} {shown(where)}; make one with `permanence import` or `permanence demo`")
    return Store.open(where, key=key_for(where, new=False, unencrypted=unencrypted))
