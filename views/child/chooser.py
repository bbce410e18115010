"""“Record …” asks what: type some of its words, and Enter opens its form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from views.child.called import also
from views.child.form_fields import ENTER
from views.child.record import Choice
from views.theme import theme

CODE = Qt.ItemDataRole.UserRole
LINE = 22
"""Height of a line of the list."""


class Chooser(QWidget):
    """A typed, filtered list of what can be recorded, under its headings."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        heading = QLabel("Record …")
        heading.setProperty("role", "section")
        self.field = QLineEdit()
        self.field.setPlaceholderText("What? Type some of its words")
        self.field.setAccessibleName("What is to be recorded")
        self.list = QListWidget()
        self.list.setAccessibleName("What can be recorded")
        self.found = QLabel()
        self.found.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (heading, self.field, self.list, self.found):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)
        for watched in (self.field, self.list):
            watched.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self._search("")

    def _search(self, text: str) -> None:
        wanted = text.lower().split()
        called = ((f"{choice.page} {choice.words} {also(choice.code)}".lower(), choice) for choice in self._choices)
        found = [choice for said, choice in called if all(word in said for word in wanted)]
        best = min(found, key=lambda choice: _weight(choice, " ".join(wanted)), default=None)
        self.list.clear()
        page, itself = "", -1
        for choice in found:
            if choice.page != page:
                page = choice.page
                heading = QListWidgetItem(page)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setSizeHint(QSize(0, LINE + 4))
                heading.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
                heading.setFont(theme().font(bold=True))
                self.list.addItem(heading)
            item = QListWidgetItem(f"    {choice.words}")
            item.setData(CODE, choice.code)
            item.setSizeHint(QSize(0, LINE))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.words}, {choice.page}")
            self.list.addItem(item)
            if choice is best:
                itself = self.list.count() - 1
        self.list.setCurrentRow(itself)
        self.found.setText(f"{len(found)} of {len(self._choices)} · Enter opens the form, Esc closes")

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(CODE):
            self.chosen.emit(item.data(CODE))

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count() and not self.list.item(row).data(CODE):
            row += by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; up and down choose, from the field too; Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                self._choose()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)


def _weight(choice: Choice, typed: str) -> int:
    """What is called so, or has just these words, comes before what is also called so, and that before the rest."""
    said = choice.words.lower()
    if said == typed:
        return 0
    if typed in said:
        return 1
    if typed in also(choice.code).lower().split(", "):
        return 2
    return 3 if all(word in f"{choice.page.lower()} {said}" for word in typed.split()) else 4
