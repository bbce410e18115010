"""The history of a cell in its place: asked for in the list, read, left with Esc."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.steps import SetStep
from models.trackers import TRACKERS
from tests.support.facts import episodes
from tests.support.pages import MOMENT
from tests.support.pages import workspace as workspace_of
from views.grid.life import LifePopup
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key
D = dt.date.fromisoformat
CARE = (
    "child | decom | rne | ls | place\n1 | 2021-01-10 | S | C2 | U6\n1 | 2021-09-10 | | E1 | U6\n"
    "2 | 2020-01-10 | S | C2 |"
)


@pytest.fixture
def workspace(tmp_path: Path, qapp: object) -> Iterator[Workspace]:
    made = workspace_of(
        tmp_path,
        care_episode=episodes(CARE),
        child_details="child | dob\n1 | 2018-02-03\n2 | 2019-01-01",
        adoption="child | date_match\n1 | 2022-01-05",
    )
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TrackerPage:
    made = TrackerPage(workspace, TRACKERS["permanence"])
    qtbot.addWidget(made)
    made.resize(1150, 620)
    made.show()
    made.activateWindow()
    made.grid.table.setFocus()
    return made


def move_match(page: TrackerPage) -> None:
    column = TRACKERS["permanence"].column("match")
    assert column.edit is not None
    page.workspace.do(column.edit(page.workspace.snapshot(), "1", D("2022-01-15"), {}))


def ask(page: TrackerPage, qtbot: QtBot, key: str, child: str = "1") -> LifePopup:
    """Go to a cell and ask for its history."""
    grid = page.grid
    row, column = grid.model.row_of(child), grid.model.column_of(key)
    assert row is not None
    assert column is not None
    grid.table.setCurrentIndex(grid.model.index(row, column))
    qtbot.mouseClick(page.side.living, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LifePopup)
    return popup


def lines(popup: LifePopup) -> list[list[str]]:
    """What stands in the list, but for when."""
    table = popup.list
    return [[table.item(row, column).text() for column in range(1, 6)] for row in range(table.rowCount())]


def test_it_says_who_when_from_what_to_what_and_why_oldest_first(page: TrackerPage, qtbot: QtBot) -> None:
    move_match(page)
    page.workspace.undo()
    popup = ask(page, qtbot, "match")
    assert popup.accessibleName() == "Matched of child 1"
    assert lines(popup) == [
        ["return", "Match date", "–", "5 Jan 2022", "Import SSDA903 2021-22"],
        ["anna", "Match date", "5 Jan 2022", "15 Jan 2022", "Set match date"],
        ["anna", "Match date", "15 Jan 2022", "5 Jan 2022", "Undo Set match date"],
    ]
    assert popup.list.item(0, 0).text() == "31 Mar 2022 10:30"
    assert popup.list.hasFocus()
    assert popup.list.currentRow() == 2


def test_esc_closes_it_and_the_keyboard_is_in_the_cell_again(page: TrackerPage, qtbot: QtBot) -> None:
    popup = ask(page, qtbot, "match")
    here = page.grid.table.currentIndex()
    qtbot.keyClick(popup.list, KEY.Key_Up)
    qtbot.keyClick(popup.list, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(page.grid.table.hasFocus)
    assert page.grid.table.currentIndex() == here


def test_a_status_tells_what_became_of_its_episodes(page: TrackerPage, qtbot: QtBot) -> None:
    popup = ask(page, qtbot, "legal")
    assert [line[1:4] for line in lines(popup)] == [
        ["Care episode of 10 Jan 2021: legal status", "–", "Full care order"],
        ["Care episode of 10 Sep 2021: legal status", "–", "Placement order"],
    ]


def test_what_is_worked_out_says_from_what(page: TrackerPage, qtbot: QtBot) -> None:
    popup = ask(page, qtbot, "days_since_po")
    assert popup.words.text().endswith("It is worked out, and nobody types it.")
    assert TRACKERS["permanence"].column("days_since_po").note in popup.words.text()
    assert not popup.list.isVisible()
    qtbot.keyClick(popup, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_where_nothing_was_recorded_that_is_said(page: TrackerPage, qtbot: QtBot) -> None:
    assert ask(page, qtbot, "match", "2").words.text().endswith("Nothing of it is recorded.")


def test_as_known_earlier_it_tells_no_later_turn(page: TrackerPage, qtbot: QtBot) -> None:
    page.workspace.store._clock = lambda: MOMENT + dt.timedelta(days=1)
    move_match(page)
    assert len(lines(ask(page, qtbot, "match"))) == 2
    page.workspace.go_to(page.workspace.today, MOMENT + dt.timedelta(hours=1))
    assert [line[3] for line in lines(ask(page, qtbot, "match"))] == ["5 Jan 2022"]


def test_a_step_s_column_tells_that_step_alone(page: TrackerPage, qtbot: QtBot) -> None:
    for kind in ("VISIT", "CPR"):
        page.workspace.do(SetStep("1", kind, 0, D("2022-02-01"), None, None))
    made = TrackerPage(page.workspace, TRACKERS["family_finding"])
    qtbot.addWidget(made)
    made.resize(1150, 620)
    made.show()
    popup = ask(made, qtbot, "CPR")
    assert [line[1:4] for line in lines(popup)] == [["Child permanence report completed", "–", "1 Feb 2022"]]
