"""Edits: what a user asks for, as values. Making one never fails; applying it may.

Each edit that takes the place of a version carries `seen`, the change set its user was looking at: `Tx.replace` and
`Tx.end` raise `Conflict` when the fact was changed after it. An edit that usually only records something new has 0 for
it, the state in which nothing was recorded yet: who says nothing else has seen nothing, and supersedes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Refused(Exception):
    """The edit asks for something impossible; the sentence says what to do about it."""


class Conflict(Exception):
    """Somebody else was faster; the sentence says who and what."""


Row = Mapping[str, Any]
"""One current fact: row_id, fact_id, recorded_by, child and the table's own columns."""


class Tx(Protocol):
    """What an edit may do inside its one transaction."""

    @property
    def today(self) -> dt.date:
        """The day of the edit."""

    def current(self, table: str, child: str) -> Sequence[Row]:
        """The current facts of a table about a child, in order of their key."""

    def highest(self, table: str, child: str, cell: str) -> int:
        """The highest number that a fact about a child ever had, also one that is no more; 0 where none had any."""

    def across(self, table: str, cell: str, value: Any) -> Sequence[Row]:
        """The current facts of a table with this in a cell, whoever they are about, in order of child and key."""

    def record(self, table: str, child: str, **values: Any) -> None:
        """Record a new fact."""

    def replace(self, table: str, row: Row, seen: int | None, **values: Any) -> None:
        """Record a new version of a fact: the given cells changed, the others as they were."""

    def end(self, table: str, row: Row, seen: int | None) -> None:
        """Record that a fact is no more."""


class Edit(Protocol):
    """A named change; frozen, compared by value."""

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger: “Set placement order date”."""

    @property
    def kind(self) -> str:
        """change or correction."""

    def apply(self, tx: Tx) -> None:
        """Do it; raises Refused or Conflict, and then nothing has happened."""
