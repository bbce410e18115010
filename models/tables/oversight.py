"""What is kept beside the record: rows set aside, answers to findings, and which records were merged."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class SetAside(Versioned, table=True):
    """A row of a return that could not stand beside another of the same key, kept word for word with the reason."""

    __tablename__ = "set_aside"
    KEY: ClassVar[tuple[str, ...]] = ("child", "source", "content")
    source: str
    content: str
    why: str | None = None


class Answer(Versioned, table=True):
    """What somebody answers to a computed finding: a reason, an owner and action, or another state for a while."""

    __tablename__ = "answer"
    KEY: ClassVar[tuple[str, ...]] = ("child", "rule", "since")
    rule: str
    since: dt.date
    state: str | None = None
    reason: str | None = None
    owner: str | None = None
    action: str | None = None
    due: dt.date | None = None
    until: dt.date | None = None


class Merged(Versioned, table=True):
    """The record of this child was merged into another one's."""

    __tablename__ = "merged"
    KEY: ClassVar[tuple[str, ...]] = ("child", "into_child")
    into_child: str
    since: dt.date | None = None
    why: str | None = None
