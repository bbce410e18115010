"""Filters as values, that can be said in words, asked of a column, and shared: the same on screen and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.dates import british, typed
from models.edits.filters import KIND, VALUES, Asked, from_text
from models.snapshot import Facts
from models.trackers import STATES, Column, Kind

TESTS: dict[Kind, tuple[str, ...]] = {
    "text": ("contains", "is", "is not", "is blank", "is not blank"),
    "date": ("on", "before", "after", "between", "is blank", "is not blank"),
    "days": ("at least", "at most", "is", "between", "is blank", "is not blank"),
    "number": ("at least", "at most", "is", "between", "is blank", "is not blank"),
    "state": ("is", "is not"),
}
"""What can be asked of each kind of column, the most useful first."""
_SIGNS = {"at least": "≥", "at most": "≤"}


def values_wanted(test: str) -> int:
    """How many values a test needs."""
    return VALUES[test]


@dataclass(frozen=True)
class Filter:
    """One question asked of one column; its values as text (dates as 2022-05-03), so that it can be remembered."""

    key: str
    test: str
    values: tuple[str, ...] = ()

    def words(self, column: Column) -> str:
        """The filter as people read it: “Placement order after 3 May 2021”."""
        said = [self._said(column, value) for value in self.values]
        if self.test == "contains":
            return f"{column.title}: {said[0]}"
        return f"{column.title} {_SIGNS.get(self.test, self.test)} {' and '.join(said)}".rstrip()

    def mask(self, column: Column) -> pl.Expr:
        """The question as an expression over the frame."""
        cell = pl.col(column.key)
        if self.test in ("is blank", "is not blank"):
            blank = cell.is_null() | (cell.cast(pl.String) == "")
            return blank if self.test == "is blank" else ~blank
        first: Any = self._value(column, self.values[0])
        if column.kind in ("text", "state"):
            lower = cell.cast(pl.String).str.to_lowercase()
            wanted = str(first).lower()
            found = lower.str.contains(wanted, literal=True) if self.test == "contains" else lower == wanted
            return ~found.fill_null(False) if self.test == "is not" else found.fill_null(False)
        if self.test == "between":
            return cell.is_between(first, self._value(column, self.values[1])).fill_null(False)
        ask = {
            "on": cell == first,
            "is": cell == first,
            "before": cell < first,
            "after": cell > first,
            "at least": cell >= first,
            "at most": cell <= first,
        }
        answer: pl.Expr = ask[self.test].fill_null(False)
        return answer

    def _value(self, column: Column, value: str) -> Any:
        if column.kind == "date":
            return dt.date.fromisoformat(value)
        return float(value) if column.kind in ("days", "number") else value

    def _said(self, column: Column, value: str) -> str:
        if column.kind == "date":
            return british(dt.date.fromisoformat(value))
        if column.kind == "state" and value in STATES:
            return f"{STATES[value][0]} {value} {STATES[value][1]}"
        return value


def made(column: Column, test: str, said: Sequence[str]) -> Filter:
    """The filter somebody typed; raises ValueError with a sentence where a value is none."""
    values: list[str] = []
    for text in said[: values_wanted(test)]:
        text = text.strip()
        if not text:
            raise ValueError(f"Type what {column.title} is to be compared with")
        if column.kind == "date":
            on = typed(text)
            assert on is not None
            values.append(on.isoformat())
        elif column.kind in ("days", "number"):
            try:
                values.append(f"{float(text.replace(',', '')):g}")
            except ValueError:
                raise ValueError(f"“{text}” is not a number") from None
        else:
            values.append(text)
    return Filter(column.key, test, tuple(values))


@dataclass(frozen=True)
class Shared:
    """A filter that everybody in the file shares, by its name."""

    name: str
    asked: tuple[Asked, ...]

    def missing(self, columns: Sequence[Column]) -> tuple[str, ...]:
        """The titles of the columns it asks and a list has not, or has as another kind of column."""
        kinds = {column.key: column.kind for column in columns}
        return tuple(dict.fromkeys(each.title for each in self.asked if not _fits(each, kinds.get(each.key))))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Its questions, as a list asks them."""
        return tuple(Filter(each.key, each.test, each.values) for each in self.asked)


def shared(facts: Facts) -> tuple[Shared, ...]:
    """Every filter that is shared, in order of the names; one that cannot be read is left out."""
    said = facts.whole["setting"].filter(pl.col("kind") == KIND).select("name", "value").rows()
    found = (Shared(name, from_text(value)) for name, value in said)
    return tuple(sorted((each for each in found if each.asked), key=lambda each: each.name.casefold()))


def to_share(filters: Sequence[Filter], columns: Sequence[Column]) -> tuple[Asked, ...]:
    """Filters of a list in the form in which they are shared."""
    by_key = {column.key: column for column in columns}
    asked = [(each, by_key[each.key]) for each in filters if each.key in by_key]
    return tuple(Asked(each.key, column.title, column.kind, each.test, each.values) for each, column in asked)


def _fits(asked: Asked, kind: Kind | None) -> bool:
    if kind is None or kind != asked.kind or asked.test not in TESTS[kind]:
        return False
    if kind == "state":
        return all(value in STATES for value in asked.values)
    try:
        for value in asked.values:
            dt.date.fromisoformat(value) if kind == "date" else float(value) if kind in ("days", "number") else value
    except ValueError:
        return False
    return True
