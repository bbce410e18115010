"""The line under a page that says what came of the last deed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from views.theme import polish


class Message(QLabel):
    """One sentence, or none; its place is always kept."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what came of it."""
        self.setText(sentence)
        self.setProperty("role", "problem" if wrong else "")
        polish(self)

    def take_away(self) -> bool:
        """Say nothing any more; whether anything was said."""
        there = bool(self.text().strip())
        self.tell(" ")
        return there
