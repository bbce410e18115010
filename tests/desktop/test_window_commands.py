"""Commands of the pages in the menus, what cannot be done now said in a sentence, and a day that ends."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop import opening
from desktop.actions import COMMANDS, LISTS
from desktop.inside import PAGES
from desktop.preferences import opened, preferences
from desktop.window import Window
from models.progress import Progress
from models.store import CannotOpen
from tests.support import files
from tests.support.grids import TODAY, SetMatch

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with twelve children."""
    files.some(tmp_path / "northport.db", 12)
    return str(tmp_path / "northport.db")


def window(qtbot: QtBot, tmp_path: Path, file: str | None = None, days: list[dt.date] | None = None) -> Window:
    """The window, on a file where one is given; its clock shows the last of the days."""
    made = Window(
        preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei", clock=(lambda: days[-1]) if days else None
    )
    qtbot.addWidget(made)
    if file:
        assert made.open(file)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def test_work_under_way_is_stopped_by_its_key(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    assert not shown.actions_["stop_work"].isEnabled()

    def work(progress: Progress) -> None:
        while True:
            progress(0.5, "Counting")

    shown.jobs.run("Counting for ever", work, lambda _result: None, lambda _why: None)
    assert shown.actions_["stop_work"].isEnabled()
    qtbot.keyClick(shown, KEY.Key_Period, HELD.ControlModifier)
    qtbot.waitUntil(lambda: not shown.jobs.running)
    assert shown.strip.words.text() == "Counting for ever: stopped, nothing of it was kept"
    assert not shown.actions_["stop_work"].isEnabled()


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path, file: str) -> Iterator[tuple[Window, threading.Event]]:
    """The window while something is being written to its file, and what lets it come to its end."""
    shown, may_end = window(qtbot, tmp_path, file), threading.Event()
    assert shown.workspace is not None

    def work(progress: Progress) -> None:
        while not may_end.wait(0.01):
            progress(0.5, "Comparing")

    shown.workspace.run("Recording the import", work, lambda _result: None, lambda _why: None, writes=True)
    yield shown, may_end
    may_end.set()
    qtbot.waitUntil(lambda: not shown.jobs.running)


@pytest.mark.parametrize("elsewhere", ["start", "new_file", "another file"])
def test_another_file_is_not_gone_to_while_this_one_is_written_to(
    importing: tuple[Window, threading.Event], qtbot: QtBot, tmp_path: Path, elsewhere: str
) -> None:
    shown, _may_end = importing
    before = shown.workspace
    files.empty(tmp_path / "other.db")
    if elsewhere == "another file":
        assert not shown.open(str(tmp_path / "other.db"))
    else:
        shown.perform(elsewhere)
    assert shown.workspace is before
    assert len(shown.jobs.running) == 1
    assert shown.strip.words.text() == (
        "Recording the import is under way: wait until it is done, or stop it first with Ctrl+. (full stop)."
    )
    qtbot.keyClick(shown, KEY.Key_Period, HELD.ControlModifier)
    qtbot.waitUntil(lambda: not shown.jobs.running)
    assert shown.open(str(tmp_path / "other.db"))


