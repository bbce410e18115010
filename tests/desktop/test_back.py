"""Back and forward find a page as it was left: its filters, its figure, its row and how far it was scrolled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.preferences import preferences
from desktop.window import Window
from tests.support import files
from tests.support.grids import TODAY
from views.grid.filters import Filter
from views.tracker.page import TrackerPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    files.some(tmp_path / "northport.db", 60)
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    made.resize(1000, 500)
    assert made.open(str(tmp_path / "northport.db"))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def tracker(window: Window) -> TrackerPage:
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, TrackerPage)
    return page


def chips(window: Window) -> list[str]:
    return [chip.toolTip() for chip in tracker(window).grid.bar.chips()]


def back(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_Left, HELD.AltModifier)


def forward(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_Right, HELD.AltModifier)


def test_a_filtered_and_scrolled_list_is_found_again_after_a_child(window: Window, qtbot: QtBot) -> None:
    grid = tracker(window).grid
    grid.add_filter(Filter("child", "is not", ("100011",)))
    before, rows = chips(window), grid.model.rowCount()
    assert rows < 60
    grid.select("100030")
    qtbot.waitUntil(lambda: grid.table.verticalScrollBar().value() > 0)
    grid.table.verticalScrollBar().setValue(grid.table.verticalScrollBar().value() + 2)
    down = grid.table.verticalScrollBar().value()
    qtbot.keyClick(grid.table, KEY.Key_Return)
    assert window.inside is not None
    assert window.inside.visits.now.child == "100030"
    back(window, qtbot)
    assert (chips(window), grid.model.rowCount(), grid.current) == (before, rows, "100030")
    qtbot.waitUntil(lambda: grid.table.verticalScrollBar().value() == down)


def test_a_list_keeps_its_filters_while_a_figures_children_are_looked_at(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    grid = tracker(window).grid
    grid.add_filter(Filter("child", "is not", ("100011",)))
    grid.bar.field.setText("10001")
    before, rows = chips(window), grid.model.rowCount()
    window.inside.go("scorecard")
    window.inside.open_children(["100001", "100004", "100005"], "3 children: Placement order to match")
    grid.add_filter(Filter("child", "contains", ("4",)))
    figure = chips(window)
    assert grid.model.rowCount() == 1
    window.inside.open_child("100004")
    back(window, qtbot)
    assert (chips(window), grid.model.rowCount()) == (figure, 1)
    back(window, qtbot)
    back(window, qtbot)
    assert (chips(window), grid.model.rowCount(), grid.bar.field.text()) == (before, rows, "10001")
    forward(window, qtbot)
    forward(window, qtbot)
    assert (chips(window), grid.model.rowCount(), grid.bar.field.text()) == (figure, 1, "")


def test_two_children_keep_each_its_own_tab(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    window.inside.open_child("100001")
    tabs = window.inside.page.tabs  # type: ignore[union-attr]
    tabs.setCurrentIndex(1)
    window.inside.open_child("100002")
    tabs.setCurrentIndex(2)
    back(window, qtbot)
    assert tabs.currentIndex() == 1
    forward(window, qtbot)
    assert tabs.currentIndex() == 2


def test_a_new_way_forgets_what_lay_ahead_with_how_it_was_left(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    window.inside.go("scorecard")
    window.inside.open_children(["100001", "100004"], "2 children")
    tracker(window).grid.add_filter(Filter("child", "contains", ("4",)))
    back(window, qtbot)
    window.inside.open_children(["100001", "100002", "100003"], "3 children")
    assert tracker(window).grid.model.rowCount() == 3
    assert not window.inside.visits.can_go_forward


def test_a_filter_is_added_by_key_on_every_list_and_elsewhere_it_is_said(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    for code in ("court", "ledger"):
        window.inside.go(code)
        qtbot.keyClick(window, KEY.Key_F, HELD.ControlModifier | HELD.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), code
        menu.close()
    window.inside.go("scorecard")
    qtbot.keyClick(window, KEY.Key_F, HELD.ControlModifier | HELD.ShiftModifier)
    assert window.strip.words.text() == "There is no list here to filter."
