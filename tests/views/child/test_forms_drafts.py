"""Words typed into a form and not recorded yet: kept through a leave, a crash and a mistake, for their child alone."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.edits.facts import CorrectFact, RecordFact, values
from models.store import Store
from tests.support.forms import CTRL, KEY, choose, focus, form, press, to_fact, write
from tests.support.pages import MOMENT, TODAY
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat
CRASH = """
import datetime as dt, os, sys
from PySide6.QtWidgets import QApplication
from PySide6.QtTest import QTest
from models.store import Store
from tests.support.grids import Preferences
from views.child.page import ChildPage
from views.workspace import Workspace
app = QApplication([])
today = dt.date.fromisoformat(sys.argv[4])
here = Workspace(Store.open(sys.argv[1]), today=today, who="anna", preferences=Preferences())
page = ChildPage(here)
page.show_child("1")
page.show()
page.activateWindow()
page.side.open("record/milestone/VIABILITY")
note = page.side.form.cells["note"].place
note.setFocus()
for word in sys.argv[2].split():
    QTest.keyClicks(note, f"{word} ")
    QTest.qWait(50)
QTest.qWait(int(sys.argv[3]))
os._exit(9)
"""


def offered(page: ChildPage) -> list[str]:
    """The drafts that are offered, in words."""
    return [label.text() for label in page.offers.findChildren(QLabel) if label.isVisibleTo(page)]


def click(qtbot: QtBot, page: ChildPage, words: str) -> None:
    links = [link for link in page.offers.findChildren(QPushButton) if link.text() == words and link.isVisibleTo(page)]
    qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)


def begun(page: ChildPage, qtbot: QtBot) -> None:
    """Some words typed, and Esc."""
    write(qtbot, choose(qtbot, page, "viability"), day="31 2", note="The aunt")
    press(qtbot, KEY.Key_Escape)


def test_esc_keeps_the_words_and_offers_them(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    begun(page, qtbot)
    assert page.side.shown is None
    assert offered(page) == ["You began recording “Viability assessment” on 31 Mar 2022"]
    click(qtbot, page, "Go on")
    assert (form(page).cells["day"].text, form(page).cells["note"].text) == ("31 2", "The aunt")
    assert offered(page) == []
    write(qtbot, form(page), day="3 2 2022")
    press(qtbot, KEY.Key_Return)
    assert here.snapshot()["milestone"]["note"].to_list() == ["The aunt"]
    assert offered(page) == []
    assert page.side.drafts() == []


def test_what_is_discarded_is_gone(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    begun(page, qtbot)
    click(qtbot, page, "Discard")
    assert offered(page) == []
    choose(qtbot, page, "viability")
    assert form(page).cells["note"].text == ""


def test_the_words_about_one_child_are_never_offered_for_another(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    write(qtbot, choose(qtbot, page, "viability"), note="The aunt")
    page.show_child("2")
    assert page.side.shown is None
    assert offered(page) == []
    choose(qtbot, page, "viability")
    assert form(page).cells["note"].text == ""
    press(qtbot, KEY.Key_Escape)
    page.show_child("1")
    assert len(offered(page)) == 1


def test_going_elsewhere_keeps_the_words(page: ChildPage, qtbot: QtBot) -> None:
    write(qtbot, choose(qtbot, page, "viability"), note="The aunt")
    assert page.leave()
    page.show_child("1")
    assert len(offered(page)) == 1


def test_a_form_left_as_it_was_offers_nothing(page: ChildPage, qtbot: QtBot) -> None:
    choose(qtbot, page, "viability")
    press(qtbot, KEY.Key_Escape)
    assert offered(page) == []


AUNT = "The aunt lives near the school"


@pytest.mark.parametrize(("typed", "wait"), [(AUNT, 900), (AUNT + " and has room" * 8, 0)])
def test_a_crash_of_the_program_leaves_the_words(
    page: ChildPage, here: Workspace, qtbot: QtBot, typed: str, wait: int
) -> None:
    """Also those of somebody who never pauses, but for what is of the last moment."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", CRASH, here.store.where, typed, str(wait), str(TODAY)]
    ended = subprocess.run(command, env=environment, timeout=120, check=False, capture_output=True)
    assert ended.returncode == 9, ended.stderr
    page.show_child("2")
    page.show_child("1")
    assert len(offered(page)) == 1
    click(qtbot, page, "Go on")
    kept = form(page).cells["note"].text
    assert kept.startswith(AUNT)
    assert typed.startswith(kept.strip())
    assert wait == 0 or kept.strip() == typed


class TestSomebodyElse:
    """A colleague has the file open too."""

    def test_was_faster_and_the_words_stay_with_the_sentence(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        fact = values({"kind": "VIABILITY", "plan": 0, "day": D("2022-02-03")})
        here.do(RecordFact("1", "milestone", fact))
        to_fact(page, "Viability assessment")
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), note="Seen at home")
        row = int(here.snapshot()["milestone"]["row_id"][0])
        with Store.open(here.store.where, clock=lambda: MOMENT) as other:
            edit = CorrectFact("1", "milestone", row, values({"outcome": "POSITIVE"}), None)
            other.apply(edit, who="ben", today=TODAY)
        press(qtbot, KEY.Key_Return, CTRL)
        assert form(page).problems.isVisible()
        assert "changed" in form(page).problems.accessibleName()
        assert form(page).cells["note"].text == "Seen at home"
        assert form(page).cells["outcome"].text == "POSITIVE"
        form(page).cells["note"].setFocus()
        press(qtbot, KEY.Key_Return, CTRL)
        now = here.snapshot()["milestone"].to_dicts()[0]
        assert (now["outcome"], now["note"]) == ("POSITIVE", "Seen at home")

    def test_took_the_fact_away_and_the_words_can_still_be_read(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        here.do(RecordFact("1", "milestone", values({"kind": "VIABILITY", "plan": 0, "day": D("2022-02-03")})))
        to_fact(page, "Viability assessment")
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), note="Seen at home")
        press(qtbot, KEY.Key_Escape)
        here.undo()
        click(qtbot, page, "Go on")
        assert page.side.form is None
        assert "Seen at home" in page.side.shown.accessibleName()
        qtbot.keyClick(focus(), KEY.Key_Return)
        assert offered(page) == []
