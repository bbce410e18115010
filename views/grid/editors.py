"""Editing in a cell: a date typed day month year, the calendar as an extra, or a line of words; what is wrong is said
under the cell.

Nothing typed is lost: going elsewhere records it as Enter does, and what cannot be recorded stays in its field with its
sentence under it until it is put right, or Esc discards it. While the list is read anew, it is kept as a Draft.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

from models.dates import british, typed
from models.edits import Conflict, Edit, Refused
from models.snapshot import Snapshot
from models.trackers import Column, Question
from views.calendar import CalendarButton
from views.grid.paint import Table
from views.grid.under import ENTER, HINT, Under
from views.workspace import Workspace

NEWER = " Enter shows what stands there now, with what you typed beside it."
DISCARD = "Esc discards what is typed."


@dataclass(frozen=True)
class Draft:
    """What was typed in a cell and is not recorded: for whom, in which column, over what."""

    child: str
    key: str
    text: str
    over: Any
    begun: str = ""
    """When it was begun, where that was before the program was started; empty where it was since."""


class DateEditor(QWidget):
    """The field in the cell. It records through the workspace itself; nothing is stored while something is wrong."""

    finished = Signal()
    hint = HINT
    does = "Enter records, Esc leaves."

    def __init__(self, parent: QWidget, table: Table, workspace: Workspace, column: Column, child: str) -> None:
        super().__init__(parent)
        self.workspace, self.column, self.child = workspace, column, child
        self.field = QLineEdit()
        self.field.setAccessibleName(f"{column.title} of {child}")
        self.field.setAccessibleDescription(self.hint)
        self.field.setFrame(False)
        self.calendar_button = CalendarButton(self.field, lambda: workspace.today, self)
        self.calendar_button.setToolTip("Calendar (Alt+Down)")
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.calendar_button)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.under = Under(table.window())
        self.under.answered.connect(self._answered)
        self.under.gone_back.connect(self._back)
        self.field.textEdited.connect(self._typing)
        self.calendar_button.picked.connect(self._picked)
        self._first: Any = None
        self._filled = self._settled = self._outdated = False
        self._newer = ""
        """What stands there now, where it is not what was typed over: only Enter records over it."""
        self._value: Any = None
        self._seen: Snapshot | None = None
        self._ready: Edit | None = None
        self._asked: tuple[Question, ...] = ()
        self._answers: dict[str, str] = {}
        self.left = False
        """Whether the keyboard had gone elsewhere: it is not called back."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def read(self, text: str) -> Any:
        """What is recorded for what is typed; raises ValueError with a sentence that says what to type."""
        return typed(text)

    def written(self, value: Any) -> str:
        """What stands in the cell as it would be typed."""
        return british(value) if value else ""

    def understood(self, value: Any) -> str:
        """What is typed as it is understood, and what Enter does."""
        return f"{value:%A} {british(value)}. {self.does}" if value else "Empty: Enter takes the date away."

    def fill(self, value: Any) -> None:
        """What the cell holds; only the first time, so that nothing typed is ever cleared."""
        if self._filled:
            return
        self._filled, self._first = True, value
        self._seen = self.workspace.snapshot().take([self.child])
        self.field.setText(self.written(value))
        self.field.selectAll()
        self.under.place(self)

    @property
    def is_open(self) -> bool:
        """Whether it stands in its cell."""
        return self._filled and not self._settled

    @property
    def draft(self) -> Draft | None:
        """What is typed and not recorded; None where nothing is."""
        if not self.is_open or not self._changed():
            return None
        return Draft(self.child, self.column.key, self.field.text(), self._first)

    def take_up(self, draft: Draft) -> None:
        """Go on with what was typed before the list was read anew."""
        self.field.setText(draft.text)
        self._typing(draft.text)
        if draft.begun and not self._changed():
            self._finish()
        elif draft.over != self._first:
            now = f"{self.written(self._first) or 'Nothing'} stands here now"
            self._newer = f"{now}. Enter records “{draft.text}” instead, Esc leaves it."
            self.under.say(self._newer, problem=True)
        elif draft.begun:
            self._newer = f"{draft.begun} Enter records it. {DISCARD}"
            self.under.say(self._newer)

    def record(self) -> None:
        """Record what is typed, or say under the cell why not."""
        self._newer = ""
        if self._outdated:
            self._outdated = False
            QTimer.singleShot(0, self.workspace.read_again)
            return
        try:
            on = self.read(self.field.text())
        except ValueError as problem:
            self.under.say(str(problem), problem=True)
            return
        if on == self._first:
            self._finish()
            return
        try:
            self._ask(on)
        except Refused as problem:
            self.under.say(str(problem), problem=True)
            return
        self._answers = {}
        self._next()

    def leave(self) -> bool:
        """Go elsewhere: True where it is recorded or nothing was typed; else it stays, and the keyboard comes back."""
        if not self.is_open:
            return True
        self.left = True
        if not self._changed():
            self._finish()
        elif self.under.list.isVisible():
            self._next()
        elif not (self._newer or self._outdated):
            self.record()
        if not self._settled:
            self._stay()
        return self._settled

    def drop(self) -> None:
        """The cell is gone from under the field; who reads the list anew has taken its draft before."""
        self._settled = True
        self.under.hide()
        self.under.deleteLater()

    def _stay(self) -> None:
        self.left = False
        if not self.under.list.isVisible():
            words = self.under.words.text()
            if "Esc" not in words:
                self.under.say(f"{words.rstrip('.')}. {DISCARD}", problem=True)
            self.field.setFocus()
        self.workspace.told.emit(f"{self.column.title} of {self.child} is not recorded: {self.under.words.text()}")

    def _changed(self) -> bool:
        try:
            return bool(self.read(self.field.text()) != self._first)
        except ValueError:
            return True

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere in the window; not to a menu or a window above it, which give it back."""
        if new is None or new.window() is not self.window() or isinstance(new, (QMenuBar, QMenu)):
            return
        if not (self.isAncestorOf(new) or self.under.isAncestorOf(new)):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter records, Esc leaves, Alt+Down opens the calendar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (*ENTER, Qt.Key.Key_Tab):
                self.record()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._finish()
                return True
            down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if down and not self.calendar_button.isHidden():
                self.calendar_button.open()
                return True
        return super().eventFilter(watched, event)

    def _picked(self, on: dt.date) -> None:
        self.field.setText(british(on))
        self.field.setFocus()
        self._typing(self.field.text())

    def _typing(self, text: str) -> None:
        try:
            on = self.read(text)
        except ValueError:
            self.under.say(self.hint)
            return
        self.under.say(self.understood(on))
        with suppress(Refused):
            self._ask(on)

    def _ask(self, on: Any) -> None:
        """Work out what is typed brings along, while it is typed."""
        if on != self._value or on is None:
            asks, seen = self.column.asks, self._seen
            self._asked = asks(seen, self.child, on) if asks is not None and seen is not None and on else ()
            self._value, self._ready = on, None
            if not self._asked and seen is not None and self.column.edit is not None:
                self._ready = self.column.edit(seen, self.child, on, {})

    def _next(self) -> None:
        waiting = [question for question in self._asked if question.waits(self._answers)]
        if waiting:
            self.under.ask(waiting[0])
            return
        problem = self._store()
        if not problem:
            self._finish()
            return
        self.field.setFocus()
        self.under.say(f"{problem}{NEWER}" if self._outdated else problem, problem=True)

    def _store(self) -> str:
        """Record the date with its answers; else why not."""
        if not self.workspace.can_edit:
            return "Nothing can be changed now." if self.workspace.busy else "Nothing can be changed in the past."
        from models.store import CannotOpen

        assert self.column.edit is not None
        assert self._seen is not None
        edit = None if self._answers else self._ready
        self._settled = True
        try:
            self.workspace.do(edit or self.column.edit(self._seen, self.child, self._value, dict(self._answers)))
        except Exception as problem:
            self._settled = False
            if not isinstance(problem, (Refused, Conflict, CannotOpen)):
                raise
            self._outdated = isinstance(problem, Conflict)
            return str(problem)
        return ""

    def _answered(self, row: int) -> None:
        waiting = [question for question in self._asked if question.waits(self._answers)]
        if waiting and 0 <= row < len(waiting[0].choices):
            self._answers[waiting[0].name] = waiting[0].choices[row][0]
            self._next()

    def _back(self) -> None:
        self.field.setFocus()
        self._typing(self.field.text())

    def _finish(self) -> None:
        self._settled = True
        self.under.hide()
        self.under.deleteLater()
        self.finished.emit()
        if self._outdated:
            QTimer.singleShot(0, self.workspace.read_again)


class LineEditor(DateEditor):
    """A line of words in its cell, over those that stand there."""

    hint = DateEditor.does

    def __init__(self, parent: QWidget, table: Table, workspace: Workspace, column: Column, child: str) -> None:
        super().__init__(parent, table, workspace, column, child)
        self.calendar_button.hide()
        self.under.say(self.hint)

    def read(self, text: str) -> str | None:
        """The words without the spaces around them; none where nothing is typed."""
        return text.strip() or None

    def written(self, value: str | None) -> str:
        """The words themselves."""
        return value or ""

    def understood(self, value: str | None) -> str:
        """What Enter does."""
        return self.hint if value else "Empty: Enter takes the words away."
