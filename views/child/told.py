"""What is told at the head of a child's page: names and values in two columns, and links to brothers and sisters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

WIDE = ("Legal status", "Placement", "Left care", "Plan", "Next", "Who decides", "In the way")
"""The facts that need most room: they stand at the left."""
SIBLINGS = "Brothers and sisters"
WHO = "Child"
LEADS = {
    WHO: "record/child_details/",
    "Legal status": "record/legal_status/",
    "Placement": "record/care_episode/",
    "In care since": "care/entry/",
    "Came into care": "care/entry/",
    "Left care": "care/left/",
    "Plan": "switch/primary_plan/",
    "Social worker": "record/social_worker/",
}
"""The facts that Tab comes to, and the form that F2 opens on each."""


KEY_PRESS = QEvent.Type.KeyPress


class Told(QWidget):
    """Facts by name. Its labels are kept from child to child: making them anew takes longest."""

    open_child = Signal(str)
    wanted = Signal(str)
    """A form, by its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grids = (QGridLayout(), QGridLayout())
        self._rows: dict[tuple[int, int], tuple[QLabel, QLabel]] = {}
        self.links: list[QPushButton] = []
        self._siblings = QWidget()
        line = QHBoxLayout(self._siblings)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for grid, stretch in zip(self._grids, (3, 2), strict=True):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(4)
            grid.setColumnStretch(1, 1)
            layout.addLayout(grid, stretch)
            layout.setAlignment(grid, Qt.AlignmentFlag.AlignTop)
        self.lead(self._row(0, 0)[1], "")

    @property
    def facts(self) -> dict[str, str]:
        """What is told now, by name."""
        return {name.text(): value.text() for name, value in self._rows.values() if not name.isHidden()}

    def show_facts(self, facts: Sequence[tuple[str, str]], siblings: Sequence[str]) -> None:
        """Tell these facts, and name these brothers and sisters."""
        wide = [fact for fact in facts if fact[0] in WIDE]
        beside = [fact for fact in facts if fact[0] not in WIDE]
        beside += [(SIBLINGS, "")] if siblings else []
        for side, told in enumerate((wide, beside)):
            for row, (name, value) in enumerate(told):
                title, words = self._row(side, row)
                title.setText(name)
                words.setText(value)
                words.setAccessibleName(f"{name}: {value}")
                self.lead(words, name)
                title.show()
                words.setVisible(name != SIBLINGS)
            for (where, row), labels in self._rows.items():
                if where == side and row >= len(told):
                    for label in labels:
                        label.hide()
        self._link(siblings, len(beside) - 1)
        self._order()

    def _order(self) -> None:
        """Tab goes on as the facts are read: down the left, down the right, then to brothers and sisters.

        The first fact is made with the page and stands in its order; what is made later would come last."""
        read = [*(self._rows[at][1] for at in sorted(self._rows)), *self.links]
        for before, widget in pairwise(read):
            QWidget.setTabOrder(before, widget)

    def lead(self, words: QLabel, name: str) -> None:
        """Let Tab come to a fact, where F2 opens its form."""
        leads = name in LEADS
        words.setProperty("leads", name if leads else "")
        words.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.ClickFocus)
        words.setAccessibleDescription("F2 opens its form" if leads else "")
        words.setToolTip("F2 opens its form" if leads else "")
        if leads:
            words.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 on a fact opens its form; its colour says that the keyboard is there."""
        if isinstance(watched, QLabel) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            watched.setProperty("here", "yes" if event.type() == QEvent.Type.FocusIn else "")
            watched.style().unpolish(watched)
            watched.style().polish(watched)
        code = LEADS.get(str(watched.property("leads")))
        if code and isinstance(event, QKeyEvent) and (event.type(), event.key()) == (KEY_PRESS, Qt.Key.Key_F2):
            self.wanted.emit(code)
            return True
        return super().eventFilter(watched, event)

    def _row(self, side: int, row: int) -> tuple[QLabel, QLabel]:
        if (side, row) not in self._rows:
            title, words = QLabel(), QLabel()
            title.setProperty("role", "muted")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setWordWrap(True)
            for at, label in enumerate((title, words)):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._grids[side].addWidget(label, row, at)
            self._rows[side, row] = title, words
        return self._rows[side, row]

    def _link(self, children: Sequence[str], row: int) -> None:
        for link in self.links:
            link.deleteLater()
        self.links = []
        line = self._siblings.layout()
        assert isinstance(line, QHBoxLayout)
        for at, child in enumerate(children):
            link = QPushButton(child, self._siblings)
            link.setProperty("role", "link")
            link.setAccessibleName(f"Child {child}, opens the page")
            link.clicked.connect(lambda _checked=False, child=child: self.open_child.emit(child))
            line.insertWidget(at, link)
            self.links.append(link)
        self._grids[1].removeWidget(self._siblings)
        if children:
            self._grids[1].addWidget(self._siblings, row, 1)
        self._siblings.setVisible(bool(children))
