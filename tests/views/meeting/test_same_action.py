"""Where decision and action come apart, by another owner or by other words, it is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
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


@pytest.fixture
def room(page: MeetingsPage, qtbot: QtBot) -> Iterator[MeetingMode]:
    page.run_meeting()
    made = page.mode
    assert made is not None
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.leave_meeting()


def test_a_second_action_in_the_same_words_is_doubted(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    qtbot.keyClicks(room.deciding.decision, "Book the panel")
    assert record(qtbot, room, "Team manager").endswith("Type another decision for this child.")
    said = record(qtbot, room, "Family finder")
    assert "Action 1 (Team manager) says the same. If it is the same one, Alt+Z takes this one back" in said
    rows = here.snapshot().once(pmg.actions)
    assert rows.select("words", "owner").rows() == [
        ("Book the panel", "Team manager"),
        ("Book the panel", "Family finder"),
    ]


@pytest.mark.parametrize("owner", ["", "Team manager"])
def test_an_action_that_keeps_words_the_decision_lost_is_doubted(room: MeetingMode, qtbot: QtBot, owner: str) -> None:
    qtbot.keyClicks(room.deciding.decision, "Book the panel")
    record(qtbot, room, "Team manager")
    qtbot.keyClick(room.deciding.decision, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(room.deciding.decision, ". Put it off")
    assert "still says" not in record(qtbot, room, "")  # the words of the action stand in it
    room.deciding.decision.setPlainText("Book the adoption panel")
    said = record(qtbot, room, owner)
    back = "Alt+Z takes the new one back, and " if owner else ""
    assert said.endswith(
        f" Action 1 (Team manager) still says “Book the panel”. If it is meant otherwise, too, {back}Alt+W changes it."
    )


def test_an_owner_without_a_decision_is_asked_for_the_decision(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    room.deciding.agreed.turn("A")
    record(qtbot, room, "Team manager")
    assert room.deciding.problem.text() == "Type the decision that Team manager is to act on."
    assert room.deciding.decision.hasFocus()
    room.deciding.owner.clear()
    room.deciding.due.setText("+14")
    record(qtbot, room, "")
    assert room.deciding.problem.text() == "Type the decision that is to be acted on by then."
    assert here.snapshot().once(pmg.actions).is_empty()
