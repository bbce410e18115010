"""The timeline in its place: what it says in words, its verbs, and room to scroll where a child has many lanes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from views.child.timeline import CLOSER, FURTHER, TimelineView

LANE = 32
"""What is seen above and below the item that the keyboard is on."""
HINT = "← and → step through the timeline, F2 corrects, + and − zoom, 0 shows the whole"


class TimelineBox(QFrame):
    """The timeline of a child, read item by item in the line above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineView()
        self.reading = QLabel(HINT)
        self.reading.setProperty("role", "muted")
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.timeline.stepped.connect(self._stepped)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.reading, 1)
        for words, name, act in (
            ("−", "Further: see more time", lambda: self.timeline.zoom(FURTHER)),
            ("+", "Closer: see less time", lambda: self.timeline.zoom(CLOSER)),
            ("Whole", "See the whole time", self.timeline.see_whole),
        ):
            button = QPushButton(words)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, act=act: act())
            top.addWidget(button)
        self.room = QScrollArea()
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(self.timeline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.room, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the timeline; Tab comes to the buttons before it, as it would not with a proxy."""
        super().focusInEvent(event)
        self.timeline.setFocus(event.reason())

    def _stepped(self, words: str) -> None:
        """Read what the timeline is on, and bring it into sight."""
        self.reading.setText(words or HINT)
        if (item := self.timeline.current) is not None:
            at = item.box.center().toPoint()
            self.room.ensureVisible(at.x(), at.y(), 0, LANE)
