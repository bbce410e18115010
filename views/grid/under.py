"""The panel under a cell being edited: what to type, what is wrong, and the questions a date brings along."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QVBoxLayout, QWidget

from models.trackers import Question

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HINT = "Day month year, such as 27 3 2022. Enter records, Esc leaves."
WIDE = 320


class Under(QFrame):
    """The space under a cell being edited: what to type, what is wrong, and the questions a date brings along."""

    answered = Signal(int)
    gone_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAutoFillBackground(True)
        self.words = QLabel(HINT)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.hide()
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self.answered.emit(self.list.currentRow()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        self.setFixedWidth(WIDE)

    def say(self, words: str, *, problem: bool = False) -> None:
        """One sentence, and whether it is about something wrong."""
        self._put(words, problem)
        self.list.hide()
        self._widen(WIDE)
        self._fit()

    def _widen(self, to: int) -> None:
        """As wide as its longest choice needs, where the window has the room."""
        room = self.parentWidget()
        self.setFixedWidth(max(WIDE, min(to, room.width() if room is not None else to)))

    def _put(self, words: str, problem: bool = False) -> None:
        self.words.setText(words)
        self.words.setProperty("role", "problem" if problem else "")
        self.words.style().polish(self.words)
        self.setAccessibleName(words)

    def ask(self, question: Question) -> None:
        """A question and its choices, answered by the keyboard."""
        self._put(f"{question.words} (↑ ↓ and Enter)")
        self.list.clear()
        for code, words in question.choices:
            plain = words and code.islower()  # a word of ours, not a code that people know
            self.list.addItem(words if plain else f"{code}  {words}" if words else code)
        self.list.setAccessibleName(question.words)
        self.list.setFixedHeight(min(8, len(question.choices)) * 22 + 6)
        bar = self.list.verticalScrollBar().sizeHint().width() if len(question.choices) > 8 else 0
        self._widen(self.list.sizeHintForColumn(0) + bar + 2 * self.list.frameWidth() + 20)
        self.list.show()
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._fit()

    def place(self, below: QWidget) -> None:
        """Stand right under the cell, or above it where there is no room."""
        self._below = below
        self._fit()

    def _fit(self) -> None:
        below = getattr(self, "_below", None)
        room = self.parentWidget()
        if below is None or room is None:
            return
        self.setFixedHeight(self.layout().heightForWidth(self.width()) if self.layout() else 60)  # type: ignore[union-attr]
        at = below.mapTo(room, below.rect().bottomLeft())
        if at.y() + self.height() > room.height():
            at.setY(below.mapTo(room, below.rect().topLeft()).y() - self.height())
        self.move(max(0, min(at.x(), room.width() - self.width())), max(0, at.y()))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter answers, Esc goes back to the date."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                self.answered.emit(self.list.currentRow())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.gone_back.emit()
                return True
        return super().eventFilter(watched, event)
