"""Whose record it is, in the main window on a file on the disk: a new child, a double, a merge, a separation."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.preferences import preferences
from desktop.window import Window
from models.edits.identity import MergeChildren
from models.store import Store
from tests.support import files
from tests.support.grids import TODAY

KEY, HELD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = HELD.ControlModifier, HELD.ShiftModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with twenty-four children, made once."""
    path = tmp_path_factory.mktemp("people") / "northport.db"
    files.some(path, 24)
    return path


@pytest.fixture
def file(tmp_path: Path, made: Path) -> str:
    """A copy of it."""
    return str(shutil.copy(made, tmp_path / "northport.db"))


def opened(qtbot: QtBot, tmp_path: Path, file: str) -> Window:
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(shown)
    assert shown.open(file)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: str) -> Iterator[Window]:
    """The window on that file."""
    shown = opened(qtbot, tmp_path, file)
    yield shown
    shown.close()


def at(window: Window) -> tuple[str, str]:
    """Which page is shown, and of which child."""
    assert window.inside is not None
    visit = window.inside.visits.now
    assert visit is not None
    return visit.page, visit.child


def key(qtbot: QtBot, window: Window, which: Qt.Key, held: HELD = HELD.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, which, held)


def types(qtbot: QtBot, *words: str) -> None:
    for text in words:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


def born(child: int) -> str:
    """The date of birth of one of the children, as it is typed."""
    return f"{TODAY - dt.timedelta(days=800 + 365 * (child % 12)):%d %m %Y}"


def record(window: Window, qtbot: QtBot, child: str, dob: str) -> None:
    """Record a new child by the keyboard."""
    key(qtbot, window, KEY.Key_A, CTRL | SHIFT)
    assert at(window)[0] == "new_child"
    types(qtbot, child, dob)
    key(qtbot, window, KEY.Key_Return)


def test_a_new_child_is_recorded_merged_found_under_the_old_id_and_separated(
    window: Window, qtbot: QtBot, file: str, tmp_path: Path
) -> None:
    record(window, qtbot, "10003", born(3))
    assert at(window)[0] == "new_child"
    key(qtbot, window, KEY.Key_Return)
    assert at(window) == ("child", "10003")
    assert window.strip.words.text() == "Child 10003: recorded. Ctrl+Z takes it back."
    assert window.actions_["undo"].text() == "Undo New child"

    key(qtbot, window, KEY.Key_F8, SHIFT)
    assert at(window)[0] == "merge"
    assert window.inside is not None
    page = window.inside.page
    assert page.ids == ("10003", "")
    page.stays.setFocus()
    page.stays.selectAll()
    types(qtbot, "100003", "10003")
    page.merging_button.setFocus()
    key(qtbot, window, KEY.Key_Return)
    assert at(window) == ("child", "100003")
    assert window.strip.words.text() == ("The record of 10003 was merged into that of 100003. Ctrl+Z separates them.")
    assert window.actions_["undo"].text() == "Undo Merge two records of one child"

    window.inside.open_child("10003")
    assert at(window) == ("child", "100003")
    assert window.strip.words.text() == "The record of 10003 was merged into that of 100003: this is child 100003."
    window.close()

    again = opened(qtbot, tmp_path, file)
    key(qtbot, again, KEY.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "10003")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert at(again) == ("child", "100003")
    key(qtbot, again, KEY.Key_F8, CTRL)
    assert again.inside is not None
    again.inside.page.separating.setFocus()
    key(qtbot, again, KEY.Key_Space)
    again.inside.open_child("10003")
    assert at(again) == ("child", "10003")
    again.close()
    store = Store.open(file)
    assert store.facts()["child_details"].height == 25
    assert store.verify().ok
    store.close()


def test_doubles_are_listed_and_enter_compares_them(window: Window, qtbot: QtBot) -> None:
    record(window, qtbot, "10003", born(3))
    key(qtbot, window, KEY.Key_Return)
    key(qtbot, window, KEY.Key_F8)
    assert at(window)[0] == "doubles"
    assert window.inside is not None
    listed = window.inside.page.grid.model.shown().select("child", "other").rows()
    assert ("100003", "10003") in listed
    key(qtbot, window, KEY.Key_Down)
    key(qtbot, window, KEY.Key_Return)
    assert at(window)[0] == "merge"
    assert window.inside.page.ids == listed[1]
    key(qtbot, window, KEY.Key_Left, HELD.AltModifier)
    assert at(window)[0] == "doubles"


def test_esc_leaves_the_new_child_and_coming_back_everything_typed_stands_there(window: Window, qtbot: QtBot) -> None:
    key(qtbot, window, KEY.Key_A, CTRL | SHIFT)
    types(qtbot, "77", "1 2 2020")
    key(qtbot, window, KEY.Key_Escape)
    assert at(window)[0] == "tracker"
    key(qtbot, window, KEY.Key_A, CTRL | SHIFT)
    assert window.inside is not None
    assert window.inside.page.words == {"child": "77", "dob": "1 2 2020"}


def test_back_leads_past_a_record_that_was_merged_since(window: Window, qtbot: QtBot) -> None:
    assert window.workspace is not None
    assert window.inside is not None
    for child in ("100005", "100003", "100004"):
        window.inside.open_child(child)
    window.workspace.do(MergeChildren("100004", "100003", (), None, window.workspace.store.head))
    seen = []
    for _press in range(3):
        window.inside.back()
        seen.append(at(window))
    assert seen == [("child", "100005"), ("tracker", ""), ("tracker", "")]
    assert window.strip.words.text() == ""
    for _press in range(2):
        window.inside.forward()
    assert at(window) == ("child", "100004")
