"""The screen of meeting mode: what stands where, without what it does."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from views.line import Line
from views.meeting import fields
from views.meeting.before import WIDE as LEFT
from views.meeting.before import Before
from views.meeting.deciding import WIDE as RIGHT
from views.meeting.deciding import Deciding
from views.meeting.standing import Standing
from views.theme import theme

BLANK, SHOW = "Blank identifiers (F8)", "Show identifiers (F8)"
STEP, LARGEST = 2, 3
"""Points that one step is larger, and how many steps there are."""
ROOMY, BROAD = 1600, 1.3
"""A screen so wide lets both sides be so much wider."""
SHORT = 2
"""From so many steps on the buttons do not name their keys: a small screen has no room."""
BUTTONS = (
    ("keys", "Keys (F1)"),
    ("present", BLANK),
    ("back", "Back (Page Up)"),
    ("on", "Next (Page Down)"),
    ("leave", "Leave (Esc)"),
)


class Screen(QWidget):
    """The whole screen: left what was before, centre how it stands, right what is decided; place and time below."""

    def __init__(self, band: str, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("meeting-mode")
        self.steps, self.blanking = 0, BLANK
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty("role", "title")
        self.who, self.put = Line(), Line()
        self.put.setProperty("role", "muted")
        self.band = QFrame()
        self.band.setObjectName("band")
        words = Line(band)
        self.band.setAccessibleName(words.text())
        across = QHBoxLayout(self.band)
        across.setContentsMargins(16, 4, 16, 4)
        across.addWidget(words, 1)
        self.before, self.standing, self.deciding = Before(today), Standing(), Deciding(today)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.before)
        middle.addWidget(self.standing, 1)
        middle.addWidget(self.deciding)
        self.count, self.clock, self.message = QLabel(), QLabel(), Line()
        self.count.setProperty("role", "section")
        self.next_is = Line()
        self.next_is.setProperty("role", "muted")
        bottom = QHBoxLayout()
        bottom.setSpacing(16)
        self.to = fields.Line()
        self.to.setPlaceholderText("Go to")
        self.to.setAccessibleName("Go to a place on the agenda, or to a child by its number")
        self.to.setToolTip("A place on the agenda, or a child's number (Ctrl+G)")
        self.to.setFixedWidth(76)
        bottom.addWidget(self.count)
        bottom.addWidget(self.to)
        bottom.addWidget(self.clock)
        bottom.addWidget(self.next_is, 1)
        self.buttons: dict[str, QPushButton] = {}
        for name, said in BUTTONS:
            self.buttons[name] = button = QPushButton()
            button.setAutoDefault(True)
            self.call(name, said)
            bottom.addWidget(button)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.heading)
        top.addWidget(self.who, 1)
        inside.addLayout(top)
        inside.addWidget(self.put)
        inside.addLayout(middle, 1)
        inside.addWidget(self.message)
        inside.addLayout(bottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(inside, 1)

    def enlarge(self, steps: int) -> None:
        """Larger letters, for a wall; 0 are those of the program."""
        body = theme().font().pointSizeF() + STEP * steps
        sheet = f"QWidget {{ font-size: {body:g}pt; }}" + "".join(
            f' QLabel[role="{role}"] {{ font-size: {body + more:g}pt; }}'
            for role, more in (("title", 6), ("section", 2))
        )
        self.setStyleSheet(sheet if steps else "")
        self.steps = steps
        self._share()
        for box in (self.deciding.decision, self.deciding.heard, self.before.amending.said):
            box.fit()
        for name, said in BUTTONS:
            self.call(name, said if name != "present" else self.blanking)

    def _share(self) -> None:
        """What is written on both sides has more room where letters are large, and on a wide screen."""
        more = (1 + self.steps / 6) * (BROAD if self.width() >= ROOMY else 1)
        for panel, wide in ((self.before, LEFT), (self.deciding, RIGHT)):
            panel.setFixedWidth(round(wide * more))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room that there is now."""
        super().resizeEvent(event)
        self._share()

    def call(self, name: str, said: str) -> None:
        """Name a button; its key is left to its tooltip and to the sheet of keys where letters are large."""
        bare, _, key = said.removesuffix(")").partition(" (")
        self.buttons[name].setText(said if self.steps < SHORT else bare)
        self.buttons[name].setToolTip(key)
        if name == "present":
            self.blanking = said
