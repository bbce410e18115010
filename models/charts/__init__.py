"""Charts as plain data: what a screen, a picture and a printed page draw alike, with the children behind every point.

A chart is one file in this folder: a function under `@chart`, whose docstring is what its readers are told about it. It
says nothing that a test does not hold: `reading` is blank where there is nothing to say. The table of a chart is its
points themselves.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from models.dates import british
from models.measures import NOBODY
from models.progress import Progress, silent
from models.registry import Registry
from models.snapshot import Snapshot

Shape = Literal["line", "steps", "bars", "stack", "dots"]
Across = Literal["date", "days", "category"]
At = dt.date | float | str


@dataclass(frozen=True, eq=False)
class Point:
    """One figure of a chart and the authority's ids of the children behind it, one entry for each that counts.

    `words` is what is read aloud. `low` and `high` are the ends of its range or band. `mark` is what it signals, in
    words ("improvement: below the lower limit"), and `icon` the name of the sign for it (`control.Mark.icon`). A point
    that is `unfinished` may still change because children in it are followed no further yet: it is drawn hollow.
    """

    at: At
    value: float | None
    children: pl.Series = field(default_factory=lambda: NOBODY)
    words: str = ""
    low: float | None = None
    high: float | None = None
    mark: str = ""
    icon: str = ""
    unfinished: bool = False


@dataclass(frozen=True, eq=False)
class Line:
    """A series of points that belong together, and how they are drawn."""

    code: str
    title: str
    points: tuple[Point, ...]
    shape: Shape = "line"


@dataclass(frozen=True, eq=False)
class Chart:
    """What is drawn: lines over dates, days or categories, with limits, events, one sentence of reading and a source.

    `limits` are lines of code "centre", "lower" and "upper" (of each stretch between rebases, one of each; a limit that
    does not exist has no line), "target" and "threshold"; None where there are none, and `note` says why. `events` are
    days with what happened on them. A chart without points has no lines, and `note` says what it waits for.
    """

    code: str
    title: str
    group: str
    unit: str
    lines: tuple[Line, ...]
    x: Across = "date"
    limits: tuple[Line, ...] | None = None
    events: tuple[tuple[dt.date, str], ...] = ()
    reading: str = ""
    note: str = ""
    source: str = ""

    @property
    def table(self) -> pl.DataFrame:
        """The points themselves, one row a point: line, at, value, low, high, children (how many), mark, words."""
        rows = [
            {
                "line": line.title,
                "at": british(point.at) if isinstance(point.at, dt.date) else f"{point.at}",
                "value": None if point.value is None else float(point.value),
                "low": point.low,
                "high": point.high,
                "children": len(point.children),
                "mark": point.mark,
                "words": point.words,
            }
            for line in self.lines
            for point in line.points
        ]
        return pl.DataFrame(rows, schema=TABLE)


TABLE = {
    "line": pl.String,
    "at": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "children": pl.Int64,
    "mark": pl.String,
    "words": pl.String,
}
Work = Callable[[Snapshot, int, Progress], Chart]


@dataclass(frozen=True)
class Maker:
    """A chart that can be asked for: its code, title and group, what its readers are told of it, and its work."""

    code: str
    title: str
    group: str
    definition: str
    work: Work

    def make(self, snapshot: Snapshot, months: int, progress: Progress = silent) -> Chart:
        """The chart as at the snapshot's day, over so many months to it."""
        return self.work(snapshot, months, progress)


GROUPS = ("Population", "Pathways", "Timeliness", "Placements", "Practice")
"""The dashboard's groups, in the order the board reads them."""

CHARTS: Registry[Maker] = Registry("models.charts", lambda maker: (GROUPS.index(maker.group), maker.code))


def chart(code: str, title: str, *, group: str) -> Callable[[Work], Work]:
    """Record a function of this folder as a chart; its docstring is what readers are told about it."""

    def record(work: Work) -> Work:
        words = inspect.cleandoc(work.__doc__ or "")
        CHARTS.add(code, Maker(code, title, group, words, work), work.__module__)
        return work

    return record
