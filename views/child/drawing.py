"""How the parts of a timeline are drawn: bars with words, and marks whose shape and letter say what they are."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

SIZE = 18.0
"""Width and height of a mark."""


def shape(kind: str, state: str, middle: QPointF) -> QPainterPath:
    """The outline of a mark around its middle: one shape for each kind, and the state shapes for due dates."""
    if kind == "due":
        return _polygon(middle, 4, 0) if state == "R" else _polygon(middle, 3, -90) if state == "A" else _round(middle)
    if kind == "entry":
        return _plate(middle)
    if kind == "decision":
        return _polygon(middle, 4, 45)
    if kind == "order":
        return _polygon(middle, 6, 0)
    if kind == "placed":
        return _polygon(middle, 5, -90)
    if kind == "exit":
        return _polygon(middle, 8, 22.5)
    if kind == "hearing":
        return _polygon(middle, 3, -90)
    if kind == "step":
        return _polygon(middle, 4, 45)
    return _round(middle)


def _round(middle: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(middle, SIZE / 2 - 1, SIZE / 2 - 1)
    return path


def _plate(middle: QPointF) -> QPainterPath:
    """A square with a point to the right: the way in."""
    x, y, half = middle.x(), middle.y(), SIZE / 2 - 1
    path = QPainterPath()
    corners = ((-half, -half), (half * 0.5, -half), (half * 1.4, 0), (half * 0.5, half), (-half, half))
    path.addPolygon(QPolygonF([QPointF(x + across, y + down) for across, down in corners]))
    path.closeSubpath()
    return path


def _polygon(middle: QPointF, corners: int, turned: float) -> QPainterPath:
    radius = SIZE / 2 * (1.12 if corners in (3, 4) else 1.0)
    points = [
        QPointF(
            middle.x() + radius * math.cos(math.radians(turned + 360 * n / corners)),
            middle.y() + radius * math.sin(math.radians(turned + 360 * n / corners)),
        )
        for n in range(corners)
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def bar(
    painter: QPainter,
    box: QRectF,
    words: str,
    *,
    fill: QColor,
    line: QColor,
    text: QColor,
    begun: bool,
    going: bool,
) -> None:
    """A span: its box with the words inside where they fit; dotted where its beginning is unknown."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRect(box)
    edge = QPen(line, 1.0)
    painter.setPen(edge)
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    thick = QPen(line, 3.0 if begun else 1.5, Qt.PenStyle.SolidLine if begun else Qt.PenStyle.DotLine)
    thick.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(thick)
    painter.drawLine(box.topLeft() + QPointF(1, 0), box.bottomLeft() + QPointF(1, 0))
    if not going:
        painter.setPen(edge)
        painter.drawLine(box.topRight(), box.bottomRight())
    room = box.adjusted(7, 0, -4, 0)
    metrics = QFontMetricsF(painter.font())
    if room.width() >= metrics.horizontalAdvance("Mmm…"):
        painter.setPen(text)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )


def mark(
    painter: QPainter, middle: QPointF, kind: str, state: str, letter: str, *, fill: QColor, line: QColor, text: QColor
) -> None:
    """A mark: its shape, and the letter that says what it is."""
    painter.setPen(QPen(line, 1.2))
    painter.setBrush(fill)
    painter.drawPath(shape(kind, state, middle))
    font = painter.font()
    small = painter.font()
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setBold(True)
    painter.setFont(small)
    painter.setPen(text)
    box = QRectF(middle.x() - SIZE / 2, middle.y() - SIZE / 2, SIZE, SIZE)
    if kind == "entry":
        box.translate(-1, 0)
    if kind == "due" and state == "A":
        box.translate(0, 1.5)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.setFont(font)
