"""Answers to dialogs, by keys: each is given when its question stands on the screen, and every one must be asked."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

LOOKS, BETWEEN = 1500, 10
"""How often the screen is looked at for a question, and the milliseconds between."""

Answer = tuple[type[QDialog], Callable[[Any], None]]


@contextlib.contextmanager
def answering(qtbot: QtBot, *answers: Answer) -> Iterator[None]:
    """While something is asked: give these answers, one after the other. An unanswered question fails the walk."""
    left, looks, window = list(answers), LOOKS, QApplication.activeWindow()

    def look() -> None:
        nonlocal looks
        if not left:
            return
        looks -= 1
        shown = QApplication.activeModalWidget()
        if shown is not None and QApplication.activeWindow() is None:
            shown.activateWindow()  # as a desktop does when the question before is answered
        kind, act = left[0]
        if isinstance(shown, kind) and _keyboard_in(shown):
            left.pop(0)
            QTimer.singleShot(BETWEEN, look)  # the answer may itself be asked something
            try:
                act(shown)
            except BaseException:
                shown.reject()
                raise
        elif looks:
            QTimer.singleShot(BETWEEN, look)
        elif isinstance(shown, QDialog):
            shown.reject()

    QTimer.singleShot(0, look)
    try:
        yield
    finally:
        unasked = [kind.__name__ for kind, _act in left]
        left.clear()
    if window is not None:  # a desktop gives the keyboard back to the window that asked; without a screen nobody does
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    assert not unasked, f"never asked: {', '.join(unasked)}"


D = TypeVar("D", bound=QDialog)


def shows(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog that the window shows by and by, when the keyboard is in it."""

    def there() -> bool:
        shown = QApplication.activeModalWidget()
        return isinstance(shown, kind) and _keyboard_in(shown)

    qtbot.waitUntil(there, timeout=20_000)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def _keyboard_in(dialog: QDialog) -> bool:
    """Whether the dialog stands on the screen and hears the keys: before that a file dialog reads them wrongly."""
    there = QApplication.focusWidget()
    return there is not None and dialog.isVisible() and dialog.isAncestorOf(there)


@contextlib.contextmanager
def named(qtbot: QtBot, name: str, *then: Answer) -> Iterator[None]:
    """While a file or folder is asked for: type its name over what is proposed, and press Enter."""
    with answering(qtbot, (QFileDialog, lambda dialog: name_it(qtbot, dialog, name)), *then):
        yield


def name_it(qtbot: QtBot, dialog: QFileDialog, name: str) -> None:
    """Type a name into a file dialog, where the keyboard is already, and press Enter."""
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def replaced(qtbot: QtBot, yes: bool, heard: list[str]) -> Answer:
    """The answer to “replace it?” by its key; what was asked is kept."""

    def act(box: QMessageBox) -> None:
        heard.append(box.text())
        qtbot.keyClick(box, Qt.Key.Key_Y if yes else Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)

    return QMessageBox, act
