"""The history of one cell in its place: who wrote what stands there, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from models.history import moment
from models.history.lives import Turn, life
from models.history.sources import Source
from views.grid.popups import Popup
from views.grid.view import GridView

HEADINGS = ("When", "Who", "What", "From", "To", "Why")
WIDTHS = (136, 96, 210, 120, 120, 190)
MOST = 320
"""The greatest height of the list; more is scrolled to."""


class LifePopup(Popup):
    """The life of one value, oldest first. Esc closes it, and the keyboard is in the cell again."""

    def __init__(self, title: str, note: str, turns: Sequence[Turn], parent: QWidget) -> None:
        super().__init__(title, parent)
        words = QLabel(note)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.words = words
        self.inside.addWidget(words)
        self.list = QTableWidget(len(turns), len(HEADINGS))
        self.list.setAccessibleName(f"{title}, oldest first")
        self.list.setHorizontalHeaderLabels(list(HEADINGS))
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setWordWrap(True)
        self.list.setTabKeyNavigation(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.list.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        for column, width in enumerate(WIDTHS):
            self.list.setColumnWidth(column, width)
        for row, turn in enumerate(turns):
            cells = (moment(turn.at), turn.who, turn.what, turn.before, turn.after, turn.why)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{HEADINGS[column]}: {text}")
                self.list.setItem(row, column, item)
        if not turns:
            self.list.hide()
        self.inside.addWidget(self.list)
        hint = QLabel("Oldest first · Esc closes" if turns else "Esc closes")
        hint.setProperty("role", "muted")
        self.inside.addWidget(hint)
        self.setFixedWidth(sum(WIDTHS) + 48)
        self.list.resizeRowsToContents()
        for row in range(len(turns)):
            self.list.setRowHeight(row, self.list.rowHeight(row) + 4)
        rows = sum(self.list.rowHeight(row) for row in range(len(turns)))
        self.list.setFixedHeight(min(MOST, header.sizeHint().height() + rows + 4))
        if turns:
            self.list.setCurrentCell(len(turns) - 1, 0)


def open_life(grid: GridView, found: Sequence[Source]) -> LifePopup | None:
    """Show the history of the cell the keyboard is in; `found` is where its value is recorded. None without a cell."""
    index, workspace = grid.table.currentIndex(), grid.workspace
    child = grid.child
    if workspace is None or child is None or not grid.settle():
        return None
    column = grid.model.columns[index.column()]
    known = workspace.known_on
    every = life(workspace.store.history(child), found) if found else []
    turns = [turn for turn in every if known is None or turn.at <= known]
    parts = [column.note]
    if not found:
        parts.append("It is worked out, and nobody types it.")
    elif not turns:
        parts.append("Nothing of it is recorded.")
    popup = LifePopup(f"{column.title} of child {child}", " ".join(parts), turns, grid)
    grid.table.setFocus()  # where the keyboard is again when it is closed
    popup.show_at(_below(grid, index))
    (popup.list if turns else popup).setFocus()
    return popup


def _below(grid: GridView, index: QModelIndex) -> QPoint:
    view = grid.table.frozen if index.column() == 0 else grid.table
    return view.viewport().mapToGlobal(view.visualRect(index).bottomLeft())
