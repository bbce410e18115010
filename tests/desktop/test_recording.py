"""Recording about a child in the real window, by its keys alone; closed, opened again, and still there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.preferences import preferences
from desktop.window import Window
from models.store import Store
from tests.support import files
from tests.support.forms import CTRL, KEY, focus, form, press, to_fact, write
from tests.support.grids import TODAY
from views.child.page import ChildPage
from views.grid.life import LifePopup
from views.tracker.page import TrackerPage


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with twelve children."""
    files.some(tmp_path / "northport.db", 12)
    return str(tmp_path / "northport.db")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: str) -> Iterator[Window]:
    """The window on that file, at a child's page."""
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(file)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    assert made.inside is not None
    made.inside.open_child("100001")
    yield made
    made.close()


def page(window: Window) -> ChildPage:
    assert window.inside is not None
    shown = window.inside.page
    assert isinstance(shown, ChildPage)
    return shown


def recorded(window: Window) -> list[str]:
    """What the tab of what is recorded lists."""
    found: list[str] = page(window).record_tab.grid.model.shown()["what"].to_list()
    return found


def record(window: Window, qtbot: QtBot, day: str) -> None:
    """Ctrl+R, "viability", Enter, a day, Enter."""
    qtbot.keyClick(focus(), KEY.Key_R, CTRL)
    qtbot.keyClicks(focus(), "viability")
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page(window)), day=day)
    press(qtbot, KEY.Key_Return)


def test_a_step_is_recorded_corrected_and_undone_and_stands_in_the_file(
    window: Window, qtbot: QtBot, file: str
) -> None:
    record(window, qtbot, "3 2 2022")
    assert window.actions_["undo"].text() == "Undo Record viability assessment"
    to_fact(page(window), "Viability assessment")
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page(window)), day="4 2 2022")
    press(qtbot, KEY.Key_Return)
    record(window, qtbot, "10 2 2022")
    qtbot.keyClick(focus(), KEY.Key_Z, CTRL)
    window.close()
    with Store.open(file) as again:
        assert again.facts()["milestone"]["day"].to_list() == [dt.date(2022, 2, 4)]


def test_del_asks_in_its_place_and_esc_leaves_everything(window: Window, qtbot: QtBot) -> None:
    record(window, qtbot, "3 2 2022")
    to_fact(page(window), "Viability assessment")
    press(qtbot, KEY.Key_Delete)
    assert page(window).side.shown is not None
    press(qtbot, KEY.Key_Escape)
    assert page(window).side.shown is None
    assert "Viability assessment" in recorded(window)
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    assert "Viability assessment" not in recorded(window)


def test_the_keys_of_a_form_are_its_own(window: Window, qtbot: QtBot) -> None:
    record(window, qtbot, "3 2 2022")
    to_fact(page(window), "Viability assessment")
    press(qtbot, KEY.Key_F2)
    shown = form(page(window))
    write(qtbot, shown, note="Seen at home")
    press(qtbot, KEY.Key_Backspace)
    press(qtbot, KEY.Key_F2)
    shown.cells["outcome"].place.setFocus()
    press(qtbot, KEY.Key_Delete)
    assert form(page(window)) is shown
    assert shown.cells["note"].text == "Seen at hom"


def test_a_form_open_when_the_window_closes_keeps_its_words(window: Window, qtbot: QtBot, file: str) -> None:
    qtbot.keyClick(focus(), KEY.Key_R, CTRL)
    qtbot.keyClicks(focus(), "viability")
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page(window)), note="The aunt")
    window.close()
    with Store.open(file) as again:
        assert again.drafts is not None
        assert [dict(draft.words) for draft in again.drafts.of("100001", "B. Osei")] == [{"note": "The aunt"}]


def to_cell(window: Window, child: str, key: str) -> None:
    """Onto a cell of the permanence tracker."""
    assert window.inside is not None
    window.inside.go_tracker()
    shown = window.inside.page
    assert isinstance(shown, TrackerPage)
    shown.ensure_drawn()
    model, table = shown.grid.model, shown.grid.table
    row, column = model.row_of(child), model.column_of(key)
    assert row is not None
    assert column is not None
    table.set_hidden(column, False)
    table.setCurrentIndex(model.index(row, column))
    table.setFocus()


def test_who_a_child_is_and_where_it_lived_are_corrected_from_the_trackers_cells(
    window: Window, qtbot: QtBot, file: str
) -> None:
    to_cell(window, "100002", "ethnic")
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page(window)), ethnic="White and Asian", sex="Unknown")
    press(qtbot, KEY.Key_Return)
    assert window.actions_["undo"].text() == "Undo Correct child details"
    to_cell(window, "100002", "dob")
    press(qtbot, KEY.Key_F2)
    qtbot.keyClicks(focus(), "1 2 2015")
    press(qtbot, KEY.Key_Return)
    assert window.actions_["undo"].text() == "Undo Correct date of birth"
    assert window.workspace is not None
    assert window.workspace.snapshot().facts["child_details"].filter(child="100002")["ethnic"].to_list() == ["MWAS"]
    press(qtbot, KEY.Key_F9)
    life = QApplication.activePopupWidget()
    assert isinstance(life, LifePopup)
    assert [life.list.item(life.list.rowCount() - 1, at).text() for at in (1, 4)] == ["B. Osei", "1 Feb 2015"]
    life.close()
    window.close()
    with Store.open(file) as again:
        row = again.facts()["child_details"].filter(child="100002").to_dicts()[0]
        assert (row["dob"], row["sex"], row["ethnic"]) == (dt.date(2015, 2, 1), "U", "MWAS")
