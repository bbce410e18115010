"""Edits of the filters that everybody in a file shares: one is kept under a name, or dropped.

A filter is a fact of the authority (a setting of the kind “filter”): the ledger knows who kept it, and what it was.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from models.edits import Refused, Row, Tx
from models.subjects import AUTHORITY

KIND = "filter"
LONGEST = 60
"""Letters of a filter's name."""
VALUES = {
    "contains": 1, "is": 1, "is not": 1, "is blank": 0, "is not blank": 0, "on": 1, "before": 1, "after": 1,
    "between": 2, "at least": 1, "at most": 1,
}  # fmt: skip
"""Every test a filter may make, and how many values it needs."""


@dataclass(frozen=True)
class Asked:
    """One question: its column (key, kind, and the title to say where a list has no such column), test and values."""

    key: str
    title: str
    kind: str
    test: str
    values: tuple[str, ...] = ()


def as_text(asked: tuple[Asked, ...]) -> str:
    """The questions as they are stored."""
    return json.dumps([asdict(each) for each in asked], ensure_ascii=False)


def from_text(text: str | None) -> tuple[Asked, ...]:
    """The questions that are stored; none where they cannot be read."""
    try:
        read = json.loads(text or "")
        asked = tuple(
            Asked(each["key"], each["title"], each["kind"], each["test"], tuple(each["values"])) for each in read
        )
    except (ValueError, TypeError, KeyError):
        return ()
    return asked if all(_sound(each) for each in asked) else ()


@dataclass(frozen=True)
class KeepFilter:
    """A filter for everybody in the file; one of the same name (large and small letters alike) is replaced.

    `seen` is the change set its user was looking at.
    """

    name: str
    asked: tuple[Asked, ...]
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Keep the filter “{self.name.strip()}” for everybody"

    @property
    def kind(self) -> str:
        """A filter kept is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        name = self.name.strip()
        if not name or len(name) > LONGEST or not name.isprintable():
            raise Refused(f"Give the filter a name of 1 to {LONGEST} letters, on one line.")
        if not self.asked:
            raise Refused("There is no filter to keep; add one first.")
        for each in self.asked:
            if not _sound(each):
                raise Refused(f"{each.title or each.key}: this is no question that a list can be asked.")
        row = _standing(tx, name)
        if row is None:
            tx.record("setting", AUTHORITY, kind=KIND, name=name, value=as_text(self.asked))
        else:
            tx.replace("setting", row, self.seen, value=as_text(self.asked))


@dataclass(frozen=True)
class DropFilter:
    """A shared filter that nobody needs any more; the ledger keeps it, and undo brings it back."""

    name: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Drop the filter “{self.name.strip()}”"

    @property
    def kind(self) -> str:
        """A filter dropped is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record that it is no more."""
        row = _standing(tx, self.name.strip())
        if row is None:
            raise Refused(f"There is no filter “{self.name.strip()}” any more.")
        tx.end("setting", row, self.seen)


def _standing(tx: Tx, name: str) -> Row | None:
    kept = [row for row in tx.current("setting", AUTHORITY) if row["kind"] == KIND]
    return next((row for row in kept if row["name"].casefold() == name.casefold()), None)


def _sound(asked: Asked) -> bool:
    said = (asked.key, asked.title, asked.kind, asked.test, *asked.values)
    if not asked.key or not all(isinstance(each, str) for each in said):
        return False
    if asked.test not in VALUES or len(asked.values) != VALUES[asked.test]:
        return False
    if asked.test in ("on", "before", "after"):
        return all(map(_is_day, asked.values))
    if asked.test in ("at least", "at most"):
        return all(map(_is_number, asked.values))
    if asked.test == "between":
        return all(map(_is_day, asked.values)) or all(map(_is_number, asked.values))
    return all(value.strip() for value in asked.values)


def _is_day(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return abs(float(value)) < float("inf")
    except ValueError:
        return False
