"""A date typed in a cell and not yet recorded: whatever one does next, it is recorded or it is still there."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.store import Store
from tests.support import files
from tests.support.grids import TODAY
from views.grid.editors import DateEditor
from views.grid.view import GridView

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BEFORE, AFTER = dt.date(2022, 3, 1), dt.date(2022, 2, 28)
"""The first child's match, as recorded and as it can be recorded."""
RIGHT, WRONG = "28 2 22", "31 2 2022"

Way = Callable[[Window, QtBot], object]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a few children, made once."""
    path = tmp_path_factory.mktemp("leaving") / "northport.db"
    files.some(path, 8, who="demonstration")
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: Path) -> Window:
    """The window on a copy of it, shown."""
    path = shutil.copy(file, tmp_path / "northport.db")
    settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
    made = Window(settings, today=TODAY, who="B. Osei")
    qtbot.addWidget(made, before_close_func=discard)
    assert made.open(str(path))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def discard(window: Window) -> None:
    """Let the window be closed at the end of a test."""
    for each in fields(window):
        each.field.setText(each.draft.text if each.draft else "")
        each.finished.emit()
        each.drop()


def grid(window: Window) -> GridView:
    assert window.inside is not None
    found: GridView = window.inside.page_of("tracker").grid  # type: ignore[attr-defined]
    return found


def fields(window: Window) -> list[DateEditor]:
    return [each for each in window.findChildren(DateEditor) if each.isVisible() and each.is_open]


def type_date(window: Window, qtbot: QtBot, text: str) -> None:
    """Type into the first child's match."""
    rows = grid(window)
    at = rows.model.column_of("match")
    assert at is not None
    rows.table.setCurrentIndex(rows.model.index(rows.model.row_of("100000"), at))
    rows.table.setFocus()
    qtbot.keyClick(rows.table, KEY.Key_F2)
    field = fields(window)[0].field
    assert field.hasFocus()
    qtbot.keyClicks(field, text)


def recorded(window: Window) -> dt.date:
    assert window.workspace is not None
    day: dt.date = window.workspace.store.fresh(["100000"])["adoption"]["date_match"][0]
    return day


def look_away(window: Window, qtbot: QtBot) -> None:
    """Another program's window in front, and then this one again."""
    other = QWidget()
    qtbot.addWidget(other)
    for each in (other, window):
        with qtbot.waitActive(each):
            each.show()
            each.activateWindow()


def back(window: Window, qtbot: QtBot) -> None:
    """The window in front again, as a screen does by itself when a menu or a window above it is closed."""
    QApplication.processEvents()
    if QApplication.activeWindow() is not window:
        look_away(window, qtbot)


def press(key: KEY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Way:
    return lambda _window, qtbot: qtbot.keyClick(QApplication.focusWidget(), key, held)


def click(find: Callable[[Window], tuple[QWidget, QPoint]]) -> Way:
    def act(window: Window, qtbot: QtBot) -> None:
        widget, at = find(window)
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    return act


def cell(child: str, key: str) -> Callable[[Window], tuple[QWidget, QPoint]]:
    def find(window: Window) -> tuple[QWidget, QPoint]:
        rows = grid(window)
        index = rows.model.index(rows.model.row_of(child), rows.model.column_of(key))
        table = rows.table.frozen if index.column() == 0 else rows.table
        return table.viewport(), table.visualRect(index).center()

    return find


def heading(window: Window) -> tuple[QWidget, QPoint]:
    header = grid(window).table.horizontalHeader()
    return header.viewport(), QPoint(header.sectionViewportPosition(2) + 30, 12)


def button(words: str) -> Callable[[Window], tuple[QWidget, QPoint]]:
    def find(window: Window) -> tuple[QWidget, QPoint]:
        found = next(each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible())
        return found, found.rect().center()

    return find


def in_sidebar(window: Window) -> tuple[QWidget, QPoint]:
    assert window.inside is not None
    bar = window.inside.sidebar
    item = next(bar.item(at) for at in range(bar.count()) if bar.item(at).text() == "Scorecard")
    return bar.viewport(), bar.visualItemRect(item).center()


def double_click(window: Window, qtbot: QtBot) -> None:
    widget, at = cell("100003", "child")(window)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)


def ask_column(window: Window, qtbot: QtBot) -> None:
    """The column's menu, and Filter … in it."""
    grid(window).column_menu(2, window.mapToGlobal(QPoint(300, 300)))
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)


def find_child(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "100005")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)


def another_day(window: Window, qtbot: QtBot) -> None:
    """A day clicked in the as-at bar's calendar, whose button takes no keyboard."""
    assert window.inside is not None
    qtbot.mouseClick(window.inside.as_at.day.button, Qt.MouseButton.LeftButton)
    calendar = window.inside.as_at.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(calendar.selectedDate().addYears(-1))


def by_menu(window: Window, qtbot: QtBot) -> None:
    """Alt+V for the View menu, and Scorecard in it."""
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_V, ALT)
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, KEY.Key_S)


