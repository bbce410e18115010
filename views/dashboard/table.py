"""The twin of a chart: the same points as a table, each opening its children."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent

from models.charts import Chart, Line, Point
from models.trackers import Column
from models.trackers.shown import texts
from views.dashboard import words
from views.linked import LinkedTable
from views.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
LINKS = ("value", "children")


class TwinModel(QAbstractTableModel):
    """A chart's points, limits and events, a row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.columns: tuple[Column, ...] = ()
        self._cells: list[list[str]] = []
        self._behind: list[tuple[Line | None, Point | None]] = []
        self._link = QFont(theme().font())
        self._link.setUnderline(True)

    def show(self, chart: Chart | None) -> None:
        """Show a chart's rows."""
        self.beginResetModel()
        self.chart, self.columns, self._cells, self._behind = chart, (), [], []
        if chart is not None:
            self.columns = words.columns(chart)
            frame = words.frame(chart)
            self._cells = [texts(column, frame) for column in self.columns]
            own = set(map(id, chart.lines))
            self._behind = [
                (line, point) if line is not None and id(line) in own else (None, None)
                for _cells, line, point in words.rows(chart)
            ]
        self.endResetModel()

    def behind(self, index: Index) -> tuple[Line, Point] | None:
        """The point of a row, where opening it shows children."""
        line, point = self._behind[index.row()] if index.isValid() else (None, None)
        return (line, point) if line is not None and point is not None and len(point.children) else None

    def opens(self, index: Index) -> bool:
        """Whether a cell is a figure that opens its children."""
        return index.isValid() and self.columns[index.column()].key in LINKS and self.behind(index) is not None

    def row_of(self, line: str, at: object) -> int | None:
        """The row of a line's point."""
        found = (n for n, (of, point) in enumerate(self._behind) if of and point and (of.code, point.at) == (line, at))
        return next(found, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many rows."""
        return 0 if parent.isValid() else len(self._behind)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """One cell for one purpose."""
        if not index.isValid():
            return None
        column, cell = self.columns[index.column()], self._cells[index.column()][index.row()]
        opens = self.opens(index)
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return cell
        if role == ROLE.TextAlignmentRole:
            return RIGHT if column.kind == "number" else LEFT
        if role == ROLE.FontRole:
            return self._link if opens else None
        if role == ROLE.ForegroundRole:
            return theme().colour("accent") if opens else None
        if role == ROLE.AccessibleTextRole:
            return f"{column.title}, {cell}" + (", opens list" if opens else "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        """A column's title and what it says."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return column.title
        if role == ROLE.ToolTipRole:
            return column.note
        return (RIGHT if column.kind == "number" else LEFT) if role == ROLE.TextAlignmentRole else None


class Twin(LinkedTable):
    """The table of a chart. Enter or a click on a figure opens its children."""

    opened = Signal(list, str)
    stepped = Signal(str)
    """The sentence of the row the keyboard is on."""

    def __init__(self) -> None:
        rows = TwinModel()
        super().__init__(rows, rows.opens)
        self.rows = rows
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._went)

    def show_chart(self, chart: Chart | None) -> None:
        """Show a chart's rows, the keyboard on the first figure."""
        self.rows.show(chart)
        self.setAccessibleName(f"{chart.title} as a table" if chart else "Table")
        for number, column in enumerate(self.rows.columns):
            self.setColumnWidth(number, 9 * column.width + 16)
        self.horizontalHeader().setStretchLastSection(bool(chart) and self.rows.columns[-1].kind == "text")
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, self._figures()))

    def go_to(self, line: str, at: object) -> None:
        """Put the keyboard on a point."""
        row = self.rows.row_of(line, at)
        if row is not None:
            self.setCurrentIndex(self.rows.index(row, self._figures()))

    @property
    def where(self) -> tuple[str, object] | None:
        """The line and place of the point the keyboard is on."""
        found = self.rows.behind(self.currentIndex())
        return (found[0].code, found[1].at) if found else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the children of the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in PAGES:
            event.ignore()  # to another chart
        else:
            super().keyPressEvent(event)

    def _figures(self) -> int:
        return next((n for n, column in enumerate(self.rows.columns) if column.key == "value"), 0)

    def _clicked(self, index: QModelIndex) -> None:
        if self.rows.opens(index):
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        found = self.rows.behind(index)
        if found is not None and self.rows.chart is not None:
            self.opened.emit(words.ids(found[1]), words.opening(self.rows.chart, *found))

    def _went(self, index: QModelIndex, _before: QModelIndex) -> None:
        found = self.rows.behind(index)
        self.stepped.emit(words.at_point(self.rows.chart, *found) if found and self.rows.chart else "")
