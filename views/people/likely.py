"""The records that may be of the child who is being typed, with each point of the score, beside the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.rules.likeness import LIKELY, Likeness
from views.child.form_fields import ENTER, said_label

WIDE = 380
NOBODY = (
    "When an id, a date of birth or a pupil number is typed, the records that may be of the same child stand here, "
    f"each with its score and why. A pair is shown from {LIKELY} points on."
)
NONE = "No record here looks like this child's."


class Likely(QFrame):
    """The likeliest records, each a link that opens its child."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName("Records that look alike")
        self.setFixedWidth(WIDE)
        heading = QLabel("Is the child recorded already?")
        heading.setProperty("role", "section")
        self.warning = said_label("", "problem")
        self.said = said_label(NOBODY, "muted")
        self.links: list[QPushButton] = []
        self.points: list[str] = []
        """What is said under each link."""
        self._shown: tuple[Likeness, ...] = ()
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(2)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(inside)
        for part in (inside, room.viewport()):
            part.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (heading, self.warning, self.said):
            layout.addWidget(widget)
        layout.addWidget(room, 1)
        self.warn("")

    def warn(self, words: str) -> None:
        """Say what pressing again will do; nothing takes the warning away."""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def show_likely(self, found: Sequence[Likeness], *, asked: bool) -> None:
        """Show these; `asked` says whether anything was typed to look for."""
        self.said.setText(NONE if asked else NOBODY)
        self.said.setVisible(not found)
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links, self.points = [], []
        for one in found:
            words = f"Child {one.child}, {one.score} points" if one.score else f"Child {one.child}"
            link = QPushButton(words)
            link.setProperty("role", "link")
            link.setAccessibleName(f"{one.words}. Opens the child")
            link.clicked.connect(lambda _checked=False, child=one.child: self.chosen.emit(child))
            points = "\n".join(f"• {reason}" for reason in one.reasons)
            self.links.append(link)
            self.points.append(points)
            self._layout.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
            self._layout.addWidget(said_label(points, ""))
            self._layout.addSpacing(8)
        self._layout.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the child the keyboard is on."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)
