"""The dates in the toolbar say what the page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from views.asat import AsAtBar
from views.workspace import Workspace


@pytest.fixture
def bar(qtbot: QtBot, workspace: Workspace) -> Iterator[AsAtBar]:
    """The bar above a page with a field."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    made = AsAtBar(workspace)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    made.day.field.setFocus()
    made.day.field.selectAll()
    yield made
    whole.close()


def test_a_day_typed_without_enter_is_not_left_standing(bar: AsAtBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.day.field, "1 1 2020")
    page = next(each for each in bar.window().findChildren(QLineEdit) if not bar.isAncestorOf(each))
    page.setFocus()
    assert bar.day.field.text() == "31 Mar 2022"
    assert bar.workspace.as_at == dt.date(2022, 3, 31)
    assert page.hasFocus()


def test_both_dates_are_typed_before_enter(bar: AsAtBar, qtbot: QtBot) -> None:
    bar.fold.setChecked(True)
    qtbot.keyClicks(bar.day.field, "1 1 2021")
    bar.known.field.setFocus()
    assert bar.day.field.text() == "1 1 2021"
    qtbot.keyClicks(bar.known.field, "1 2 2021")
    qtbot.keyClick(bar.known.field, Qt.Key.Key_Return)
    assert bar.workspace.as_at == dt.date(2021, 1, 1)
    assert bar.workspace.known_on is not None


def test_tab_goes_from_the_date_to_its_calendar_and_on(bar: AsAtBar, qtbot: QtBot) -> None:
    qtbot.keyClick(bar.day.field, Qt.Key.Key_Tab)
    assert bar.day.button.hasFocus()
    qtbot.keyClick(bar.day.button, Qt.Key.Key_Tab)
    assert bar.fold.hasFocus()
    qtbot.keyClick(bar.fold, Qt.Key.Key_Backtab)
    qtbot.keyClick(bar.day.button, Qt.Key.Key_Backtab)
    assert bar.day.field.hasFocus()
