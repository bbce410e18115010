"""The right of meeting mode: decision, owner, due day; the state agreed; what the child said; escalation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.dates import british
from views.meeting.escalating import Answering, Escalating
from views.meeting.fields import ENTER, Agreed, Due, Owner, Words, titled
from views.meeting.presenting import Presenter
from views.meeting.standing import label

WIDE = 320
FIELDS = ("decision", "owner", "due", "agreed", "heard")
"""What is typed about a child, in the order it is asked for."""


class Deciding(QFrame):
    """What the meeting decides about one child."""

    typed = Signal()
    """Something was typed or chosen by hand."""
    moved_on = Signal()
    """Enter in the last field."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName("What is decided")
        self.setFixedWidth(WIDE)
        self.decision, self.owner, self.due = Words(4), Owner(), Due(today)
        self.agreed, self.heard = Agreed(), Words(2)
        self.recorded = label("muted")
        self.problem = label("problem")
        self.stands = label()
        self.escalating, self.answering = Escalating(), Answering()
        self.record_button = QPushButton("Record and next child (Ctrl+Enter)")
        self.record_button.setProperty("role", "primary")
        self.escalate_button = QPushButton("Escalate … (Alt+E)")
        self.answer_button = QPushButton("Answered … (Alt+N)")
        agreed = QLabel("State agreed (Alt+R, Alt+A, Alt+G)")
        agreed.setProperty("role", "small-heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for widget in (
            *(titled("Decision", self.decision), self.decision, titled("Owner of the action", self.owner), self.owner),
            *(titled("Due", self.due), self.due, self.due.said, agreed, self.agreed),
            *(titled("What the child said (Alt+H)", self.heard), self.heard, self.problem, self.record_button),
        ):
            layout.addWidget(widget)
        self.heard.setAccessibleName("What the child said")
        self.below = self._below()
        layout.addWidget(self.below, 1)
        line = QHBoxLayout()
        line.addWidget(self.escalate_button, 1)
        line.addWidget(self.answer_button, 1)
        layout.addLayout(line)
        self.decision.entered.connect(self.owner.setFocus)
        self.owner.entered.connect(self.due.setFocus)
        self.due.entered.connect(self.record_button.setFocus)
        self.heard.entered.connect(self.record_button.setFocus)
        for box in (self.decision, self.heard):
            box.textChanged.connect(self.typed)
        for field in (self.owner, self.due):
            field.textChanged.connect(lambda _text: self.typed.emit())
        self.agreed.chosen.connect(self.typed)
        self.setFocusProxy(self.decision)

    def _below(self) -> QScrollArea:
        """What is asked and what stands, under the fields: of a small screen they take the room that is left."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.escalating, self.answering, self.recorded, self.stands):
            column.addWidget(widget)
        column.addStretch(1)
        for form in (self.escalating, self.answering):
            form.installEventFilter(self)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(inside)
        for part in (room.viewport(), inside):
            part.setAutoFillBackground(False)
        return room

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A question that is opened comes into sight, once it is laid out; what stands does, once it is closed."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, lambda: self.below.ensureWidgetVisible(watched))
        elif event.type() == QEvent.Type.Hide:
            self.below.verticalScrollBar().setValue(0)
        return super().eventFilter(watched, event)

    def fill(self, words: Mapping[str, str]) -> None:
        """Put in what is recorded or was typed before, without saying that it was typed."""
        for name in ("decision", "owner", "due", "heard"):
            getattr(self, name).fill(words.get(name, ""))
        self.agreed.fill(words.get("agreed", ""))
        self.complain("")

    def words(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            "decision": self.decision.text,
            "owner": self.owner.text().strip(),
            "due": self.due.text().strip(),
            "agreed": self.agreed.state,
            "heard": self.heard.text,
        }

    def complain(self, sentence: str) -> None:
        """Say what is wrong; the place for it is always kept."""
        self.problem.setText(sentence or " ")

    def show_standing(self, rows: Sequence[Mapping[str, Any]], presenter: Presenter) -> None:
        """Say what is escalated and not settled."""
        told = []
        for row in rows:
            about = f"Action {row['action']}" if row["action"] else "The case"
            told.append(
                f"▲ {about} is with {row['to']} since {british(row['since'])}: {row['why'] or 'no reason given'}"
            )
        self.stands.setText(presenter.words("\n".join(told)))
        self.stands.setVisible(bool(told))
        self.answer_button.setEnabled(bool(told))
        self.answer_button.setToolTip("What came of an escalation" if told else "Nothing stands escalated")
        self.answering.offer(rows)

    def present(self, presenter: Presenter) -> None:
        """Cover what names somebody in the fields, or no more."""
        places = presenter.names if presenter.on else None
        for field in (self.decision, self.heard, self.owner, self.due, self.escalating.why, self.answering.outcome):
            field.present(places)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it."""
        focus = self.focusWidget()
        if (
            event.key() in ENTER
            and isinstance(focus, QPushButton)
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            focus.click()
        else:
            super().keyPressEvent(event)
