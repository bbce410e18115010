"""What meeting mode asks about an escalation: to whom a case goes and why; and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout

from models import codes
from models.dates import british
from views.child.form_fields import Combo
from views.meeting.fields import ENTER, Line, titled
from views.meeting.standing import label


class Escalating(QFrame):
    """To whom a case goes, and why."""

    wanted = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.action = 0
        self.setAccessibleName("Escalate")
        self.says = label()
        self.rung: QComboBox = Combo()
        for code, found in codes.codes("rung").items():
            self.rung.addItem(found.label, code)
        self.why = Line()
        record = QPushButton("Escalate (Enter)")
        record.clicked.connect(self.wanted)
        self.why.entered.connect(self.wanted)
        self.why.textEdited.connect(lambda _text: self.typed.emit())
        self.rung.currentIndexChanged.connect(lambda _at: self.typed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        for widget in (self.says, titled("To whom", self.rung), self.rung, titled("Why", self.why), self.why, record):
            layout.addWidget(widget)
        self.setFocusProxy(self.why)
        self.hide()

    def open(self, action: int, says: str) -> None:
        """Ask; the keyboard goes to whom."""
        self.action = action
        self.says.setText(says)
        self.show()
        self.rung.setFocus()

    def clear(self) -> None:
        """Nothing is typed."""
        self.fill("", "")

    def words(self) -> dict[str, str]:
        """What is typed, to be kept."""
        if self.isHidden():
            return {}
        return {"escalating": str(self.action), "rung": str(self.rung.currentData()), "why": self.why.text()}

    def fill(self, rung: str, why: str) -> None:
        """What was typed before."""
        self.rung.blockSignals(True)
        self.rung.setCurrentIndex(max(0, self.rung.findData(rung)))
        self.rung.blockSignals(False)
        self.why.fill(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the choice goes on to why."""
        if event.key() in ENTER and self.rung.hasFocus():
            self.why.setFocus()
        else:
            super().keyPressEvent(event)


class Answering(QFrame):
    """Which escalation was answered, and what came of it."""

    wanted = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Answer an escalation")
        self._standing: tuple[Mapping[str, Any], ...] = ()
        self._offered: tuple[Mapping[str, Any], ...] = ()
        self.which: QComboBox = Combo()
        self.outcome = Line()
        record = QPushButton("Record the answer (Enter)")
        record.clicked.connect(self.wanted)
        self.outcome.entered.connect(self.wanted)
        self.outcome.textEdited.connect(lambda _text: self.typed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        for widget in (
            *(titled("Answered by", self.which), self.which),
            *(titled("What came of it", self.outcome), self.outcome, record),
        ):
            layout.addWidget(widget)
        self.setFocusProxy(self.outcome)
        self.hide()

    def offer(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Offer what stands escalated; while it is asked, only once it is answered or left."""
        self._offered = tuple(rows)
        if self.isHidden():
            self._list()

    def _list(self) -> None:
        kept = self.which.currentData()
        self._standing = self._offered
        self.which.blockSignals(True)
        self.which.clear()
        for row in self._standing:
            about = f"action {row['action']}" if row["action"] else "the case"
            self.which.addItem(f"{row['to']}: {about}, {british(row['since'])}", f"{row['action']} {row['rung']}")
        self.which.setCurrentIndex(self.which.findData(kept) if kept else 0)
        self.which.blockSignals(False)

    def setVisible(self, visible: bool) -> None:
        """What stands escalated may be otherwise by the time that the question is closed."""
        super().setVisible(visible)
        if not visible:
            self._list()

    @property
    def row(self) -> Mapping[str, Any] | None:
        """The escalation that is answered."""
        at = self.which.currentIndex()
        return self._standing[at] if 0 <= at < len(self._standing) else None

    def open(self) -> None:
        """Ask; the keyboard goes to the choice where there is one, else to what came of it."""
        self.show()
        (self.which if len(self._standing) > 1 or self.row is None else self.outcome).setFocus()

    def words(self) -> dict[str, str]:
        """What is typed, to be kept."""
        if self.isHidden():
            return {}
        return {"answering": str(self.which.currentData()), "outcome": self.outcome.text()}

    def fill(self, which: str, outcome: str) -> None:
        """What was typed before: nobody is chosen where that escalation does not stand any more."""
        self.which.blockSignals(True)
        self.which.setCurrentIndex(self.which.findData(which) if which else 0)
        self.which.blockSignals(False)
        self.outcome.fill(outcome)

    def clear(self) -> None:
        """Nothing is typed."""
        self.fill("", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the choice goes on to what came of it."""
        if event.key() in ENTER and self.which.hasFocus():
            self.outcome.setFocus()
        else:
            super().keyPressEvent(event)
