"""The shapes of a timeline: spans of time in lanes, and marked days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from models.dates import british

Kind = Literal["entry", "order", "decision", "match", "placed", "exit", "step", "hearing", "review", "due", "today"]
Row = dict[str, Any]

LETTERS: dict[Kind, str] = {
    "entry": "E",
    "decision": "D",
    "order": "O",
    "match": "M",
    "placed": "P",
    "exit": "X",
    "step": "S",
    "hearing": "H",
    "review": "R",
    "due": "!",
    "today": "",
}
"""The letter that stands in a mark of each kind, so that its shape and colour are never alone."""


@dataclass(frozen=True)
class Span:
    """A stretch of time in one lane: a legal status, a placement, a worker. `end` is the first day it no longer held;
    without one it still holds. Where `known` is false it began before the first day the data shows."""

    start: dt.date
    end: dt.date | None
    words: str
    code: str = ""
    known: bool = True

    @property
    def since(self) -> str:
        """Its beginning in words: “3 May 2021”, or “before 3 May 2021” where the data begins in the middle of it."""
        return british(self.start) if self.known else f"before {british(self.start)}"

    def days(self, on: dt.date) -> int:
        """How many days it lasted, up to a day while it goes on."""
        return ((self.end or on) - self.start).days

    def sentence(self, on: dt.date) -> str:
        """The whole of it in one sentence, for the tooltip and the screen reader."""
        until = f"until {british(self.end)}" if self.end else f"and still on {british(on)}"
        least = "" if self.known else "at least "
        days = self.days(on)
        return f"{self.words}: from {self.since}, {until}, {least}{days:,} day{'' if days == 1 else 's'}"


@dataclass(frozen=True)
class Lane:
    """One lane of the timeline: what it shows, and its spans in order."""

    key: str
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Mark:
    """One day that matters: what happened or is due then. `state` is the letter of a due date (R, A or G)."""

    on: dt.date
    words: str
    kind: Kind
    state: str = ""

    def sentence(self) -> str:
        """The mark in one sentence, for the tooltip and the screen reader."""
        return f"{self.words}: {british(self.on)}"


@dataclass(frozen=True)
class Timeline:
    """A child's lanes, and the marked days below them, as at a day."""

    child: str
    as_at: dt.date
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]

    @property
    def milestones(self) -> tuple[Mark, ...]:
        """The marks that are steps of the pathway: neither reviews, nor due dates, nor today."""
        return tuple(mark for mark in self.marks if mark.kind not in ("review", "due", "today"))

    @property
    def first(self) -> dt.date:
        """The first day there is anything to draw."""
        return min((day for day, _ in self._days()), default=self.as_at)

    @property
    def last(self) -> dt.date:
        """The last day there is anything to draw; never before today."""
        return max((day for _, day in self._days()), default=self.as_at)

    def _days(self) -> Iterator[tuple[dt.date, dt.date]]:
        yield self.as_at, self.as_at
        for lane in self.lanes:
            yield from ((span.start, span.end or self.as_at) for span in lane.spans)
        yield from ((mark.on, mark.on) for mark in self.marks)

    def twin(self) -> pl.DataFrame:
        """The same as a table, in order of time: lane, what, start, its words, end, days."""
        spans = [
            (lane.title, span.words, span.start, span.since, span.end, span.days(self.as_at))
            for lane in self.lanes
            for span in lane.spans
        ]
        marks = [
            ("Due" if mark.kind == "due" else "Event", mark.words, mark.on, british(mark.on), None, None)
            for mark in self.marks
        ]
        schema = {
            "lane": pl.String,
            "what": pl.String,
            "start": pl.Date,
            "start_words": pl.String,
            "end": pl.Date,
            "days": pl.Int64,
        }
        return pl.DataFrame(spans + marks, schema=schema, orient="row").sort("start", maintain_order=True)
