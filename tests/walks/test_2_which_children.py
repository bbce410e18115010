"""The chair opens the scorecard as at 31 March and asks: which children?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.walks.steps import editor, press, settled, to_cell, tracker
from views.scorecard.model import BEFORE, VALUE
from views.scorecard.page import ScorecardPage


def look_at(qtbot: QtBot, window: Window, day: str) -> None:
    """Type another day into the bar."""
    press(qtbot, window, Qt.Key.Key_D)
    field = window.inside.as_at.day.field
    field.selectAll()
    qtbot.keyClicks(field, day)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, window)


def test_every_figure_opens_exactly_its_children(qtbot: QtBot, window: Callable[[Path], Window], file: Path) -> None:
    shown = window(file)
    press(qtbot, shown, Qt.Key.Key_2)
    settled(qtbot, shown)
    look_at(qtbot, shown, "31/3/2025")
    page = shown.inside.page
    assert isinstance(page, ScorecardPage)
    assert "as at 31 Mar 2025" in page.subtitle_label.text()
    assert shown.inside.band.isVisible()
    codes = [line.measure.code for line in page.model.rows if not isinstance(line, str)]
    opened = 0
    for code in codes:
        for column in (VALUE, BEFORE):
            page.go_to(code, column)
            index = page.table.currentIndex()
            if not page.model.opens(index):
                continue
            line = page.model.line(index)
            tally = line.tally if column == VALUE else line.before_tally
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
            rows = tracker(shown).grid.model.shown()
            assert rows["child"].to_list() == sorted(set(tally.children)), code
            if tally.unit == "children":
                assert len(rows) == tally.value, code
            opened += 1
            press(qtbot, shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
            assert shown.inside.page is page
    assert opened > 40
    figures = {line.measure.code: line.tally.value for line in page.model.rows if not isinstance(line, str)}
    shown.close()

    again = window(file)
    look_at(qtbot, again, "31/3/2025")
    press(qtbot, again, Qt.Key.Key_2)
    settled(qtbot, again)
    rows = again.inside.page.model.rows
    assert {line.measure.code: line.tally.value for line in rows if not isinstance(line, str)} == figures


def test_the_past_cannot_be_changed_and_today_is_one_key_away(
    qtbot: QtBot, window: Callable[[Path], Window], file: Path
) -> None:
    shown = window(file)
    look_at(qtbot, shown, "31 3 2024")
    page = tracker(shown)
    to_cell(page, page.grid.model.shown()["child"][0], "entry")
    qtbot.keyClick(page.grid.table, Qt.Key.Key_F2)
    assert editor(page) is None
    assert not page.workspace.can_edit
    then = page.grid.model.shown()
    press(qtbot, shown, Qt.Key.Key_T)
    now = page.grid.model.shown()
    assert then["child"].to_list() != now["child"].to_list()
    assert not shown.inside.band.isVisible()
