"""Where everything of a chart lies in its room: the key above, the axes, the area that is drawn on."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from models.charts import Chart
from models.dates import british
from models.drawing import axes
from models.drawing.axes import Axis, Tick
from models.drawing.spots import Spot, categories, from_nothing, place, reach, spots
from views.dashboard.inks import ALONE, LIMITS, SIGNS, Ink, ink

SWATCH = 22
"""Pixels for the sample of a line in the key."""
EDGE = 9
"""Pixels between the outermost points and the edge of the area, so that no shape is cut."""
LONGEST = 0.42
"""How much of the width the names of categories may take."""
ROWS_OF_EVENTS = 3
THICKEST = 52.0
"""Pixels from one bar that lies sideways to the next, at most."""
ROWS_OF_KEYS = 3
"""Rows that the key of a tile may take before its words are cut short."""
NAMED = 6
"""Lines that the key of a tile names, at most."""


@dataclass(frozen=True)
class Key:
    """One entry of the key: its sample (a line, a filled box, a shape) and words, and where it stands."""

    kind: str
    ink: Ink
    words: str
    box: QRectF


@dataclass(frozen=True)
class Event:
    """A day on which something happened: where its mark stands, its words, and those there is room for."""

    x: float
    whole: str
    words: str
    box: QRectF


@dataclass(frozen=True)
class Room:
    """A chart in its room, in pixels. `across` and `up` are the axes along the bottom and the side."""

    chart: Chart
    drawn: tuple[tuple[Spot, ...], ...]
    sideways: bool
    area: QRectF
    along: tuple[float, float]
    value: Axis
    ticks: tuple[Tick, ...]
    names: tuple[str, ...]
    keys: tuple[Key, ...]
    events: tuple[Event, ...]
    limits: tuple[tuple[str, QRectF], ...]
    unit: QRectF

    @property
    def origin(self) -> float:
        """What is taken from every place before it is drawn: a picture's file keeps six digits of a day's number."""
        return 0.0 if self.sideways else math.floor(self.along[0])

    def x(self, along: float) -> float:
        """Pixels across, of a place along the chart (of a value where bars lie sideways)."""
        low, high = (self.value.low, self.value.high) if self.sideways else self.along
        return self.area.left() + (along - low) / (high - low) * self.area.width()

    def y(self, value: float) -> float:
        """Pixels down, of a value (of a category where bars lie sideways)."""
        low, high = self.along[::-1] if self.sideways else (self.value.low, self.value.high)
        return self.area.bottom() - (value - low) / (high - low) * self.area.height()

    def at(self, spot: Spot) -> QPointF:
        """Where a spot's figure stands."""
        return (
            QPointF(self.x(spot.top), self.y(spot.along))
            if self.sideways
            else QPointF(self.x(spot.along), self.y(spot.top))
        )

    def box(self, spot: Spot) -> QRectF:
        """The bar of a spot, or the stretch of its area; empty for a point."""
        if self.sideways:
            return QRectF(
                QPointF(self.x(spot.base), self.y(spot.along - spot.half)),
                QPointF(self.x(spot.top), self.y(spot.along + spot.half)),
            ).normalized()
        if spot.half:
            return QRectF(
                QPointF(self.x(spot.along - spot.half), self.y(spot.top)),
                QPointF(self.x(spot.along + spot.half), self.y(spot.base)),
            ).normalized()
        return QRectF()

    def spot_at(self, where: QPointF) -> Spot | None:
        """What a click at a place means: the bar or area under it, else the nearest point close by."""
        every = [spot for of_line in self.drawn for spot in of_line]
        if boxed := next((spot for spot in every if self.box(spot).adjusted(-1, -1, 1, 1).contains(where)), None):
            return boxed
        areas = [spot for spot in every if self.chart.lines[spot.line].shape == "stack" and not spot.half]
        if areas and self.area.contains(where):
            column = min({spot.along for spot in areas}, key=lambda along: abs(self.x(along) - where.x()))
            there = [spot for spot in areas if spot.along == column]
            return next((s for s in there if self.y(s.top) <= where.y() <= self.y(s.base)), None)
        points = [spot for spot in every if not spot.half and self.chart.lines[spot.line].shape != "stack"]
        near = [((self.at(spot) - where).manhattanLength(), number, spot) for number, spot in enumerate(points)]
        distance, _number, nearest = min(near, default=(99.0, 0, None))
        return nearest if distance <= 20 else None


