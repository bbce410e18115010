"""The chair opens the scorecard as at 31 March and asks: which children?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.walks.steps import (
    ALT,
    KEY,
    NONE,
    closed,
    editor,
    opened,
    press,
    retype,
    scorecard,
    settled,
    to_cell,
    tracker,
)
from views.scorecard.model import BEFORE, VALUE


def look_at(qtbot: QtBot, window: Window, day: str) -> None:
    """Type another day into the bar."""
    press(qtbot, window, KEY.Key_D)
    retype(qtbot, day)
    settled(qtbot, window)


def test_every_figure_opens_exactly_its_children(qtbot: QtBot, window: Callable[[], Window], file: Path) -> None:
    shown = window()
    opened(qtbot, shown, file)
    press(qtbot, shown, KEY.Key_2)
    settled(qtbot, shown)
    look_at(qtbot, shown, "31/3/2025")
    page = scorecard(shown)
    assert "as at 31 Mar 2025" in page.subtitle_label.text()
    assert shown.inside.band.isVisible()
    measures = [line for line in page.model.rows if not isinstance(line, str)]
    followed = 0
    for line in measures:
        for column, tally in ((VALUE, line.tally), (BEFORE, line.before_tally)):
            while page.table.currentIndex().column() != column:
                press(qtbot, shown, KEY.Key_Right if column == BEFORE else KEY.Key_Left, NONE)
            index = page.table.currentIndex()
            assert page.model.line(index) is line
            if not page.model.opens(index):
                assert len(tally.children) == 0
                continue
            press(qtbot, shown, KEY.Key_Return, NONE)
            rows = tracker(shown).grid.model.shown()
            assert rows["child"].to_list() == sorted(set(tally.children)), line.measure.code
            if tally.unit == "children":
                assert len(rows) == tally.value, line.measure.code
            followed += 1
            press(qtbot, shown, KEY.Key_Left, ALT)
            assert shown.inside.page is page
        press(qtbot, shown, KEY.Key_Down, NONE)
    assert followed > 40
    figures = {line.measure.code: line.tally.value for line in measures}
    closed(qtbot, shown)

    again = window()
    look_at(qtbot, again, "31/3/2025")
    press(qtbot, again, KEY.Key_2)
    settled(qtbot, again)
    rows = scorecard(again).model.rows
    assert {line.measure.code: line.tally.value for line in rows if not isinstance(line, str)} == figures


def test_the_past_cannot_be_changed_and_today_is_one_key_away(
    qtbot: QtBot, window: Callable[[], Window], file: Path
) -> None:
    shown = window()
    opened(qtbot, shown, file)
    look_at(qtbot, shown, "31 3 2024")
    page = tracker(shown)
    to_cell(qtbot, page.grid, page.grid.model.shown()["child"][0], "entry")
    press(qtbot, shown, KEY.Key_F2, NONE)
    assert editor(page) is None
    assert not page.workspace.can_edit
    then = page.grid.model.shown()
    press(qtbot, shown, KEY.Key_T)
    now = page.grid.model.shown()
    assert then["child"].to_list() != now["child"].to_list()
    assert not shown.inside.band.isVisible()
