"""What a user does with hands and eyes, in words: keys, clicks, and what is read from the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.walks.answers import named
from views.grid.editors import DateEditor
from views.grid.view import GridView
from views.imports.page import ImportPage
from views.scorecard.page import ScorecardPage
from views.tracker.page import TrackerPage

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    """A key, wherever the keyboard is: menus' keys work everywhere in the window."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def write(qtbot: QtBot, words: str) -> None:
    """Type words into the field the keyboard is in, over what stands there."""
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClick(field, KEY.Key_A, CTRL)
    qtbot.keyClicks(field, words)


def click(qtbot: QtBot, button: QWidget) -> None:
    """A click on what is in sight and can be pressed."""
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def click_cell(qtbot: QtBot, table: QTableView, row: int, column: int) -> None:
    """A click on a cell, which is brought into sight as a wheel would."""
    index = table.model().index(row, column)
    table.scrollTo(index)
    where = table.visualRect(index).center()
    assert table.indexAt(where) == index
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def settled(qtbot: QtBot, window: Window) -> None:
    """Until no work is under way."""
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


def opened(qtbot: QtBot, window: Window, file: Path) -> None:
    """File, Open: type where it lies, Enter."""
    with named(qtbot, str(file)):
        press(qtbot, window, KEY.Key_O)
    assert window.inside is not None
    settled(qtbot, window)


def closed(qtbot: QtBot, window: Window) -> None:
    """File, Quit; what lies on the disk is one file again."""
    press(qtbot, window, KEY.Key_Q)
    assert not window.isVisible()
    assert window.workspace is None


def tracker(window: Window) -> TrackerPage:
    """The tracker's page, which is the one in sight."""
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, TrackerPage)
    return page


def scorecard(window: Window) -> ScorecardPage:
    """The scorecard, which is the page in sight."""
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, ScorecardPage)
    return page


def importing(window: Window) -> ImportPage:
    """The import, which is the page in sight."""
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, ImportPage)
    return page


def cell(page: TrackerPage, child: str, column: str) -> str:
    """What a cell of the tracker says."""
    row, number = page.grid.model.row_of(child), page.grid.model.column_of(column)
    assert row is not None
    assert number is not None
    words: str = page.grid.model.index(row, number).data()
    return words


def to_cell(qtbot: QtBot, grid: GridView, child: str, column: str) -> None:
    """Click a child's row, and go right to the column."""
    row, number = grid.model.row_of(child), grid.model.column_of(column)
    assert row is not None
    assert number is not None
    header = grid.table.horizontalHeader()
    first, wanted = header.logicalIndex(1), header.visualIndex(number)
    click_cell(qtbot, grid.table, row, first)
    while header.visualIndex(grid.table.currentIndex().column()) < wanted:
        qtbot.keyClick(grid.table, KEY.Key_Right)
    assert (grid.current, grid.table.currentIndex().column()) == (child, number)


def editor(page: QWidget) -> DateEditor | None:
    """The date field that is open in a cell."""
    return next((each for each in page.findChildren(DateEditor) if each.isVisible()), None)


def retype(qtbot: QtBot, text: str) -> None:
    """Type a date over what stands in the field the keyboard is in, and press Enter."""
    write(qtbot, text)
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
