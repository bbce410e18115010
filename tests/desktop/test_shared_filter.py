"""A filter kept for everybody in the window: there for the next who opens the file, and the same rows on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.cli import main
from desktop.preferences import preferences
from desktop.window import Window
from tests.support import files
from tests.support.grids import TODAY
from views.grid.popups import NamePopup
from views.tracker.page import TrackerPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier
Start = Callable[[str], Window]


@pytest.fixture
def file(tmp_path: Path) -> str:
    files.some(tmp_path / "northport.db", 30)
    return str(tmp_path / "northport.db")


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, file: str) -> Start:
    """Opens the file as somebody, with a taste of their own."""

    def opened(who: str) -> Window:
        made = Window(preferences(tmp_path / f"{who}.ini"), today=TODAY, who=who)
        qtbot.addWidget(made)
        assert made.open(file)
        with qtbot.waitActive(made, timeout=10_000):
            made.show()
            made.activateWindow()
        return made

    return opened


def page(window: Window) -> TrackerPage:
    assert window.inside is not None
    assert isinstance(window.inside.page, TrackerPage)
    return window.inside.page


def plus(window: Window, qtbot: QtBot, words: str) -> None:
    """Ctrl+Shift+F, and an entry of the menu."""
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F, HELD.ControlModifier | HELD.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text().startswith(words))
    menu.setActiveAction(action)
    qtbot.keyClick(menu, KEY.Key_Return)


def test_it_is_kept_by_one_used_by_another_printed_the_same_and_taken_back(
    start: Start, qtbot: QtBot, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = start("anna")
    plus(first, qtbot, "Child")
    qtbot.keyClicks(QApplication.focusWidget(), "00001")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    plus(first, qtbot, "Keep these filters for everybody")
    assert isinstance(QApplication.activePopupWidget(), NamePopup)
    qtbot.keyClicks(QApplication.focusWidget(), "The first ones")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert first.strip.words.text() == "Kept “The first ones” for everybody"
    first.close()

    second = start("ben")
    plus(second, qtbot, "The first ones")
    _columns, frame, about = page(second).shown()
    assert page(second).grid.bar.count.text() == about.count
    assert 0 < len(frame) < page(second).grid.population()
    words = ["tracker", "permanence", "--db", file, "--as-at", TODAY.isoformat(), "--filter", "the first ones"]
    capsys.readouterr()
    assert main([*words, "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert tuple(printed["filters"]) == about.filters
    assert (printed["n"], printed["shown"]) == (about.n, about.shown)
    assert sorted(row["child"] for row in printed["rows"]) == sorted(frame["child"].to_list())

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert page(second).grid.filter_words() == (page(second).tracker.population,)
    plus(second, qtbot, "Child")
    qtbot.keyClicks(QApplication.focusWidget(), "7")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    plus(second, qtbot, "Keep these filters for everybody")
    qtbot.keyClicks(QApplication.focusWidget(), "Sevens")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert [each.name for each in page(second).grid.columns.shared.kept()] == ["Sevens", "The first ones"]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Z, HELD.ControlModifier)
    assert [each.name for each in page(second).grid.columns.shared.kept()] == ["The first ones"]
    second.close()
