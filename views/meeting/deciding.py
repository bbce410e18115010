"""The right of meeting mode: decision, owner, due day; the state agreed; what the child said; escalation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.dates import british
from views.meeting.escalating import Answering, Escalating
from views.meeting.fields import ENTER, Agreed, Due, Owner, Words, titled
from views.meeting.presenting import Presenter
from views.meeting.standing import label
from views.meeting.yielding import Yielding

WIDE = 320
FIELDS_LEAST, BELOW_LEAST = 96, 44
"""Pixels: how low the fields, and what stands under them, may become on a small screen."""
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
        self.fields = Yielding(
            (
                *(
                    titled("Decision", self.decision),
                    self.decision,
                    titled("Owner of the action", self.owner),
                    self.owner,
                ),
                *(titled("Due", self.due), self.due, self.due.said, agreed, self.agreed),
                *(titled("What the child said (Alt+H)", self.heard), self.heard),
            ),
            least=FIELDS_LEAST,
        )
        self.below = Yielding(
            (self.escalating, self.answering, self.recorded, self.stands), least=BELOW_LEAST, fills=True
        )
        for form in (self.escalating, self.answering):
            form.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for widget in (self.fields, self.problem, self.record_button):
            layout.addWidget(widget)
        self.heard.setAccessibleName("What the child said")
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A question that is opened comes into sight, once it is laid out; what stands does, once it is closed."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.below.need(watched)
            QTimer.singleShot(0, watched, lambda: self.below.bring(watched))
        elif event.type() == QEvent.Type.Hide:
            self.below.need(next((form for form in (self.escalating, self.answering) if not form.isHidden()), None))
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
