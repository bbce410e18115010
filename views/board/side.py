"""Beside the stages: where the children of the chosen one came from, and where those who left it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.scorecard.words import children

Ways = Sequence[tuple[str, list[str]]]


class Side(QScrollArea):
    """One stage's ways in and out. Every number in it opens exactly its children."""

    opened = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Where they came from and went")
        self.links: list[QPushButton] = []
        self.show_stage("", (), (), left=False)

    def show_stage(self, stage: str, came: Ways, went: Ways, *, left: bool) -> None:
        """Show a stage's ways; without one, how to see them."""
        inside = QFrame()
        inside.setProperty("role", "side")
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(4)
        self.links = []
        if not stage:
            self._text("Choose a stage to see where its children came from and where they went.", "muted")
        else:
            self._text(stage, "section")
            self._ways("Came from", came, f"{stage}: came in from")
            if not left:
                self._ways("Went to", went, f"{stage}: went out to")
        self._layout.addStretch(1)
        self.setWidget(inside)

    def _ways(self, title: str, ways: Ways, words: str) -> None:
        self._layout.addSpacing(8)
        self._text(title, "small-heading")
        for stage, found in ways:
            self._link(f"{len(found):,}  {stage}", found, f"{words} {stage}")
        if not ways:
            self._text("Nobody.", "muted")

    def _text(self, words: str, role: str) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._layout.addWidget(label)

    def _link(self, said: str, found: list[str], words: str) -> None:
        link = QPushButton(said)
        link.setProperty("role", "link")
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.setStyleSheet("text-align: left")
        link.setAccessibleName(f"{words}: {children(len(found))}, opens list")
        link.setToolTip(f"{words}: {children(len(found))}")
        link.clicked.connect(lambda: self.opened.emit(found, words))
        self.links.append(link)
        self._layout.addWidget(link)
