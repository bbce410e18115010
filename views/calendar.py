"""The calendar beside a field in which a date is typed: an extra, for who would rather point at a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from models.dates import typed
from views.theme import theme


def beside(widget: QWidget, size: QSize) -> QPoint:
    """Where something of a size stands under a widget, above it where the screen ends: never off the screen."""
    screen = widget.screen().availableGeometry()
    at = widget.mapToGlobal(widget.rect().bottomLeft())
    x = max(screen.left(), min(at.x(), screen.right() + 1 - size.width()))
    if at.y() + size.height() > screen.bottom() + 1:
        at = widget.mapToGlobal(QPoint(0, -size.height()))
    return QPoint(x, max(screen.top(), at.y()))


class CalendarButton(QToolButton):
    """Opens a calendar at the date typed in a field, else at today. `picked` says the day chosen; nothing is filled in.

    The calendar opens under the widget that the field and the button stand in, and belongs to it.
    """

    picked = Signal(object)

    def __init__(self, field: QLineEdit, today: Callable[[], dt.date], within: QWidget) -> None:
        super().__init__(within)
        self._field, self._today, self._within = field, today, within
        self.setToolTip("Calendar")
        self.setAccessibleName(f"{field.accessibleName()}: calendar")
        self.clicked.connect(self.open)
        theme().changed.connect(self._dress)
        self._dress()

    def open(self) -> None:
        """Show the calendar; a day clicked, or chosen with Enter, is picked and closes it."""
        calendar = QCalendarWidget(self._within)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        plain = QTextCharFormat()
        plain.setForeground(theme().colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        try:
            shown = typed(self._field.text()) or self._today()
        except ValueError:
            shown = self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def picked(day: QDate) -> None:
            calendar.close()
            self.picked.emit(dt.date(day.year(), day.month(), day.day()))

        calendar.clicked.connect(picked)
        calendar.activated.connect(picked)
        calendar.show()  # as large as it is going to be
        calendar.move(beside(self._within, calendar.size()))

    def _dress(self) -> None:
        self.setIcon(theme().icon("calendar"))
