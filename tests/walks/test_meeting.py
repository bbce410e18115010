"""The chair runs a meeting of thirty children by the keyboard, signs its minutes, and meets again a month later."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models import samples
from models.dates import british
from models.rules import pmg
from models.store import Store
from tests.walks.answers import shows
from tests.walks.conftest import TODAY
from tests.walks.meeting_steps import MEMBERS, attend, call, enter, leave, meetings, mode, on_agenda, sign_off, turn
from tests.walks.steps import ALT, CTRL, KEY, NONE, SHIFT, closed, opened, press, settled, to_cell, tracker, write
from views.reports.preview import Preview

AGAIN = dt.date(2026, 4, 28)
THIRTY = 30
NOT_YET = (
    "Not yet with the group, which looks at children from the care order or the decision for adoption on: "
    "Interim care order"
)
OF_MEETINGS = ("meeting", "attendance", "minute_correction", "pmg_item", "pmg_action", "escalation")


@pytest.fixture(scope="module")
def before_meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an invented authority whose group never met."""
    path = tmp_path_factory.mktemp("meetings") / "northport.db"
    dealt = samples.authority(600, seed=11, today=TODAY)
    new = {name: frame for name, frame in dealt.new.items() if name not in OF_MEETINGS}
    store = Store.create(str(path))
    store.record(dataclasses.replace(dealt, new=new), who="demonstration")
    store.close()
    return path


def readable(field: QLineEdit | QPlainTextEdit) -> str:
    """What can be read in a field: nothing of what is dots, or lies under a bar of the letters' own colour."""
    if isinstance(field, QLineEdit):
        return field.displayText()
    said, block = "", field.document().begin()
    while block.isValid():
        letters = list(block.text())
        for bar in block.layout().formats():
            if bar.format.background().color() == bar.format.foreground().color():
                letters[bar.start : bar.start + bar.length] = "▬" * bar.length
        said, block = said + "".join(letters) + "\n", block.next()
    return said


def in_sight(widget: QWidget) -> str:
    """All that can be read on a screen, or is said of it to a screen reader or by a tooltip."""
    said = [widget.windowTitle(), widget.accessibleName()]
    for each in (found for found in widget.findChildren(QWidget) if found.isVisible()):
        said += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        if isinstance(each, QLabel):
            said.append(each.text())
        elif isinstance(each, (QLineEdit, QPlainTextEdit)):
            said.append(readable(each))
        elif isinstance(each, QListWidget):
            for item in (each.item(at) for at in range(each.count())):
                said += [item.text(), item.toolTip()]
    timelines = widget.findChildren(QWidget)
    for shown in (each for each in timelines if hasattr(each, "items") and hasattr(each, "sentence")):
        said += [shown.sentence(item) for item in shown.items]
    return "\n".join(said)


def decided(at: int, children: list[str]) -> str:
    """What is decided about a child by its place: each, but of the first, names the first."""
    return f"Book the panel for {at + 1}" + (f", after {children[0]}" if at else "")


def on_an_interim_order(window: Window) -> str:
    """A child in care whose last episode is an interim care order, and about whom no decision for adoption was made."""
    facts = window.workspace.snapshot().facts
    last = facts["care_episode"].filter(pl.col("decom") <= TODAY).sort("child", "decom").group_by("child").last()
    early = last.filter((pl.col("ls") == "C1") & pl.col("dec").is_null())["child"].to_list()
    return min(set(early) - set(facts["adm_decision"]["child"].to_list()))


