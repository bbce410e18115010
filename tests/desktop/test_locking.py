"""The window left alone: nothing of any child is seen, and what was typed is there again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from desktop.locking import AFTER, MINUTE, WRONG, Locked
from desktop.preferences import preferences
from desktop.window import Window
from tests.support import files
from tests.support.grids import TODAY
from tests.walks.answers import answering
from views.child.page import ChildPage
from views.grid.editors import DateEditor

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PASSPHRASE = "correct horse"


@pytest.fixture(params=[PASSPHRASE, None], ids=["encrypted", "plain"])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    path = tmp_path / "northport.db"
    files.some(path, 8, who="demonstration", key=request.param)
    if request.param:
        monkeypatch.setenv("PERMANENCE_KEY", request.param)
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(str(path))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    yield made
    if made.lock_.shown is not None:
        made.lock_.shown.done(1)
    for field in made.findChildren(DateEditor):
        field.field.setText("")
        field.finished.emit()
        field.drop()
    made.close()


def locked(window: Window) -> Locked:
    found = window.lock_.shown
    assert found is not None
    return found


def unlock(qtbot: QtBot, window: Window, key: str = PASSPHRASE) -> None:
    shown = locked(window)
    if shown.field.isVisible():
        qtbot.keyClicks(shown.field, key)
        qtbot.keyClick(shown.field, KEY.Key_Return)
    else:
        qtbot.keyClick(shown, KEY.Key_Return)


def test_a_half_typed_date_is_hidden_and_there_again_with_the_keyboard_in_it(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    grid = window.inside.page_of("tracker").grid  # type: ignore[attr-defined]
    at = grid.model.column_of("match")
    grid.table.setCurrentIndex(grid.model.index(grid.model.row_of("100000"), at))
    qtbot.keyClick(grid.table, KEY.Key_F2)
    field = next(each for each in window.findChildren(DateEditor) if each.is_open)
    qtbot.keyClicks(field.field, "31 2 20")
    qtbot.keyClick(window, KEY.Key_L, CTRL)
    assert not grid.isVisible()
    assert not field.under.isVisible()
    assert not window.menuBar().isVisible()
    qtbot.keyClick(locked(window), KEY.Key_Escape)
    locked(window).close()
    assert locked(window).isVisible()
    unlock(qtbot, window)
    assert window.lock_.shown is None
    assert grid.isVisible()
    assert field.under.isVisible()
    assert (field.field.text(), field.field.hasFocus()) == ("31 2 20", True)


def test_a_form_keeps_its_words(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    window.inside.open_child("100000")
    page = window.inside.page
    assert isinstance(page, ChildPage)
    page.side.open("record/note/")
    assert page.side.form is not None
    note = page.side.form.cells["words"].place
    note.setFocus()
    qtbot.keyClicks(note, "The aunt rang")
    window.lock()
    assert not page.isVisible()
    unlock(qtbot, window)
    assert page.side.form.cells["words"].text == "The aunt rang"
    assert note.hasFocus()
    window.inside.go("tracker")


def test_only_the_pass_phrase_of_the_file_unlocks_it(window: Window, qtbot: QtBot) -> None:
    window.lock()
    if not locked(window).field.isVisible():
        assert window.workspace is not None
        assert not window.workspace.store.has_key
        return
    unlock(qtbot, window, "correct house")
    assert locked(window).problem.text() == WRONG
    assert locked(window).field.text() == ""
    unlock(qtbot, window)
    assert window.lock_.shown is None


def test_it_locks_by_itself_and_a_key_puts_it_off(window: Window, qtbot: QtBot) -> None:
    lock = window.lock_
    assert lock.idle.interval() == AFTER * MINUTE
    lock.idle.start(MINUTE)
    qtbot.waitUntil(lambda: lock.idle.remainingTime() < MINUTE - 30)
    before = lock.idle.remainingTime()
    qtbot.keyClick(window.windowHandle(), KEY.Key_Shift)
    assert lock.idle.remainingTime() > before
    lock.idle.start(1)
    qtbot.waitUntil(lambda: lock.shown is not None, timeout=5000)
    assert window.inside is not None
    assert not window.inside.isVisible()


def test_one_says_when_and_0_is_never(window: Window, qtbot: QtBot) -> None:
    def says(minutes: int) -> None:
        def answer(dialog: QInputDialog) -> None:
            dialog.setIntValue(minutes)
            dialog.accept()

        with answering(qtbot, (QInputDialog, answer)):
            qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_L, CTRL | ALT)

    says(25)
    assert window.lock_.idle.interval() == 25 * MINUTE
    says(0)
    assert not window.lock_.idle.isActive()
    window.lock_.watch()
    assert not window.lock_.idle.isActive()
