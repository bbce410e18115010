"""The places of the program at the left: headings, and under them where one can go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from views.theme import theme

HIGH = 24
"""Height of a place in pixels."""


class Sidebar(QListWidget):
    """Where one can go."""

    chosen = Signal(str)
    entered = Signal()
    """On into the page that is shown."""

    def __init__(self, places: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`places` are (code, words, heading); a heading stands once, above its first place."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("Places")
        self.setFixedWidth(184)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.walking = False
        """Whether a key goes from place to place: the keyboard stays here meanwhile."""
        self._codes: list[str] = []
        said = ""
        for code, words, heading in places:
            if heading and heading != said:
                item = QListWidgetItem(heading.upper())
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setFont(theme().font(-1, bold=True))
                item.setSizeHint(QSize(0, HIGH))
                self.addItem(item)
                self._codes.append("")
            said = heading
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, HIGH))
            self.addItem(item)
            self._codes.append(code)
        self.currentRowChanged.connect(self._changed)
        self.itemClicked.connect(lambda item: self._changed(self.row(item)))

    def show_place(self, code: str) -> None:
        """Mark a place as the current one, without going there."""
        self.blockSignals(True)
        if code in self._codes:
            self.setCurrentRow(self._codes.index(code))
        elif code != "child":  # a child is looked at from somewhere
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down and letters go from place to place; Enter goes to the place, Right on into the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._changed(self.currentRow())
            return
        if event.key() == Qt.Key.Key_Right:
            self.entered.emit()
            return
        self.walking = True
        super().keyPressEvent(event)
        self.walking = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by the keyboard from a page that is no place here goes nowhere yet."""
        self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(False)

    def _changed(self, row: int) -> None:
        if row >= 0 and self._codes[row]:
            self.chosen.emit(self._codes[row])