def test_thirty_children_by_the_keyboard_and_again_next_month(
    qtbot: QtBot, start: Callable[[dt.date], Window], before_meetings: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(before_meetings, tmp_path / "northport.db"))
    shown = start(TODAY)
    opened(qtbot, shown, file)
    call(qtbot, shown, TODAY)
    proposed = on_agenda(shown)
    assert proposed

    # The chair asks why a child is not on it, puts children on, takes one off, and moves one down.
    everybody = pmg.proposed(shown.workspace.snapshot(), TODAY)
    others = everybody.filter(~pl.col("on"))["child"].to_list()
    early = on_an_interim_order(shown)
    for asked, answer in ((early, NOT_YET), ("no-such", "The child was never in care, as far as it is recorded here.")):
        press(qtbot, shown, KEY.Key_W, CTRL | SHIFT)
        write(qtbot, asked)
        press(qtbot, shown, KEY.Key_Return, NONE)
        assert meetings(shown).agenda.answered.text() == f"{asked} is not on it. {answer}"
    put_on = others[: max(THIRTY - len(proposed), 1)]
    for child in put_on:
        press(qtbot, shown, KEY.Key_Insert, NONE)
        enter(qtbot, child, "The reviewing officer asked for it")
    assert set(on_agenda(shown)) == {*proposed, *put_on}
    meetings(shown).agenda.grid.table.setFocus()
    meetings(shown).agenda.grid.select(on_agenda(shown)[0])
    first = on_agenda(shown)[0]
    press(qtbot, shown, KEY.Key_Down)
    assert on_agenda(shown)[0] != first
    press(qtbot, shown, KEY.Key_O, CTRL | SHIFT)
    assert on_agenda(shown)[0] == first
    turn(qtbot, shown, "Attendance")
    attend(qtbot, shown)
    assert "the meeting is quorate" in meetings(shown).attendance.quorum.text()
    children = on_agenda(shown)
    assert len(children) >= THIRTY

    # The meeting: decision, owner, due day, state agreed, next child.
    press(qtbot, shown, KEY.Key_F11, NONE)
    room = mode(qtbot, shown)
    assert room.isFullScreen()
    for at, child in enumerate(children):
        assert room.item is not None
        assert (room.item.child, room.count.text()) == (child, f"{at + 1} of {len(children)}")
        assert room.deciding.decision.hasFocus()
        qtbot.keyClicks(QApplication.focusWidget(), decided(at, children))
        press(qtbot, room, KEY.Key_Return, NONE)
        qtbot.keyClicks(QApplication.focusWidget(), "Team manager")
        press(qtbot, room, KEY.Key_Return, NONE)
        qtbot.keyClicks(QApplication.focusWidget(), "+21")
        press(qtbot, room, (KEY.Key_R, KEY.Key_A, KEY.Key_G)[at % 3], ALT)
        press(qtbot, room, KEY.Key_Return)
    assert all(item.discussed == TODAY for item in room.agenda)

    # The action of the last child is done, the child's case goes to the head of service.
    press(qtbot, room, KEY.Key_D, ALT)
    qtbot.keyClicks(QApplication.focusWidget(), "Letter of the panel, on file")
    press(qtbot, room, KEY.Key_Return, NONE)
    press(qtbot, room, KEY.Key_E, ALT)
    press(qtbot, room, KEY.Key_Return, NONE)
    qtbot.keyClicks(QApplication.focusWidget(), "No family for a year")
    press(qtbot, room, KEY.Key_Return, NONE)
    assert "No family for a year" in room.deciding.stands.text()

    # A projector shows no identifier, wherever one could stand: recorded of another child, or typed just now.
    facts = shown.workspace.snapshot().facts
    workers = sorted(facts["social_worker"]["sw_id"].drop_nulls().unique().to_list())
    names = {*children, *workers, *facts["sibling_group"]["family"].unique().to_list()}
    typed = f", like {children[1]} of {workers[0]}"
    press(qtbot, room, KEY.Key_1, ALT)
    press(qtbot, room, KEY.Key_End)
    qtbot.keyClicks(QApplication.focusWidget(), typed)
    assert {children[0], children[1], workers[0]} <= {name for name in names if name in in_sight(room)}
    press(qtbot, room, KEY.Key_F8, NONE)
    assert room.deciding.decision.text == decided(len(children) - 1, children) + typed
    assert [name for name in names if name in in_sight(room)] == []
    for _letter in typed:
        press(qtbot, room, KEY.Key_Backspace, NONE)
    for _child in range(6):
        said = in_sight(room)
        assert [name for name in names if name in said] == []
        press(qtbot, room, KEY.Key_PageUp, NONE)
    press(qtbot, room, KEY.Key_F8, NONE)
    assert children[-7] in in_sight(room)

    # Out of the field, out of the meeting; the minutes are sealed and printed.
    leave(qtbot, shown, room)
    sign_off(qtbot, shown)
    assert "Signed off" in list(meetings(shown).list.model.shown()["state"])
    sealed = pmg.minutes(shown.workspace.snapshot(), TODAY)
    assert sealed is not None
    assert [item.decision for item in sealed.items] == [decided(at, children) for at in range(len(children))]
    press(qtbot, shown, KEY.Key_P)
    settled(qtbot, shown)
    preview = shows(qtbot, Preview)
    assert preview.count > 1
    press(qtbot, preview, KEY.Key_Escape, NONE)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    press(qtbot, shown, KEY.Key_R, CTRL | SHIFT)
    enter(qtbot, "The panel of the second child is in May")
    closed(qtbot, shown)

    # A month later: something was recorded meanwhile; the agenda has what is carried, and exactly what changed.
    again = start(AGAIN)
    settled(qtbot, again)
    order = next(
        row
        for row in tracker(again).grid.model.shown().to_dicts()
        if row["child"] in children[:-1] and row["po"] is not None
    )
    to_cell(qtbot, tracker(again).grid, order["child"], "po")
    press(qtbot, again, KEY.Key_F2, NONE)
    write(qtbot, british(order["po"] + dt.timedelta(days=1)))
    press(qtbot, again, KEY.Key_Return, NONE)
    call(qtbot, again, AGAIN)
    assert [each.words for each in pmg.minutes(again.workspace.snapshot(), TODAY).corrections] == [
        "The panel of the second child is in May"
    ]
    if order["child"] not in on_agenda(again):
        press(qtbot, again, KEY.Key_Insert, NONE)
        enter(qtbot, order["child"], "The order's day was put right")
    turn(qtbot, again, "Attendance")
    for at in range(len(MEMBERS)):
        grid = meetings(again).attendance.grid
        grid.select(str(grid.model.shown()["who"][at]))
        press(qtbot, again, KEY.Key_T, CTRL | SHIFT)
    assert "the meeting is quorate" in meetings(again).attendance.quorum.text()
    press(qtbot, again, KEY.Key_F11, NONE)
    room = mode(qtbot, again)
    while room.item is not None and room.item.child != order["child"]:
        press(qtbot, room, KEY.Key_PageDown, NONE)
    store = again.workspace.store
    touched = store.touched(room.meeting.after)
    mine = touched.filter((pl.col("child") == order["child"]) & (pl.col("number") <= room.meeting.known))
    told = [room.before.since.item(at) for at in range(room.before.since.count())]
    assert {item.data(Qt.ItemDataRole.UserRole) for item in told} == set(mine["number"].to_list())
    labels = set(mine["label"].to_list())
    assert {f"Decision of the meeting of {british(TODAY)}", "Set placement order date"} <= labels
    (action,) = [room.before.actions_.item(at).text() for at in range(room.before.actions_.count())]
    assert "Book the panel for" in action
    assert "28 days old" in action
    qtbot.keyClicks(QApplication.focusWidget(), "Go on")
    press(qtbot, room, KEY.Key_Return)
    leave(qtbot, again, room)
    sign_off(qtbot, again)
    carried = again.workspace.snapshot().once(pmg.actions).filter(pl.col("child") == order["child"])
    assert carried["carried"].to_list() == [1]
    assert store.verify().ok


