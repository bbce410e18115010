"""How long the next child takes in meeting mode, from the key to the painted screen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from desktop.window import Window
from models.edits.meetings import CallMeeting
from models.rules import pmg
from models.store.columns import TABLES
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY
from views.meeting.mode import MeetingMode
from views.meeting.page import MeetingsPage


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path, files: Callable[[int], Path]) -> Iterator[MeetingMode]:
    """A meeting of an authority of 3,000 children, begun on the real page, on the whole screen."""
    path = Path(shutil.copy(files(CHILDREN), tmp_path / "meeting.db"))
    window = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    window.show()
    assert window.open(str(path))
    assert window.inside is not None
    window.inside.go("meetings")
    page = window.inside.page
    assert isinstance(page, MeetingsPage)
    if pmg.meeting(window.inside.workspace.snapshot(), TODAY) is None:
        window.inside.workspace.do(CallMeeting(TODAY, "Chair"))
    page.list.select(TODAY.isoformat())
    page.run_meeting()
    assert page.mode is not None
    page.mode.resize(1920, 1080)
    page.mode.go(0)
    QApplication.processEvents()
    yield page.mode
    page.mode.leave_meeting()
    window.close()


def next_child(room: MeetingMode) -> None:
    """Page Down in the decision, until all is painted."""
    QTest.keyClick(room.deciding.decision, Qt.Key.Key_PageDown)
    QApplication.sendPostedEvents()  # lays out and paints what changed


def ahead(room: MeetingMode) -> None:
    """The child after this one is made ready, as happens a moment after the last key."""
    room.cases[room.agenda[room.at + 1].child]


def test_the_next_child(room: MeetingMode, files: Callable[[int], Path], beside: Beside) -> None:
    """From Page Down to the painted screen. The floor is the driver fetching the same child's rows."""
    connection = sqlite3.connect(files(CHILDREN))

    def fetch() -> None:
        child = room.agenda[room.at + 1].child
        for table in TABLES:
            where = "superseded_by IS NULL AND NOT ended AND child = ?"
            connection.execute(f"SELECT * FROM {table} WHERE {where}", (child,)).fetchall()

    for _warm in range(2):
        next_child(room)
    before, steps = room.at, []
    beside(
        "the next child in meeting mode among 3,000 children, to the painted screen; made ready before, which is not "
        "counted (floor: the driver fetches the child's rows)",
        lambda: steps.append(next_child(room)),
        fetch,
        within=0.08,
        rounds=10,
        prepare=lambda: ahead(room),
    )
    assert room.at == before + len(steps)
    connection.close()


def test_the_next_child_at_once(room: MeetingMode, files: Callable[[int], Path], beside: Beside) -> None:
    """The same where keys come faster than children are made ready. The floor is the same."""
    connection = sqlite3.connect(files(CHILDREN))
    next_child(room)
    room._ahead.stop()
    before, steps = room.at, []

    def fetch() -> None:
        child = room.agenda[room.at + 1].child
        for table in TABLES:
            where = "superseded_by IS NULL AND NOT ended AND child = ?"
            connection.execute(f"SELECT * FROM {table} WHERE {where}", (child,)).fetchall()

    beside(
        "… where the key is pressed again at once, nothing made ready",
        lambda: steps.append(next_child(room)),
        fetch,
        within=0.08,
        rounds=10,
    )
    assert room.at == before + len(steps)
    connection.close()
