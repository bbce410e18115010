"""A table of which some cells open something: what the stages, the scorecard and the twin of a chart have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from views.theme import theme


class LinkedTable(QTableView):
    """One cell at a time, a hairline between rows, and a hand over each cell that opens something.

    `opens` says whether a cell does; `room` is the room beside the words of a cell, in pixels.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        opens: Callable[[QModelIndex], object],
        *,
        room: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opens, self._room = opens, room
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme().row)
        self.horizontalHeader().setHighlightSections(False)
        theme().rows_changed.connect(self._make_rows)
        theme().changed.connect(self._dress)
        self._dress()

    def viewportEvent(self, event: QEvent) -> bool:
        """A hand over what opens something."""
        if isinstance(event, QMouseEvent):
            link = self._opens(self.indexAt(event.position().toPoint()))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)

    def _make_rows(self, height: int) -> None:
        self.verticalHeader().setDefaultSectionSize(height)

    def _dress(self) -> None:
        """One hairline between rows, room beside the words, and a ring around the cell the keyboard is on."""
        colour, room = theme().colour, self._room
        self.setStyleSheet(
            f"QTableView::item {{ padding: 0 {room}px; border: 0; "
            f"border-bottom: 1px solid {colour('raised').name()}; }}"
            f"QTableView::item:hover {{ background: {colour('hover').name()}; }}"
            f"QTableView::item:selected {{ background: {colour('selection').name()}; }}"
            f"QTableView::item:focus {{ border: 2px solid {colour('accent').name()}; padding: 0 {room - 2}px; }}"
        )
