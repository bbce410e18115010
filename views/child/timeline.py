"""The timeline of one child: lanes of bars, marked days, today; zoomed and walked through by mouse and by keyboard."""

from __future__ import annotations

from dataclasses import replace

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
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.drawing.days import Scale
from models.timeline import Mark, Span, Timeline
from views.child import painting
from views.child.layout import GUTTER, RIGHT, Item, Layout, gutter, high, last_drawn, lay
from views.theme import theme

CLOSER, FURTHER = 0.7, 1 / 0.7


class TimelineView(QWidget):
    """Draws a timeline. Arrow keys step from item to item, + and − zoom, 0 shows the whole, Home and End the ends."""

    stepped = Signal(str)
    """The sentence of the item the keyboard or the mouse is on; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._laid: Layout | None = None
        self._current: int | None = None
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
    def items(self) -> tuple[Item, ...]:
        """What is drawn, in order of time."""
        return () if self._laid is None else self._laid.items

    @property
    def current(self) -> Item | None:
        """The item stepped to."""
        return None if self._current is None else self.items[self._current]

    @property
    def scale(self) -> Scale:
        """Which days are seen."""
        return self._scale

    def see_whole(self) -> None:
        """Show everything from the first day to the last."""
        if self._timeline is not None:
            self._whole = self._scale = self._all(self._timeline)
            self._lay()

    def _all(self, timeline: Timeline) -> Scale:
        """The whole of it on the room there is, beside the lanes' titles as large as they are now."""
        left = gutter(QFontMetricsF(self.font()))
        return Scale.whole(timeline.first, last_drawn(timeline), left, max(self.width() - left - RIGHT, 50))

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
        if not self.items:
            return
        at = (0 if by > 0 else len(self.items) - 1) if self._current is None else self._current + by
        self.select(min(max(at, 0), len(self.items) - 1))

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
        return high(4, 1) if self._laid is None else self._laid.height

    def _lay(self) -> None:
        """Place everything on the scale anew; what the keyboard is on stays the same."""
        if self._timeline is None:
            return
        kept = self.current.what if self.current else None
        self._laid = lay(self._timeline, self._scale, QFontMetricsF(self.font()))
        if kept is not None:
            self._current = next((n for n, item in enumerate(self._laid.items) if item.what is kept), None)
        self.setFixedHeight(self._laid.height)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the timeline, with a ring around the item stepped to, or a frame while there is none."""
        if self._laid is None:
            return
        painter, area, item = QPainter(self), QRectF(self.rect()), self.current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painting.paint(painter, self._laid, area, item if self.hasFocus() else None)
        if self.hasFocus() and item is None:
            painting.frame(painter, area)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right step, plus and minus zoom, 0 shows the whole, Home and End go to the ends, Esc steps out."""
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Right:
            self.step(1)
        elif key == Qt.Key.Key_Left:
            self.step(-1)
        elif key == Qt.Key.Key_Home:
            self.select(0 if self.items else None)
        elif key == Qt.Key.Key_End:
            self.select(len(self.items) - 1 if self.items else None)
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
        found = [n for n, item in enumerate(self.items) if item.box.adjusted(-2, -2, 2, 2).contains(where)]
        return max(found, key=lambda n: isinstance(self.items[n].what, Mark), default=None)

    def event(self, event: QEvent) -> bool:
        """A tooltip says the sentence of what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if under is None else self.sentence(self.items[under]), self)
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
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if self._timeline is None:
            return
        seen, was_whole = self._scale, self._scale == self._whole
        self._whole = self._all(self._timeline)
        self._scale = self._whole if was_whole else replace(self._whole, first=seen.first, last=seen.last)
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        self.update()
        super().focusInEvent(event)
