"""A state as people see it: a shape, a letter and a colour, so that none of them is alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from views.theme import Theme

COLOURS = {"R": "danger", "A": "warning", "G": "good"}
SIZE = 10.0
"""Side of a shape in pixels."""


def shape(letter: str, at: QPointF) -> QPainterPath:
    """◆ for overdue, ▲ for to watch, ● for on time, ○ for anything else, centred on a point."""
    half = SIZE / 2
    path = QPainterPath()
    if letter == "R":
        path.moveTo(at.x(), at.y() - half)
        for x, y in ((half, 0), (0, half), (-half, 0)):
            path.lineTo(at.x() + x, at.y() + y)
        path.closeSubpath()
    elif letter == "A":
        path.moveTo(at.x(), at.y() - half)
        path.lineTo(at.x() + half, at.y() + half - 1)
        path.lineTo(at.x() - half, at.y() + half - 1)
        path.closeSubpath()
    else:
        path.addEllipse(at, half - 0.5, half - 0.5)
    return path


def paint_state(
    painter: QPainter, theme: Theme, rect: QRectF, letter: str, words: str = "", overridden: bool = False
) -> None:
    """Draw a state at the left of a rectangle: its shape, its letter, and what words there are.

    One that a person has set is an empty diamond, and a tick stands behind its letter.
    """
    colour = theme.colour(COLOURS.get(letter, "muted"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    if letter in COLOURS and not overridden:
        painter.setBrush(colour)
    painter.drawPath(shape("R" if overridden else letter, QPointF(rect.left() + half_box(), rect.center().y())))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    text = rect.adjusted(2 * half_box() + 4, 0, 0, 0)
    words = f"✓ {words}".rstrip() if overridden else words
    line = f"{letter}  {words}" if words else letter
    elided = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideMiddle, int(text.width()))
    painter.setPen(colour)
    painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)
    painter.restore()


def half_box() -> float:
    """Half the box that a shape stands in."""
    return SIZE / 2 + 1
