"""The columns of the scorecard, and what each says of a measure, on the screen and to a screen reader."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from models.dates import NOTHING
from models.measures import NOBODY, Group, Measure, Tally
from models.measures.breakdowns import Part
from models.scorecard import Line
from models.scorecard.trends import Trend
from models.trackers import STATES
from views.scorecard import words


@dataclass(frozen=True)
class Heading:
    """A column of the scorecard: its key, title, width in pixels, and what it says."""

    key: str
    title: str
    width: int
    note: str
    right: bool = False


HEADINGS = (
    Heading("measure", "Measure", 192, "What is counted; the side panel has its page. Space tells its children apart"),
    Heading("value", "Figure", 92, "The figure; opens exactly the children it counts", right=True),
    Heading("n", "n", 50, "How many count; opens them. “4 of 160”: so few have their dates", right=True),
    Heading("median", "Median", 68, "The median, in the unit of the figure", right=True),
    Heading(
        "waiting", "Waiting", 76, "How many still wait, and their mean time so far: “31: 202”; opens them", right=True
    ),
    Heading("before", "Year ago", 76, "The same period a year earlier; opens its children", right=True),
    Heading("direction", "Direction", 106, "How the figure moved against the same period a year earlier"),
    Heading(
        "trend",
        "Months",
        80,
        "Two years by month, and whether chance explains the last: ○ improvement, ◇ concern, □ change, with H for high "
        "and L for low; ∼ no clear change. Opens the children of the last month",
    ),
    Heading("limit", "Limit, target", 104, "Red: a limit is past. Amber: the authority's target is missed"),
    Heading("elsewhere", "Elsewhere", 136, "The latest published figure that follows the same definition"),
    Heading("quartiles", "Quartiles", 104, "What a quarter and three quarters are at most", right=True),
    Heading("period", "Period", 88, "From the first to the last day counted"),
)
KEYS = tuple(heading.key for heading in HEADINGS)
VALUE, N, WAITING, BEFORE, TREND, LIMIT = (
    KEYS.index(key) for key in ("value", "n", "waiting", "before", "trend", "limit")
)
LINKS = (VALUE, N, WAITING, BEFORE, TREND)


@dataclass(frozen=True, eq=False)
class Sub:
    """A row under a measure: one part of its children, or the name of what they are told apart by (no part)."""

    line: Line
    title: str
    part: Part | None = None
    of: str = ""


@dataclass
class Shown:
    """How cells are shown: whether percentages are cut off, and the months where they are worked out."""

    truncated: bool = False
    trends: dict[str, Trend] = field(default_factory=dict)


def opened(row: Line | Sub, key: str, shown: Shown) -> pl.Series:
    """The children that a cell opens: those it counts, one entry for each time it counts them."""
    if isinstance(row, Sub):
        tally = row.part.tally if row.part is not None else None
        if tally is None or key not in ("value", "n"):
            return NOBODY
        return _counted(tally, key)
    if key in ("value", "n"):
        return _counted(row.tally, key)
    if key == "before":
        return row.before_tally.children
    if key == "waiting":
        return row.waiting.children if row.waiting is not None else NOBODY
    if key == "trend" and row.measure.code in shown.trends:
        points = shown.trends[row.measure.code].series.points
        return points[-1].tally.children if points else NOBODY
    return NOBODY


def _counted(tally: Tally, key: str) -> pl.Series:
    return tally.base if key == "n" and tally.base is not None else tally.children


def text(row: Line | Sub, key: str, shown: Shown) -> str:
    """A cell as people read it."""
    if isinstance(row, Sub):
        return _part(row, key, shown)
    tally, unit = row.tally, row.measure.unit
    if key == "measure":
        return row.measure.title
    if key == "before":
        return words.before(row, shown.truncated)
    if key == "direction":
        return words.direction(row, shown.truncated)
    if key == "limit":
        return _standard(row)
    if key == "waiting":
        return _waiting(row.waiting)
    if key == "elsewhere":
        found = row.comparator
        refused = any(each.refused for each in row.comparators)
        return f"{words.figure(found.value, unit)}, {found.area}" if found else "not comparable" if refused else NOTHING
    if key == "trend":
        return words.trend(shown.trends.get(row.measure.code))
    if key == "period":
        return words.period(row.period)
    return _figures(tally, row.measure, key, shown)


def _part(row: Sub, key: str, shown: Shown) -> str:
    if key == "measure":
        return f"        {row.title}" if row.part is not None else f"    {row.title}"
    if row.part is None or key not in ("value", "n", "median", "quartiles"):
        return ""
    return _figures(row.part.tally, row.line.measure, key, shown)


def _figures(tally: Tally, measure: Measure, key: str, shown: Shown) -> str:
    if key == "value":
        return words.figure(tally.value, tally.unit, shown.truncated)
    if key == "n":
        return words.known(tally) or f"{tally.n:,}"
    if key == "median":
        return NOTHING if tally.median is None else words.number(tally.median, tally.unit)
    return words.quartiles(tally.quartiles, tally.unit)


def _waiting(waiting: Group | None) -> str:
    return NOTHING if waiting is None else f"{len(waiting.children):,}: {words.number(waiting.value, waiting.unit)}"


def _standard(row: Line) -> str:
    found = row.judged
    by = found.by if found.by is not None else row.threshold.value if row.threshold else None
    said = NOTHING if by is None else words.figure(by, row.measure.unit)
    if found.name == "target":
        said = f"{said} target"
    if found.letter == "–":
        return f"○ {said}"
    return f"{STATES[found.letter][0]} {found.letter} {said}"


def spoken(row: Line | Sub, heading: Heading, shown: Shown) -> str:
    """What a screen reader says of a cell."""
    key = heading.key
    opens = len(opened(row, key, shown)) > 0
    if isinstance(row, Sub):
        if key == "measure":
            return f"{row.title}, {row.of}" if row.of else row.title
        said = text(row, key, shown)
        return f"{heading.title}, {said}{', opens list' if opens else ''}" if said else ""
    if key == "value":
        return words.spoken(row.tally, shown.truncated)
    if key == "before":
        return f"A year ago, {words.spoken(row.before_tally, shown.truncated)}"
    if key == "n":
        return f"n, {row.tally.known_note or f'{row.tally.n:,}'}{', opens list' if opens else ''}"
    if key == "waiting" and row.waiting is not None:
        so_far = words.figure(row.waiting.value, row.waiting.unit)
        return f"Still waiting, {words.children(len(row.waiting.children))}, {so_far} so far on average, opens list"
    if key == "limit":
        return f"Limit or target, {row.judged.words}"
    if key == "period":
        return f"Period, {words.whole(row.period)}"
    if key == "direction":
        return f"Direction, {words.direction_spoken(row, shown.truncated)}"
    if key == "trend":
        trend = shown.trends.get(row.measure.code)
        said = "being worked out" if trend is None else trend.words
        return f"Month by month, {said}{' Opens list of the last month' if opens else ''}"
    return f"{heading.title}, {text(row, key, shown)}"


def tip(row: Line | Sub, heading: Heading, shown: Shown) -> str:
    """The whole of a cell, for who points at it."""
    key = heading.key
    if isinstance(row, Sub):
        return row.part.words if row.part is not None and key == "measure" else text(row, key, shown).strip()
    if key == "direction" and words.doubt(row):
        return words.doubt(row)
    if key == "limit":
        return row.judged.words
    if key == "period":
        return words.whole(row.period)
    if key == "trend":
        found = shown.trends.get(row.measure.code)
        return "Being worked out" if found is None else found.words
    if key == "elsewhere" and row.comparators:
        return "\n".join(words.comparator(each, row.measure) for each in row.comparators)
    if key == "waiting" and row.waiting is not None:
        return row.waiting.title
    if key == "n" and row.tally.known_note:
        return row.tally.known_note
    if key == "before" and words.doubt(row):
        return words.doubt(row)
    if key == "value" and row.tally.wanted:
        return row.tally.wanted
    return text(row, key, shown)
