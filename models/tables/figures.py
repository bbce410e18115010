"""The authority's own figures, what it published, and what papers claim."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class Population(Versioned, table=True):
    """An estimate of the children aged 0 to 17 who live in the authority."""

    __tablename__ = "population"
    KEY: ClassVar[tuple[str, ...]] = ("child", "since")
    since: dt.date
    estimate: int | None = None
    source: str | None = None


class Target(Versioned, table=True):
    """What the authority wants a measure to reach, in tenths of its unit."""

    __tablename__ = "target"
    KEY: ClassVar[tuple[str, ...]] = ("child", "measure", "since")
    measure: str
    since: dt.date
    value: int | None = None
    source: str | None = None


class Comparator(Versioned, table=True):
    """A published figure of elsewhere, in tenths of the measure's unit, with its definition and vintage."""

    __tablename__ = "comparator"
    KEY: ClassVar[tuple[str, ...]] = ("child", "measure", "area", "last", "vintage")
    measure: str
    area: str
    first: dt.date | None = None
    last: dt.date
    value: int | None = None
    definition: str | None = None
    vintage: str
    source: str | None = None


class Event(Versioned, table=True):
    """Something that happened, marked on charts."""

    __tablename__ = "event"
    KEY: ClassVar[tuple[str, ...]] = ("child", "day", "words")
    day: dt.date
    words: str
    kind: str | None = None


class Rebase(Versioned, table=True):
    """The day from which a measure's limits are drawn anew, and why."""

    __tablename__ = "rebase"
    KEY: ClassVar[tuple[str, ...]] = ("child", "measure", "day")
    measure: str
    day: dt.date
    why: str | None = None


class Training(Versioned, table=True):
    """How many of a role were trained in life story work."""

    __tablename__ = "training"
    KEY: ClassVar[tuple[str, ...]] = ("child", "day", "role")
    day: dt.date
    role: str
    trained: int | None = None


class Publication(Versioned, table=True):
    """A sealed scorecard: its values and definitions as JSON, without any child's id."""

    __tablename__ = "publication"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    title: str | None = None
    day: dt.date | None = None
    first: dt.date | None = None
    sealed: str | None = None


class PublishedChild(Versioned, table=True):
    """Which measures of a publication counted this child, and how."""

    __tablename__ = "published_child"
    KEY: ClassVar[tuple[str, ...]] = ("child", "publication")
    publication: int
    counted: str | None = None


class Claimed(Versioned, table=True):
    """What a published paper states about a figure, as it prints it."""

    __tablename__ = "claim"
    KEY: ClassVar[tuple[str, ...]] = ("child", "paper", "number")
    paper: str
    reported: dt.date | None = None
    number: int
    place: str | None = None
    wording: str | None = None
    kind: str | None = None
    measure: str | None = None
    part: str | None = None
    from_first: dt.date | None = None
    from_day: dt.date | None = None
    first: dt.date | None = None
    day: dt.date | None = None
    earlier: str | None = None
    figure: str | None = None
    percent: str | None = None
    base: str | None = None
    came: str | None = None
    went: str | None = None
