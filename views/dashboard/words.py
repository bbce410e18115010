"""A chart in words: what stands at a point, what opening it shows, what a screen reader is told of the whole."""

from __future__ import annotations

import datetime as dt
import math

import polars as pl

from models.charts import At, Chart, Line, Point
from models.dates import NOTHING, british
from models.trackers import Column
from views.scorecard.words import children, spells

ONE = {"children": "child", "days": "day", "spells": "spell", "weeks": "week", "months": "month", "orders": "order"}
KINDS = {
    **dict.fromkeys(("chart", "line", "at", "mark"), pl.String),
    "children": pl.Int64,
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
}
WHOLE = ("children", "spells", "days", "weeks", "months", "orders")
ACROSS = {"date": "Date", "days": "Days", "category": "What"}


def when(at: At) -> str:
    """Where along the chart: a date, so many days, a category."""
    if isinstance(at, dt.date):
        return british(at)
    return at if isinstance(at, str) else f"day {at:,.0f}"


def figure(value: float | None, unit: str) -> str:
    """A figure with its unit: “526 children”, “52.4 %”."""
    if value is None:
        return NOTHING
    said = number(value, unit)
    return f"{said} {ONE.get(unit, unit) if said == '1' else unit}".rstrip()


def number(value: float | None, unit: str) -> str:
    """A figure without its unit: counted things, days and weeks whole, everything else with one decimal."""
    if value is None:
        return NOTHING
    shown = rounded(value, unit)
    return f"{shown:,}".replace("-", "−")


def rounded(value: float, unit: str) -> float | int:
    """A figure as it is shown, a half going up."""
    scale = 1 if unit in WHOLE else 10
    near = math.floor(abs(value) * scale + 0.5 + 1e-9) / scale * (1 if value >= 0 else -1)
    return int(near) if unit in WHOLE else round(near, 1)


def ids(point: Point) -> list[str]:
    """The children behind a point, each once."""
    return list(point.children.unique(maintain_order=True))


def at_point(chart: Chart, line: Line, point: Point) -> str:
    """What stands at a point, in one sentence; which line, where there are several."""
    said = point.words or f"{when(point.at)}: {figure(point.value, chart.unit)}"
    if len(chart.lines) > 1 and not said.startswith(line.title):
        said = f"{line.title}: {said}"
    if point.mark and point.mark not in said:
        said = f"{said}; {point.mark}"
    if point.unfinished and "unfinished" not in said:
        said = f"{said}; not finished yet"
    many = len(ids(point))
    return f"{said} – opens {children(many)}" if many else f"{said} – nobody to open"


def opening(chart: Chart, line: Line, point: Point) -> str:
    """The words over the list that a point opens."""
    found = len(ids(point))
    several = f", {line.title}" if len(chart.lines) > 1 and line.title != chart.title else ""
    unlike = f": {spells(len(point.children), found)}" if len(point.children) != found else ""
    return f"{chart.title}{several}, {when(point.at)}{unlike}"


def latest(chart: Chart) -> tuple[Line, Point] | None:
    """The last figure of a chart of one line over dates: the one its tile shows."""
    if chart.x != "date" or len(chart.lines) != 1 or chart.lines[0].shape == "dots":
        return None
    line = chart.lines[0]
    return next(((line, point) for point in reversed(line.points) if point.value is not None), None)


def whole(chart: Chart) -> str:
    """The whole chart for a screen reader: what it shows, its reading, how it is walked."""
    if not chart.lines:
        return chart.note or "Nothing to draw yet."
    lines = chart.lines[0].title if len(chart.lines) == 1 else f"{len(chart.lines)} lines"
    many = sum(len(line.points) for line in chart.lines)
    said = f"{lines}, {many} points. {chart.reading} Left and right step through the points, Enter opens their children"
    return said.replace("  ", " ")


def columns(chart: Chart, *, named: bool = False) -> tuple[Column, ...]:
    """The columns of a chart's table; `named`: with the chart's name, where several stand in one table."""
    points = [point for line in chart.lines for point in line.points]
    ranged = any(point.low is not None or point.high is not None for point in points)
    marked = any(point.mark or point.unfinished for point in points) or bool(chart.events)
    found = [Column("chart", "Chart", "text", "Which chart of the dashboard.", 30)] if named else []
    found += [
        Column("line", "Line", "text", "Which line, limit or event of the chart.", 30),
        Column("at", ACROSS[chart.x], "text", "Where along the chart it stands.", 16),
        Column("value", "Figure", "number", f"In {chart.unit or 'numbers'}.", 10),
    ]
    if ranged or named:
        found.append(Column("low", "From", "number", "The lower end of its range.", 9))
        found.append(Column("high", "To", "number", "The upper end of its range.", 9))
    found.append(Column("children", "Children", "number", "How many children are behind it.", 9))
    if marked or named:
        found.append(Column("mark", "Note", "text", "What it signals.", 40))
    return tuple(found)


def rows(chart: Chart) -> list[tuple[dict[str, object], Line | None, Point | None]]:
    """The rows of a chart's table in order, each with its line and point: points, then limits, then events."""
    found: list[tuple[dict[str, object], Line | None, Point | None]] = []
    for line in (*chart.lines, *(chart.limits or ())):
        for point in line.points:
            notes = [point.mark, "not finished yet" if point.unfinished else ""]
            cells: dict[str, object] = {
                "chart": chart.title,
                "line": line.title,
                "at": when(point.at),
                **{
                    key: None if value is None else float(rounded(value, chart.unit))
                    for key, value in (("value", point.value), ("low", point.low), ("high", point.high))
                },
                "children": len(ids(point)) if line in chart.lines else None,
                "mark": "; ".join(note for note in notes if note),
            }
            found.append((cells, line, point))
    for day, words in chart.events:
        event: dict[str, object] = {"chart": chart.title, "line": "Event", "at": when(day), "mark": words}
        found.append((event, None, None))
    return found


def frame(chart: Chart) -> pl.DataFrame:
    """The rows of a chart's table as columns; whole numbers where all are."""
    made = pl.DataFrame([cells for cells, _line, _point in rows(chart)], schema=KINDS)
    counted = [name for name in ("value", "low", "high") if (made[name] % 1 == 0).all()]
    return made.with_columns(pl.col(name).cast(pl.Int64) for name in counted)