def answering(answer: Callable[[QMessageBox], object], asked: list[str]) -> None:
    """Answer the next question in a dialog."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(f"{box.text()} {box.informativeText()}")
        answer(box)

    QTimer.singleShot(0, act)


def test_quitting_asks_before_it_stops_what_is_written(importing: tuple[Window, threading.Event], qtbot: QtBot) -> None:
    shown, may_end = importing
    asked: list[str] = []
    answering(lambda box: qtbot.keyClick(box, KEY.Key_Escape), asked)
    assert not shown.close()
    answering(lambda box: qtbot.keyClick(box.defaultButton(), KEY.Key_Return), asked)
    assert not shown.close()
    assert len(shown.jobs.running) == 1
    answering(lambda _box: may_end.set(), asked)
    assert not shown.close()  # it came to its end meanwhile
    assert not shown.jobs.running
    words = "Recording the import is under way. If you quit now it is stopped, and nothing of it is kept."
    assert asked == [words] * 3
    assert shown.close()


def test_quitting_stops_what_is_written_when_that_is_the_answer(
    importing: tuple[Window, threading.Event], qtbot: QtBot
) -> None:
    shown, _may_end = importing
    answering(lambda box: next(each for each in box.buttons() if each.text() == "Stop it and quit").click(), [])
    assert shown.close()
    assert not shown.jobs.running


def test_every_page_command_presses_a_button_of_its_page(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    assert shown.inside is not None
    for command in COMMANDS:
        for code in command.pages:
            if code == "child":
                shown.inside.open_child("100001")
            else:
                shown.inside.go(code)
            buttons = [each.text() for each in shown.inside.page.findChildren(QPushButton)]
            assert command.plain in buttons, (command.name, code)
            assert shown.actions_[command.name].isEnabled()
        if command.pages:
            shown.inside.go("scorecard")
            assert not shown.actions_[command.name].isEnabled()
    shown.close()


def test_the_commands_of_lists_are_those_of_every_tracker() -> None:
    assert list(LISTS) == [place.code for place in PAGES if place.tracker]


def test_the_ledger_is_checked_and_an_act_undone_by_key(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    shown.workspace.do(SetMatch("100001", dt.date(2021, 5, 3), "0", shown.workspace.store.head))
    qtbot.keyClick(shown, KEY.Key_3, HELD.ControlModifier)
    page = shown.inside.page
    qtbot.keyClick(shown, KEY.Key_F7)
    qtbot.waitUntil(lambda: page.message.text().startswith("The ledger is whole"), timeout=20_000)
    page.grid.select("2")
    qtbot.keyClick(shown, KEY.Key_F7, HELD.ShiftModifier)
    assert page.message.text().startswith("Undone: Set match date")
    page.grid.select("2")
    qtbot.keyClick(shown, KEY.Key_F7, HELD.ShiftModifier)
    assert "undone already" in shown.strip.words.text()
    shown.close()


def test_a_command_with_nothing_to_do_says_so(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    qtbot.keyClick(shown, KEY.Key_I, HELD.ControlModifier)
    qtbot.keyClick(shown, KEY.Key_Return, HELD.ControlModifier)
    assert shown.strip.words.text() == "There is nothing here now for “Accept”."
    shown.close()


def test_undo_in_the_past_records_nothing_and_says_why(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    shown.workspace.do(SetMatch("100001", dt.date(2021, 5, 3), "0", shown.workspace.store.head))
    shown.workspace.go_to(dt.date(2021, 3, 31))
    qtbot.keyClick(shown, KEY.Key_Z, HELD.ControlModifier)
    assert shown.workspace.store.head == 2
    assert shown.strip.words.text() == "The past is read-only: go back to today first."
    shown.close()


def test_the_demonstration_is_made_once_however_often_it_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(qtbot, tmp_path)
    shown.start()
    shown.open_demonstration(tmp_path / "demo.db", 40)
    assert not shown.actions_["open_demonstration"].isEnabled()
    assert not shown.first.choices["demonstration"].isEnabled()
    shown.open_demonstration(tmp_path / "demo.db", 40)
    assert len(shown.jobs.running) == 1
    qtbot.waitUntil(lambda: shown.workspace is not None, timeout=30_000)
    assert shown.actions_["open_demonstration"].isEnabled()
    shown.close()


def test_a_file_opened_meanwhile_stays_open(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path)
    shown.start()
    shown.open_demonstration(tmp_path / "demo.db", 40)
    assert shown.open(file)
    qtbot.waitUntil(lambda: "demonstration is made" in shown.strip.words.text(), timeout=30_000)
    assert shown.workspace.store.where == file
    shown.close()


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), CannotOpen("The disk is full.")])
def test_a_demonstration_that_fails_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def full(*_what: object) -> None:
        raise problem

    monkeypatch.setattr(opening, "make_demonstration", full)
    shown = window(qtbot, tmp_path)
    shown.start()
    shown.open_demonstration(tmp_path / "demo.db", 40)
    qtbot.waitUntil(lambda: shown.first.message.text().startswith("The demonstration could not be made: "))
    assert shown.first.choices["demonstration"].isEnabled()
    shown.close()


def test_leaving_while_the_demonstration_is_made_allows_it_again(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    shown = window(qtbot, tmp_path, file)
    shown.open_demonstration(tmp_path / "demo.db", 400)
    shown.start()
    QApplication.processEvents()
    assert shown.workspace is None
    assert shown.actions_["open_demonstration"].isEnabled()
    assert not list(tmp_path.glob("demo*"))
    shown.close()


def test_the_last_file_gone_is_said_on_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    settings = preferences(tmp_path / "taste.ini")
    opened(settings, str(tmp_path / "gone.db"))
    shown = Window(settings, today=TODAY)
    qtbot.addWidget(shown)
    shown.begin()
    assert "There is no file" in shown.first.message.text()
    shown.close()


def test_left_open_over_midnight_the_new_day_has_happened(qtbot: QtBot, tmp_path: Path, file: str) -> None:
    days = [TODAY]
    shown = window(qtbot, tmp_path, file, days)
    days.append(TODAY + dt.timedelta(days=1))
    shown._minutes.timeout.emit()
    assert shown.workspace.as_at == days[-1]
    assert not shown.inside.band.isVisible()
    assert shown.inside.as_at.day.field.text() == "1 Apr 2022"
    shown.workspace.do(SetMatch("100001", days[-1], "0", shown.workspace.store.head))
    shown.close()


def test_another_file_is_not_opened_over_what_is_typed(
    qtbot: QtBot, tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = window(qtbot, tmp_path, file)
    kept = shown.workspace
    monkeypatch.setattr(shown.inside, "leave", lambda: False)
    shown.start()
    assert not shown.open(str(tmp_path / "other.db"))
    assert shown.workspace is kept
    monkeypatch.undo()
    shown.close()
