"""The timeline of one child: lanes of bars, marked days, today; zoomed and walked through by mouse and by keyboard."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.codes import ADOPTIVE, PLACEMENT_ORDER
from models.dates import british
from models.timeline import LETTERS, Mark, Span, Timeline
from views.child import drawing
from views.child.scale import Scale
from views.theme import theme

GUTTER, RIGHT, AXIS = 104, 16, 24
BAR, ROW, MARKS = 24, 32, 24
"""Pixels: the lane titles' width, the air at the right, the axis' height; a bar, its row, a row of marks."""
PERMANENT = (PLACEMENT_ORDER, "decision", *ADOPTIVE)
"""Codes of what leads to adoption: their bars are filled in the accent's tint."""
CLOSER, FURTHER = 0.7, 1 / 0.7
AFTER = dt.timedelta(days=90)
"""The least that is drawn after a child left."""


@dataclass(frozen=True)
class Item:
    """One thing drawn: a bar or a mark, where, and the words beside a mark."""

    what: Span | Mark
    box: QRectF
    lane: str
    words: str = ""

    @property
    def on(self) -> dt.date:
        """The day it begins or happens."""
        return self.what.start if isinstance(self.what, Span) else self.what.on


def last_drawn(timeline: Timeline) -> dt.date:
    """Where the drawing ends: at the last day there is anything, or soon after everything of a child who left ended."""
    ends = [span.end for lane in timeline.lanes for span in lane.spans]
    days = [end for end in ends if end is not None] + [mark.on for mark in timeline.marks if mark.kind != "today"]
    if not days or None in ends:
        return timeline.last
    air = max(AFTER, (max(days) - timeline.first) // 20)
    return min(timeline.last, max(days) + air)


class TimelineView(QWidget):
    """Draws a timeline. Arrow keys step from item to item, + and − zoom, 0 shows the whole, Home and End the ends."""

    stepped = Signal(str)
    """The sentence of the item the keyboard or the mouse is on; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._items: list[Item] = []
        self._current: int | None = None
        self._rows = 1
        self._scale = self._whole = Scale(0, 1, GUTTER, 100)
        self._grabbed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw a child's timeline, the whole of it."""
        self._timeline, self._current = timeline, None
        spans = sum(len(lane.spans) for lane in timeline.lanes)
        self.setAccessibleName(f"Timeline of child {timeline.child}")
        self.setAccessibleDescription(
            f"{spans} stretches in {len(timeline.lanes)} lanes and {len(timeline.marks)} marked days; "
            "left and right step through them, plus and minus zoom"
        )
        self.see_whole()
        self.updateGeometry()

    @property
    def items(self) -> list[Item]:
        """What is drawn, in order of time."""
        return self._items

    @property
    def current(self) -> Item | None:
        """The item stepped to."""
        return None if self._current is None else self._items[self._current]

    @property
    def scale(self) -> Scale:
        """Which days are seen."""
        return self._scale

    def see_whole(self) -> None:
        """Show everything from the first day to the last."""
        if self._timeline is not None:
            width = max(self.width() - GUTTER - RIGHT, 50)
            self._whole = Scale.whole(self._timeline.first, last_drawn(self._timeline), GUTTER, width)
            self._scale = self._whole
            self._lay()

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Closer or further around a day: the one given, the item's, today's where seen, else the middle."""
        middle = (self._scale.first + self._scale.last) / 2
        if around is None:
            around = float(self.current.on.toordinal()) if self.current else middle
            around = around if self._scale.first <= around <= self._scale.last else middle
        self._scale = self._scale.zoomed(factor, around, self._whole)
        self._lay()

    def step(self, by: int) -> None:
        """To the next or the previous item in time, bringing it into sight."""
        if not self._items:
            return
        at = (0 if by > 0 else len(self._items) - 1) if self._current is None else self._current + by
        self.select(min(max(at, 0), len(self._items) - 1))

    def select(self, at: int | None) -> None:
        """Go to one item (None: to none), read it out and bring it into sight."""
        self._current = at
        item = self.current
        sentence = "" if item is None or self._timeline is None else self.sentence(item)
        if item is not None:
            day, length = item.on.toordinal(), self._scale.last - self._scale.first
            if not self._scale.first <= day <= self._scale.last:
                self._scale = self._scale.moved(day - self._scale.first - length / 2, self._whole)
                self._lay()
        self.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.stepped.emit(sentence)
        self.update()

    def sentence(self, item: Item) -> str:
        """An item in one sentence, with its lane."""
        assert self._timeline is not None
        if isinstance(item.what, Span):
            return f"{item.lane}: {item.what.sentence(self._timeline.as_at)}"
        return item.what.sentence()

    def sizeHint(self) -> QSize:
        """As high as its lanes and marks need."""
        return QSize(600, self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrow it may be, never lower."""
        return QSize(320, self._height())

    def _height(self) -> int:
        lanes = len(self._timeline.lanes) if self._timeline else 4
        return AXIS + lanes * ROW + (self._rows + 1) * MARKS + 12

    def _lay(self) -> None:
        """Place every bar and mark on the scale; marks that would touch go to the next row."""
        if self._timeline is None:
            return
        kept = self.current.what if self.current else None
        items: list[Item] = []
        top = float(AXIS)
        for lane in self._timeline.lanes:
            for span in lane.spans:
                left = self._scale.x(span.start)
                right = self._scale.x(span.end or self._timeline.as_at)
                items.append(Item(span, QRectF(left, top + 4, max(right - left, 3), BAR), lane.title))
            top += ROW
        metrics = QFontMetricsF(self.font())
        steps = [mark for mark in self._timeline.marks if mark.kind not in ("review", "due", "today")]
        ends: list[float] = []
        for mark in steps:
            x = self._scale.x(mark.on)
            wide = drawing.SIZE + 6 + metrics.horizontalAdvance(mark.words)
            row = next((n for n, end in enumerate(ends) if end <= x - drawing.SIZE / 2), len(ends))
            ends[row : row + 1] = [x + wide]
            items.append(Item(mark, self._mark_box(x, top + 4 + row * MARKS), "Steps", mark.words))
        self._rows = max(len(ends), 1)
        top += self._rows * MARKS + 4
        for mark in self._timeline.marks:
            if mark.kind in ("review", "due"):
                items.append(Item(mark, self._mark_box(self._scale.x(mark.on), top), "Reviews"))
        self._items = sorted(items, key=lambda item: (item.on, item.box.top()))
        if kept is not None:
            self._current = next((n for n, item in enumerate(self._items) if item.what is kept), None)
        self.setFixedHeight(self._height())
        self.update()

    @staticmethod
    def _mark_box(x: float, top: float) -> QRectF:
        return QRectF(x - drawing.SIZE / 2, top + (MARKS - drawing.SIZE) / 2, drawing.SIZE, drawing.SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axis, the lanes, today, the marks and the ring around the item stepped to."""
        if self._timeline is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self._paint_axis(painter)
        painter.save()
        painter.setClipRect(QRectF(GUTTER, 0, self.width() - GUTTER, self.height()))
        for item in self._items:
            if isinstance(item.what, Span):
                self._paint_span(painter, item, item.what)
        self._paint_today(painter)
        for item in self._items:
            if isinstance(item.what, Mark):
                self._paint_mark(painter, item, item.what)
        if self.current is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2.5))
            painter.drawRoundedRect(self.current.box.adjusted(-3, -3, 3, 3), 3, 3)
        painter.restore()
        self._paint_titles(painter)
        if self.hasFocus() and self.current is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        for day, words in self._scale.ticks():
            x = self._scale.x(day)
            painter.setPen(QPen(theme().colour("raised"), 1))
            painter.drawLine(QPointF(x, AXIS), QPointF(x, self.height()))
            painter.setPen(theme().colour("muted"))
            box = QRectF(x + 4, 0, QFontMetricsF(painter.font()).horizontalAdvance(words) + 2, AXIS)
            if not box.intersects(self._today_box(painter)) and box.right() <= self.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.drawLine(QPointF(GUTTER, AXIS), QPointF(self.width(), AXIS))

    def _paint_titles(self, painter: QPainter) -> None:
        assert self._timeline is not None
        titles = [(lane.title, AXIS + n * ROW + 4, BAR) for n, lane in enumerate(self._timeline.lanes)]
        top = AXIS + len(self._timeline.lanes) * ROW
        titles += [("Steps", top + 4, MARKS), ("Reviews, due", top + self._rows * MARKS + 4, MARKS)]
        painter.setPen(theme().colour("muted"))
        for words, at, high in titles:
            painter.drawText(QRectF(8, at, GUTTER - 8, high), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_span(self, painter: QPainter, item: Item, span: Span) -> None:
        seen = item.box.intersected(QRectF(GUTTER - 8, 0, self.width() - GUTTER + 16, self.height()))
        if seen.isEmpty():
            return
        fill = theme().colour("selection" if span.code in PERMANENT else "raised")
        drawing.bar(
            painter,
            seen,
            span.words,
            fill=fill,
            line=theme().colour("line"),
            text=theme().colour("text"),
            begun=span.known,
            going=span.end is None,
        )

    def _paint_today(self, painter: QPainter) -> None:
        assert self._timeline is not None
        box = self._today_box(painter)
        if box.isEmpty():
            return
        x = self._scale.x(self._timeline.as_at)
        painter.setPen(QPen(theme().colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, AXIS), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme().colour("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, british(self._timeline.as_at))

    def _today_box(self, painter: QPainter) -> QRectF:
        """Where the axis names the day shown; nowhere while it is out of sight."""
        assert self._timeline is not None
        if not self._scale.first <= self._timeline.as_at.toordinal() <= self._scale.last:
            return QRectF()
        x = self._scale.x(self._timeline.as_at)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(british(self._timeline.as_at)) + 12
        return QRectF(min(x - wide / 2, self.width() - wide), 3, wide, AXIS - 5)

    def _paint_mark(self, painter: QPainter, item: Item, mark: Mark) -> None:
        if mark.kind == "today":
            return
        middle = item.box.center()
        due = {"R": "danger", "A": "warning", "G": "good"}.get(mark.state, "text")
        main = mark.kind not in ("review", "due")
        drawing.mark(
            painter,
            middle,
            mark.kind,
            mark.state,
            mark.state or LETTERS[mark.kind],
            fill=theme().colour("accent" if main else "page"),
            line=theme().colour("accent" if main else due if mark.kind == "due" else "line"),
            text=theme().colour("on_accent" if main else due if mark.kind == "due" else "text"),
        )
        if item.words:
            painter.setPen(theme().colour("text"))
            box = QRectF(item.box.right() + 4, item.box.top() - 3, 400, drawing.SIZE + 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, item.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right step, plus and minus zoom, 0 shows the whole, Home and End go to the ends, Esc steps out."""
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Right:
            self.step(1)
        elif key == Qt.Key.Key_Left:
            self.step(-1)
        elif key == Qt.Key.Key_Home:
            self.select(0 if self._items else None)
        elif key == Qt.Key.Key_End:
            self.select(len(self._items) - 1 if self._items else None)
        elif text in ("+", "="):
            self.zoom(CLOSER)
        elif text in ("-", "−"):
            self.zoom(FURTHER)
        elif text == "0":
            self.see_whole()
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self.select(None)
        else:
            super().keyPressEvent(event)

    def at(self, where: QPointF) -> int | None:
        """The item under a point; a mark before a bar."""
        found = [n for n, item in enumerate(self._items) if item.box.adjusted(-2, -2, 2, 2).contains(where)]
        return max(found, key=lambda n: isinstance(self._items[n].what, Mark), default=None)

    def event(self, event: QEvent) -> bool:
        """A tooltip says the sentence of what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if under is None else self.sentence(self._items[under]), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the mouse; turned sideways, or with Shift, it moves."""
        turned = event.angleDelta()
        if turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scale = self._scale.moved(-(turned.x() or turned.y()) / 4 / self._scale.per_day, self._whole)
            self._lay()
        else:
            self.zoom(CLOSER if turned.y() > 0 else FURTHER, self._scale.day(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to what is under the mouse; holding moves the timeline."""
        self._grabbed = event.position()
        self.select(self.at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the timeline with the mouse."""
        if self._grabbed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            days = (self._grabbed.x() - event.position().x()) / self._scale.per_day
            self._grabbed = event.position()
            self._scale = self._scale.moved(days, self._whole)
            self._lay()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was seen."""
        if event.oldSize().width() == event.size().width() or self._timeline is None:
            return
        width = max(self.width() - GUTTER - RIGHT, 50)
        was_whole = self._scale == self._whole
        self._whole = Scale.whole(self._timeline.first, last_drawn(self._timeline), GUTTER, width)
        self._scale = self._whole if was_whole else Scale(self._scale.first, self._scale.last, GUTTER, width)
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        self.update()
        super().focusInEvent(event)
