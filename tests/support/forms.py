"""Words for tests of the forms on a child's page: keys as somebody at the keyboard sends them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from views.child.forms import FormView
from views.child.page import ChildPage

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    """The widget that the keyboard is in."""
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(focus(), key, modifier)


def choose(qtbot: QtBot, page: ChildPage, words: str) -> FormView:
    """Ctrl+R, some words of what is to be recorded, Enter: its form."""
    qtbot.keyClick(page, KEY.Key_R, CTRL)
    qtbot.keyClicks(focus(), words)
    press(qtbot, KEY.Key_Return)
    return form(page)


def form(page: ChildPage) -> FormView:
    """The form that is open."""
    found = page.side.form
    assert found is not None, "no form is open"
    return found


def to_cell(qtbot: QtBot, shown: FormView, name: str) -> None:
    """Tab on to a cell."""
    for _ in range(40):
        if shown.cells[name].place.hasFocus():
            return
        qtbot.keyClick(focus(), KEY.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


def write(qtbot: QtBot, shown: FormView, **cells: str) -> None:
    """Tab to each cell and type what it is to hold, over what stands there; a choice by the first of its words."""
    for name, text in cells.items():
        to_cell(qtbot, shown, name)
        if not isinstance(focus(), QComboBox):
            press(qtbot, KEY.Key_A, CTRL)
            press(qtbot, KEY.Key_Delete)
        qtbot.keyClicks(focus(), text)


def to_fact(page: ChildPage, what: str) -> None:
    """To the tab of what is recorded, and onto a fact by its words."""
    page.tabs.setCurrentWidget(page.record_tab)
    shown = page.record_tab.grid.model.shown()
    number = shown["what"].to_list().index(what)
    page.record_tab.grid.select(shown["id"][number])
    page.record_tab.setFocus()
