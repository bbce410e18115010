"""My work and the stages in the main window: to a child and back, from a number to its children and back, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.inside import Inside
from desktop.preferences import preferences
from desktop.window import Window
from models.store import Store
from tests.support.grids import TODAY, children
from tests.support.pages import recorded
from views.board.page import BoardPage
from views.tracker.page import TrackerPage
from views.work.page import WorkPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def inside(qtbot: QtBot, tmp_path: Path) -> Iterator[Inside]:
    """Twenty-four children in foster care, one of whom has a panel to come, in the window."""
    path = tmp_path / "northport.db"
    with Store.create(str(path)) as store:
        store.record(children(24), who="a colleague")
        panel = "child | kind | plan | said | planned\n100003 | LTF-PANEL | 0 | 2022-02-01 | 2022-04-05"
        recorded(store, planned_step=panel)
    window = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(window)
    assert window.open(str(path))
    window.show()
    assert window.inside is not None
    yield window.inside
    window.close()


def press(inside: Inside, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    """Press a key where the keyboard is in the window."""
    qtbot.keyClick(inside.window().focusWidget() or inside, key, held)


def test_from_my_work_to_the_child_and_back_to_the_same_row(inside: Inside, qtbot: QtBot) -> None:
    press(inside, qtbot, KEY.Key_0, HELD.ControlModifier)
    page = cast(WorkPage, inside.page)
    assert isinstance(page, WorkPage)
    qtbot.waitUntil(lambda: "looking for" not in page.subtitle_label.text())
    with qtbot.waitActive(inside.window()):
        inside.window().activateWindow()
    press(inside, qtbot, KEY.Key_F, HELD.ControlModifier)
    qtbot.keyClicks(page.grid.bar.field, "panel")
    assert page.grid.model.rowCount() == 1
    press(inside, qtbot, KEY.Key_Down)
    press(inside, qtbot, KEY.Key_Return)
    assert inside.visits.now is not None
    assert (inside.visits.now.page, inside.visits.now.child) == ("child", "100003")
    press(inside, qtbot, KEY.Key_Left, HELD.AltModifier)
    assert inside.page is page
    assert page.grid.model.record(page.grid.table.currentIndex().row())["child"] == "100003"
    press(inside, qtbot, KEY.Key_Escape)
    assert page.grid.model.rowCount() > 1


def test_from_a_number_of_the_stages_to_its_children_and_back(inside: Inside, qtbot: QtBot) -> None:
    press(inside, qtbot, KEY.Key_4, HELD.ControlModifier)
    board = cast(BoardPage, inside.page)
    counted = board.model.data(board.table.currentIndex())
    press(inside, qtbot, KEY.Key_Return)
    tracker = cast(TrackerPage, inside.page)
    assert isinstance(tracker, TrackerPage)
    assert str(tracker.grid.model.rowCount()) == counted
    assert "In care, no adoption decision, now, " in tracker.grid.bar.chips()[0].toolTip()
    press(inside, qtbot, KEY.Key_Left, HELD.AltModifier)
    assert inside.page is board


def test_a_step_taken_leaves_my_work(inside: Inside, qtbot: QtBot) -> None:
    from models.edits.steps import SetStep

    inside.go("work")
    page = cast(WorkPage, inside.page)
    assert "Panel on long-term match" in page.grid.model.frame["what"].to_list()
    workspace = inside.workspace
    workspace.do(SetStep("100003", "LTF-PANEL", 0, TODAY, None, workspace.store.head, "RECOMMENDED"))
    assert "Panel on long-term match" not in page.grid.model.frame["what"].to_list()
    workspace.undo()
    assert "Panel on long-term match" in page.grid.model.frame["what"].to_list()
    qtbot.waitUntil(lambda: "looking for" not in page.subtitle_label.text())
