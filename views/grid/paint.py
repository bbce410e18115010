"""How a cell is drawn: one hairline between rows, selection and hover told apart without colour, states as badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from views.badge import paint_state
from views.grid.model import STATE
from views.theme import ROW, theme

if TYPE_CHECKING:
    from views.grid.table import GridTable

PADDING = 8


class CellPainter(QStyledItemDelegate):
    """Draws the cells of a grid."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self.table = table
        self._theme = theme()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        look, rect = self._theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.table.hovered
        painter.save()
        painter.fillRect(rect, look.colour("selection" if selected else "hover" if hovered else "page"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.colour("accent"))
        elif hovered and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), look.colour("text"))
        inside = rect.adjusted(PADDING, 0, -PADDING, -1)
        painter.setFont(self.table.font())
        model = self.table.grid
        letter = model.data(index, STATE)
        if letter is not None:
            paint_state(painter, look, QRectF(inside), str(letter))
        else:
            text = model.data(index)
            alignment = model.data(index, Qt.ItemDataRole.TextAlignmentRole)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, inside.width())
            painter.setPen(look.colour("muted" if text == "–" else "text"))
            painter.drawText(inside, int(alignment | Qt.TextFlag.TextSingleLine), elided)
        if self.table.currentIndex() == index:
            here = self.table.hasFocus()
            painter.setPen(QPen(look.colour("accent" if here else "line"), 2 if here else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the words, as high as every row."""
        text = self.table.grid.data(index) or ""
        return QSize(self.table.fontMetrics().horizontalAdvance(text) + 2 * PADDING + 12, ROW)
