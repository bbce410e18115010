"""What a chair does at the keyboard: calls a meeting, says who is there, runs it, leaves it, signs its minutes off."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.dates import british
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, press, write
from views.meeting.mode import MeetingMode
from views.meeting.page import MeetingsPage

MEMBERS = ("Head of service", "Team manager", "Reviewing officer", "Fostering team")


def meetings(window: Window) -> MeetingsPage:
    """The meetings page, which is the one in sight."""
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, MeetingsPage)
    return page


def mode(qtbot: QtBot, window: Window) -> MeetingMode:
    """Meeting mode, which fills the screen and has the keyboard."""
    shown = meetings(window).mode
    assert shown is not None, meetings(window).message.text()
    qtbot.waitUntil(lambda: shown.isActiveWindow() and shown.isAncestorOf(QApplication.focusWidget() or window))
    return shown


def on_agenda(window: Window) -> list[str]:
    """The children on the agenda, in its order."""
    return list(meetings(window).agenda.grid.model.shown()["child"])


def enter(qtbot: QtBot, *words: str) -> None:
    """Type into one field after the other, with Tab between them; Ctrl+Enter records."""
    qtbot.waitUntil(lambda: bool((field := QApplication.focusWidget()) and field.isVisible()))
    for at, each in enumerate(words):
        if at:
            press(qtbot, QApplication.focusWidget(), KEY.Key_Tab, NONE)
        write(qtbot, each)
    press(qtbot, QApplication.focusWidget(), KEY.Key_Return)


def turn(qtbot: QtBot, window: Window, words: str) -> None:
    """Ctrl+Tab until a tab of the meeting is seen."""
    tabs = meetings(window).tabs
    tabs.currentWidget().setFocus()
    while tabs.tabText(tabs.currentIndex()) != words:
        press(qtbot, window, KEY.Key_Tab)


def call(qtbot: QtBot, window: Window, day: dt.date) -> None:
    """Ctrl+8, Ctrl+Shift+B: a meeting is called."""
    press(qtbot, window, KEY.Key_8)
    press(qtbot, window, KEY.Key_B, CTRL | SHIFT)
    enter(qtbot, british(day), "Head of service")
    assert f"Call meeting of {british(day)}" in meetings(window).message.text()


def attend(qtbot: QtBot, window: Window) -> None:
    """Four members are there."""
    for member in MEMBERS:
        press(qtbot, window, KEY.Key_Y, CTRL | SHIFT)
        enter(qtbot, member, "Children's services")


def leave(qtbot: QtBot, window: Window, room: MeetingMode) -> None:
    """Esc out of the field, Esc out of the meeting."""
    press(qtbot, room, KEY.Key_Escape, NONE)
    press(qtbot, room, KEY.Key_Escape, NONE)
    qtbot.waitUntil(window.isActiveWindow)


def sign_off(qtbot: QtBot, window: Window) -> None:
    """Ctrl+Shift+U, Enter: the minutes are sealed."""
    press(qtbot, window, KEY.Key_U, CTRL | SHIFT)
    enter(qtbot, "Head of service")
    assert "Sign off minutes" in meetings(window).message.text()
