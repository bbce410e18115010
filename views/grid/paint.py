"""How a cell is drawn: one hairline between rows, selection and hover told apart without colour, states as badges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from views.badge import paint_state
from views.grid.model import STATE, GridModel
from views.theme import theme

PADDING = 8
FIGURES = ("days", "number")
REMEMBERED = 20_000
"""Texts whose cutting to a width is remembered."""
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = _ONE_LINE | Qt.AlignmentFlag.AlignRight.value
_LEFT = _ONE_LINE | Qt.AlignmentFlag.AlignLeft.value
_SELECTED = QStyle.StateFlag.State_Selected


_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Table(QTableView):
    """What a table must know for its cells to be drawn, and that a press goes elsewhere only where one may."""

    grid: GridModel
    hovered: int
    may_go: Callable[[], bool] = staticmethod(lambda: True)
    """Whether what is typed in a cell is recorded, so that another can be gone to."""

    def viewportEvent(self, event: QEvent) -> bool:
        """A press where one may not go elsewhere goes nowhere."""
        if event.type() in _PRESSES and not self.may_go():
            return True
        return super().viewportEvent(event)


class CellPainter(QStyledItemDelegate):
    """Draws the cells of a grid."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self.table = table
        self._theme = theme()
        self.metrics = table.fontMetrics()
        self._cut: dict[tuple[str, int], str] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        look, rect = self._theme, option.rect
        selected = bool(option.state & _SELECTED)
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
        kind = model.columns[index.column()].kind
        letter = model.data(index, STATE) if kind == "state" else None
        if letter is not None:
            paint_state(painter, look, QRectF(inside), str(letter), overridden=str(model.data(index)).startswith("◇"))
        else:
            text = model.data(index)
            painter.setPen(look.colour("muted" if text == "–" else "text"))
            painter.drawText(inside, _RIGHT if kind in FIGURES else _LEFT, self._fitting(text, inside.width()))
        if self.table.currentIndex() == index:
            here = self.table.hasFocus()
            painter.setPen(QPen(look.colour("accent" if here else "line"), 2 if here else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _fitting(self, text: str, width: int) -> str:
        """As much of the words as there is room for; finding it out costs as much as drawing them."""
        if (text, width) not in self._cut:
            if len(self._cut) > REMEMBERED:
                self._cut.clear()
            self._cut[text, width] = self.metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        return self._cut[text, width]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the words, as high as every row."""
        text = self.table.grid.data(index) or ""
        return QSize(self.table.fontMetrics().horizontalAdvance(text) + 2 * PADDING + 12, theme().row)
