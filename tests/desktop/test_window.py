"""The main window on a file on the disk: places, steps, dates, keys."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import logs
from desktop.actions import COMMANDS
from desktop.inside import PAGES
from desktop.preferences import preferences, recent
from desktop.sheet import About
from desktop.window import Window
from models.store import Store
from tests.support import files
from tests.support.grids import TODAY, SetMatch
from views.find import Find
from views.grid.popups import ColumnPopup
from views.keys import KeySheet
from views.tracker.page import TrackerPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with twenty-four children, made once."""
    path = tmp_path_factory.mktemp("window") / "northport.db"
    files.some(path, 24)
    return path


@pytest.fixture
def file(tmp_path: Path, made: Path) -> str:
    """A copy of it."""
    return str(shutil.copy(made, tmp_path / "northport.db"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: str) -> Iterator[Window]:
    """The window on that file."""
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(shown)
    assert shown.open(file)
    shown.show()
    yield shown
    shown.close()


def at(window: Window) -> str:
    """Which page is shown."""
    assert window.inside is not None
    visit = window.inside.visits.now
    return visit.page if visit else ""


def press(qtbot: QtBot, window: Window, key: Qt.Key, held: Qt.KeyboardModifier = HELD.ControlModifier) -> None:
    qtbot.keyClick(window, key, held)


def match(window: Window, child: str, day: dt.date) -> None:
    assert window.workspace is not None
    window.workspace.do(SetMatch(child, day, "0", window.workspace.store.head))


def test_every_place_opens_and_back_and_forward_walk_them(window: Window, qtbot: QtBot) -> None:
    assert at(window) == "tracker"
    for place, key in (("scorecard", KEY.Key_2), ("ledger", KEY.Key_3), ("import", KEY.Key_I)):
        press(qtbot, window, key)
        assert at(window) == place
    press(qtbot, window, KEY.Key_Left, HELD.AltModifier)
    press(qtbot, window, KEY.Key_Left, HELD.AltModifier)
    assert at(window) == "scorecard"
    press(qtbot, window, KEY.Key_Right, HELD.AltModifier)
    assert at(window) == "ledger"
    press(qtbot, window, KEY.Key_1)
    assert at(window) == "tracker"
    assert not window.actions_["forward"].isEnabled()


@pytest.mark.parametrize("by", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_a_button_with_the_keyboard_is_pressed_and_nothing_moves(window: Window, qtbot: QtBot, by: Qt.Key) -> None:
    assert window.inside is not None
    columns = window.inside.page.columns_button
    wide = columns.sizeHint()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.inside.page.grid.table.setFocus()
    columns.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(columns, by)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ColumnPopup)
    popup.close()
    assert columns.sizeHint() == wide


def test_what_is_said_of_a_page_goes_with_it(window: Window) -> None:
    assert window.workspace is not None
    assert window.inside is not None
    for leave in (lambda: window.inside.go("ledger"), window.inside.back, window.inside.forward):
        window.workspace.told.emit("Nothing was changed.")
        window.inside.go(window.inside.visits.now.page)
        assert window.strip.words.text() == "Nothing was changed."
        leave()
        assert window.strip.words.text() == ""


def test_the_sidebar_lists_the_places_and_goes_there(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    side = window.inside.sidebar
    words = [side.item(row).text() for row in range(side.count())]
    assert words[:3] == ["My work", "TRACKERS", "Permanence tracker"]
    assert [each for each in words if each.isupper()] == ["TRACKERS", "FIGURES", "OVERSIGHT", "DATA"]
    figures = ["Scorecard", "Dashboard", "Claims", "Publications", "Stages"]
    oversight, data = ["Meetings", "Action plan"], ["Import", "Ledger", "Policies"]
    assert words[words.index("FIGURES") :] == ["FIGURES", *figures, "OVERSIGHT", *oversight, "DATA", *data]
    scorecard = side.visualItemRect(side.item(words.index("Scorecard")))
    qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=scorecard.center())
    assert at(window) == "scorecard"


def test_a_keyboard_walks_from_place_to_place_and_goes_in_with_enter(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    window.inside.sidebar.setFocus()
    seen = []
    for _press in range(2):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down)
        seen.append(at(window))
    assert seen == ["gateway", "court"]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    page = window.inside.page
    assert page is not None
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_click_on_the_place_one_came_from_goes_back_to_it(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    side = window.inside.sidebar
    window.inside.open_child("100003")
    tracker = next(side.item(row) for row in range(side.count()) if side.item(row).text() == "Permanence tracker")
    qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=side.visualItemRect(tracker).center())
    assert at(window) == "tracker"
    side.setFocus()
    window.inside.open_child("100003")
    side.setFocus()
    qtbot.keyClick(side, KEY.Key_Return)
    assert at(window) == "tracker"


def test_tab_comes_through_the_places_without_leaving_the_page(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    window.inside.go("merge")
    window.inside.sidebar.setFocus(Qt.FocusReason.TabFocusReason)
    assert at(window) == "merge"
    assert window.inside.sidebar.selectedItems() == []
    qtbot.keyClick(window.inside.sidebar, KEY.Key_Return)
    assert at(window) == "work"


def test_every_command_stands_once_and_can_be_done(window: Window) -> None:
    keys = [key for command in COMMANDS if not command.pages for key in command.keys]
    assert len(keys) == len(set(keys))
    for command in COMMANDS:
        assert command.keys, command.name
        assert command.pages or hasattr(window, command.name) or hasattr(window.inside, command.name), command.name
        assert command.does
    assert len({place.code for place in PAGES}) == len(PAGES)


def test_undo_says_what_it_undoes_and_the_file_keeps_it(window: Window, qtbot: QtBot, file: str) -> None:
    assert window.actions_["undo"].text() == "Undo"
    assert not window.actions_["undo"].isEnabled()
    match(window, "100001", dt.date(2021, 5, 3))
    assert window.actions_["undo"].text() == "Undo Set match date"
    assert window.strip.saved.text().startswith("Saved ")
    assert window.strip.saved.text().endswith("northport.db")
    press(qtbot, window, KEY.Key_Z)
    assert window.actions_["redo"].text() == "Redo Set match date"
    press(qtbot, window, KEY.Key_Y)
    window.close()
    again = Store.open(file)
    assert again.fresh(["100001"])["adoption"]["date_match"].to_list() == [dt.date(2021, 5, 3)]
    assert again.head == 4
    again.close()
    assert not Path(file + "-wal").exists()


def test_another_day_is_gone_to_by_typing_and_looks_like_the_past(window: Window, qtbot: QtBot) -> None:
    inside = window.inside
    assert inside is not None
    assert not inside.band.isVisible()
    press(qtbot, window, KEY.Key_D)
    assert inside.as_at.day.field.hasFocus()
    qtbot.keyClicks(inside.as_at.day.field, "31/3/21")
    qtbot.keyClick(inside.as_at.day.field, KEY.Key_Return)
    assert inside.band.isVisible()
    assert "as at 31 Mar 2021, as known today" in inside.band.words.text()
    assert inside.as_at.day.field.text() == "31 Mar 2021"
    press(qtbot, window, KEY.Key_1)
    page = inside.page
    assert isinstance(page, TrackerPage)
    assert "as at 31 Mar 2021" in page.subtitle_label.text()
    qtbot.mouseClick(inside.band.button, Qt.MouseButton.LeftButton)
    assert not inside.band.isVisible()
    assert "as at 31 Mar 2022" in page.subtitle_label.text()


@pytest.mark.parametrize(("typed", "sentence"), [("31 2 2021", "is not a date"), ("1 4 2022", "has not happened yet")])
def test_a_day_that_is_none_is_said_and_nothing_moves(window: Window, qtbot: QtBot, typed: str, sentence: str) -> None:
    inside = window.inside
    assert inside is not None
    inside.as_at.day.field.setText(typed)
    qtbot.keyClick(inside.as_at.day.field, KEY.Key_Return)
    assert sentence in window.strip.words.text()
    assert inside.workspace.as_at == TODAY
    assert inside.as_at.day.field.text() == typed


def test_as_known_on_is_folded_away_until_asked_for(window: Window, qtbot: QtBot) -> None:
    inside = window.inside
    assert inside is not None
    assert not inside.as_at.known.isVisible()
    press(qtbot, window, KEY.Key_D, HELD.ControlModifier | HELD.ShiftModifier)
    assert inside.as_at.known.field.hasFocus()
    qtbot.keyClicks(inside.as_at.known.field, "5 1 2022")
    qtbot.keyClick(inside.as_at.known.field, KEY.Key_Return)
    assert "as known on 5 Jan 2022" in inside.band.words.text()
    assert inside.workspace.is_past
    press(qtbot, window, KEY.Key_T)
    assert not inside.as_at.known.isVisible()
    assert not inside.workspace.is_past


def test_a_child_is_found_by_part_of_its_number(window: Window, qtbot: QtBot) -> None:
    press(qtbot, window, KEY.Key_K)
    popup = window.findChild(Find)
    assert popup is not None
    qtbot.keyClicks(popup.field, "0001")
    assert popup.found.text() == "11 of 24 children"
    qtbot.keyClick(popup.field, KEY.Key_Down)
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == "child"
    assert window.inside is not None
    assert window.inside.visits.now is not None
    assert window.inside.visits.now.child == "100010"
    assert window.inside.page is not None
    qtbot.keyClick(window.inside.page, KEY.Key_Escape)
    assert at(window) == "tracker"


def test_a_figures_children_open_in_the_tracker_and_back_brings_all(window: Window, qtbot: QtBot) -> None:
    inside = window.inside
    assert inside is not None
    inside.go("scorecard")
    inside.open_children(["100001", "100004"], "2 children: Placement order to match")
    page = inside.page
    assert isinstance(page, TrackerPage)
    assert page.grid.model.shown()["child"].to_list() == ["100001", "100004"]
    press(qtbot, window, KEY.Key_Left, HELD.AltModifier)
    assert at(window) == "scorecard"
    press(qtbot, window, KEY.Key_Right, HELD.AltModifier)
    assert page.grid.model.rowCount() == 2
    press(qtbot, window, KEY.Key_1)
    assert not page.drilled


def test_f1_shows_every_key(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEY.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.close()


def test_the_first_page_comes_where_no_file_was_open_and_the_last_file_after(
    qtbot: QtBot, tmp_path: Path, file: str
) -> None:
    settings = preferences(tmp_path / "taste.ini")
    first = Window(settings, today=TODAY)
    qtbot.addWidget(first)
    first.begin()
    assert first.first is not None
    assert first.inside is None
    assert not first.actions_["find_child"].isEnabled()
    first.open(file)
    assert first.first is None
    first.resize(780, 640)
    first.close()
    second = Window(preferences(tmp_path / "taste.ini"), today=TODAY)
    qtbot.addWidget(second)
    second.begin()
    assert second.workspace is not None
    assert second.workspace.store.where == file
    assert recent(second.preferences) == [file]
    assert (second.width(), second.height()) == (780, 640)
    second.close()


def test_what_cannot_be_opened_is_said_on_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"not a database at all")
    window = Window(preferences(tmp_path / "taste.ini"), today=TODAY)
    qtbot.addWidget(window)
    window.start()
    assert not window.open(str(noise))
    assert window.first is not None
    assert "is not a database" in window.first.message.text()
    assert not window.open(str(tmp_path / "nowhere.db"))
    assert "There is no file" in window.first.message.text()
    window.close()


def test_the_demonstration_is_made_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(preferences(tmp_path / "taste.ini"), today=TODAY)
    qtbot.addWidget(window)
    window.start()
    window.open_demonstration(tmp_path / "demo.db", 40)
    assert window.strip.cancel.isVisibleTo(window)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=30_000)
    assert at(window) == "tracker"
    window.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["demo.db", "taste.ini"]


def test_a_cancelled_demonstration_leaves_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(preferences(tmp_path / "taste.ini"), today=TODAY)
    qtbot.addWidget(window)
    window.start()
    window.open_demonstration(tmp_path / "demo.db", 400)
    window.jobs.running[0].cancel()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)
    QApplication.processEvents()
    assert not list(tmp_path.glob("demo*"))
    window.close()