def room(chart: Chart, size: QRectF, metrics: QFontMetricsF, *, small: bool) -> Room:
    """Lay a chart out in a room; a small one leaves out what a tile has no place for."""
    drawn, high = spots(chart), metrics.height()
    names = categories(chart) if chart.x == "category" else ()
    sideways = bool(names)
    keys, below = _keys(chart, size, metrics, small=small)
    top = size.top() + below
    low, greatest = reach(chart, drawn)
    whole = chart.unit not in ("%",) and all(float(v).is_integer() for v in (low, greatest))
    start = from_nothing(chart.lines)
    right = size.right() - 4
    if sideways:
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        left = size.left() + min(widest, LONGEST * size.width()) + 10
        numbers = max((metrics.horizontalAdvance(f"{s.top:,.1f}") for line in drawn for s in line), default=0)
        area = QRectF(QPointF(left, top), QPointF(right - numbers - 8, size.bottom() - high - 8))
        value = axes.values(low, greatest, max(2, int(area.width() // 80)), whole=whole, from_nothing=True)
        area.setHeight(min(area.height(), THICKEST * len(names)))
        if value.ticks:
            last = value.ticks[-1]
            value = replace(value, ticks=(*value.ticks[:-1], Tick(last.at, f"{last.words} {chart.unit}")))
        if small and all(line.shape != "stack" for line in chart.lines):  # the figures stand beside their bars
            value = axes.Axis(value.low, value.high, ())
            area.setBottom(size.bottom() - 4)
        return Room(chart, drawn, True, area, (-0.5, len(names) - 0.5), value, (), names, keys, (), (), QRectF())
    unit = QRectF(size.left(), top, metrics.horizontalAdvance(chart.unit) + 8, high) if chart.unit else QRectF()
    top += 1.5 * high if unit.width() else 0.5 * high
    most = max(2, min(9, int((size.bottom() - top - high) // (2.2 * high))))
    value = axes.values(low, greatest, most, whole=whole, from_nothing=start)
    left = size.left() + max(metrics.horizontalAdvance(tick.words) for tick in value.ticks) + 10
    limits = () if small else _limit_words(chart)
    right -= max((metrics.horizontalAdvance(words) for words, _value in limits), default=0) + 6
    along, ticks = _along(chart, drawn, right - left, metrics)
    if ticks:  # the last words end within the room, too
        over = left + (ticks[-1].at - along[0]) / (along[1] - along[0]) * (right - left)
        right -= max(0.0, over + metrics.horizontalAdvance(ticks[-1].words) / 2 - size.right() + 2)
    area = QRectF(QPointF(left, top), QPointF(right, size.bottom() - high - 8))
    events, lower = _events(chart, along, area, metrics, small=small)
    area.setTop(area.top() + lower)
    made = Room(chart, drawn, False, area, along, value, ticks, (), keys, events, (), unit)
    placed = _apart([(words, made.y(at)) for words, at in limits], high)
    boxes = tuple(
        (words, QRectF(area.right() + 6, y - high / 2, size.right() - area.right() - 6, high)) for words, y in placed
    )
    return Room(chart, drawn, False, area, along, value, ticks, (), keys, events, boxes, unit)


def _along(
    chart: Chart, drawn: Sequence[Sequence[Spot]], width: float, metrics: QFontMetricsF
) -> tuple[tuple[float, float], tuple[Tick, ...]]:
    """From where to where the chart goes along the bottom, with an edge, and what is written there."""
    ends = [spot.along + side * spot.half for line in drawn for spot in line for side in (-1, 1)] or [0.0, 1.0]
    ends += [place(point.at) for line in chart.limits or () for point in line.points if chart.x != "category"]
    low, high = min(ends), max(ends)
    if chart.x == "days":
        low = min(0.0, low)
    if high <= low:
        low, high = low - 1, high + 1
    edge = (high - low) * EDGE / max(1.0, width - 2 * EDGE)
    if chart.x == "date":
        days = [point.at for line in chart.lines for point in line.points if isinstance(point.at, dt.date)]
        ticks = axes.dates(days, width, metrics.horizontalAdvance)
    else:
        ticks = axes.days(low, high, max(1, int(width // 90)))
    return (low - edge, high + edge), ticks


def _keys(chart: Chart, size: QRectF, metrics: QFontMetricsF, *, small: bool) -> tuple[tuple[Key, ...], float]:
    """The key above the chart, in as many rows as it needs, and how high it is."""
    entries: list[tuple[str, Ink, str]] = []
    if len(chart.lines) > 1:
        entries = [
            ("box" if line.shape in ("bars", "stack") else line.shape, ink(chart, number), line.title)
            for number, line in enumerate(chart.lines)
        ]
    if small and len(entries) > NAMED:
        more = len(entries) - NAMED + 1
        entries = [*entries[: NAMED - 1], ("more", ALONE, f"and {more} more")]
    if not small:
        icons = {point.icon for line in chart.lines for point in line.points}
        shown = dict.fromkeys((SIGNS[icon][0], SIGNS[icon][1]) for icon in sorted(icons) if icon in SIGNS)
        entries += [("dots", sign, words) for sign, words in shown]
        hollow = any(point.unfinished for line in chart.lines for point in line.points)
        entries += [("hollow", ink(chart, 0), "not finished yet")] if hollow else []
    placed = _in_rows(entries, size, metrics, size.width())
    row = metrics.height() + 2
    if small and placed and placed[-1].box.top() >= size.top() + ROWS_OF_KEYS * row - 1:
        placed = _in_rows(entries, size, metrics, (size.width() - 28) / 3)  # cut short, for the chart has little room
    return placed, (placed[-1].box.bottom() + 6 - size.top()) if placed else 0.0


def _in_rows(
    entries: Sequence[tuple[str, Ink, str]], size: QRectF, metrics: QFontMetricsF, most: float
) -> tuple[Key, ...]:
    """The entries of the key one after the other, each at most so wide."""
    placed, x, y = [], size.left(), size.top()
    for kind, sample, words in entries:
        wide = min(SWATCH + metrics.horizontalAdvance(words) + 2, most)
        if x > size.left() and x + wide > size.right():
            x, y = size.left(), y + metrics.height() + 2
        placed.append(Key(kind, sample, words, QRectF(x, y, wide, metrics.height())))
        x += wide + 14
    return tuple(placed)


def _limit_words(chart: Chart) -> list[tuple[str, float]]:
    """What stands beside each limit at the right end, where it is last drawn."""
    last: dict[str, tuple[str, float]] = {}
    for line in chart.limits or ():
        drawn = [point for point in line.points if point.value is not None]
        if drawn and line.code in LIMITS:
            figure = float(drawn[-1].value or 0)
            said = f"{figure:,.{0 if abs(figure) >= 100 or figure.is_integer() else 1}f}"
            said = said.replace("-", "−")
            last[line.code] = (line.title if said in line.title else f"{line.title} {said}", figure)
    return list(last.values())


def _apart(words: Sequence[tuple[str, float]], high: float) -> list[tuple[str, float]]:
    """Words beside the area, moved apart so that none covers another."""
    found: list[tuple[str, float]] = []
    for said, y in sorted(words, key=lambda each: each[1]):
        found.append((said, max(y, found[-1][1] + high) if found else y))
    return found


def _events(
    chart: Chart, along: tuple[float, float], area: QRectF, metrics: QFontMetricsF, *, small: bool
) -> tuple[tuple[Event, ...], float]:
    """The marks of events and their words, in up to three rows above the area, and how high those are."""
    shown = [(day, words) for day, words in sorted(chart.events) if along[0] <= day.toordinal() <= along[1]]
    if chart.x != "date" or not shown:
        return (), 0.0
    high = metrics.height()
    ends, found = [area.left()] * ROWS_OF_EVENTS, []
    for day, words in shown:
        x = area.left() + (day.toordinal() - along[0]) / (along[1] - along[0]) * area.width()
        said = "" if small else words
        wide = min(metrics.horizontalAdvance(said) + 4, 0.4 * area.width())
        start = min(x + 6, area.right() - wide)
        row = next((row for row in range(ROWS_OF_EVENTS) if ends[row] <= start), ROWS_OF_EVENTS - 1)
        ends[row] = start + wide + 8
        elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, wide)
        found.append(Event(x, f"{british(day)}: {words}", elided, QRectF(start, area.top() + row * high, wide, high)))
    rows = 1 + max(round((event.box.top() - area.top()) / high) for event in found)
    return tuple(found), rows * high + 2