ELSEWHERE: dict[str, Way] = {
    "another cell": click(cell("100003", "match")),
    "another child's first column": click(cell("100003", "child")),
    "another child, opened": double_click,
    "the cell before": press(KEY.Key_Backtab, SHIFT),
    "a heading": click(heading),
    "the filter field": press(KEY.Key_F, CTRL),
    "a column's filter": ask_column,
    "the columns": press(KEY.Key_C, CTRL | SHIFT),
    "another page by its key": press(KEY.Key_2, CTRL),
    "another page in the sidebar": click(in_sidebar),
    "another page by the menu": by_menu,
    "the page before": press(KEY.Key_Left, ALT),
    "the date looked at": press(KEY.Key_D, CTRL),
    "the date known on": press(KEY.Key_D, CTRL | SHIFT),
    "another day": another_day,
    "another child by number": find_child,
    "printing": press(KEY.Key_P, CTRL),
    "the first page": press(KEY.Key_W, CTRL),
    "closing the window": lambda window, _qtbot: window.close(),
    "quitting": press(KEY.Key_Q, CTRL),
}


@pytest.mark.parametrize("way", ELSEWHERE)
def test_what_cannot_be_recorded_stays_in_its_cell_and_nobody_goes(window: Window, qtbot: QtBot, way: str) -> None:
    assert window.inside is not None
    assert window.workspace is not None
    window.perform("go_ledger")
    window.perform("go_tracker")
    said: list[str] = []
    window.workspace.told.connect(said.append)
    type_date(window, qtbot, WRONG)
    ELSEWHERE[way](window, qtbot)
    back(window, qtbot)
    assert [each.field.text() for each in fields(window)] == [WRONG]
    field = fields(window)[0]
    assert field.field.hasFocus()
    assert field.under.isVisible()
    assert field.under.words.property("role") == "problem"
    assert field.under.words.text().endswith("Esc discards what is typed.")
    assert said[-1].startswith("Matched of 100000 is not recorded: ")
    assert window.inside.page is window.inside.page_of("tracker")
    assert [each.text() for each in window.inside.sidebar.selectedItems()] == ["Permanence tracker"]
    assert window.isVisible()
    assert not window.workspace.is_past
    assert recorded(window) == BEFORE


@pytest.mark.parametrize(
    "way",
    [
        "another child, opened",
        "the cell before",
        "a heading",
        "a column's filter",
        "another page in the sidebar",
        "another page by the menu",
        "another day",
    ],
)
def test_what_can_be_recorded_is_recorded(window: Window, qtbot: QtBot, way: str) -> None:
    window.perform("go_ledger")
    window.perform("go_tracker")
    type_date(window, qtbot, RIGHT)
    ELSEWHERE[way](window, qtbot)
    QApplication.processEvents()
    assert recorded(window) == AFTER
    assert not fields(window)


def close_by_key(window: Window, qtbot: QtBot) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None


def menu_by_key(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F, ALT)
    close_by_key(window, qtbot)
    qtbot.keyClick(window.menuBar(), KEY.Key_Escape)


def menu_by_mouse(window: Window, qtbot: QtBot) -> None:
    bar = window.menuBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(bar.actions()[0]).center())
    close_by_key(window, qtbot)
    qtbot.keyClick(window.menuBar(), KEY.Key_Escape)


def column_menu(window: Window, qtbot: QtBot) -> None:
    grid(window).column_menu(2, window.mapToGlobal(QPoint(300, 300)))
    close_by_key(window, qtbot)


def look_for_child(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_K, CTRL)
    close_by_key(window, qtbot)


def calendar(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down, ALT)
    close_by_key(window, qtbot)


def keys(window: Window, qtbot: QtBot) -> None:
    from views.keys import KeySheet

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    qtbot.keyClick(sheet, KEY.Key_Escape)


def read_again(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F5)


ASIDE: dict[str, Way] = {
    "a menu by its key": menu_by_key,
    "a menu by the mouse": menu_by_mouse,
    "a column's menu": column_menu,
    "looking for a child": look_for_child,
    "the calendar": calendar,
    "the sheet of keys": keys,
    "another program": look_away,
    "reading again": read_again,
}


@pytest.mark.parametrize("way", ASIDE)
def test_what_is_typed_outlasts_a_look_aside_and_holds_the_window(window: Window, qtbot: QtBot, way: str) -> None:
    type_date(window, qtbot, WRONG)
    ASIDE[way](window, qtbot)
    back(window, qtbot)
    assert [each.field.text() for each in fields(window)] == [WRONG]
    assert fields(window)[0].field.hasFocus()
    assert not window.close()
    assert not window.close()
    assert "Esc discards what is typed." in fields(window)[0].under.words.text()
    qtbot.keyClick(fields(window)[0].field, KEY.Key_Escape)
    assert window.close()


@pytest.mark.parametrize("way", ["a menu by the mouse", "a column's menu", "the sheet of keys", "reading again"])
def test_what_can_be_recorded_is_recorded_by_closing_after_a_look_aside(window: Window, qtbot: QtBot, way: str) -> None:
    assert window.workspace is not None
    where = window.workspace.store.where
    type_date(window, qtbot, RIGHT)
    ASIDE[way](window, qtbot)
    assert window.close()
    with Store.open(where) as store:
        assert store.fresh(["100000"])["adoption"]["date_match"][0] == AFTER


def test_undo_in_the_field_undoes_the_typing_only(window: Window, qtbot: QtBot) -> None:
    type_date(window, qtbot, WRONG)
    qtbot.keyClick(fields(window)[0].field, KEY.Key_Z, CTRL)
    assert fields(window)
    assert recorded(window) == BEFORE


def test_the_first_page_and_closing_record_what_can_be(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    type_date(window, qtbot, RIGHT)
    window.perform("start")
    assert window.workspace is None
    with Store.open(str(tmp_path / "northport.db")) as store:
        assert store.fresh(["100000"])["adoption"]["date_match"][0] == AFTER
