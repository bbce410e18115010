"""A theme as a paper to the board has it, with the day from which progress is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from models.dates import add_months, british, typed
from models.rules.action_plan import Plan, Theme
from views.plan.told import html

MONTHS = 6
"""How far back progress is told unless a day is typed."""


class ThemePage(QWidget):
    """Themes in words; arrows and Page Down read on."""

    asked = Signal()
    """Another day was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since: dt.date | None = None
        self.since = QLineEdit()
        self.since.setAccessibleName("Progress since")
        self.since.setToolTip("Day, month and year; Enter tells the progress from that day on; blank: six months")
        self.since.setFixedWidth(140)
        self.since.returnPressed.connect(self._ask)
        self.wrong = QLabel()
        self.wrong.setProperty("role", "problem")
        words = QLabel("Progress since")
        words.setBuddy(self.since)
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setAccessibleName("The theme in words")
        across = QHBoxLayout()
        for widget in (words, self.since, self.wrong):
            across.addWidget(widget)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 0, 0)
        down.setSpacing(8)
        down.addLayout(across)
        down.addWidget(self.words, 1)
        self.setFocusProxy(self.words)

    def show_themes(self, plan: Plan, themes: Sequence[Theme]) -> None:
        """Tell these themes as at the plan's day."""
        since = self._since or add_months(plan.as_at, -MONTHS) + dt.timedelta(days=1)
        if not self.since.hasFocus():
            self.since.setText(british(since))
        self.words.setHtml(html(plan, themes, since))

    def _ask(self) -> None:
        try:
            self._since = typed(self.since.text())
        except ValueError as problem:
            self.wrong.setText(f"{problem}.")
            return
        self.wrong.setText("")
        self.asked.emit()
