"""The same decision with another owner is recorded as a second action, and not without a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.rules import pmg
from views.meeting.mode import MeetingMode
from views.meeting.page import MeetingsPage
from views.workspace import Workspace

AGAIN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def record(qtbot: QtBot, room: MeetingMode, owner: str) -> str:
    """Type the owner and record, staying with the child; what is said of it."""
    room.deciding.owner.setText(owner)
    qtbot.keyClick(room.deciding.owner, Qt.Key.Key_Return, AGAIN)
    return room.message.text()


def test_a_second_action_in_the_same_words_is_doubted(page: MeetingsPage, qtbot: QtBot, here: Workspace) -> None:
    page.run_meeting()
    room = page.mode
    assert room is not None
    try:
        qtbot.waitUntil(room.isActiveWindow)
        qtbot.keyClicks(room.deciding.decision, "Book the panel")
        assert record(qtbot, room, "Team manager").endswith("Type another decision for this child.")
        said = record(qtbot, room, "Family finder")
        assert "Action 1 (Team manager) says the same. If it is the same one, Alt+Z takes this one back" in said
        rows = here.snapshot().once(pmg.actions)
        assert rows.select("words", "owner").rows() == [
            ("Book the panel", "Team manager"),
            ("Book the panel", "Family finder"),
        ]
    finally:
        room.leave_meeting()
