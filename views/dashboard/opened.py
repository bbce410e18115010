"""One chart opened large: its reading, the chart or its table, what stands at the point, its note and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.charts import Chart, Maker
from views.dashboard.table import Twin
from views.dashboard.tile import WORKING
from views.line import Line

if TYPE_CHECKING:
    from views.dashboard.plot import Plot


class Opened(QWidget):
    """A chart in the whole room of the page."""

    children_opened = Signal(list, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maker: Maker | None = None
        self.chart: Chart | None = None
        self.plot: Plot | None = None
        self._wanted: tuple[str, object] | None = None
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "section")
        self.back = QPushButton("All charts")
        self.back.setToolTip("Back to the tiles (Esc)")
        self.back.clicked.connect(self.closed)
        self.reading = Line()
        self.middle = QLabel(WORKING)
        self.middle.setTextFormat(Qt.TextFormat.PlainText)
        self.middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.middle.setWordWrap(True)
        self.middle.setProperty("role", "muted")
        self.middle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table = Twin()
        self.table.opened.connect(self.children_opened)
        self.table.stepped.connect(self._say_row)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.middle)
        self.stack.addWidget(self.table)
        self.said = Line()
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.reading)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.about)
        self.as_table = False

    def wait(self, maker: Maker, said: str) -> None:
        """Show no chart, and say why."""
        self._wanted = self._where() or self._wanted
        self.maker, self.chart = maker, None
        self.title.setText(maker.title)
        self.reading.setText(" ")
        self.said.setText(" ")
        self.about.setText(_paragraph(maker.definition))
        self.middle.setText(said)
        self._put(self.middle)

    def show_chart(self, maker: Maker, chart: Chart, at: tuple[str, object] | None = None) -> None:
        """Show a chart; the keyboard goes to the point given, else to where it was, else to the latest."""
        kept = at or self._where() or self._wanted if self.maker is maker else at
        self.maker, self.chart, self._wanted = maker, chart, None
        self.title.setText(chart.title)
        self.reading.setText(chart.reading or " ")
        parts = (chart.note, _paragraph(maker.definition), f"Source: {chart.source}" if chart.source else "")
        self.about.setText("\n".join(part for part in parts if part))
        if not chart.lines:
            self.about.setText("\n".join(part for part in parts[1:] if part))
            self.middle.setText(chart.note or "Nothing to draw yet.")
            self.said.setText(" ")
            self._put(self.middle)
            return
        self.table.show_chart(chart)
        plot = self._plot()
        plot.show_chart(chart)
        self._go_to(kept)
        self.show_as(self.as_table)

    def show_as(self, table: bool) -> None:
        """The chart, or its table; the keyboard stays at the same point."""
        where = self._where()
        self.as_table = table
        if self.chart is None or not self.chart.lines:
            return
        self._put(self.table if table else self._plot())
        if where is not None:
            self._go_to(where)

    @property
    def shown(self) -> QWidget:
        """What the keyboard goes to."""
        return self.stack.currentWidget() or self.middle

    def _plot(self) -> Plot:
        if self.plot is None:
            from views.dashboard.plot import Plot

            self.plot = Plot()
            self.plot.stepped.connect(self._say)
            self.plot.opened.connect(self.children_opened)
            self.stack.addWidget(self.plot)
            QWidget.setTabOrder(self.table, self.plot)
        return self.plot

    def _put(self, widget: QWidget) -> None:
        here = self.stack.isAncestorOf(self.focusWidget() or self) or self.hasFocus()
        self.stack.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        if here:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _where(self) -> tuple[str, object] | None:
        """The line and place the keyboard is on."""
        if self.chart is None:
            return None
        if self.shown is self.table:
            return self.table.where
        return self.plot.where if self.plot is not None and self.shown is self.plot else None

    def _go_to(self, where: tuple[str, object] | None) -> None:
        plot = self._plot()
        if where is None or not plot.go_to(*where):
            plot.select_latest()
        if plot.where is not None:
            self.table.go_to(*plot.where)

    def _say_row(self, sentence: str) -> None:
        if self.shown is self.table:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence or " ")


def _paragraph(definition: str) -> str:
    """The first paragraph of what readers are told of a chart, as one line."""
    return " ".join(definition.split("\n\n")[0].split())
