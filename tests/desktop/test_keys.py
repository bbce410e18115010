"""The keyboard sheet on F1, and that every command can be reached by keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import COMMANDS, OTHER_KEYS, Command, key_lines
from desktop.preferences import preferences
from desktop.window import Window
from tests.support.grids import TODAY
from views.keys import KeySheet

KEY = Qt.Key


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> Iterator[KeySheet]:
    """F1 on the first page: no file is needed."""
    window = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window, timeout=10_000):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, KEY.Key_F1)
    made = window.findChild(KeySheet)
    assert made is not None
    yield made
    window.close()


def together(one: Command, other: Command) -> bool:
    """Whether both can be on at once."""
    return not one.pages or not other.pages or bool(set(one.pages) & set(other.pages))


def test_every_command_has_a_menu_words_and_a_key_that_is_one() -> None:
    for command in COMMANDS:
        assert command.menu
        assert command.does
        assert command.keys, command.name
        for key in command.keys:
            assert QKeySequence(key).toString() == key, (command.name, key)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_no_two_commands_that_can_be_on_at_once_share_a_key() -> None:
    shared = [
        (one.name, other.name, key)
        for one, other in combinations(COMMANDS, 2)
        for key in set(one.keys) & set(other.keys)
        if together(one, other)
    ]
    assert shared == []


def test_no_two_lines_of_one_place_share_their_keys() -> None:
    places = [(where, keys) for where, keys, _does in OTHER_KEYS]
    assert len(set(places)) == len(places)


def test_the_sheet_has_every_command_by_its_menu_and_the_keys_of_each_place(sheet: KeySheet) -> None:
    groups = [sheet.list.topLevelItem(at) for at in range(sheet.list.topLevelItemCount())]
    words = [group.text(0) for group in groups if group is not None]
    assert words[:2] == ["Menu File", "Menu Edit"]
    assert {"In a list", "On the timeline", "In a form"} <= set(words)
    assert sum(group.childCount() for group in groups if group is not None) == len(COMMANDS) + len(OTHER_KEYS)
    assert len(words) == len(set(words))
    for _where, keys, does in key_lines():
        assert keys in sheet.text()
        assert does in sheet.text()


def test_it_is_filtered_by_words_copied_and_closed_by_keys(sheet: KeySheet, qtbot: QtBot) -> None:
    assert sheet.field.hasFocus()
    qtbot.keyClicks(sheet.field, "timeline home")
    assert [(line.keys, line.does) for line in sheet.shown()] == [("Home, End", "To the first, to the last")]
    qtbot.keyClick(sheet.field, KEY.Key_Down)
    assert sheet.list.hasFocus()
    item = sheet.list.currentItem()
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Home, End: To the first, to the last"
    sheet.copy()
    assert QApplication.clipboard().text() == "Keys\n\nOn the timeline\n  Home, End  To the first, to the last\n"
    qtbot.keyClick(sheet.list, KEY.Key_Escape)
    assert not sheet.isVisible()


def test_it_is_printed_as_text(sheet: KeySheet, tmp_path: Path) -> None:
    sheet.write(tmp_path / "keys.pdf")
    words = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "keys.pdf").pages).split())
    assert "Menu File" in words
    assert "Ctrl+Shift+E" in words
