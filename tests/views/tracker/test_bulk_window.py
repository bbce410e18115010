"""One act for several in the real window on a file on the disk, by keys alone; closed, opened again and checked."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.preferences import preferences
from desktop.window import Window
from models.edits.plans import AgreePlan, ClosePlan
from models.store import Store
from tests.support import files
from tests.support.grids import TODAY
from views.child.page import ChildPage
from views.grid.life import LifePopup
from views.tracker.page import TrackerPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with twelve children, made once."""
    path = tmp_path_factory.mktemp("several") / "northport.db"
    files.some(path, 12)
    return path


@pytest.fixture
def file(tmp_path: Path, made: Path) -> str:
    return str(shutil.copy(made, tmp_path / "northport.db"))


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, file: str) -> Iterator[Callable[[], Window]]:
    """Opens the window on that file; a window opened before is closed first."""
    shown: list[Window] = []

    def opened() -> Window:
        for before in shown:
            before.close()
        window = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="B. Osei")
        qtbot.addWidget(window)
        shown.append(window)
        assert window.open(file)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield opened
    for window in shown:
        window.close()


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    """A key, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held)


def write(qtbot: QtBot, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, words)


def tracker(window: Window, code: str = "tracker") -> TrackerPage:
    assert window.inside is not None
    page = window.inside.page_of(code)
    assert isinstance(page, TrackerPage)
    return page


def stand(window: Window, code: str, key: str, child: str) -> None:
    """The keyboard on a cell of a list."""
    assert window.inside is not None
    window.inside.go(code)
    grid = tracker(window, code).grid
    row, column = grid.model.row_of(child), grid.model.column_of(key)
    assert row is not None
    assert column is not None
    grid.table.setCurrentIndex(grid.model.index(row, column))


def teams(file: str) -> dict[str, str]:
    with Store.open(file) as store:
        rows = store.facts()["allocation"].to_dicts()
    return {row["child"]: row["who"] for row in rows}


def test_a_team_is_allocated_to_three_rows_looked_up_and_stands_after_a_restart(
    qtbot: QtBot, start: Callable[[], Window], file: str
) -> None:
    window = start()
    stand(window, "tracker", "match", "100000")
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Down, HELD.ShiftModifier)
    press(qtbot, KEY.Key_Down, HELD.ShiftModifier)
    chosen = tracker(window).grid.chosen()
    assert len(chosen) == 3
    press(qtbot, KEY.Key_M, HELD.ControlModifier)
    write(qtbot, "allocate team")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "Team")
    press(qtbot, KEY.Key_Tab)
    write(qtbot, "South")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Return)
    assert window.actions_["undo"].text() == "Undo Allocate team South for 2 children"
    assert "recorded as one step" in window.strip.words.text()
    kept = {chosen[0]: "South", chosen[2]: "South"}
    window = start()
    assert teams(file) == kept
    stand(window, "tracker", "match", chosen[0])
    press(qtbot, KEY.Key_Z, HELD.ControlModifier)
    assert teams(file) == kept  # another session's step is the ledger's to take back


def test_undo_takes_all_of_it_back_and_redo_brings_it_again(
    qtbot: QtBot, start: Callable[[], Window], file: str
) -> None:
    window = start()
    stand(window, "tracker", "match", "100001")
    press(qtbot, KEY.Key_A, HELD.ControlModifier)
    press(qtbot, KEY.Key_M, HELD.ControlModifier)
    write(qtbot, "statutory visit")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "1 3 2022")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    assert window.workspace is not None
    store = window.workspace.store
    everyone = sorted(store.facts()["milestone"]["child"])
    assert len(everyone) == tracker(window).grid.model.rowCount()
    press(qtbot, KEY.Key_Z, HELD.ControlModifier)
    assert store.facts()["milestone"].is_empty()
    press(qtbot, KEY.Key_Y, HELD.ControlModifier)
    assert sorted(store.facts()["milestone"]["child"]) == everyone


def test_the_history_of_a_cell_opens_by_its_key_and_esc_gives_the_keyboard_back(
    qtbot: QtBot, start: Callable[[], Window]
) -> None:
    window = start()
    stand(window, "tracker", "match", "100003")
    press(qtbot, KEY.Key_F9)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LifePopup)
    assert popup.list.item(0, 1).text() == "a colleague"
    press(qtbot, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(tracker(window).grid.table.hasFocus)


def test_the_history_of_the_primary_plan_leaves_out_a_plan_that_was_closed(
    qtbot: QtBot, start: Callable[[], Window]
) -> None:
    window = start()
    assert window.workspace is not None
    first, then = TODAY - dt.timedelta(days=100), TODAY - dt.timedelta(days=10)
    window.workspace.do(AgreePlan("100003", "ADOPTION", first, primary=True))
    window.workspace.do(ClosePlan("100003", 1, then, "RULED-OUT", window.workspace.store.head))
    window.workspace.do(AgreePlan("100003", "LTF", then, primary=True, seen=window.workspace.store.head))
    stand(window, "tracker", "primary_words", "100003")
    press(qtbot, KEY.Key_F9)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LifePopup)
    rows = [[popup.list.item(row, column).text() for column in (2, 4)] for row in range(popup.list.rowCount())]
    assert [after for what, after in rows if what.startswith("Permanence plan")] == ["Long-term fostering"]
    press(qtbot, KEY.Key_Escape)


def test_f2_on_words_opens_the_form_of_their_fact_on_the_child_s_page(
    qtbot: QtBot, start: Callable[[], Window]
) -> None:
    window = start()
    stand(window, "tracker", "stage", "100001")
    press(qtbot, KEY.Key_F2)
    assert window.strip.words.text() == "“Stage” is worked out, and nobody types it."
    stand(window, "tracker", "state", "100001")
    press(qtbot, KEY.Key_F2)
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, ChildPage)
    assert page.child == "100001"
    assert page.side.form is not None
    assert page.side.form.form.code == "record/answer/RAG"


def test_record_in_the_panel_asks_on_the_child_s_page(qtbot: QtBot, start: Callable[[], Window]) -> None:
    window = start()
    stand(window, "tracker", "match", "100003")
    qtbot.mouseClick(tracker(window).side.recording, Qt.MouseButton.LeftButton)
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, ChildPage)
    assert page.child == "100003"
    assert page.side.shown is not None
    assert page.side.isAncestorOf(QApplication.focusWidget())
