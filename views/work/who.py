"""Choosing whose work is shown: a worker, a team, or everyone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from views.grid.popups import Popup

EVERYONE = "Everyone"
_WHO = Qt.ItemDataRole.UserRole


class WhoPopup(Popup):
    """Type part of an identifier or a role; Enter chooses."""

    chosen = Signal(str)
    """The identifier; empty for everyone."""

    def __init__(self, persons: Sequence[tuple[str, str]], now: str, parent: QWidget) -> None:
        super().__init__("Whose work", parent)
        self._persons = [("", EVERYONE), *((who, f"{who} · {role}") for who, role in persons)]
        self.field = QLineEdit()
        self.field.setPlaceholderText("Identifier or role, or part of it")
        self.field.setAccessibleName("Identifier or role of the worker or team, or part of it")
        self.list = QListWidget()
        self.list.setAccessibleName("Workers and teams")
        self.list.setMinimumSize(320, 280)
        self.inside.addWidget(self.field)
        self.inside.addWidget(self.list)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self._search("")
        self.list.setCurrentRow(next((n for n, (who, _words) in enumerate(self._persons) if who == now), 0))

    def _search(self, said: str) -> None:
        self.list.clear()
        for who, words in self._persons:
            if said.strip().lower() in words.lower():
                item = QListWidgetItem(words)
                item.setData(_WHO, who)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close()
            self.chosen.emit(item.data(_WHO))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses; up and down in the field go through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
                return True
        return super().eventFilter(watched, event)
