"""An action that is put off from meeting to meeting goes higher by itself; the program is started anew for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.rules import pmg
from tests.support.desks import Desk
from tests.support.facts import episodes
from tests.walks.meeting_steps import attend, call, leave, meetings, mode, sign_off, turn
from tests.walks.steps import ALT, CTRL, KEY, NONE, SHIFT, closed, opened, press, settled, write
from views.meeting.mode import MeetingMode

HELD = tuple(dt.date(2026, month, 10) for month in (2, 3, 4, 5, 6, 7))
CHILD = "104233"


def small(folder: Path) -> Path:
    """The file of an authority with one child, whom the group follows."""
    desk = Desk(folder, HELD[0])
    desk.lay(
        episodes(f"child | decom | ls\n{CHILD} | 2025-06-02 | C2"), child_details=f"child | dob\n{CHILD} | 2021-03-04"
    )
    desk.store.close()
    return folder / "desk.db"


def met(
    qtbot: QtBot,
    start: Callable[[dt.date], Window],
    held: dt.date,
    file: Path | None,
    run: Callable[[MeetingMode], None],
) -> pl.DataFrame:
    """The program is started, a meeting is called, attended, run, signed off; the program ends. What then is owed."""
    window = start(held)
    if file is not None:
        opened(qtbot, window, file)
    settled(qtbot, window)
    call(qtbot, window, held)
    turn(qtbot, window, "Attendance")
    grid = meetings(window).attendance.grid
    if grid.model.shown().is_empty():
        attend(qtbot, window)
    for who in grid.model.shown().filter(pl.col("there").is_null())["who"].to_list():
        grid.select(who)
        press(qtbot, window, KEY.Key_T, CTRL | SHIFT)
    press(qtbot, window, KEY.Key_F11, NONE)
    room = mode(qtbot, window)
    assert room.item is not None
    assert room.item.child == CHILD
    run(room)
    leave(qtbot, window, room)
    sign_off(qtbot, window)
    owed = window.workspace.snapshot().once(pmg.owed)
    closed(qtbot, window)
    return owed


def test_the_third_carry_goes_to_the_head_of_service_and_the_fourth_to_director_and_reviewing_officer(
    qtbot: QtBot, start: Callable[[dt.date], Window], tmp_path: Path
) -> None:
    def agree(room: MeetingMode) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), "Find an aunt")
        press(qtbot, room, KEY.Key_Return, NONE)
        qtbot.keyClicks(QApplication.focusWidget(), "Team manager")
        press(qtbot, room, KEY.Key_Return, NONE)
        qtbot.keyClicks(QApplication.focusWidget(), "+21")
        press(qtbot, room, KEY.Key_Return)

    def reword(room: MeetingMode) -> None:
        """Alt+W, the words, Enter, Enter, the due day, Enter."""
        press(qtbot, room, KEY.Key_W, ALT)
        qtbot.keyClicks(QApplication.focusWidget(), "Find an uncle")
        press(qtbot, room, KEY.Key_Return, NONE)
        press(qtbot, room, KEY.Key_Return, NONE)
        qtbot.keyClicks(QApplication.focusWidget(), "+28")
        press(qtbot, room, KEY.Key_Return, NONE)
        assert "Amend action 1" in room.message.text()

    def nothing(room: MeetingMode) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), "Go on")
        press(qtbot, room, KEY.Key_Return)

    def raised_once(room: MeetingMode) -> None:
        assert "Action 1 is with Head of service since 10 May 2026: Carried 3 times" in room.deciding.stands.text()
        assert "carried 3 times" in room.before.actions_.item(0).text()
        nothing(room)

    def answer(room: MeetingMode) -> None:
        """Alt+N, the one who answers, what came of it."""
        assert "Action 1 is with Director since 10 Jun 2026" in room.deciding.stands.text()
        assert "Action 1 is with Independent reviewing officer since 10 Jun 2026" in room.deciding.stands.text()
        press(qtbot, room, KEY.Key_N, ALT)
        while room.deciding.answering.which.currentText().split(":")[0] != "Director":
            press(qtbot, room, KEY.Key_Down, NONE)
        press(qtbot, room, KEY.Key_Return, NONE)
        write(qtbot, "A second worker joins")
        press(qtbot, room, KEY.Key_Return, NONE)
        assert "with Director" not in room.deciding.stands.text()

    owed = met(qtbot, start, HELD[0], small(tmp_path), agree)
    assert owed.select("words", "carried", "escalated").rows() == [("Find an aunt", 0, None)]
    owed = met(qtbot, start, HELD[1], None, reword)
    assert owed.select("words", "carried", "escalated").rows() == [("Find an uncle", 1, None)]
    assert met(qtbot, start, HELD[2], None, nothing)["escalated"].to_list() == [None]
    assert met(qtbot, start, HELD[3], None, nothing)["escalated"].to_list() == ["Head of service"]
    owed = met(qtbot, start, HELD[4], None, raised_once)
    everybody = "Head of service, Director, Independent reviewing officer"
    assert owed.select("carried", "escalated").rows() == [(4, everybody)]
    owed = met(qtbot, start, HELD[5], None, answer)
    assert owed["escalated"].to_list() == ["Head of service, Independent reviewing officer"]

    # Opened once more, the minutes tell it: which meeting brought it about, and what was answered.
    window = start(HELD[5])
    snapshot = window.workspace.snapshot()
    told = {held: pmg.minutes(snapshot, held) for held in HELD}
    raised = {
        held: [(each.rung, each.outcome) for item in said.items for each in item.escalations]
        for held, said in told.items()
        if said is not None
    }
    assert [raised[held] for held in HELD] == [
        [],
        [],
        [],
        [("HEAD-OF-SERVICE", None)],
        [("HEAD-OF-SERVICE", None), ("DIRECTOR", None), ("IRO", None)],
        [("HEAD-OF-SERVICE", None), ("DIRECTOR", "A second worker joins"), ("IRO", None)],
    ]
    assert window.workspace.store.verify().ok
