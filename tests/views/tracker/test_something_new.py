"""A later day typed into the real tracker, by the keyboard alone: a mistake put right, or a new placement or status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.trackers import TRACKERS
from tests.support.desks import TODAY, Desk
from tests.support.facts import episodes
from tests.support.grids import Preferences
from views.grid.editors import DateEditor
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key
CARE = """
    child | decom      | ls | place | dec        | rec
    1     | 2020-01-10 | C1 | U6    |            |
    1     | 2020-06-01 | C2 | U4    |            |
    1     | 2021-05-03 | E1 | U4    |            |
    2     | 2020-01-10 | C2 | U6    | 2021-09-03 | E4A
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.lay(episodes(CARE), child_details="child | dob | sex\n1 | 2015-02-03 | F\n2 | 2015-02-03 | M")
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[TrackerPage]:
    workspace = Workspace(desk.store, today=TODAY, who="B. Osei", preferences=Preferences())
    made = TrackerPage(workspace, TRACKERS["permanence"])
    qtbot.addWidget(made)
    made.resize(1300, 600)
    made.show()
    made.grid.table.setFocus()
    yield made
    workspace.close()
    workspace.deleteLater()


def keys(qtbot: QtBot, *pressed: Qt.Key) -> None:
    """Keys pressed one after the other, wherever the keyboard is."""
    for key in pressed:
        qtbot.keyClick(QApplication.focusWidget(), key)


def type_into(page: TrackerPage, qtbot: QtBot, child: str, column: str, text: str) -> DateEditor:
    """Go to the cell, type the date over what stands there, and press Enter."""
    row, number = page.grid.model.row_of(child), page.grid.model.column_of(column)
    assert row is not None
    assert number is not None
    page.grid.table.setCurrentIndex(page.grid.model.index(row, number))
    qtbot.keyClick(page.grid.table, KEY.Key_F2)
    editor = next(each for each in page.findChildren(DateEditor) if each.isVisible())
    qtbot.keyClicks(QApplication.focusWidget(), text)
    keys(qtbot, KEY.Key_Return)
    return editor


def cell(page: TrackerPage, child: str, column: str) -> str:
    row, number = page.grid.model.row_of(child), page.grid.model.column_of(column)
    assert row is not None
    assert number is not None
    words: str = page.grid.model.index(row, number).data()
    return words


def test_a_new_placement_is_recorded_by_keys_and_taken_back(page: TrackerPage, desk: Desk, qtbot: QtBot) -> None:
    before = desk.rows()
    editor = type_into(page, qtbot, "1", "placement_since", "7.2.22")
    assert editor.under.words.text().startswith("Foster carer, long term, since 1 Jun 2020.")
    keys(qtbot, KEY.Key_Down, KEY.Key_Return)
    assert editor.under.words.text().startswith("Which placement began?")
    qtbot.keyClicks(QApplication.focusWidget(), "K2")
    keys(qtbot, KEY.Key_Return)
    assert editor.under.words.text().startswith("Whose placement is it?")
    keys(qtbot, KEY.Key_Down, KEY.Key_Return)
    assert editor.under.words.text().startswith("Why did the placement before end?")
    assert desk.rows() == before
    keys(qtbot, KEY.Key_Return)
    assert desk.chain()[-2:] == ["2021-05-03 L E1 U4 2022-02-07 X1", "2022-02-07 P E1 K2"]
    assert (desk.rows()[-1]["place_provider"], desk.rows()[-2]["reason_place_change"]) == ("PR2", "CARPL")
    assert cell(page, "1", "placement_since") == "7 Feb 2022"
    assert cell(page, "1", "placement") == "Children's home"
    assert page.workspace.undo_label == "New placement from 7 Feb 2022"
    page.workspace.undo()
    assert desk.rows() == before
    assert cell(page, "1", "placement_since") == "1 Jun 2020"
    page.workspace.redo()
    assert cell(page, "1", "placement_since") == "7 Feb 2022"


def test_on_the_day_of_the_order_both_are_one_episode(page: TrackerPage, desk: Desk, qtbot: QtBot) -> None:
    type_into(page, qtbot, "1", "placement_since", "3 5 2021")
    keys(qtbot, KEY.Key_Down, *[KEY.Key_Return] * 4)
    assert len(desk.chain()) == 3
    assert desk.chain()[-1].startswith("2021-05-03 B E1 U")


def test_a_new_status_is_recorded_by_keys(page: TrackerPage, desk: Desk, qtbot: QtBot) -> None:
    editor = type_into(page, qtbot, "1", "legal_since", "7 2 2022")
    keys(qtbot, KEY.Key_Down, KEY.Key_Return)
    assert editor.under.words.text().startswith("Which legal status began?")
    qtbot.keyClicks(QApplication.focusWidget(), "C2")
    keys(qtbot, KEY.Key_Return)
    assert desk.chain()[-1] == "2022-02-07 L C2 U4"
    assert page.workspace.undo_label == "New legal status from 7 Feb 2022"
    assert cell(page, "1", "legal_since") == "7 Feb 2022"


def test_enter_alone_only_corrects_and_past_a_neighbour_it_is_refused(
    page: TrackerPage, desk: Desk, qtbot: QtBot
) -> None:
    before, head = desk.rows(), desk.store.head
    editor = type_into(page, qtbot, "1", "placement_since", "7 2 2022")
    keys(qtbot, KEY.Key_Return)
    assert "Placement order began on 3 May 2021; the placement cannot move past it" in editor.under.words.text()
    assert editor.field.hasFocus()
    assert (desk.rows(), desk.store.head) == (before, head)
    keys(qtbot, KEY.Key_Escape)
    type_into(page, qtbot, "1", "placement_since", "9 6 2020")
    keys(qtbot, KEY.Key_Return)
    assert cell(page, "1", "placement_since") == "9 Jun 2020"
    assert page.workspace.undo_label == "Set placement date"


def test_escape_goes_back_to_the_date_and_another_answer_counts(page: TrackerPage, desk: Desk, qtbot: QtBot) -> None:
    editor = type_into(page, qtbot, "1", "placement_since", "7 2 2022")
    keys(qtbot, KEY.Key_Down, KEY.Key_Return, KEY.Key_Escape)
    assert editor.field.hasFocus()
    keys(qtbot, KEY.Key_Return, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert editor.under.words.text().startswith("Which placement is it now?")
    keys(qtbot, *[KEY.Key_Return] * 3)
    assert desk.chain()[-1].startswith("2022-02-07 T E1 U")
    assert desk.rows()[-2]["reason_place_change"] == "PLACE"


@pytest.mark.parametrize("column", ["placement_since", "legal_since", "placed", "po"])
def test_after_the_child_left_it_is_said_at_once(page: TrackerPage, desk: Desk, qtbot: QtBot, column: str) -> None:
    head = desk.store.head
    editor = type_into(page, qtbot, "2", column, "7 2 2022")
    assert editor.under.list.isHidden()
    assert editor.under.words.text().startswith("This time in care ended on 3 Sep 2021 (Returned home, planned)")
    assert desk.store.head == head
    keys(qtbot, KEY.Key_Escape)
