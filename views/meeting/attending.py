"""Who was at a meeting: members there, with apologies or absent, against the quorum, and the interests declared."""

from __future__ import annotations

from typing import Any

import polars as pl
from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.rules import pmg
from models.trackers import framed
from views.grid.view import GridView
from views.line import Line
from views.meeting import forms, rows
from views.meeting.rows import slim
from views.workspace import Workspace

ADD, INTEREST = "Add a member …", "Declare an interest …"
WORDS = {"There": "PRESENT", "Apologies": "APOLOGIES", "Absent": "ABSENT"}


class AttendanceTab(QWidget):
    """The members of one meeting; those of the last one are expected."""

    wanted = Signal(object)
    """An edit to be carried out."""
    asked = Signal(object)
    """A form to be opened."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.meeting: dict[str, Any] | None = None
        self.frame = pl.DataFrame()
        self.quorum = Line()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.quorum, 1)
        self.buttons: dict[str, QPushButton] = {}
        for words in (*WORDS, INTEREST, ADD):
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, words=words: self.press(words))
            top.addWidget(button)
            self.buttons[words] = button
        self.grid = GridView("meeting_attendance", workspace, noun="members", key="id")
        slim(self.grid)
        self.grid.opened.connect(lambda _who: self.press(INTEREST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the list; Tab comes to the buttons before it, too, as it would not with a proxy."""
        super().focusInEvent(event)
        self.grid.setFocus(event.reason())

    def show_meeting(self, meeting: dict[str, Any] | None) -> None:
        """Show who is a member."""
        self.meeting = meeting
        if meeting is None:
            self.grid.show_rows(rows.ATTENDANCE, framed(rows.ATTENDANCE, []))
            self.quorum.setText("No meeting is chosen.")
            return
        self.frame = pmg.attendance(self.workspace.snapshot(), meeting["held"])
        self.grid.show_rows(rows.ATTENDANCE, rows.attendance(self.frame))
        there, wanted = meeting["there"], meeting["quorum"]
        short = wanted - there
        said = "the meeting is quorate" if short <= 0 else f"{short} more for the quorum"
        self.quorum.setText(f"{there} there of {wanted} that the quorum wants: {said}")

    def allow(self, why: str) -> None:
        """Whether attendance may be recorded now; why not is said."""
        for words, button in self.buttons.items():
            button.setEnabled(not why)
            button.setToolTip(why or TIPS[words])

    def press(self, words: str) -> None:
        """A button, or its key: who was there; or the form of a member."""
        if self.meeting is None:
            return
        who = self.grid.current
        if words == ADD:
            self.asked.emit(forms.attending)
        elif not who:
            self.asked.emit(lambda _workspace, _held: "No member is chosen: add one first.")
        elif words == INTEREST:
            self.asked.emit(lambda workspace, held: forms.attending(workspace, held, who))
        else:
            row = self.frame.filter(pl.col("who") == who).to_dicts()[0]
            self.wanted.emit(forms.present(self.workspace, self.meeting["held"], row, WORDS[words]))


TIPS = {
    "There": "The chosen member was there",
    "Apologies": "The chosen member sent apologies",
    "Absent": "The chosen member was not there, and sent no apologies",
    INTEREST: "In which child's case the chosen member has an interest",
    ADD: "A role or a worker's identifier; never a name",
}
