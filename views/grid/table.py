"""The table itself: its first column stays in sight, every row is as high as the next, and the keyboard reaches all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from views.grid.editors import DateEditor
from views.grid.model import GridModel
from views.grid.paint import CellPainter, Table
from views.theme import ROW, theme

HEADER = 40
"""Height of the headings: two lines of words."""
_View = QAbstractItemView
_Key = Qt.Key


class GridTable(Table):
    """A table over a GridModel whose first column does not scroll away."""

    opened = Signal(QModelIndex)
    """Enter or a double click on a cell that is not edited."""
    menu_wanted = Signal(int, QPoint)
    """The menu of a column, by its number, at a point of the screen."""
    form_wanted = Signal(QModelIndex)
    """F2 on a cell that is not typed in its place."""
    headed = Signal(int, bool)
    """A heading was clicked, and whether together with Shift."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.hovered = -1
        self.step_out: Callable[[], bool] = lambda: False
        """What Esc does where nothing is being edited; False lets the page hear it."""
        font = theme().font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self.setModel(model)
        self.frozen = Table(self)
        self.frozen.may_go = lambda: self.may_go()
        self.frozen.setModel(model)
        self.frozen.setSelectionModel(self.selectionModel())
        self.frozen.setProperty("frozen", "yes")
        self.frozen.setAccessibleName("First column")
        painter = CellPainter(self)
        for view in (self, self.frozen):
            self._dress(view, painter)
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.frozen.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(0, self.frozen.viewport().mapToGlobal(at))
        )
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionResized.connect(self._resized)
        self.frozen.horizontalHeader().sectionResized.connect(self._frozen_resized)
        model.modelReset.connect(self.freeze)
        theme().changed.connect(self.viewport().update)
        theme().rows_changed.connect(self._make_rows)

    def _dress(self, view: QTableView, painter: CellPainter) -> None:
        view.setItemDelegate(painter)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setMouseTracking(True)
        view.setSelectionBehavior(_View.SelectionBehavior.SelectRows)
        view.setSelectionMode(_View.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(_View.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(_View.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(_View.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        rows = view.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(theme().row)
        header = view.horizontalHeader()
        header.setFixedHeight(HEADER)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(header.logicalIndexAt(at), header.viewport().mapToGlobal(at))
        )
        header.sectionClicked.connect(self._clicked)
        view.entered.connect(self._entered)
        view.doubleClicked.connect(self._double)

    def freeze(self) -> None:
        """Show only the first column in the part that stays."""
        for section in range(self.model().columnCount()):
            self.frozen.setColumnHidden(section, section != 0)
        self._place()

    def set_hidden(self, column: int, hidden: bool) -> None:
        """Hide or show a column."""
        if column:
            self.setColumnHidden(column, hidden)

    def ask_menu(self) -> None:
        """The menu of the column the keyboard is in."""
        column = max(0, self.currentIndex().column())
        left = 0 if column == 0 else max(0, self.columnViewportPosition(column))
        self.menu_wanted.emit(column, self.viewport().mapToGlobal(QPoint(left, 0)))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A field goes only where nothing typed in it is left to record."""
        if not (isinstance(editor, DateEditor) and editor.draft):
            super().closeEditor(editor, hint)

    def start_edit(self) -> bool:
        """Edit the current cell, where it can be."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 edits, a typed digit edits, Ctrl+C copies, Alt+Down asks for the column's menu."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        elif key == _Key.Key_F2:
            if not self.start_edit() and self.currentIndex().isValid():
                self.form_wanted.emit(self.currentIndex())
        elif key == _Key.Key_Escape:
            event.setAccepted(self.step_out())
        elif key == _Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask_menu()
        elif event.text().isdigit() and self.start_edit():
            focus = QGuiApplication.focusObject()
            if focus is not None and focus is not self:
                QGuiApplication.sendEvent(focus, QKeyEvent(event.type(), key, event.modifiers(), event.text()))
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows, the columns as shown, with their headings."""
        header = self.horizontalHeader()
        columns = [header.logicalIndex(at) for at in range(header.count())]
        columns = [column for column in columns if not self.isColumnHidden(column)]
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        model = self.grid
        lines = ["\t".join(model.columns[column].title for column in columns)]
        for row in rows:
            cells = (str(model.data(model.index(row, column)) or "") for column in columns)
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: _View.ScrollHint = _View.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, not under the column that stays."""
        sideways = self.horizontalScrollBar()
        before = sideways.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            sideways.setValue(before)
            return
        covered = self.columnWidth(0) - self.visualRect(index).left()
        if covered > 0:
            sideways.setValue(sideways.value() - covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the standing column in its place."""
        super().resizeEvent(event)
        self._place()

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the hovered row when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A cell's menu is its column's."""
        column = self.columnAt(event.pos().x())
        self.menu_wanted.emit(max(0, column), event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by the keyboard, stand on a row. Only its look and the frame's change; no more is drawn."""
        self.update(QRegion(self.rect()).subtracted(QRegion(self.contentsRect())))
        self._draw_row(self.currentIndex().row())
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _draw_row(self, row: int) -> None:
        for view in (self, self.frozen):
            band = QRect(0, view.rowViewportPosition(row), view.viewport().width(), view.rowHeight(row))
            view.viewport().update(band)

    def _make_rows(self, height: int) -> None:
        for view in (self, self.frozen):
            view.verticalHeader().setDefaultSectionSize(height)

    def _place(self) -> None:
        frame = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self.frozen.setGeometry(frame, frame, self.columnWidth(0) + 1, height)
        self.frozen.raise_()

    def _clicked(self, column: int) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.headed.emit(column, bool(shift))

    def _double(self, index: QModelIndex) -> None:
        if not (index.flags() & Qt.ItemFlag.ItemIsEditable and self.start_edit()):
            self.opened.emit(index)

    def _entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
            self.frozen.viewport().update()

    def _resized(self, section: int, _old: int, new: int) -> None:
        if section == 0 and self.frozen.columnWidth(0) != new:
            self.frozen.setColumnWidth(0, new)
            self._place()

    def _frozen_resized(self, section: int, _old: int, new: int) -> None:
        if section == 0 and self.columnWidth(0) != new:
            self.setColumnWidth(0, new)
            self._place()
