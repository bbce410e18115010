"""A meeting fills a window of its own: its keys put the lock off, and locked it shows nothing of any child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.locking import MINUTE
from desktop.preferences import preferences
from desktop.window import Window
from models.edits.meetings import CallMeeting
from models.edits.pmg_items import PutOnAgenda
from tests.support import files
from tests.support.grids import TODAY
from views.meeting.mode import MeetingMode
from views.meeting.page import MeetingsPage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "northport.db"
    files.some(path, 8, who="demonstration")
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(str(path))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    yield made
    if made.lock_.shown is not None:
        made.lock_.shown.done(1)
    made.close()


@pytest.fixture
def room(window: Window, qtbot: QtBot) -> MeetingMode:
    assert window.workspace is not None
    assert window.inside is not None
    window.workspace.do(CallMeeting(TODAY, "Head of service"))
    window.workspace.do(PutOnAgenda("100001", TODAY, "Asked for"))
    window.inside.go("meetings")
    page = window.inside.page
    assert isinstance(page, MeetingsPage)
    page.run_meeting()
    assert page.mode is not None
    qtbot.waitUntil(page.mode.isActiveWindow)
    return page.mode


def test_keys_in_the_meeting_put_the_lock_off(window: Window, room: MeetingMode, qtbot: QtBot) -> None:
    idle = window.lock_.idle
    idle.start(MINUTE)
    qtbot.waitUntil(lambda: idle.remainingTime() < MINUTE - 30)
    before = idle.remainingTime()
    qtbot.keyClick(room.windowHandle(), Qt.Key.Key_Shift)
    assert idle.remainingTime() > before


def test_locked_the_meeting_shows_nothing_and_stands_as_it_was(window: Window, room: MeetingMode, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.deciding.decision, "Ask the ag")
    window.lock()
    assert not room.deciding.isVisible()
    assert not room.standing.isVisible()
    assert not room.band.isVisible()
    locked = window.lock_.shown
    assert locked is not None
    qtbot.keyClick(locked, Qt.Key.Key_Return)
    assert room.deciding.isVisible()
    assert room.deciding.decision.text == "Ask the ag"
    qtbot.waitUntil(room.isActiveWindow)
    assert room.deciding.decision.hasFocus()


def test_who_was_talked_about_is_written_down(window: Window, room: MeetingMode) -> None:
    assert window.workspace is not None
    assert room.item is not None
    looks = window.workspace.store.looks(child=room.item.child).to_dicts()
    assert [(row["who"], row["did"]) for row in looks] == [("B. Osei", "Opened")]
    assert looks[0]["what"].startswith("Meeting of ")
