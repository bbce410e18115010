"""How a laid-out timeline is painted: the axis, the lanes, the day shown, the marks and where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from models.codes import ADOPTIVE, PLACEMENT_ORDER
from models.dates import british
from models.drawing.days import ROOM
from models.timeline import LETTERS, Mark, Span
from views.child import drawing
from views.child.layout import AXIS, REVIEWS, Item, Layout
from views.theme import theme

PERMANENT = (PLACEMENT_ORDER, "decision", *ADOPTIVE)
"""Codes of what leads to adoption: their bars are filled in the accent's tint."""


def paint(painter: QPainter, laid: Layout, area: QRectF, ringed: Item | None) -> None:
    """Paint a timeline on an area, with a ring around one of its items."""
    _axis(painter, laid, area)
    painter.save()
    painter.setClipRect(area.adjusted(laid.scale.left, 0, 0, 0))
    for item in laid.items:
        if isinstance(item.what, Span):
            _span(painter, area.adjusted(laid.scale.left - 8, 0, 8, 0), item, item.what)
    _today(painter, laid, area)
    for item in laid.items:
        if isinstance(item.what, Mark):
            _mark(painter, item, item.what)
    if ringed is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("accent"), 2.5))
        painter.drawRoundedRect(ringed.box.adjusted(-3, -3, 3, 3), 3, 3)
    painter.restore()
    painter.setPen(theme().colour("muted"))
    for words, box in laid.titles(QFontMetricsF(painter.font())):
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


def frame(painter: QPainter, area: QRectF) -> None:
    """Say that the keyboard is on the whole timeline."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("accent"), 2))
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def _axis(painter: QPainter, laid: Layout, area: QRectF) -> None:
    today = _today_box(painter, laid, area)
    metrics = QFontMetricsF(painter.font())
    for day, words in laid.scale.ticks(max(ROOM, metrics.horizontalAdvance("Sep 2026") + 12)):
        x = laid.scale.x(day)
        painter.setPen(QPen(theme().colour("raised"), 1))
        painter.drawLine(QPointF(x, AXIS), QPointF(x, area.height()))
        painter.setPen(theme().colour("muted"))
        box = QRectF(x + 4, 0, metrics.horizontalAdvance(words) + 2, AXIS)
        if not box.intersects(today) and box.right() <= area.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
    painter.setPen(QPen(theme().colour("line"), 1))
    painter.drawLine(QPointF(laid.scale.left, AXIS), QPointF(area.width(), AXIS))


def _span(painter: QPainter, area: QRectF, item: Item, span: Span) -> None:
    seen = item.box.intersected(area)
    if seen.isEmpty():
        return
    drawing.bar(
        painter,
        seen,
        span.words,
        fill=theme().colour("selection" if span.code in PERMANENT else "raised"),
        line=theme().colour("line"),
        text=theme().colour("text"),
        begun=span.known,
        going=span.end is None,
    )


def _today(painter: QPainter, laid: Layout, area: QRectF) -> None:
    box = _today_box(painter, laid, area)
    if box.isEmpty():
        return
    x = laid.scale.x(laid.timeline.as_at)
    painter.setPen(QPen(theme().colour("accent"), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, AXIS), QPointF(x, area.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("accent"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(theme().colour("on_accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, british(laid.timeline.as_at))


def _today_box(painter: QPainter, laid: Layout, area: QRectF) -> QRectF:
    """Where the axis names the day shown; nowhere while it is out of sight."""
    day, scale = laid.timeline.as_at, laid.scale
    if not scale.first <= day.toordinal() <= scale.last:
        return QRectF()
    wide = QFontMetricsF(painter.font()).horizontalAdvance(british(day)) + 12
    return QRectF(min(scale.x(day) - wide / 2, area.width() - wide), 3, wide, AXIS - 5)


def _mark(painter: QPainter, item: Item, mark: Mark) -> None:
    due = {"R": "danger", "A": "warning", "G": "good"}.get(mark.state, "text")
    main = mark.kind not in REVIEWS
    drawing.mark(
        painter,
        item.box.center(),
        mark.kind,
        mark.state,
        mark.state or LETTERS[mark.kind],
        fill=theme().colour("accent" if main else "page"),
        line=theme().colour("accent" if main else due if mark.kind == "due" else "line"),
        text=theme().colour("on_accent" if main else due if mark.kind == "due" else "text"),
    )
    if item.words:
        painter.setPen(theme().colour("text"))
        begins = item.box.left() - 404 if item.left else item.box.right() + 4
        side = Qt.AlignmentFlag.AlignRight if item.left else Qt.AlignmentFlag.AlignLeft
        box = QRectF(begins, item.box.top() - 3, 400, drawing.SIZE + 6)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, item.words)
