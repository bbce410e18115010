"""The left of meeting mode: what was recorded since the meeting before, and the open actions with their age."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import codes
from models.dates import british
from models.history import Sentence
from models.trackers import STATES
from views.child.form_fields import Combo
from views.meeting.amending import Amending
from views.meeting.fields import ENTER, Line, titled
from views.meeting.presenting import Presenter

NUMBER = Qt.ItemDataRole.UserRole
NONE_SINCE = "Nothing was recorded about the child since then."
FIRST = "No meeting was signed off before this one."
NO_ACTIONS = "No action is open."
WIDE, LOWEST = 296, 44
"""Pixels: how wide the left is, and how low its lists may become where a question is asked on a small screen."""
ENDED = ("DONE", "WITHDRAWN")
"""How an action ends; one in other words stays the same action (Alt+W)."""


def told_action(row: Mapping[str, Any], day: dt.date) -> str:
    """An action in two lines: its number, what is to be done; by whom, by when, how often carried, how old."""
    state = "R" if row["over"] else "G" if row["due"] else "–"
    carried = {0: "new", 1: "carried once", 2: "carried twice"}.get(row["carried"], f"carried {row['carried']} times")
    if row["unconfirmed"]:
        carried = f"agreed without a quorum on {british(row['meeting'])}, to be confirmed"
    elif not row["carried"] and row["meeting"] != day:
        carried = "not carried yet"
    due = f"due {british(row['due'])}" + (f", {row['over']:,} days over" if row["over"] else "")
    told = [row["owner"] or "no owner", due if row["due"] else "no due date", carried, f"{row['age']:,} days old"]
    if row["escalated"]:
        told.append(f"with {row['escalated']}")
    letter = "" if state == "–" else f" {state}"
    return f"{STATES[state][0]}{letter}  {row['number']}. {row['words']}\n{' · '.join(told)}"


class Told(QListWidget):
    """A list of wrapped sentences, walked by the arrows; never the first thing in the way of a key."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(LOWEST)

    def show_lines(self, lines: Sequence[tuple[str, Any]], none: str) -> None:
        """Show these, each with what it stands for; a sentence where there are none."""
        kept = self.currentRow()
        known = self.chosen
        self.clear()
        for words, number in lines:
            item = QListWidgetItem(words)
            item.setData(NUMBER, number)
            item.setToolTip(words)
            self.addItem(item)
        if not lines:
            item = QListWidgetItem(none)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        same = [at for at, (_words, number) in enumerate(lines) if number == known]
        if same and known is not None:
            self.setCurrentRow(min(same, key=lambda at: abs(at - kept)))
        self.scrollToTop()

    @property
    def chosen(self) -> Any:
        """What the sentence that the keyboard is on stands for; None where it is on none."""
        item = self.currentItem()
        return item.data(NUMBER) if item is not None else None


class Ending(QFrame):
    """An action is done, or not wanted any more: which, and what shows it."""

    wanted = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.setAccessibleName("End the action")
        self.says = QLabel()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.why: QComboBox = Combo()
        for code in ENDED:
            self.why.addItem(codes.label("action_ended", code), code)
        self.evidence = Line()
        record = QPushButton("Record (Enter)")
        record.clicked.connect(self.wanted)
        self.evidence.entered.connect(self.wanted)
        self.evidence.textEdited.connect(lambda _text: self.typed.emit())
        self.why.currentIndexChanged.connect(lambda _at: self.typed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.says)
        layout.addWidget(titled("Done or withdrawn", self.why))
        layout.addWidget(self.why)
        layout.addWidget(titled("Evidence", self.evidence))
        line = QHBoxLayout()
        line.addWidget(self.evidence, 1)
        line.addWidget(record)
        layout.addLayout(line)
        self.setFocusProxy(self.evidence)
        self.hide()

    def open(self, number: int, words: str) -> None:
        """Ask about an action; the keyboard goes to the evidence."""
        self.number = number
        self.says.setText(words)
        self.show()
        self.evidence.setFocus()

    def words(self) -> dict[str, str]:
        """What is typed, to be kept."""
        if self.isHidden():
            return {}
        return {"ending": str(self.number), "ended": str(self.why.currentData()), "evidence": self.evidence.text()}

    def fill(self, ended: str, evidence: str) -> None:
        """What was typed before."""
        self.why.blockSignals(True)
        self.why.setCurrentIndex(max(0, self.why.findData(ended)))
        self.why.blockSignals(False)
        self.evidence.fill(evidence)

    def clear(self) -> None:
        """Nothing is typed."""
        self.fill("", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the choice goes on to the evidence."""
        if event.key() in ENTER and self.why.hasFocus():
            self.evidence.setFocus()
        else:
            super().keyPressEvent(event)


class Before(QFrame):
    """What changed since the meeting before, and what was to be done."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, Mapping[str, Any]] = {}
        self.setProperty("role", "side")
        self.setAccessibleName("Since the meeting before")
        self.setFixedWidth(WIDE)
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.since = Told("What was recorded since the meeting before")
        self.count = QLabel()
        self.count.setProperty("role", "section")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.actions_ = Told("Open actions")
        self.hint = QLabel("Alt+D: it is done, with evidence. Alt+W: change it")
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.ending, self.amending = Ending(), Amending(today)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for widget, share in (
            (self.heading, 0),
            (self.since, 3),
            (self.count, 0),
            (self.actions_, 3),
            (self.hint, 0),
            (self.ending, 0),
            (self.amending, 0),
        ):
            layout.addWidget(widget, share)

    def show_since(self, since: Sequence[Sentence], before: dt.date | None, presenter: Presenter) -> None:
        """Say what was recorded since, newest first."""
        self.heading.setText(f"Changed since {british(before)}" if before else "Changed since the last")
        lines = [(presenter.words(each.words), each.number) for each in since]
        self.since.show_lines(lines, NONE_SINCE if before else FIRST)

    def show_actions(self, rows: Sequence[Mapping[str, Any]], day: dt.date, presenter: Presenter) -> None:
        """Say what is open."""
        self._rows = {int(row["number"]): row for row in rows}
        self.count.setText(f"Open actions ({len(rows)})" if rows else "Open actions")
        lines = [(presenter.words(told_action(row, day)), int(row["number"])) for row in rows]
        self.actions_.show_lines(lines, NO_ACTIONS)
        self.hint.setVisible(bool(rows))

    def chosen(self) -> tuple[int, str] | None:
        """The action the keyboard is on, else the first; its words as they are shown."""
        item = self.actions_.currentItem() or self.actions_.item(0)
        number = item.data(NUMBER) if item is not None else None
        return None if number is None else (int(number), item.text().splitlines()[0])

    def row(self, number: str) -> Mapping[str, Any] | None:
        """What is recorded of an open action; None where it is not open."""
        return self._rows.get(int(number)) if number.isdigit() else None

    def present(self, presenter: Presenter) -> None:
        """Cover what names somebody in the fields, or no more."""
        places = presenter.names if presenter.on else None
        for field in (self.ending.evidence, self.amending.said, self.amending.owner):
            field.present(places)

    def open_actions(self) -> dict[int, str]:
        """What is open, by its number."""
        items = [self.actions_.item(at) for at in range(self.actions_.count())]
        return {int(item.data(NUMBER)): item.text().splitlines()[0] for item in items if item.data(NUMBER) is not None}
