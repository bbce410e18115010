"""One line of words that never makes its window wider: what does not fit is left out of the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Line(QLabel):
    """A sentence in the room there is; the whole is in its tooltip and what a screen reader reads."""

    def __init__(self, words: str = " ", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, words: str) -> None:
        """Say something else."""
        super().setText(words)
        self.setToolTip(words.strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of it as there is room for."""
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter = QPainter(self)
        self.drawFrame(painter)
        at = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        self.style().drawItemText(painter, room, at, self.palette(), self.isEnabled(), words, self.foregroundRole())
        painter.end()
