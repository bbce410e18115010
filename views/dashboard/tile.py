"""One chart as a tile: its title, its latest figure, a small drawing, its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.charts import Chart, Maker
from views.dashboard import words
from views.line import Line
from views.scorecard.words import children
from views.theme import theme

if TYPE_CHECKING:
    from views.dashboard.plot import Plot

HIGH = 260
"""Pixels; a tile is as wide as there is room for."""
WORKING = "Working out …"


class Brief(Line):
    """Some words in two lines; what does not fit is left out at the end, and is in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(2 * self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        room = self.contentsRect()
        said, metrics = self.text().strip(), self.fontMetrics()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        while metrics.boundingRect(room, flags, said).height() > room.height() and " " in said:
            said = said.removesuffix(" …").rpartition(" ")[0] + " …"
        painter = QPainter(self)
        self.style().drawItemText(painter, room, flags, self.palette(), self.isEnabled(), said, self.foregroundRole())
        painter.end()


class Tile(QFrame):
    """A chart among the others. Enter or a click opens it large; its figure opens its children."""

    opened = Signal(str, object)
    """The chart's code, and the line and place of the point clicked (None: of none)."""
    children_opened = Signal(list, str)
    walked = Signal(int, int)
    """An arrow key: so many tiles across, so many down."""
    reached = Signal(str)

    def __init__(self, maker: Maker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maker = maker
        self.chart: Chart | None = None
        self.plot: Plot | None = None
        self.setProperty("role", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HIGH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title = Line(maker.title)
        self.title.setFont(theme().font(bold=True))
        self.title.setProperty("role", "tile-title")
        self.figure = QPushButton()
        self.figure.setProperty("role", "link")
        self.figure.setCursor(Qt.CursorShape.PointingHandCursor)
        self.figure.clicked.connect(self._open_figure)
        self.title.setMinimumHeight(self.figure.sizeHint().height())  # it stays where it is without the figure
        self.figure.hide()
        self.middle = QLabel(WORKING)
        self.middle.setTextFormat(Qt.TextFormat.PlainText)
        self.middle.setProperty("role", "muted")
        self.middle.setWordWrap(True)
        self.middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.middle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.reading = Brief()
        self.reading.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.figure)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 8, 8)
        self._layout.setSpacing(2)
        self._layout.addLayout(head)
        self._layout.addWidget(self.middle, 1)
        self._layout.addWidget(self.reading)
        self.wait(WORKING)

    def wait(self, said: str) -> None:
        """Show no chart, and say why."""
        self.chart = None
        if self.plot is not None:
            self.plot.hide()
        self.figure.hide()
        self.reading.setText(" ")
        self.middle.setText(said)
        self.middle.show()
        self._name(said)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart that was worked out."""
        self.chart = chart
        self.title.setText(chart.title)
        self.reading.setText(chart.reading or (chart.note if chart.lines else "") or " ")
        if found := words.latest(chart):
            line, point = found
            said, many = words.figure(point.value, chart.unit), len(words.ids(point))
            self.figure.setText(said)
            self.figure.setEnabled(many > 0)
            self.figure.setAccessibleName(
                f"{chart.title}, {words.when(point.at)}: {said}, {children(many)}, opens list"
            )
            self.figure.setToolTip(words.at_point(chart, line, point))
        self.figure.setVisible(found is not None)
        if chart.lines:
            self._draw(chart)
        else:
            self.wait(chart.note or "Nothing to draw yet.")
            self.chart = chart
        latest = f"{self.figure.text()}. " if found else ""
        self._name(f"{latest}{chart.reading or chart.note} Enter opens the chart")

    def _draw(self, chart: Chart) -> None:
        if self.plot is None:
            from views.dashboard.plot import Plot

            self.plot = Plot(small=True)
            self._layout.insertWidget(1, self.plot, 1)
        self.middle.hide()
        self.plot.show_chart(chart)
        self.plot.show()

    def _name(self, said: str) -> None:
        self.setAccessibleName(self.maker.title)
        self.setAccessibleDescription(said)

    def _open_figure(self) -> None:
        found = words.latest(self.chart) if self.chart else None
        if self.chart is not None and found is not None:
            self.children_opened.emit(words.ids(found[1]), words.opening(self.chart, *found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows go from tile to tile."""
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Home: (-1_000, 0),
            Qt.Key.Key_End: (1_000, 0),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.maker.code, None)
        elif key in ways:
            self.walked.emit(*ways[key])
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the chart, at the point under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        at = None
        if self.chart is not None and self.plot is not None and self.plot.isVisible() and self.plot.room is not None:
            spot = self.plot.room.spot_at(event.position() - QPointF(self.plot.pos()))
            at = None if spot is None else (self.chart.lines[spot.line].code, spot.point.at)
        self.opened.emit(self.maker.code, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The keyboard goes along."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the tile into sight."""
        self.reached.emit(self.maker.code)
        super().focusInEvent(event)
