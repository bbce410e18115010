"""The children's names, if somebody wants them: one encrypted file of their own, which the program does without.

It lies beside the database (`northport.db.names`), has a pass-phrase of its own, and holds one table: child, name. No
name is ever in the database, its ledger or drafts, in a log, or in anything that is printed, exported or backed up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.edits.sheet import Line, Unreadable, lines
from models.progress import whole
from models.store import keys
from models.store.connections import connect, trouble
from models.store.opening import BESIDE, CannotOpen, is_encrypted, is_url

__all__ = ["Names", "Unreadable", "make", "place", "read", "remove", "unlock"]
SUFFIX = ".names"
COLUMNS = ("child", "name")
LONGEST = 80
"""Characters that a name has at most."""
TABLE = "CREATE TABLE child_name (child TEXT PRIMARY KEY, name TEXT NOT NULL)"


@dataclass(frozen=True)
class Names:
    """A list that was unlocked: where it lies, and the names by the children's numbers."""

    path: Path
    raw_key: str = field(repr=False)
    by_child: Mapping[str, str] = field(repr=False)

    def replaced(self, by_child: Mapping[str, str]) -> Names:
        """The same list with these names and no others, under the same pass-phrase: written whole, or not at all."""
        with whole(self.path) as unfinished:
            _clear(unfinished)
            connection = connect(str(unfinished), self.raw_key)
            try:
                connection.run(TABLE)
                with connection.writing():
                    connection.insert("child_name", COLUMNS, sorted(by_child.items()))
            finally:
                connection.close()
            for ending in BESIDE:
                _ending(self.path, ending).unlink(missing_ok=True)
        return Names(self.path, self.raw_key, dict(by_child))

    def only(self, children: Collection[str]) -> Names:
        """The list without the names of other children, who are struck from the file, too."""
        kept = {child: name for child, name in self.by_child.items() if child in children}
        return self if len(kept) == len(self.by_child) else self.replaced(kept)


def place(where: str, folder: Path) -> Path:
    """Where the list of a database lies: beside its file; of a server's database in a folder of this machine."""
    if not is_url(where):
        return Path(where + SUFFIX)
    named = hashlib.sha256(where.rpartition("@")[2].encode()).hexdigest()[:16]
    return folder / f"{named}{SUFFIX}"


def make(path: Path, key: str, by_child: Mapping[str, str]) -> Names:
    """A new list, encrypted with a pass-phrase."""
    return Names(path, keys.derived(key, keys.salt_of(path)), {}).replaced(by_child)


def unlock(path: Path, key: str) -> Names:
    """The names that lie there; WrongKey where the pass-phrase is another, CannotOpen where it is no such list."""
    if not path.exists() or not is_encrypted(path):
        raise CannotOpen(f"{path.name} is not there, or is no list of names.")
    raw_key = keys.derived(key, keys.salt_of(path))
    connection = connect(str(path), raw_key)
    try:
        return Names(path, raw_key, dict(connection.rows("SELECT child, name FROM child_name")))
    except Exception as error:
        if (sentence := trouble(error, server=False)) is None:
            raise
        raise sentence from None
    finally:
        connection.close()


def remove(path: Path) -> None:
    """Take the list away; without one nothing happens."""
    _clear(path)


def read(path: Path) -> dict[str, str]:
    """The names of a CSV file with the columns child and name. Raises Unreadable with every fault by row and column;
    no fault repeats a name."""
    faults: list[str] = []
    found: dict[str, str] = {}
    rows: dict[str, int] = {}
    for line in lines(path, {column: column for column in COLUMNS}, COLUMNS, "names"):
        child, name = (" ".join(line.cells.get(column, "").split()) for column in COLUMNS)
        faults += [f"{path.name}, row {line.number}{fault}" for fault in _faults(line, child, name, rows)]
        rows.setdefault(child, line.number)
        found[child] = name
    if faults:
        raise Unreadable("\n".join(faults))
    if not found:
        raise Unreadable(f"{path.name}: there are no names under the headings")
    return found


def _faults(line: Line, child: str, name: str, rows: Mapping[str, int]) -> list[str]:
    faults = [
        f", column {column}: it is blank" for column, text in zip(COLUMNS, (child, name), strict=True) if not text
    ]
    if len(name) > LONGEST:
        faults.append(f", column name: longer than {LONGEST} characters")
    if not name.isprintable() or set(name) & set("<>"):
        faults.append(", column name: it has a character that no name has")
    if child in rows and child:
        faults.append(f", column child: the same child as in row {rows[child]}; leave one of them out")
    if line.beyond:
        faults.append(": it has more cells than there are headings")
    return faults


def _clear(path: Path) -> None:
    """A file, whole or half made, and what a database keeps beside it."""
    for ending in ("", *BESIDE):
        _ending(path, ending).unlink(missing_ok=True)


def _ending(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