TYPING = """
import datetime as dt, os, signal, sys
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.window import Window
app = QApplication(sys.argv[:1])
window = Window(QSettings(sys.argv[2], QSettings.Format.IniFormat), today=dt.date(2026, 3, 31), who="B. Osei")
window.show()
window.open(sys.argv[1])
window.inside.go("meetings")
page = window.inside.page
page.run_meeting()
room = page.mode
room.step(+1)
QTest.keyClicks(room.deciding.decision, "Ask the agency again")
QTest.keyClicks(room.deciding.owner, "Team man")
QTest.keyClicks(room.deciding.due, "+1")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_half_typed_words_outlive_a_killed_process(
    qtbot: QtBot, start: Callable[[dt.date], Window], before_meetings: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(before_meetings, tmp_path / "northport.db"))
    shown = start(TODAY)
    opened(qtbot, shown, file)
    call(qtbot, shown, TODAY)
    closed(qtbot, shown)
    killed = subprocess.run(
        [sys.executable, "-c", TYPING, str(file), str(tmp_path / "other.ini")], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    again = start(TODAY)
    press(qtbot, again, KEY.Key_8)
    press(qtbot, again, KEY.Key_F11, NONE)
    room = mode(qtbot, again)
    assert room.count.text().startswith("2 of ")
    fields: tuple[QPlainTextEdit | QLineEdit, ...] = (room.deciding.decision, room.deciding.owner, room.deciding.due)
    typed = [each.toPlainText() if isinstance(each, QPlainTextEdit) else each.text() for each in fields]
    assert typed[0] == "Ask the agency again"
    assert typed[1].startswith("Team man")
    assert typed[2] == "+1"
    assert "it is not recorded yet" in room.message.text()
