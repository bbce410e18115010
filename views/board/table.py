"""The table of stages: its bars, and the keys and clicks that open a number's children."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from views.board.model import BAR, COLUMNS, NOW, SHARE, BoardModel
from views.linked import LinkedTable
from views.theme import theme

WIDTHS = (296, 96, 76, 84, 56, 96, 104)
"""Of the columns, in pixels; the bars take the room that is left."""


class BarPainter(QStyledItemDelegate):
    """Draws how many there are now as a bar, and how many there were as a line across it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        shares = index.data(SHARE)
        if shares is None:
            return
        now, start = shares
        room = QRectF(option.rect).adjusted(10, 7, -10, -8)
        painter.save()
        painter.fillRect(QRectF(room.left(), room.top(), room.width() * now, room.height()), theme().colour("blue"))
        painter.setPen(QPen(theme().colour("text"), 2))
        at = round(room.left() + room.width() * start)
        painter.drawLine(at, round(room.top()) - 3, at, round(room.bottom()) + 3)
        painter.restore()


class BoardTable(LinkedTable):
    """The stages. `opened` gives the cell of a number that was opened."""

    opened = Signal(QModelIndex)

    def __init__(self, model: BoardModel) -> None:
        super().__init__(model, model.number)
        self.board = model
        self.setAccessibleName("Stages")
        self.setItemDelegateForColumn(BAR, BarPainter(self))
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.clicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the number the keyboard is on, else how many are at the stage now."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            self._ask(index if self.board.number(index) else index.siblingAtColumn(NOW))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars take the room that is left."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(column) for column in range(len(COLUMNS)) if column != BAR)
        self.setColumnWidth(BAR, max(WIDTHS[BAR], self.viewport().width() - others))

    def _ask(self, index: QModelIndex) -> None:
        if self.board.number(index):
            self.opened.emit(index)
