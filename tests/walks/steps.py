"""What a user does with hands and eyes, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import Window
from views.grid.editors import DateEditor
from views.tracker.page import TrackerPage

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    """A key anywhere in the window: menus' keys work wherever the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def settled(qtbot: QtBot, window: Window) -> None:
    """Until no work is under way."""
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


def tracker(window: Window) -> TrackerPage:
    """The tracker's page."""
    assert window.inside is not None
    page = window.inside.page_of("tracker")
    assert isinstance(page, TrackerPage)
    return page


def cell(page: TrackerPage, child: str, column: str) -> str:
    """What a cell of the tracker says."""
    row, number = page.grid.model.row_of(child), page.grid.model.column_of(column)
    assert row is not None
    assert number is not None
    words: str = page.grid.model.index(row, number).data()
    return words


def to_cell(page: TrackerPage, child: str, column: str) -> None:
    """Put the keyboard on a cell."""
    page.grid.select(child)
    row, number = page.grid.model.row_of(child), page.grid.model.column_of(column)
    assert row is not None
    assert number is not None
    page.grid.table.setCurrentIndex(page.grid.model.index(row, number))
    page.grid.table.setFocus()


def editor(page: QWidget) -> DateEditor | None:
    """The date field that is open in a cell."""
    return next((each for each in page.findChildren(DateEditor) if each.isVisible()), None)


def retype(qtbot: QtBot, field: DateEditor, text: str) -> None:
    """Type a date over what stands there, and press Enter."""
    field.field.selectAll()
    qtbot.keyClick(field.field, KEY.Key_Delete)
    qtbot.keyClicks(field.field, text)
    qtbot.keyClick(field.field, KEY.Key_Return)
