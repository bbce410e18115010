"""Which cells can be edited, and the field that opens in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from views.grid.editors import DateEditor, LineEditor
from views.grid.model import VALUE
from views.grid.paint import CellPainter, Table
from views.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex


class EditDelegate(CellPainter):
    """Opens the field for a cell that can be edited."""

    def __init__(self, table: Table, workspace: Workspace, watch: Callable[[DateEditor], None]) -> None:
        """`watch` is told of each field that is opened."""
        super().__init__(table)
        self._workspace, self._watch = workspace, watch

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field of one cell."""
        model = self.table.grid
        child = model.key_at(index.row())
        assert child is not None
        column = model.columns[index.column()]
        made = LineEditor if column.kind == "text" else DateEditor
        editor = made(parent, self.table, self._workspace, column, child)
        editor.finished.connect(lambda: self._close(editor))
        self._watch(editor)
        return editor

    def _close(self, editor: DateEditor) -> None:
        self.closeEditor.emit(editor, CellPainter.EndEditHint.NoHint)
        if not editor.left:
            self.table.setFocus()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell holds."""
        if isinstance(editor, DateEditor):
            editor.fill(self.table.grid.data(index, VALUE))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """The cell was left by going elsewhere."""
        if isinstance(editor, DateEditor):
            editor.leave()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as a date needs, however narrow the column."""
        rect = option.rect
        rect.setWidth(max(rect.width(), 150))
        editor.setGeometry(rect)
        if isinstance(editor, DateEditor) and editor.under.isVisible():
            editor.under.place(editor)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the space under the cell away with the field."""
        if isinstance(editor, DateEditor):
            editor.drop()
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field hears its keys itself."""
        return False
