"""Which file or database, and its pass-phrase, for a program without a window."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.store import Store

KEY_VARIABLE = "PERMANENCE_KEY"


class WrongUsage(Exception):
    """The command lacks something that only its user can give; the sentence says what."""


def is_url(where: str) -> bool:
    """Whether a database is named by an address rather than by a file."""
    return "://" in where


def exists(where: str) -> bool:
    """Whether there is a database to open (an empty file is none); a server is taken to have one."""
    return is_url(where) or (Path(where).exists() and (Path(where).is_dir() or Path(where).stat().st_size > 0))


def _encrypted(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) != b"SQLite format 3\x00"


def key_for(where: str, *, new: bool, unencrypted: bool) -> str | None:
    """The pass-phrase of a file: from the environment, else asked for on a terminal; None where none is needed.

    Raises WrongUsage when one is needed and there is nobody to ask, CannotOpen where an encrypted file is called plain.
    """
    if is_url(where) or (new and unencrypted):
        return None
    if not new and not _encrypted(Path(where)):
        return None
    if not new and unencrypted:
        from models.store import CannotOpen

        raise CannotOpen(f"{where} is encrypted already; leave out --unencrypted and give its pass-phrase")
    if key := os.environ.get(KEY_VARIABLE):
        return key
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongUsage(
            f"{where} {'would be' if new else 'is'} encrypted and there is no terminal to ask for its pass-phrase; "
            f"set {KEY_VARIABLE}" + (", or say --unencrypted" if new else "")
        )
    key = getpass.getpass(f"Pass-phrase for {where}: ")
    if new and getpass.getpass("Once more: ") != key:
        raise WrongUsage("The two pass-phrases differ; nothing was made")
    if not key:
        raise WrongUsage("An empty pass-phrase protects nothing; nothing was opened")
    return key


def open_store(where: str, *, unencrypted: bool = False) -> Store:
    """The store that is there; raises `CannotOpen` with a sentence where there is none."""
    from models.store import CannotOpen, Store

    if not exists(where):
        raise CannotOpen(f"There is no file {where}; make one with `permanence import` or `permanence demo`")
    return Store.open(where, key=key_for(where, new=False, unencrypted=unencrypted))


def make_store(where: str, *, unencrypted: bool = False) -> Store:
    """A new store, encrypted unless said otherwise outright."""
    from models.store import Store

    return Store.create(where, key=key_for(where, new=True, unencrypted=unencrypted))
