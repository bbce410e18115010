"""The centre of meeting mode: the state and why, what drifts, the plans and what is next, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.dates import british
from models.trackers import STATES
from views.badge import COLOURS
from views.child.facts import Head
from views.child.timeline import TimelineView
from views.meeting.case import Case
from views.meeting.presenting import Presenter
from views.theme import theme

SHOWN = ("Plan", "Next", "Who decides", "Stage", "Legal status", "Placement", "Social worker", "Reviewing officer")
"""What of a child's head is told, in the order a meeting asks for it."""
MOST = 6
"""So many things in the way are told at once; the list scrolls no further than the meeting reads."""


def label(role: str = "") -> QLabel:
    """Wrapped plain words."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if role:
        made.setProperty("role", role)
    return made


class Standing(QFrame):
    """Where a child is. Its labels are kept from child to child: making them anew takes longest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "–"
        self.badge = label("section")
        self.way = label()
        self.facts = QWidget()
        self._grid = QGridLayout(self.facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.timeline = TimelineView()
        self.reading = label("muted")
        self.timeline.stepped.connect(lambda words: self.reading.setText(words or " "))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self.badge, self.way, self.facts):
            column.addWidget(widget)
        column.addWidget(self.reading)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(inside)
        for part in (self.room.viewport(), inside):
            part.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.room)
        self.setFocusProxy(self.timeline)
        theme().changed.connect(self._colour)

    def show_case(self, case: Case, presenter: Presenter) -> None:
        """Show a child."""
        found = case.head
        self._state = found.state
        shape, word = STATES.get(found.state, STATES["–"])
        letter = "" if found.state == "–" else f" {found.state}"
        self.badge.setText(presenter.words(f"{shape}{letter}  {found.reason or word.capitalize()}"))
        self.badge.setAccessibleName(f"State: {word}. {self.badge.text()}")
        self.way.setText(presenter.words("\n".join(in_the_way(found))))
        self._tell([(name, presenter.words(value)) for name, value in _facts(found)])
        self.timeline.show_timeline(presenter.timeline(case.drawn))
        self.reading.setText(" ")
        self.room.verticalScrollBar().setValue(0)
        self._colour()

    def _tell(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            row = (label("muted"), label())
            for at, each in enumerate(row):
                self._grid.addWidget(each, len(self._rows), at)
            self._rows.append(row)
        for at, (title, words) in enumerate(self._rows):
            there = at < len(facts)
            title.setVisible(there)
            words.setVisible(there)
            if there:
                title.setText(facts[at][0])
                words.setText(facts[at][1])
                words.setAccessibleName(f"{facts[at][0]}: {facts[at][1]}")

    def _colour(self) -> None:
        self.badge.setStyleSheet(f"color: {theme().colour(COLOURS.get(self._state, 'muted')).name()}")


def in_the_way(found: Head) -> list[str]:
    """Why the child drifts, a line each: what, since when, how far past whose limit, and who must do what."""
    told = []
    for row in found.way.head(MOST).to_dicts() if found.way.width else []:
        since = f", since {british(row['since'])}" if row["since"] else ""
        over = f", {row['over']:,} days over ({row['source']})" if row["over"] is not None else ""
        does = ": ".join(part for part in (row["owner"], row["action"]) if part)
        told.append(f"• {row['title']}{since}{over}. {row['words']}" + (f" → {does}" if does else ""))
    if found.way.width and found.way.height > MOST:
        told.append(f"• and {found.way.height - MOST} more")
    return told or ["• Nothing that drifts"]


def _facts(found: Head) -> list[tuple[str, str]]:
    told = dict(found.facts)
    return [(name, told[name]) for name in SHOWN if name in told]
