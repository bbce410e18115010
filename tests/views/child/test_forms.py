"""Recording on a child's page by the keyboard alone: every fact recorded, corrected, changed, ended, taken away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pytestqt.qtbot import QtBot

from tests.support.forms import CTRL, KEY, choose, focus, form, press, to_fact, write
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat


def facts(here: Workspace, table: str) -> list[dict[str, Any]]:
    return here.snapshot().facts[table].to_dicts()


class TestAStep:
    def test_is_recorded_by_keys_as_one_step_that_undo_takes_back(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "viability")
        assert shown.form.title == "Record viability assessment"
        write(qtbot, shown, day="3/2/22", outcome="Pos", ref="F-12", note="Aunt on the mother's side")
        press(qtbot, KEY.Key_Return, CTRL)
        row = facts(here, "milestone")[0]
        assert (row["kind"], row["day"], row["outcome"], row["plan"]) == ("VIABILITY", D("2022-02-03"), "POSITIVE", 0)
        assert (row["ref"], row["decider"], row["note"]) == ("F-12", "SW", "Aunt on the mother's side")
        assert here.undo_label == "Record viability assessment"
        assert page.side.form is None
        here.undo()
        assert facts(here, "milestone") == []

    def test_keeps_every_word_when_something_is_wrong(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "viability")
        write(qtbot, shown, day="31 2 2022", note="Long words that nobody wants to type again")
        press(qtbot, KEY.Key_Return, CTRL)
        sentence = "Date: “31 2 2022” is not a date; type day, month and year, such as 27 3 2022."
        assert shown.problems.hasFocus()
        assert [link.sentence for link in shown.problems.links] == [sentence]
        assert shown.cells["day"].problem.text() == sentence
        assert shown.cells["day"].text == "31 2 2022"
        assert shown.cells["note"].text == "Long words that nobody wants to type again"
        press(qtbot, KEY.Key_Return)
        assert shown.cells["day"].place.hasFocus()
        write(qtbot, shown, day="28 2 2022")
        press(qtbot, KEY.Key_Return)
        assert [row["day"] for row in facts(here, "milestone")] == [D("2022-02-28")]

    def test_that_is_refused_says_why_in_the_form(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "final hearing")
        write(qtbot, shown, day="1 4 2022")
        press(qtbot, KEY.Key_Return)
        sentence = "Date: 1 Apr 2022 has not happened yet; record it on the day it happens."
        assert shown.problems.links[0].sentence == sentence
        assert shown.cells["day"].problem.text() == sentence
        assert facts(here, "milestone") == []

    def test_is_corrected_with_f2(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "viability"), day="3/2/22")
        press(qtbot, KEY.Key_Return)
        to_fact(page, "Viability assessment")
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), day="4/2/22")
        press(qtbot, KEY.Key_Return)
        assert [row["day"] for row in facts(here, "milestone")] == [D("2022-02-04")]
        assert here.undo_label == "Correct step"
        assert focus() is page.record_tab.grid.table

    def test_is_taken_away_with_del_and_enter(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "viability"), day="3/2/22")
        press(qtbot, KEY.Key_Return)
        to_fact(page, "Viability assessment")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Return)
        assert facts(here, "milestone") == []
        here.undo()
        assert len(facts(here, "milestone")) == 1
