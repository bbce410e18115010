"""What a document is made of: plain data that paper, the web page and a spreadsheet are made from alike.

A block holds what is said, never how it is drawn. A cell of a table is a value (a date, a number, words, or None); how
it is read is said once, here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from models.charts import Chart
from models.dates import NOTHING, british
from models.rules.house import House
from models.timeline import Timeline
from models.trackers.shown import About

Audience = Literal["internal", "public"]
Cell = str | int | float | dt.date | None


@dataclass(frozen=True)
class Head:
    """A table's column: its title, whether its cells are figures (right-aligned), whether a date keeps to one line,
    whether they are states (“◆ R”, coloured by the last letter), and what a spreadsheet says that it means."""

    title: str
    right: bool = False
    whole: bool = False
    state: bool = False
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """The heading of a section; level 1 is under the document's own title."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Words:
    """A paragraph; `state` (R, A, G or –) puts the state's shape and letter before it."""

    text: str
    state: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and values beside each other, read in order."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table: what it shows (its caption), columns and rows; with `total` the last row is the sum of the others."""

    caption: str
    headings: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: bool = False
    empty: str = "Nothing to list."
    """What is said instead where there are no rows."""
    share: float = 1.0
    """How much of the page's width it may take."""
    small: bool = False
    """Whether it is set small however few its columns are: a long list."""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The cells as people read them."""
        return tuple(tuple(said(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, eq=False)
class Drawn:
    """A chart, drawn from the very points that the screen draws; its table is its twin."""

    chart: Chart
    note: str = ""
    reading: str | None = None
    """What is said of it, where that is not the chart's own sentence."""


@dataclass(frozen=True)
class Lane:
    """The timeline of one child from a first day on (the whole of it without one)."""

    timeline: Timeline
    first: dt.date | None = None


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page; with `fit`, all of it up to the next break stands on one page, made a little
    smaller where it has to be. The first block of a document takes the title along."""

    fit: bool = False


@dataclass(frozen=True)
class Small:
    """Words in small print: a source, a caution."""

    text: str


Block = Heading | Words | Bullets | Facts | Grid | Drawn | Lane | PageBreak | Small
B = TypeVar("B", Heading, Words, Bullets, Facts, Grid, Drawn, Lane, PageBreak, Small)


@dataclass(frozen=True, eq=False)
class Document:
    """A document as data: what it is, what must stand on every page (`about`), for whom, and its blocks in order."""

    code: str
    title: str
    about: About
    audience: Audience
    blocks: tuple[Block, ...]
    landscape: bool = False
    subtitle: str = ""
    house: House = field(default_factory=House)
    told: Mapping[str, Any] | None = None
    """What a public document says in numbers of children: sealed when it is written, printed nowhere."""
    left: tuple[str, ...] = ()
    """Typed sentences that a public document leaves out, for who may reword them: printed nowhere."""

    def all(self, kind: type[B]) -> Iterator[B]:
        """Its blocks of one kind, in order."""
        return (block for block in self.blocks if isinstance(block, kind))


def said(cell: Cell) -> str:
    """A cell as people read it: “3 May 2022”, “1,204”, “19.5”; a dash for nothing."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.date):
        return british(cell)
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.1f}"


def points(chart: Chart) -> Grid:
    """A chart's points as a table: the same figures as are drawn."""
    heads = (
        Head("What", note="The line, limit or event."),
        Head("At", note="The day, the number of days or the group that the point is of."),
        Head(f"Value{f', {chart.unit}' if chart.unit else ''}", True, note="The figure that is drawn."),
        Head("Signal", note="What the point signals, where a test says so."),
        Head("In words", note="The point as it is read aloud."),
    )
    rows = tuple(
        (line.title, point.at, _plain(point.value), point.mark, point.words)
        for line in (*chart.lines, *(chart.limits or ()))
        for point in line.points
    )
    events = tuple(("Event", day, None, "", words) for day, words in chart.events)
    return Grid(f"The table of “{chart.title}”", heads, (*rows, *events))


def _plain(value: float | None) -> int | float | None:
    """A whole number as one."""
    return int(value) if value is not None and float(value).is_integer() else value


def spans(timeline: Timeline) -> Grid:
    """A timeline as a table, in order of time."""
    heads = (
        Head("Lane", note="What it is about: status, placement, plan, worker."),
        Head("What", note="What was so, or what happened."),
        Head("From", note="The first day."),
        Head("To", note="The first day it was no more so; blank while it is."),
        Head("Days", True, note="How many days."),
    )
    rows = timeline.twin().select("lane", "what", "start_words", "end", "days").rows()
    return Grid(f"The table of the timeline of {timeline.child}", heads, tuple(rows))
