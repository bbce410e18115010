"""Trackers: lists of rows about children, and how each of their values is titled, written, sorted and edited.

A tracker is one file in this folder. Its rows are a polars frame, one row per child; its columns say how one value is
shown on screen, on paper and in a spreadsheet alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from models.dates import NOTHING, british
from models.edits import Edit
from models.registry import Registry
from models.snapshot import Snapshot

Kind = Literal["text", "date", "days", "number", "state"]
STATES = {"R": ("◆", "overdue"), "A": ("▲", "to watch"), "G": ("●", "on time"), "–": ("○", "no date")}
"""Letter, shape and word of each state: colour is never alone."""


@dataclass(frozen=True)
class Question:
    """A code that a date needs before it can be recorded: which, what to ask, the choices (code, words).

    One with `after` is asked only where the questions named there were answered by one of the codes beside them.
    """

    name: str
    words: str
    choices: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def waits(self, answers: Mapping[str, str]) -> bool:
        """Whether it must be asked still, by the answers given so far."""
        return self.name not in answers and all(answers.get(name) in among for name, among in self.after)


@dataclass(frozen=True)
class Column:
    """How one value of a tracker's frame is titled, written and edited.

    `key` names the frame's column. A date whose exact day is not known has its words in the frame's column
    `key + "_words"` where there is one ("before 3 May 2021"). `edit(snapshot, child, new date or None, answers)` makes
    the edit; `asks(snapshot, child, new date)` the questions to answer first. Without `edit` the cell is read-only.
    In a column of text, the words that stand in a cell are typed over; a blank one is filled in its form.
    """

    key: str
    title: str
    kind: Kind
    note: str
    width: int = 12
    shown: bool = True
    edit: Callable[[Snapshot, str, Any, Mapping[str, str]], Edit] | None = None
    asks: Callable[[Snapshot, str, dt.date], tuple[Question, ...]] | None = None

    def text(self, value: Any, words: str | None = None) -> str:
        """The value as people read it, the same in every medium."""
        if words:
            return words
        if value is None or value == "":
            return NOTHING
        if self.kind == "date":
            return british(value)
        if self.kind == "state":
            return f"{STATES[value][0]} {value}" if value in STATES else str(value)
        if self.kind in ("days", "number"):
            return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
        return str(value)


_KINDS: dict[str, pl.DataType] = {"date": pl.Date(), "days": pl.Int64(), "number": pl.Int64()}


def framed(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]], **others: pl.DataType) -> pl.DataFrame:
    """Rows as a frame of these columns, of `id`, which tells one from another, and of `others`; what a row does not
    say is blank."""
    schema = {"id": pl.String(), **{column.key: _KINDS.get(column.kind, pl.String()) for column in columns}, **others}
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


@dataclass(frozen=True)
class Figure:
    """A number over a tracker: how many of its rows meet a condition; opened, it shows exactly those."""

    words: str
    when: pl.Expr


@dataclass(frozen=True)
class Tracker:
    """A named list of children: its columns, and the function that makes its rows from a snapshot."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Snapshot], pl.DataFrame]
    describe: Callable[[pl.DataFrame, Snapshot], str]
    """The line that says what is shown: “526 in care and 74 who left in the last 12 months”."""
    everyone: Callable[[Snapshot], pl.DataFrame] | None = None
    """Rows for all children ever, with a column `shown` that is true for those of `rows`: a figure's children are
    looked up here, whoever they are."""
    notes: Callable[[pl.DataFrame], tuple[str, ...]] | None = None
    """What must be said of any of its rows, whoever they are: “placement order known for 4 of 160”."""
    population: str = "in care or left in the last 12 months"
    """Whom the tracker is about, as its filter chip says."""
    figures: tuple[Figure, ...] = ()
    """The numbers over the list, in the order they are read."""

    def column(self, key: str) -> Column:
        """A column by its key."""
        return next(column for column in self.columns if column.key == key)


TRACKERS: Registry[Tracker] = Registry("models.trackers", lambda tracker: tracker.code)
