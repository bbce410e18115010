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
        self._before: Derivations = {}
        self._wanted: pl.Expr | None = None

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

    def untouched(self, changed: Collection[str] | None) -> Derivations:
        """What rests on other tables than those changed; nothing, where it is not known which were."""
        if changed is None:
            return {}
        known = self._known.copy()  # for work beside the window may be adding to it meanwhile
        if self._wanted is None:
            known = {**self._before, **known}
        touched = {*changed, *_ALL}
        return {derive: found for derive, found in known.items() if found.tables and found.tables.isdisjoint(touched)}

    def take_over(self, before: Derivations, wanted: pl.Expr | None = None) -> None:
        """Take over what was worked out before, when it is asked for: of all, or the rows of the children wanted."""
        self._before, self._wanted = before, wanted

    def _taken(self, derive: Callable[..., Any]) -> Known | None:
        found = self._before.get(derive)
        if found is None:
            return None
        if self._wanted is not None:
            if not isinstance(found.value, pl.DataFrame) or "child" not in found.value.columns:
                return None
            found = Known(found.value.filter(self._wanted), found.tables)
        self._known[derive] = found
        return found


_PLAIN = (pl.DataFrame, pl.Series, Mapping, tuple, list, frozenset, set, str, int, float, dt.date)


def _plain(value: Any) -> bool:
    """Whether a value is complete: it reads nothing later."""
    return value is None or isinstance(value, _PLAIN)