def test_an_encrypted_file_is_opened_with_its_pass_phrase(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "secret.db")
    Store.create(path, key="correct horse").close()
    window = Window(preferences(tmp_path / "taste.ini"), today=TODAY)
    qtbot.addWidget(window)
    monkeypatch.setenv("PERMANENCE_KEY", "correct horse")
    assert window.open(path)
    window.close()


def test_the_log_names_places_in_the_program_and_never_a_child() -> None:
    try:
        raise KeyError("104233")
    except KeyError as problem:
        line = logs.where(problem)
    assert "KeyError" in line
    assert "test_window.py" in line
    assert "104233" not in line


def test_comfortable_rows_are_higher_and_remembered(window: Window, qtbot: QtBot) -> None:
    window.inside.go("tracker")
    table = window.inside.page.grid.table
    press(qtbot, window, Qt.Key.Key_H, HELD.ControlModifier | HELD.ShiftModifier)
    assert (table.rowHeight(0), table.frozen.rowHeight(0)) == (32, 32)
    assert str(window.preferences.value("view/comfortable")) == "1"
    press(qtbot, window, Qt.Key.Key_H, HELD.ControlModifier | HELD.ShiftModifier)
    assert (table.rowHeight(0), table.frozen.rowHeight(0)) == (26, 26)


def test_enter_and_esc_in_the_date_give_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    window.inside.go("scorecard")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press(qtbot, window, Qt.Key.Key_D)
        field = window.inside.as_at.day.field
        qtbot.keyClicks(field, "31 3 2021")
        qtbot.keyClick(field, key)
        assert at(window) == "scorecard"
        assert window.inside.page.table.hasFocus()
        assert window.workspace.as_at == dt.date(2021, 3, 31)
        assert field.text() == "31 Mar 2021"


def test_f5_reads_again_what_others_recorded(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace.moved):
        press(qtbot, window, Qt.Key.Key_F5, HELD.NoModifier)


def test_about_says_the_version_also_while_no_file_is_open(window: Window, qtbot: QtBot) -> None:
    window.start()
    window.about()
    sheet = window.findChild(About)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert said[said.index("Version") + 1]
    sheet.close()


def test_a_paper_that_nobody_came_to_look_at_leaves_nothing_behind(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.inside is not None
    papers = tmp_path / "papers"
    papers.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(papers))
    page = window.inside.page
    assert isinstance(page, TrackerPage)
    page.print_shown()
    assert list(papers.iterdir())
    window.start()
    qtbot.waitUntil(lambda: not list(papers.iterdir()), timeout=20_000)
