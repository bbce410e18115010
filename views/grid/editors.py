"""Editing a date in its cell: typed day month year, the calendar as an extra; what is wrong is said under the cell."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from models.dates import british, typed
from models.edits import Conflict, Edit, Refused
from models.snapshot import Snapshot
from models.trackers import Column, Question
from views.grid.paint import Table
from views.grid.under import ENTER, HINT, Under
from views.theme import theme
from views.workspace import Workspace

NEWER = " Enter or Esc shows what stands there now."


class DateEditor(QWidget):
    """The field in the cell. It records through the workspace itself; nothing is stored while something is wrong."""

    finished = Signal()

    def __init__(self, parent: QWidget, table: Table, workspace: Workspace, column: Column, child: str) -> None:
        super().__init__(parent)
        self.workspace, self.column, self.child = workspace, column, child
        self.field = QLineEdit()
        self.field.setAccessibleName(f"{column.title} of {child}")
        self.field.setAccessibleDescription(HINT)
        self.field.setFrame(False)
        self.calendar_button = QToolButton()
        self.calendar_button.setIcon(theme().icon("calendar"))
        self.calendar_button.setAccessibleName("Calendar")
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
        self.calendar_button.clicked.connect(self.open_calendar)
        self._first: dt.date | None = None
        self._filled = self._settled = self._outdated = False
        self._date: dt.date | None = None
        self._seen: Snapshot | None = None
        self._ready: Edit | None = None
        self._asked: tuple[Question, ...] = ()
        self._answers: dict[str, str] = {}
        self._calendar: QCalendarWidget | None = None
        self.left = False
        """Whether the keyboard had gone elsewhere: it is not called back."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def fill(self, value: dt.date | None) -> None:
        """What the cell holds; only the first time, so that nothing typed is ever cleared."""
        if self._filled:
            return
        self._filled, self._first = True, value
        self._seen = self.workspace.snapshot().take([self.child])
        self.field.setText(british(value) if value else "")
        self.field.selectAll()
        self.under.place(self)

    def record(self) -> None:
        """Record what is typed, or say under the cell why not."""
        if self._outdated:
            self._finish()
            return
        try:
            on = typed(self.field.text())
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
        """Left by going elsewhere: record what is complete, else say what was not changed; False where that was so."""
        if self._settled or not self._filled:
            return True
        self.left = True
        why = self._complete() if self._changed() else ""
        self._finish()
        if why:
            self._say_unchanged(why)
        return not why

    def drop(self) -> None:
        """The cell is gone from under the field: nothing can be recorded any more, and that is said."""
        if not self._settled and self._filled:
            self._settled = True
            if self._changed():
                self._say_unchanged("the list was read anew.")
        self.under.hide()
        self.under.deleteLater()

    def _changed(self) -> bool:
        try:
            return typed(self.field.text()) != self._first
        except ValueError:
            return True

    def _complete(self) -> str:
        """Record what is typed where nothing is left to ask; else why not."""
        if self._outdated:
            return self.under.words.text()
        try:
            self._ask(typed(self.field.text()))
        except (ValueError, Refused) as problem:
            return str(problem)
        if self._asked:
            return f"“{self._asked[0].words}” was not answered."
        self._answers = {}
        return self._store()

    def _say_unchanged(self, why: str) -> None:
        self.workspace.told.emit(f"{self.column.title} of {self.child} was not changed: {why}")

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere in the program; not to the panel or the calendar, nor to another program."""
        if new is None or self._settled or not self._filled:
            return
        above: QWidget | None = new
        while above is not None:
            if above is self or above is self.under:
                return
            above = above.parentWidget()
        self.leave()

    def open_calendar(self) -> None:
        """The calendar, as an extra."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        plain = QTextCharFormat()
        plain.setForeground(theme().colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        try:
            on = typed(self.field.text())
        except ValueError:
            on = None
        shown = on or self.workspace.today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.move(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.show()
        self._calendar = calendar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter records, Esc leaves, Alt+Down opens the calendar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (*ENTER, Qt.Key.Key_Tab):
                self.record()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._finish()
                return True
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.field.setText(british(dt.date(day.year(), day.month(), day.day())))
        self.field.setFocus()
        self._typing(self.field.text())

    def _typing(self, text: str) -> None:
        try:
            on = typed(text)
        except ValueError:
            self.under.say(HINT)
            return
        said = f"{on:%A} {british(on)}. Enter records, Esc leaves." if on else "Empty: Enter takes the date away."
        self.under.say(said)
        with suppress(Refused):
            self._ask(on)

    def _ask(self, on: dt.date | None) -> None:
        """Work out what the date brings along, while it is typed."""
        if on != self._date or on is None:
            asks, seen = self.column.asks, self._seen
            self._asked = asks(seen, self.child, on) if asks is not None and seen is not None and on else ()
            self._date, self._ready = on, None
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
        assert self.column.edit is not None
        assert self._seen is not None
        try:
            self._settled = True
            edit = None if self._answers else self._ready
            self.workspace.do(edit or self.column.edit(self._seen, self.child, self._date, dict(self._answers)))
        except (Refused, Conflict) as problem:
            self._settled = False
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
            self._outdated = False
            QTimer.singleShot(0, self.workspace.read_again)
