"""Filters that everybody in a file shares: kept, listed in every grid, applied as chips, dropped; always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.trackers import Column
from models.trackers.filters import shared
from tests.support.grids import COLUMNS, frame
from views.grid.filters import Filter
from views.grid.popups import NamePopup
from views.grid.view import GridView
from views.workspace import Workspace

KEY = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot, workspace: Workspace) -> GridView:
    made = GridView("small", workspace, noun="children")
    qtbot.addWidget(made)
    made.show_rows(COLUMNS, frame(20))
    made.resize(900, 400)
    made.show()
    return made


def chips(grid: GridView) -> list[str]:
    return [chip.toolTip() for chip in grid.bar.chips()]


def menu(grid: GridView, qtbot: QtBot) -> QMenu:
    """The menu of + Filter, opened by the keyboard."""
    qtbot.keyClick(grid.bar.add, KEY.Key_Space)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose(grid: GridView, qtbot: QtBot, words: str) -> None:
    """Choose an entry of that menu by its keys."""
    opened = menu(grid, qtbot)
    action = next(each for each in opened.actions() if each.text().startswith(words))
    assert action.isEnabled(), words
    opened.setActiveAction(action)
    qtbot.keyClick(opened, KEY.Key_Return)


def entries(grid: GridView, qtbot: QtBot) -> dict[str, bool]:
    opened = menu(grid, qtbot)
    found = {each.text(): each.isEnabled() for each in opened.actions() if not each.isSeparator()}
    opened.close()
    return found


def keep(grid: GridView, qtbot: QtBot, name: str) -> None:
    choose(grid, qtbot, "Keep these filters for everybody")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, NamePopup)
    qtbot.keyClicks(popup.field, name)
    qtbot.keyClick(popup.field, KEY.Key_Return)


def test_filters_are_kept_for_everybody_and_applied_in_another_grid(
    grid: GridView, qtbot: QtBot, workspace: Workspace
) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    assert entries(grid, qtbot)["Keep these filters for everybody … (none is on)"] is False
    grid.add_filter(Filter("state", "is", ("R",)))
    grid.add_filter(Filter("age", "at least", ("3",)))
    keep(grid, qtbot, "Older and overdue")
    assert told == ["Kept “Older and overdue” for everybody"]
    assert workspace.undo_label == "Keep the filter “Older and overdue” for everybody"
    other = GridView("other", workspace)
    qtbot.addWidget(other)
    other.show_rows(COLUMNS, frame(20))
    other.columns.hide("age")
    other.bar.field.setText("1")
    other.show()
    choose(other, qtbot, "Older and overdue")
    assert chips(other) == ["State is ◆ R overdue", "Age ≥ 3"]
    assert other.bar.field.text() == ""
    assert other.bar.count.text() == f"{other.model.rowCount()} of 20 shown"
    assert other.model.rowCount() == grid.model.rowCount()
    qtbot.keyClick(other.table, KEY.Key_Escape)
    assert (chips(other), other.model.rowCount()) == ([], 20)


def test_a_grid_without_the_columns_says_which_are_missing(grid: GridView, qtbot: QtBot, workspace: Workspace) -> None:
    grid.add_filter(Filter("state", "is", ("R",)))
    grid.add_filter(Filter("match", "is blank"))
    keep(grid, qtbot, "Unmatched & late")
    short = (COLUMNS[0], Column("match", "Match", "text", ""))
    other = GridView("short", workspace)
    qtbot.addWidget(other)
    other.show_rows(short, frame(3).with_columns(match=frame(3)["match"].cast(str)))
    other.show()
    assert entries(other, qtbot)["Unmatched && late (not here: State, Matched)"] is False


def test_it_is_dropped_and_undo_brings_it_back(grid: GridView, qtbot: QtBot, workspace: Workspace) -> None:
    grid.add_filter(Filter("age", "at least", ("3",)))
    keep(grid, qtbot, "Older")
    opened = menu(grid, qtbot)
    drop = next(each.menu() for each in opened.actions() if each.text() == "Drop for everybody")
    assert isinstance(drop, QMenu)
    drop.actions()[0].trigger()
    opened.close()
    assert shared(workspace.snapshot().facts) == ()
    workspace.undo()
    assert [each.name for each in shared(workspace.snapshot().facts)] == ["Older"]


def test_the_same_name_says_that_it_replaces_and_what_is_no_part_of_it(
    grid: GridView, qtbot: QtBot, workspace: Workspace
) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    grid.add_filter(Filter("age", "at least", ("3",)))
    keep(grid, qtbot, "Older")
    grid.bar.field.setText("10")
    keep(grid, qtbot, "older")
    assert told[-1] == "Kept “older” for everybody, in place of the one before; the words “10” are not part of it"


def test_the_past_keeps_nothing_and_says_so(grid: GridView, qtbot: QtBot, workspace: Workspace) -> None:
    grid.add_filter(Filter("age", "at least", ("3",)))
    workspace.go_to(workspace.today.replace(year=2021))
    words = "Keep these filters for everybody … (the past is read-only: go back to today first)"
    assert entries(grid, qtbot)[words] is False


def test_every_filter_stays_in_sight_however_many_there_are(grid: GridView, qtbot: QtBot) -> None:
    for key, test, values in (
        ("born", "after", ("2010-01-01",)),
        ("born", "before", ("2020-01-01",)),
        ("match", "is not blank", ()),
        ("age", "at least", ("3",)),
        ("age", "at most", ("17",)),
        ("sex", "is", ("F",)),
        ("reason", "contains", ("a reason that goes on",)),
    ):
        grid.add_filter(Filter(key, test, values))
    qtbot.waitUntil(lambda: grid.bar.height() > 60)
    assert "Sex is F" in chips(grid)
    bottoms = [chip.mapTo(grid.bar, chip.rect().bottomRight()) for chip in grid.bar.chips()]
    assert all(grid.bar.rect().contains(corner) for corner in bottoms)
    assert grid.width() == 900
    qtbot.keyClick(grid.table, KEY.Key_Escape)
    qtbot.waitUntil(lambda: grid.bar.height() < 40)
