"""A chart drawn: its points, lines, bars and areas by the drawing library, its frame and words by hand.

This file brings the drawing library (and numpy) in, so nothing at the start of the window may import it.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QToolTip, QWidget

from models.charts import Chart
from models.drawing.spots import Spot
from views.dashboard import painting, words
from views.dashboard.inks import Colours
from views.dashboard.items import items
from views.dashboard.measured import Room, room
from views.theme import theme

pg.setConfigOptions(exitCleanup=False)
MARGIN = 4


class Layer(QGraphicsItem):
    """What is painted by hand below or above the lines: the frame with its words, or where the keyboard is."""

    def __init__(self, plot: Plot, above: bool) -> None:
        super().__init__()
        self._plot, self._above = plot, above
        self.setZValue(100 if above else -200)

    def boundingRect(self) -> QRectF:
        """The whole of the plot."""
        return QRectF(self._plot.viewport().rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the layer."""
        plot = self._plot
        if plot.room is None:
            return
        painter.setFont(theme().font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._above:
            painting.under(painter, plot.room, plot.colour, small=plot.small)
            return
        painting.over(painter, plot.room, plot.colour, small=plot.small)
        if plot.hasFocus():
            painting.keyboard(painter, plot.room, plot.colour, plot.current, self.boundingRect())


class Plot(pg.GraphicsView):  # type: ignore[misc]
    """Draws a chart. Arrow keys step along a line and from line to line, Enter opens the children of a point."""

    stepped = Signal(str)
    """The sentence of the point the keyboard or the mouse is on."""
    opened = Signal(list, str)
    """The children of a point, and the words that say which they are."""
    _laid_out = True

    def __init__(self, parent: QWidget | None = None, *, small: bool = False, colours: Colours | None = None) -> None:
        super().__init__(parent, background=None)
        self.small, self.colour = small, colours or theme().colour
        self.chart: Chart | None = None
        self._room: Room | None = None
        self.current: Spot | None = None
        self._items: list[Any] = []
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.scene().addItem(self._box)
        self._layers = [Layer(self, above=False), Layer(self, above=True)]
        for layer in self._layers:
            self.scene().addItem(layer)
        self.setAccessibleName("Chart")
        if small:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if colours is None:
            theme().changed.connect(self._dress)
        self._dress()

    def show_chart(self, chart: Chart | None) -> None:
        """Draw a chart; the keyboard stays on the point of the same line and place where there is one."""
        kept = self.where
        self.chart, self.current = chart, None
        self.setAccessibleName(chart.title if chart else "Chart")
        self.setAccessibleDescription(words.whole(chart) if chart else "")
        self._draw()
        if not (kept is not None and self.go_to(*kept)) and self.hasFocus():
            self.select_latest()

    @property
    def room(self) -> Room | None:
        """Where everything stands; None where there is nothing to draw, or no room for it."""
        self.lay_out()
        return self._room

    @property
    def lines(self) -> list[tuple[Spot, ...]]:
        """The lines that can be walked: those with a figure."""
        return [] if self.room is None else [line for line in self.room.drawn if line]

    def select(self, spot: Spot | None) -> None:
        """Go to a point, and say it."""
        self.current = spot
        if self.chart is not None:
            sentence = "" if spot is None else words.at_point(self.chart, self.chart.lines[spot.line], spot.point)
            self.setAccessibleDescription(sentence or words.whole(self.chart))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.stepped.emit(sentence)
        self._layers[1].update()

    @property
    def where(self) -> tuple[str, object] | None:
        """The line's code and the place of the point the keyboard is on."""
        return None if self.current is None else self._named(self.current)

    def go_to(self, line: str, at: object) -> bool:
        """To the point of a line at a place; False where there is none."""
        spot = next((s for of_line in self.lines for s in of_line if self._named(s) == (line, at)), None)
        if spot is not None:
            self.select(spot)
        return spot is not None

    def select_latest(self) -> None:
        """To the last point of the first line, or to the first category."""
        if self.lines:
            self.select(self.lines[0][0 if self.room and self.room.sideways else -1])

    def step(self, by: int) -> None:
        """To the next or the previous point of the line."""
        line = self._line()
        if line:
            at = line.index(self.current) + by if self.current in line else (0 if by > 0 else len(line) - 1)
            self.select(line[min(max(at, 0), len(line) - 1)])

    def to_line(self, by: int) -> bool:
        """To the nearest point of the next or the previous line; False where there is none."""
        lines, now = self.lines, self._line()
        if not lines or self.current is None:
            return False
        at = lines.index(now) + by
        if not 0 <= at < len(lines):
            return False
        here = self.current.along
        self.select(min(lines[at], key=lambda spot: abs(spot.along - here)))
        return True

    def open(self, spot: Spot | None) -> None:
        """Open the children of a point."""
        if spot is None or self.chart is None:
            return
        if found := words.ids(spot.point):
            self.opened.emit(found, words.opening(self.chart, self.chart.lines[spot.line], spot.point))

    def close(self) -> bool:
        """Close as any widget does; the library would take its viewport away, which ends the program."""
        return QWidget.close(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk the points, Enter opens; what is not wanted here goes on to the page."""
        key, sideways = event.key(), self.room is not None and self.room.sideways
        ahead, behind = (Qt.Key.Key_Down, Qt.Key.Key_Up) if sideways else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        after, before = (Qt.Key.Key_Right, Qt.Key.Key_Left) if sideways else (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (ahead, behind):
            self.step(1 if key == ahead else -1)
        elif key in (after, before):
            self.to_line(1 if key == after else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and (line := self._line()):
            self.select(line[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open(self.current)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Tab goes from line to line, and from the last one on to what follows the chart."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if by is not None and self.to_line(by):
                return True
        return bool(super().event(event))

    def viewportEvent(self, event: QEvent) -> bool:
        """Laid out before it is painted; a tooltip says what is under the mouse."""
        if event.type() == QEvent.Type.Paint:
            self.lay_out()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self.room.spot_at(QPointF(event.pos())) if self.room else None
            said = self._event_at(QPointF(event.pos()))
            if spot is not None and self.chart is not None:
                said = words.at_point(self.chart, self.chart.lines[spot.line], spot.point)
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the point under the mouse, and opens its children."""
        spot = self.room.spot_at(event.position()) if self.room else None
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select(spot)
            self.open(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a point says that it opens something."""
        spot = self.room.spot_at(event.position()) if self.room else None
        link = spot is not None and len(spot.point.children) > 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Nothing is held."""

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """The first click did it."""

    def wheelEvent(self, event: Any) -> None:
        """The page scrolls, not the chart."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Lay everything out anew."""
        super().resizeEvent(event)
        if getattr(self, "_layers", None):
            self._draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        if self.current is None:
            self.select_latest()
        self._layers[1].update()
        QWidget.focusInEvent(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        self._layers[1].update()
        QWidget.focusOutEvent(self, event)

    def _line(self) -> tuple[Spot, ...]:
        """The line the keyboard is on; at first the first."""
        lines = self.lines
        return next((line for line in lines if self.current in line), lines[0] if lines else ())

    def _named(self, spot: Spot) -> tuple[str, object]:
        return (self.chart.lines[spot.line].code if self.chart else "", spot.point.at)

    def _event_at(self, where: QPointF) -> str:
        events = self.room.events if self.room else ()
        near = (each.whole for each in events if each.box.contains(where) or abs(each.x - where.x()) <= 3)
        return "; ".join(near)

    def _dress(self) -> None:
        """The colours of now."""
        self.setBackgroundBrush(self.colour("page"))
        self._draw()

    def _draw(self) -> None:
        """Lay the chart out anew once it is painted or asked about: most of the tiles of a page are out of sight."""
        self._laid_out = False
        self.viewport().update()

    def lay_out(self) -> None:
        """Lay the chart out in the room there is, and put its items in; nothing where that is done."""
        if self._laid_out:
            return
        self._laid_out = True
        for item in self._items:
            self._box.removeItem(item)
        kept = self.where
        self._items, self._room, self.current = [], None, None
        size = QRectF(self.viewport().rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if self.chart is None or not self.chart.lines or size.width() < 60 or size.height() < 40:
            self._layers[0].update()
            self._layers[1].update()
            return
        self._room = found = room(self.chart, size, QFontMetricsF(theme().font()), small=self.small)
        self.current = next((spot for of_line in self.lines for spot in of_line if self._named(spot) == kept), None)
        self._box.setGeometry(found.area)
        start, end = (edge - found.origin for edge in found.along)
        along, value = (start, end), (found.value.low, found.value.high)
        across, up = (value, along) if found.sideways else (along, value)
        self._box.invertY(found.sideways)
        self._box.setRange(xRange=across, yRange=up, padding=0)
        self._items = items(found, self.colour, small=self.small)
        for item in self._items:
            self._box.addItem(item, ignoreBounds=True)
        for layer in self._layers:
            layer.prepareGeometryChange()
            layer.update()
