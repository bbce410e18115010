"""What is painted by hand around a chart's lines: the key, axes, their words, events, limits' names, the keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from models.drawing.spots import Spot
from views.dashboard import words
from views.dashboard.inks import Colours
from views.dashboard.measured import SWATCH, Key, Room

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | MIDDLE
RIGHT = Qt.AlignmentFlag.AlignRight | MIDDLE
SYMBOL = 9.0


def under(painter: QPainter, room: Room, colour: Colours, *, small: bool) -> None:
    """The frame: grid lines, what is written on the axes, the key."""
    area, high = room.area, QFontMetricsF(painter.font()).height()
    hair, axis = QPen(colour("raised"), 1), QPen(colour("line"), 1)
    for key in room.keys:
        _key(painter, key, colour)
    painter.setPen(colour("muted"))
    painter.drawText(room.unit, LEFT, room.chart.unit)
    for tick in room.value.ticks:
        painter.setPen(hair)
        if room.sideways:
            x = room.x(tick.at)
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            painter.setPen(colour("muted"))
            painter.drawText(QRectF(x - 60, area.bottom() + 4, 120, high), Qt.AlignmentFlag.AlignHCenter, tick.words)
        else:
            y = room.y(tick.at)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(colour("muted"))
            painter.drawText(QRectF(0, y - high / 2, area.left() - 6, high), RIGHT, tick.words)
    painter.setPen(axis)
    if room.sideways:
        painter.drawLine(QLineF(room.x(0), area.top(), room.x(0), area.bottom()))
    else:
        painter.drawLine(QLineF(area.left(), area.bottom(), area.right(), area.bottom()))
    metrics = QFontMetricsF(painter.font())
    for tick in room.ticks:
        x = room.x(tick.at)
        painter.setPen(axis)
        painter.drawLine(QLineF(x, area.bottom(), x, area.bottom() + 4))
        painter.setPen(colour("muted"))
        wide = metrics.horizontalAdvance(tick.words) + 2
        painter.drawText(
            QRectF(max(0.0, x - wide / 2), area.bottom() + 5, wide, high), Qt.AlignmentFlag.AlignHCenter, tick.words
        )
    painter.setPen(colour("text"))
    pitch = area.height() / max(1, len(room.names))
    every = math.ceil(high / pitch)  # where they are many, every second or third is named
    for number, name in list(enumerate(room.names))[::every]:
        box = QRectF(4, room.y(number) - high / 2, area.left() - 10, high)
        painter.drawText(box, RIGHT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width()))


def over(painter: QPainter, room: Room, colour: Colours, *, small: bool) -> None:
    """What stands over the lines: events, the names of limits and areas, the figures of bars that lie sideways."""
    area = room.area
    for event in room.events:
        painter.setPen(QPen(colour("text"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(event.x, event.box.top() + 1, event.x, area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("text"))
        top = event.box.top() + 2
        painter.drawPolygon([QPointF(event.x - 4, top), QPointF(event.x + 4, top), QPointF(event.x, top + 6)])
        painter.setPen(colour("text"))
        painter.drawText(event.box, LEFT, event.words)
    painter.setPen(colour("muted"))
    for said, box in room.limits:
        painter.drawText(box, LEFT, said)
    metrics = QFontMetricsF(painter.font())
    if room.sideways:
        painter.setPen(colour("text"))
        pitch = abs(room.y(1) - room.y(0)) / max(1, len(room.drawn))
        for spots in room.drawn if pitch >= 0.7 * metrics.height() else ():
            for spot in spots:
                if room.chart.lines[spot.line].shape != "stack":
                    base = spot.base if spot.half else spot.top
                    end = room.x(max(spot.top, base, spot.point.high or spot.top)) + (5 if spot.half else 10)
                    box = QRectF(end, room.y(spot.along) - metrics.height() / 2, 120, metrics.height())
                    painter.drawText(box, LEFT, words.number(spot.point.value, room.chart.unit))
    elif not small:
        for line, spots in zip(room.chart.lines, room.drawn, strict=True):
            inside = _inside(room, spots, metrics, line.title) if line.shape == "stack" else None
            if inside is not None:
                painter.fillRect(inside, colour("page"))
                painter.setPen(colour("text"))
                painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, line.title)


def _inside(room: Room, spots: Sequence[Spot], metrics: QFontMetricsF, name: str) -> QRectF | None:
    """Where in an area its name has the most room; nowhere where it has none."""
    half, high = metrics.horizontalAdvance(name) / 2 + 4, metrics.height()
    best, found = high + 2, None
    if len(spots) < 2:
        return None
    first, last = room.x(spots[0].along), room.x(spots[-1].along)
    reach = half + (last - first) / (len(spots) - 1)
    for spot in spots:
        x = min(max(room.x(spot.along), first + half), last - half)
        under = [each for each in spots if abs(room.x(each.along) - x) <= reach]
        top = max((room.y(each.top) for each in under), default=0.0)
        bottom = min((room.y(each.base) for each in under), default=0.0)
        if bottom - top > best:
            best = bottom - top
            found = QRectF(x - half, (top + bottom - high) / 2, 2 * half, high)
    return found


def keyboard(painter: QPainter, room: Room, colour: Colours, spot: Spot | None, whole: QRectF) -> None:
    """Where the keyboard is: a ring around the point, a frame around its bar, or one around the whole."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent"), 2))
    painter.drawRect(whole.adjusted(1, 1, -1, -1))
    if spot is None:
        return
    painter.setPen(QPen(colour("accent"), 2.5))
    box = room.box(spot)
    if not box.isEmpty() or spot.half:
        painter.drawRect(box.adjusted(-2, -2, 2, 2))
        return
    where = room.at(spot)
    if room.chart.lines[spot.line].shape == "stack":
        painter.drawLine(QLineF(where.x(), where.y(), where.x(), room.y(spot.base)))
    painter.drawEllipse(where, 7, 7)


def _key(painter: QPainter, key: Key, colour: Colours) -> None:
    """One entry of the key."""
    own, middle = colour(key.ink.colour), key.box.center().y()
    left = key.box.left()
    if key.kind == "box":
        painter.fillRect(QRectF(left + 4, middle - 5, 12, 10), own)
    elif key.kind != "more":
        if key.kind in ("line", "steps"):
            painter.setPen(QPen(own, 2, key.ink.dash))
            painter.drawLine(QLineF(left, middle, left + SWATCH - 4, middle))
        if key.kind != "steps":
            at = QPointF(left + (SWATCH - 4) / 2, middle)
            symbol(painter, at, key.ink.shape, None if key.kind == "hollow" else own, own)
    painter.setPen(colour("text"))
    room = key.box.adjusted(SWATCH, 0, 2, 0)
    metrics = QFontMetricsF(painter.font())
    painter.drawText(room, LEFT, metrics.elidedText(key.words, Qt.TextElideMode.ElideRight, room.width()))


def symbol(painter: QPainter, at: QPointF, shape: str, fill: QColor | None, line: QColor) -> None:
    """The shape of a point, as the drawing library draws it."""
    from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols

    painter.save()
    painter.translate(at)
    painter.scale(SYMBOL, SYMBOL)
    edge = QPen(line, 1.5)
    edge.setCosmetic(True)
    painter.setPen(edge)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush())
    painter.drawPath(Symbols[shape])
    painter.restore()
