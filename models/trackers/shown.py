"""What is shown, in words: the cells of any columns and frame as people read them, and what must stand beside them."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.metadata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from models.dates import british
from models.trackers import Column

UK = ZoneInfo("Europe/London")


@functools.cache
def this_version() -> str:
    try:
        return importlib.metadata.version("permanence")
    except importlib.metadata.PackageNotFoundError:
        return ""


@dataclass(frozen=True)
class About:
    """What stands beside any list that leaves the program: what it shows, of when, for whom, and from which record."""

    title: str
    as_at: dt.date
    shown: str = ""
    """The line under the title: “526 in care and 74 who left in the last 12 months”."""
    known_on: dt.datetime | None = None
    filters: tuple[str, ...] = ()
    n: int = 0
    of: int | None = None
    """How many there were before the filters."""
    counted: str = "shown"
    """What was counted, in words: “figures”, “children”; of a list it is “shown”."""
    who: str = ""
    version: str = field(default_factory=this_version)
    head: str = ""
    """The ledger's head digest, by which `ledger verify --head` finds the record these rows were read from."""
    made: dt.datetime | None = None
    """When it was made: a moment that is passed in, so that the same question gives the same file."""
    definitions: str = ""
    """The fingerprint of all measures' definitions, by which two papers are known to count alike."""
    sealed: str = ""
    """Of what was sealed: what the seal says of itself, in place of who made it when, and with which version."""

    @property
    def known(self) -> str:
        """As known when, in words."""
        if self.known_on is None:
            return "as known today"
        moment = self.known_on.astimezone(UK) if self.known_on.tzinfo else self.known_on
        said = f"as known on {british(moment.date())}"
        return said if f"{moment:%H:%M}" == "23:59" else f"{said} at {moment:%H:%M}"

    @property
    def count(self) -> str:
        """How many of what: “37 of 412 shown”, “173 figures”."""
        of = "" if self.of is None or self.of == self.n else f" of {self.of:,}"
        return f"{self.n:,}{of} {self.counted}"

    @property
    def filtered(self) -> str:
        """The filters in words."""
        return "; ".join(self.filters) if self.filters else "none"

    def lines(self) -> list[tuple[str, str]]:
        """Name and value of everything said here, in reading order."""
        return [
            ("Title", self.title),
            ("Shows", self.shown or self.title),
            ("As at", british(self.as_at)),
            ("Known", self.known),
            ("Filters", self.filtered),
            ("Rows", self.count),
            ("Made by", self.who or "not said"),
            ("Version", self.version or "not said"),
            ("Ledger head", self.head or "not said"),
        ]


def words_of(column: Column, frame: pl.DataFrame) -> list[Any]:
    """The words that stand in for a column's values where they are not exactly known; None where the value stands."""
    return frame[f"{column.key}_words"].to_list() if f"{column.key}_words" in frame.columns else [None] * len(frame)


def texts(column: Column, frame: pl.DataFrame) -> list[str]:
    """One column's cells as people read them, each different value put into words once."""
    said: dict[Any, str] = {}
    cells: list[str] = []
    for value, words in zip(frame[column.key].to_list(), words_of(column, frame), strict=True):
        if words:
            cells.append(column.text(value, words))
            continue
        if value not in said:
            said[value] = column.text(value)
        cells.append(said[value])
    return cells


def rows(columns: Sequence[Column], frame: pl.DataFrame) -> list[tuple[str, ...]]:
    """All cells as people read them, row by row."""
    return list(zip(*(texts(column, frame) for column in columns), strict=True)) if columns else []
