"""What meeting mode asks about an open action that is agreed otherwise: its words, its owner, its due day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from views.meeting.fields import Due, Line, Owner, Words, titled
from views.meeting.standing import label

TYPED = ("reworded", "new_owner", "new_due")
"""What is kept of it, by the names of its fields in a draft."""


class Amending(QFrame):
    """An action in other words, of another owner, or due on another day; it stays the same action."""

    wanted = Signal()
    typed = Signal()

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.number = 0
        self.setAccessibleName("Change the action")
        self.says = label("muted")
        self.said, self.owner, self.due = Words(3), Owner(), Due(today)
        record = QPushButton("Record the change (Enter)")
        record.clicked.connect(self.wanted)
        self.said.entered.connect(lambda: self._on_to(self.owner))
        self.owner.entered.connect(lambda: self._on_to(self.due))
        self.due.entered.connect(self.wanted)
        self.said.textChanged.connect(self.typed)
        for field in (self.owner, self.due):
            field.textChanged.connect(lambda _text: self.typed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        for widget in (
            *(self.says, titled("The action is now", self.said), self.said),
            *(
                titled("Its owner", self.owner),
                self.owner,
                titled("Now due", self.due),
                self.due,
                self.due.said,
                record,
            ),
        ):
            layout.addWidget(widget)
        self.setFocusProxy(self.said)
        self.hide()

    @staticmethod
    def _on_to(field: Line) -> None:
        """To the next field, where a letter takes the place of what stands."""
        field.setFocus()
        field.selectAll()

    def open(self, number: int, gone: str = "") -> None:
        """Ask about an action; the keyboard goes to its words, which are chosen whole. `gone` is why it cannot be
        recorded any more."""
        self.number = number
        self.says.setText(gone or f"Action {number} stays the same one: its age and its carries go on.")
        self.show()
        self.said.setFocus()
        self.said.selectAll()

    def fill(self, words: str, owner: str, due: str) -> None:
        """What stands of the action, or was typed before."""
        for field, text in ((self.said, words), (self.owner, owner), (self.due, due)):
            field.fill(text)

    def clear(self) -> None:
        """Nothing is typed."""
        self.fill("", "", "")

    def words(self) -> dict[str, str]:
        """What is typed, to be kept."""
        if self.isHidden():
            return {}
        typed = (self.said.text, self.owner.text(), self.due.text())
        return {"amending": str(self.number), **dict(zip(TYPED, typed, strict=True))}
