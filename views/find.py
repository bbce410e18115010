"""Going to a child by its number."""

from __future__ import annotations

import polars as pl
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget

from views.grid.popups import Popup
from views.workspace import Workspace

MOST = 50


class FindChild(Popup):
    """Type part of a child's number; Enter opens the first found."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("Find a child", parent)
        facts = workspace.snapshot().facts
        known = [facts[table]["child"] for table in ("child_details", "care_episode")]
        self._children = pl.concat(known).unique().sort()
        self.field = QLineEdit()
        self.field.setPlaceholderText("The child's number, or part of it")
        self.field.setAccessibleName("The child's number, or part of it")
        self.list = QListWidget()
        self.list.setAccessibleName("Children found")
        self.list.setMinimumSize(320, 240)
        self.found = QLabel()
        self.found.setProperty("role", "muted")
        for widget in (self.field, self.list, self.found):
            self.inside.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self._search("")

    def _search(self, words: str) -> None:
        wanted = words.strip().lower()
        found = self._children.filter(self._children.str.to_lowercase().str.contains(wanted, literal=True))
        exact = found.filter(found.str.to_lowercase() == wanted)
        first = pl.concat([exact, found.filter(found.str.to_lowercase() != wanted)])
        self.list.clear()
        self.list.addItems(first.head(MOST).to_list())
        self.list.setCurrentRow(0)
        more = f"; the first {MOST} are listed" if len(found) > MOST else ""
        self.found.setText(f"{len(found):,} of {len(self._children):,} children{more}")

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close()
            self.chosen.emit(item.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; up and down in the field choose."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
                return True
        return super().eventFilter(watched, event)
