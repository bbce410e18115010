"""The panel under a tracker: the chosen child's state and its reason in words, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.dates import NOTHING
from models.trackers import STATES, Column
from views.badge import paint_state
from views.child.next_meeting import ADD
from views.names import ChildNames
from views.theme import theme

SAID = ("child", "stage", "state", "reason")
"""Columns that the panel says otherwise."""
MOST = 9
"""How many of a tracker's columns the panel names."""


class Badge(QWidget):
    """A state on its own: shape, letter, colour, and its word for a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = "–"

    def show_state(self, letter: str) -> None:
        """Show another state."""
        self._letter = letter
        self.setAccessibleName(STATES.get(letter, ("", "no state"))[1])
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for shape, letter and word."""
        metrics = QFontMetrics(theme().font(bold=True))
        wide = max(metrics.horizontalAdvance(f"{letter}  {word}") for letter, (_shape, word) in STATES.items())
        return QSize(wide + 24, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setFont(theme().font(bold=True))
        word = STATES.get(self._letter, ("", ""))[1]
        paint_state(painter, theme(), QRectF(self.rect()), self._letter, word)


class Side(QFrame):
    """What is known of the row the keyboard is on. Its height never changes."""

    opened = Signal(str)
    record_wanted = Signal(str)
    """Something is to be recorded about the child."""
    meeting_wanted = Signal(str)
    """The child is to be put on the next meeting's agenda."""
    life_wanted = Signal()
    """The history of the cell the keyboard is in."""

    def __init__(self, names: ChildNames, parent: QWidget | None = None, *, of_cells: bool = False) -> None:
        """`of_cells`: the row's cells are facts about the child, whose history can be asked for, or more recorded."""
        super().__init__(parent)
        self.setProperty("role", "side")
        self._child, self._stage, self._names = "", "", names
        names.changed.connect(self._head)
        self.empty = ""
        """What is said instead where there is nobody to choose."""
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.badge = Badge()
        self.reason = QLabel()
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.button = QPushButton("Open child")
        self.button.setAccessibleDescription("Opens the child's page (Enter in the row)")
        self.button.clicked.connect(lambda: self.opened.emit(self._child))
        self.recording = QPushButton("Record …")
        self.recording.setToolTip("Opens the child's page and asks what is to be recorded (Ctrl+R)")
        self.recording.clicked.connect(lambda: self.record_wanted.emit(self._child))
        self.adding = QPushButton(ADD)
        self.adding.setToolTip("Puts the child on the agenda of the next meeting, with a reason (Ctrl+J)")
        self.adding.clicked.connect(lambda: self.meeting_wanted.emit(self._child))
        self.living = QPushButton("History of the cell")
        self.living.setToolTip("Who wrote what stands in the cell, when and why (F9)")
        self.living.clicked.connect(self.life_wanted)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading)
        top.addWidget(self.badge)
        top.addStretch(1)
        for button in (self.living, self.adding, self.recording, self.button):
            top.addWidget(button)
            if not of_cells and button is not self.button:
                button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.reason, 1)
        self.setFixedHeight(self.button.sizeHint().height() + 3 * self.fontMetrics().lineSpacing() + 24)
        self.show_row((), None)

    def show_row(self, columns: tuple[Column, ...], row: Mapping[str, Any] | None) -> None:
        """Say what is known of a row; nothing chosen says how to choose."""
        self.badge.setVisible(row is not None)
        for button in (self.living, self.adding, self.recording, self.button):
            button.setEnabled(row is not None)
        if row is None:
            self._child = ""
            self.heading.setText("No child chosen")
            self.reason.setText(
                self.empty or "Choose a row to read why it is overdue, to watch or on time. Enter opens the child."
            )
            return
        self._child = str(row["child"])
        self._stage = str(row.get("stage") or "")
        self._head()
        self.badge.show_state(str(row.get("state") or "–"))
        said = [str(row.get("reason") or "Nothing is due that can be judged from the dates recorded.")]
        said.append(" · ".join(self._facts(columns, row)))
        self.reason.setText("\n".join(said))

    def _head(self) -> None:
        if self._child:
            self.heading.setText(" · ".join(part for part in (self._names.beside(self._child), self._stage) if part))

    @staticmethod
    def _facts(columns: tuple[Column, ...], row: Mapping[str, Any]) -> list[str]:
        """What the tracker is about, in its own columns: those it shows by itself, but for what is said above."""
        shown = [column for column in columns if column.shown and column.key not in SAID]
        texts = ((column, column.text(row[column.key], row.get(f"{column.key}_words"))) for column in shown)
        told = [f"{column.title}: {text}" for column, text in texts if text != NOTHING]
        return told[:MOST]
