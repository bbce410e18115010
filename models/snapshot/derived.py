"""What is worked out from facts, once; and from which tables, so that an edit of others leaves it as it was."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import polars as pl

T = TypeVar("T")
_READ = threading.local()
_ALL = frozenset({"*"})
"""What rests on facts in a way that cannot be seen (an object that reads on later, a shelf that is filled later, on
which nothing lies yet) rests on all of them."""


class Known(NamedTuple):
    """What was worked out, and the tables that were read for it."""

    value: Any
    tables: frozenset[str]


Derivations = Mapping[Callable[..., Any], Known]


def note(tables: Iterable[str]) -> None:
    """Say that tables are read: for whatever is being worked out in this thread."""
    reading: set[str] | None = getattr(_READ, "tables", None)
    if reading is not None:
        reading.update(tables)


@contextmanager
def apart() -> Iterator[set[str]]:
    """The tables that are read within; what is being worked out around it does not rest on them."""
    outer: set[str] | None = getattr(_READ, "tables", None)
    _READ.tables = mine = set[str]()
    try:
        yield mine
    finally:
        _READ.tables = outer


class Derived:
    """What was worked out so far, and what may be taken over from what was worked out before an edit."""

    def __init__(self) -> None:
        self._known: dict[Callable[..., Any], Known] = {}
        self._before: list[tuple[Derivations, pl.Expr | None]] = []

    def once(self, derive: Callable[..., T], work: Callable[[], T]) -> T:
        """What `derive` gives: known, or known before of all children, or worked out now by `work`."""
        known = self._known.get(derive) or self._taken(derive)
        if known is None:
            with apart() as tables:
                value = work()
            known = Known(value, frozenset(tables) if tables and _plain(value) else _ALL)
            self._known[derive] = known
        note(known.tables)
        result: T = known.value
        return result

    def numbered(self, changed: Collection[str]) -> bool:
        """Whether anything that rests on other tables is known by numbers that are given among these very facts, as
        journeys are: what is numbered otherwise does not go with it."""
        return any(_numbered(found) for found in self.untouched(changed).values())

    def untouched(self, changed: Collection[str] | None, numbered: bool = True) -> Derivations:
        """What rests on other tables than those changed, perhaps without what is `numbered`; nothing, where it is not
        known which were."""
        if changed is None:
            return {}
        known: dict[Callable[..., Any], Known] = {}
        for before, wanted in reversed(self._before):
            known.update(before if wanted is None else {})
        known.update(self._known.copy())  # for work beside the window may be adding to it meanwhile
        touched = {*changed, *_ALL}
        return {
            derive: found
            for derive, found in known.items()
            if found.tables and found.tables.isdisjoint(touched) and (numbered or not _numbered(found))
        }

    def take_over(self, before: Derivations, wanted: pl.Expr | None = None) -> None:
        """Take over what was worked out before, when it is asked for: of all, or the rows of the children wanted.

        What is taken over later is looked for first.
        """
        self._before.insert(0, (before, wanted))

    def _taken(self, derive: Callable[..., Any]) -> Known | None:
        for before, wanted in self._before:
            found = before.get(derive)
            if found is None:
                continue
            if wanted is not None:
                if not isinstance(found.value, pl.DataFrame) or "child" not in found.value.columns:
                    continue
                found = Known(found.value.filter(wanted), found.tables)
            self._known[derive] = found
            return found
        return None


def _numbered(found: Known) -> bool:
    return isinstance(found.value, pl.DataFrame) and "journey" in found.value.columns


_PLAIN = (pl.DataFrame, pl.Series, Mapping, tuple, list, frozenset, set, str, int, float, dt.date)


def _plain(value: Any) -> bool:
    """Whether a value is complete: it reads nothing later."""
    return value is None or isinstance(value, _PLAIN)
