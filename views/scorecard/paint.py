"""The months of a measure as a small line, and the last month's verdict by shape and letter: never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.scorecard.trends import Trend
from models.statistics.control import Mark
from views.scorecard import words
from views.scorecard.model import FOLD_ROLE, TREND_ROLE
from views.theme import theme

SIGN = 18.0
"""The box of the verdict's shape, in pixels."""
GAP = 8.0
PAINTED = 24
"""The last months that there is room for; the verdict rests on all."""


class NameDelegate(QStyledItemDelegate):
    """A name behind the mark that it unfolds; what there is no room for is left out of the middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """As any cell, but for the mark and what is left out."""
        super().initStyleOption(option, index)
        option.text = (index.data(FOLD_ROLE) or "") + option.text
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class TrendDelegate(QStyledItemDelegate):
    """Paints a measure's months."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell's ground, the line, its last point, and the shape."""
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = blank.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        found = index.data(TREND_ROLE)
        rect = QRectF(option.rect).adjusted(GAP, 4, -GAP, -4)
        if not isinstance(found, Trend):
            if index.data():
                painter.setPen(theme().colour("muted"))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), index.data())
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = rect.adjusted(0, 1, -SIGN - GAP, -1)
        paint_months(painter, line, found.series.values[-PAINTED:], found.mark)
        paint_sign(painter, QRectF(rect.right() - SIGN, rect.center().y() - SIGN / 2, SIGN, SIGN), found.mark)
        painter.restore()


def paint_months(painter: QPainter, rect: QRectF, values: list[float | None], mark: Mark | None) -> None:
    """The line of the months from the lowest to the highest, and a point at the last. A month of nobody is a gap."""
    known = [value for value in values if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    step = rect.width() / max(1, len(values) - 1)
    height = rect.height()

    def at(number: int, value: float) -> QPointF:
        share = 0.5 if high == low else (value - low) / (high - low)
        return QPointF(rect.left() + number * step, rect.bottom() - share * height)

    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("grey"), 1.2))
    run: list[QPointF] = []
    for number, value in [*enumerate(values), (len(values), None)]:
        if value is not None:
            run.append(at(number, value))
        elif run:
            if len(run) == 1:
                painter.drawPoint(run[0])
            painter.drawPolyline(QPolygonF(run))
            run = []
    last = max(number for number, value in enumerate(values) if value is not None)
    value = values[last]
    assert value is not None
    colour = theme().colour(mark.colour if mark is not None else "grey")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at(last, value), 2.6, 2.6)


def paint_sign(painter: QPainter, box: QRectF, mark: Mark | None) -> None:
    """The verdict: a circle for improvement, a diamond for concern, a square for a change that is neither, each with H
    or L; a wave for no clear change; nothing where nothing judges."""
    if mark is None:
        return
    colour = theme().colour(mark.colour)
    path, inner = QPainterPath(), box.adjusted(1, 1, -1, -1)
    if mark.high is None:
        middle = inner.center().y()
        path.moveTo(inner.left() + 2, middle)
        path.cubicTo(inner.left() + 6, middle - 7, inner.right() - 6, middle + 7, inner.right() - 2, middle)
    elif mark.variation == "improvement":
        path.addEllipse(inner)
    elif mark.variation == "concern":
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(inner.center().x(), box.top() - 1),
                    QPointF(box.right() + 1, inner.center().y()),
                    QPointF(inner.center().x(), box.bottom() + 1),
                    QPointF(box.left() - 1, inner.center().y()),
                ]
            )
        )
        path.closeSubpath()
    else:
        path.addRect(inner)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if mark.high is not None:
        font = theme().font(-2, bold=True)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words.letter(mark))
