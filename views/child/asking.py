"""A question asked at the side of the page, answered by Enter on one of its buttons; Esc leaves everything as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from views.child.form_fields import ENTER, said_label


class Answer(NamedTuple):
    """One answer: its words, what it does, and how its button looks."""

    words: str
    act: Callable[[], object]
    role: str = ""


class Asking(QWidget):
    """One question and its answers."""

    left = Signal()

    def __init__(self, title: str, says: str, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title} {says}")
        heading = QLabel(title)
        heading.setProperty("role", "section")
        heading.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(said_label(says, ""))
        self.problem = said_label("", "problem")
        layout.addWidget(self.problem)
        self.problem.hide()
        self.buttons: list[QPushButton] = []
        for answer in (*answers, Answer("Leave it as it is", self.left.emit)):
            button = QPushButton(answer.words)
            if answer.role:
                button.setProperty("role", answer.role)
            button.clicked.connect(lambda _checked=False, act=answer.act: act())
            self.buttons.append(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(self.buttons[0])

    def refuse(self, sentence: str) -> None:
        """Say why an answer could not be carried out."""
        self.problem.setText(sentence)
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button, up and down go between them, Esc leaves."""
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), 0)
        if event.key() in ENTER:
            self.buttons[at].click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            self.buttons[(at + by) % len(self.buttons)].setFocus()
        else:
            super().keyPressEvent(event)
