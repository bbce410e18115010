"""The as-at bar: which day is looked at and, folded away, as it was known on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from models.dates import british, typed
from views.calendar import CalendarButton
from views.workspace import UK, Workspace


class DateField(QWidget):
    """A date, typed day month year; the calendar is an extra."""

    def __init__(self, name: str, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)  # before the button: so Tab goes
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription("Day month year, such as 27 3 2022; Enter goes there")
        self.field.setToolTip(f"{name}: day month year, such as 27 3 2022")
        self.field.setFixedWidth(self.fontMetrics().horizontalAdvance("27 May 2022") + 24)
        self.button = CalendarButton(self.field, today, self)
        self.button.picked.connect(self._picked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.button)

    def show_date(self, on: dt.date | None) -> None:
        """Show a date."""
        self.field.setText(british(on) if on else "")

    def _picked(self, on: dt.date) -> None:
        """A day chosen in the calendar is gone to."""
        self.show_date(on)
        self.field.returnPressed.emit()


class AsAtBar(QWidget):
    """Two dates for every page: as at, and as known on."""

    gone = Signal()
    """Enter in a date: another day is looked at, and the keyboard can go back to the page."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.may_go: Callable[[], bool] = lambda: True
        """Whether another day may be looked at now: not where something typed elsewhere would be left."""
        self.day = DateField("As at", lambda: workspace.today)
        self.known = DateField("As known on", lambda: workspace.today)
        self.fold = QToolButton()
        self.fold.setText("Known …")
        self.fold.setCheckable(True)
        self.fold.setToolTip("As it was known on an earlier day (Ctrl+Shift+D)")
        self.fold.setAccessibleName("As known on")
        self.today = QToolButton()
        self.today.setText("Today")
        self.today.setToolTip("As at today, as known today (Ctrl+T)")
        self._known_label = QLabel("as known on")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        label = QLabel("As at")
        label.setBuddy(self.day.field)
        for widget in (label, self.day, self.fold, self._known_label, self.known, self.today):
            layout.addWidget(widget)
        self.day.field.returnPressed.connect(self.go)
        self.known.field.returnPressed.connect(self.go)
        self.fold.toggled.connect(self._folded)
        self.today.clicked.connect(self.back_to_today)
        workspace.moved.connect(self.show_now)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._folded(False)
        self.show_now()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def show_now(self) -> None:
        """Show the two dates as they are."""
        self.day.show_date(self.workspace.as_at)
        known = self.workspace.known_on
        self.known.show_date(known.astimezone(UK).date() if known else None)
        if known:
            self.fold.setChecked(True)
        self.today.setEnabled(self.workspace.is_past)

    def go(self) -> None:
        """Look at the dates typed; a sentence says what is wrong with one."""
        from models.store import end_of

        try:
            day = typed(self.day.field.text()) or self.workspace.today
            known = typed(self.known.field.text()) if self.fold.isChecked() else None
        except ValueError as problem:
            self.workspace.told.emit(str(problem))
            return
        for on in (day, known):
            if on is not None and on > self.workspace.today:
                self.workspace.told.emit(f"{british(on)} has not happened yet")
                return
        moment = None if known is None or known == self.workspace.today else end_of(known)
        self.workspace.told.emit("")
        if self.may_go():
            self.workspace.go_to(day, moment)
        self.show_now()
        self.gone.emit()

    def leave(self) -> None:
        """Esc: the dates as they are, whatever was typed."""
        if self.workspace.known_on is None:
            self.fold.setChecked(False)
        self.show_now()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere without Enter: the page shows the dates as they are, and so do the fields."""
        if self._within(old) and new is not None and not self._within(new):
            self.leave()

    def _within(self, widget: QWidget | None) -> bool:
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self

    def back_to_today(self) -> None:
        """As at today, as known today."""
        self.fold.setChecked(False)
        if self.may_go():
            self.workspace.go_to(self.workspace.today)
        self.show_now()

    def open_known(self) -> None:
        """Unfold the second date and go there."""
        self.fold.setChecked(True)
        self.known.field.setFocus()
        self.known.field.selectAll()

    def _folded(self, shown: bool) -> None:
        self.known.setVisible(shown)
        self._known_label.setVisible(shown)
        self.fold.setVisible(not shown)
        if not shown:
            self.known.field.clear()


class Band(QFrame):
    """The coloured band under the toolbar that says that the past is looked at."""

    def __init__(self, workspace: Workspace, bar: AsAtBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self._workspace = workspace
        self.words = QLabel()
        self.button = QPushButton("Back to today")
        self.button.clicked.connect(bar.back_to_today)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self.button)
        workspace.moved.connect(self.show_now)
        self.show_now()

    def show_now(self) -> None:
        """Say which past, or be gone."""
        self.words.setText(f"You are looking at the past: {self._workspace.when}. Nothing can be changed here.")
        self.setAccessibleName(self.words.text())
        self.setVisible(self._workspace.is_past)
