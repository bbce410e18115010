"""Words typed over those in a tracker's cell; a blank cell opens its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.edits.facts import CorrectFact, values
from models.trackers import TRACKERS
from tests.support.facts import episodes
from tests.support.forms import KEY, focus, press
from tests.support.pages import workspace
from views.grid.editors import LineEditor
from views.tracker.page import TrackerPage
from views.workspace import Workspace

TABLES = {
    "child_details": "child | dob | sex\n1 | 2019-02-03 | F\n2 | 2010-02-03 | M",
    "proceedings": "child | issued | court_ref | family_ref\n1 | 2022-01-10 | AB1 | F-1\n2 | 2022-01-10 | | F-2",
}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workspace]:
    made = workspace(tmp_path, care_episode=episodes("child | decom\n1 | 2022-01-03\n2 | 2022-01-03"), **TABLES)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> TrackerPage:
    made = TrackerPage(here, TRACKERS["court"])
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def to_cell(page: TrackerPage, key: str, child: str = "1") -> None:
    model, table = page.grid.model, page.grid.table
    row, column = model.row_of(child), model.column_of(key)
    assert row is not None
    assert column is not None
    table.set_hidden(column, False)
    table.setCurrentIndex(model.index(row, column))
    table.setFocus()


def typed(page: TrackerPage) -> LineEditor:
    """The field that is open in a cell."""
    [found] = [field for field in page.findChildren(LineEditor) if field.is_open]
    return found


def stored(here: Workspace, child: str = "1") -> dict[str, Any]:
    return next(row for row in here.snapshot().facts["proceedings"].to_dicts() if row["child"] == child)


def test_words_are_typed_over_those_in_the_cell_as_one_named_step(
    page: TrackerPage, here: Workspace, qtbot: QtBot
) -> None:
    to_cell(page, "court_ref")
    press(qtbot, KEY.Key_F2)
    qtbot.keyClicks(focus(), " ZE22C00001 ")
    press(qtbot, KEY.Key_Return)
    assert stored(here)["court_ref"] == "ZE22C00001"
    assert here.undo_label == "Correct care proceedings"
    assert page.grid.table.hasFocus()
    here.undo()
    assert stored(here)["court_ref"] == "AB1"


def test_words_are_taken_away_and_esc_leaves_them(page: TrackerPage, here: Workspace, qtbot: QtBot) -> None:
    to_cell(page, "family_ref")
    press(qtbot, KEY.Key_F2)
    qtbot.keyClicks(focus(), "F-9")
    press(qtbot, KEY.Key_Escape)
    assert stored(here)["family_ref"] == "F-1"
    press(qtbot, KEY.Key_F2)
    press(qtbot, KEY.Key_Delete)
    assert typed(page).under.words.text() == "Empty: Enter takes the words away."
    press(qtbot, KEY.Key_Return)
    assert stored(here)["family_ref"] is None


def test_a_blank_cell_opens_its_form(page: TrackerPage, qtbot: QtBot) -> None:
    to_cell(page, "court_ref", "2")
    with qtbot.waitSignal(page.open_record) as asked:
        press(qtbot, KEY.Key_F2)
    assert asked.args is not None
    assert str(asked.args[1]).startswith("correct/proceedings/")


def test_somebody_who_was_faster_is_not_overwritten(page: TrackerPage, here: Workspace, qtbot: QtBot) -> None:
    to_cell(page, "court_ref")
    press(qtbot, KEY.Key_F2)
    qtbot.keyClicks(focus(), "AB2")
    row, head = stored(here)["row_id"], here.store.head
    edit = CorrectFact("1", "proceedings", row, values({"tier": "DJ"}), head)
    here.store.apply(edit, who="kim", today=here.today)
    press(qtbot, KEY.Key_Return)
    assert here.store.facts()["proceedings"].filter(child="1")["court_ref"].to_list() == ["AB1"]
    assert typed(page).field.text() == "AB2"
