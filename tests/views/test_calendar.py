"""A day can be pointed at instead of typed."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from views.calendar import CalendarButton

TODAY = dt.date(2022, 3, 31)


@pytest.fixture
def button(qtbot: QtBot) -> CalendarButton:
    """The button beside a field, both shown."""
    whole, field = QWidget(), QLineEdit()
    field.setAccessibleName("Match")
    made = CalendarButton(field, lambda: TODAY, whole)
    layout = QHBoxLayout(whole)
    layout.addWidget(field)
    layout.addWidget(made)
    qtbot.addWidget(whole)
    whole.show()
    return made


def calendar(button: CalendarButton, qtbot: QtBot) -> QCalendarWidget:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    found: QCalendarWidget = button.parentWidget().findChild(QCalendarWidget)
    return found


@pytest.mark.parametrize(
    ("words", "shown"),
    [("3 5 21", dt.date(2021, 5, 3)), ("", TODAY), ("31 2 2022", TODAY)],
)
def test_it_opens_at_the_date_typed_or_today(words: str, shown: dt.date, button: CalendarButton, qtbot: QtBot) -> None:
    button.parentWidget().findChild(QLineEdit).setText(words)
    assert calendar(button, qtbot).selectedDate().toPython() == shown


def test_enter_picks_the_day_and_closes_it(button: CalendarButton, qtbot: QtBot) -> None:
    opened = calendar(button, qtbot)
    view = opened.focusProxy() or opened
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(button.picked, check_params_cb=lambda day: day == dt.date(2022, 4, 1)):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not opened.isVisible()


def test_it_says_whose_calendar_it_is(button: CalendarButton) -> None:
    assert button.accessibleName() == "Match: calendar"


def test_it_opens_inside_the_screen_and_beside_its_field(button: CalendarButton, qtbot: QtBot) -> None:
    within = button.parentWidget()
    screen = within.screen().availableGeometry()
    within.move(screen.right() - 60, screen.bottom() - 40)
    opened = calendar(button, qtbot)
    field = within.mapToGlobal(within.rect().topLeft())
    assert screen.contains(QRect(opened.pos(), opened.size()))
    assert opened.y() + opened.height() <= field.y()
