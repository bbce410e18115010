"""The chair edits the agenda that the rules propose, and asks why a child is not on it."""

from __future__ import annotations

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.edits.care import SetLeft
from models.edits.meetings import CallMeeting
from models.edits.policy import SetPolicy
from models.rules import pmg
from tests.support.pages import TODAY
from tests.views.meeting.conftest import agenda, days_later
from views.meeting import forms
from views.meeting.page import EMPTY, MeetingsPage
from views.workspace import Workspace

KEY = Qt.Key


def press(button: QPushButton, qtbot: QtBot) -> None:
    """Space on a button."""
    assert button.isEnabled(), button.toolTip()
    button.setFocus()
    qtbot.keyClick(button, KEY.Key_Space)


def typed(page: MeetingsPage, qtbot: QtBot, **words: str) -> None:
    """Type into the form's fields, and record."""
    assert page.form.view is not None
    for name, text in words.items():
        place = page.form.view.cells[name].place
        assert isinstance(place, (QLineEdit, QPlainTextEdit))
        place.selectAll()
        qtbot.keyClicks(place, text)
    page.form.view.save()


def test_every_child_stands_with_the_rules_that_put_it_there(page: MeetingsPage) -> None:
    rows = page.agenda.grid.model.shown().to_dicts()
    assert sorted(row["child"] for row in rows) == ["104233", "118020", "118021", "120777"]
    assert all(row["rules"] and row["why"] for row in rows)
    assert page.agenda.total.text() == "4 children, 20 min, within the time of 2 h 30 min"


def test_the_chair_takes_a_child_off_with_a_reason_and_is_told_it_when_asking_why(
    page: MeetingsPage, qtbot: QtBot, here: Workspace
) -> None:
    page.agenda.grid.select("120777")
    press(page.agenda.buttons["Take off …"], qtbot)
    typed(page, qtbot, why="Adopted tomorrow")
    assert "120777" not in agenda(page)
    page.agenda.asking.setFocus()
    qtbot.keyClicks(page.agenda.asking, "120777")
    qtbot.keyClick(page.agenda.asking, KEY.Key_Return)
    assert page.agenda.answered.text() == "120777 is not on it. Taken off by the chair: Adopted tomorrow"
    press(page.agenda.buttons["Put on …"], qtbot)
    assert page.form.view is not None
    assert page.form.view.cells["child"].text == "120777"
    typed(page, qtbot, why="The hearing was put off")
    assert "120777" in agenda(page)


def test_of_a_meeting_that_has_begun_it_is_told_by_what_it_looks_at_why_a_child_is_not_on_it(
    page: MeetingsPage, qtbot: QtBot, here: Workspace
) -> None:
    here.do(SetPolicy("PMG-LENGTH", 5, here.store.head))
    left = pmg.waiting(here.snapshot(), TODAY)["child"][0]
    page.run_meeting()
    assert page.mode is not None
    page.mode.leave_meeting()
    here.do(SetPolicy("PMG-LENGTH", 60, here.store.head))
    page.agenda.asking.setFocus()
    qtbot.keyClicks(page.agenda.asking, left)
    qtbot.keyClick(page.agenda.asking, KEY.Key_Return)
    said = page.agenda.answered.text()
    assert said.startswith(f"{left} is not on it. The time of this meeting, 5 min, is taken: ")


def test_who_waits_is_who_waited_when_the_meeting_began(page: MeetingsPage, here: Workspace) -> None:
    here.do(SetPolicy("PMG-LENGTH", 5, here.store.head))
    waited = page.agenda.waiting["child"].to_list()
    page.run_meeting()
    assert page.mode is not None
    page.mode.leave_meeting()
    here.do(SetLeft(waited[0], TODAY, None, here.store.head, "E4A"))
    assert pmg.waiting(here.snapshot(), TODAY)["child"].to_list() != waited
    assert page.agenda.waiting["child"].to_list() == waited


def test_a_childs_place_by_risk_is_still_said_once_the_meeting_has_begun(page: MeetingsPage, here: Workspace) -> None:
    before = page.agenda.grid.model.shown().select("child", "turn").rows()
    assert [turn for _child, turn in before] == [1, 2, 3, 4]
    here.do(forms.beginning(here, TODAY))
    assert page.agenda.grid.model.shown().select("child", "turn").rows() == before
    page.agenda.grid.select(before[0][0])
    assert "By risk 1: " in page.agenda.answered.text()


def test_a_reason_is_needed(page: MeetingsPage, qtbot: QtBot) -> None:
    page.agenda.grid.select("120777")
    press(page.agenda.buttons["Take off …"], qtbot)
    typed(page, qtbot)
    assert page.form.view is not None
    assert "Why is needed" in page.form.view.problems.accessibleName()
    assert "120777" in agenda(page)


def test_sisters_move_together(page: MeetingsPage, qtbot: QtBot) -> None:
    before = agenda(page)
    sisters = [before.index(child) for child in ("118020", "118021")]
    assert abs(sisters[0] - sisters[1]) == 1
    last = before[-1]
    page.agenda.grid.select("118020")
    for _place in before:
        page.agenda.move_by(-1)
    assert set(agenda(page)[:2]) == {"118020", "118021"}
    page.agenda.grid.select("118020")
    page.agenda.move_by(+1)
    assert set(agenda(page)[1:3]) == {"118020", "118021"}
    press(page.agenda.buttons["Order by risk"], qtbot)
    assert (agenda(page), agenda(page)[-1]) == (before, last)


def test_the_time_of_a_child_counts_in_the_whole(page: MeetingsPage, qtbot: QtBot) -> None:
    page.agenda.grid.select("104233")
    press(page.agenda.buttons["Time …"], qtbot)
    typed(page, qtbot, minutes="50")
    assert page.agenda.total.text() == "4 children, 1 h 05 min, within the time of 2 h 30 min"


def test_attendance_tells_the_quorum(page: MeetingsPage, qtbot: QtBot, here: Workspace) -> None:
    assert page.told.text().endswith("0 there, 0 apologies, 0 absent (the quorum is 1)")
    assert page.list.model.shown()["quorum"].to_list() == ["0 (1 needed)"]
    page.tabs.setCurrentWidget(page.attendance)
    assert page.attendance.quorum.text() == "0 there of 1 that the quorum wants: 1 more for the quorum"
    press(page.attendance.buttons["Add a member …"], qtbot)
    typed(page, qtbot, who="Team manager", role="Fostering team", interest="Cousin of a carer")
    assert page.attendance.quorum.text() == "1 there of 1 that the quorum wants: the meeting is quorate"
    page.attendance.grid.select("Team manager")
    press(page.attendance.buttons["Apologies"], qtbot)
    (row,) = pmg.attendance(here.snapshot(), TODAY).to_dicts()
    assert (row["present"], row["interest"]) == ("APOLOGIES", "Cousin of a carer")
    assert "not quorate" in page.told.text()


def test_what_cannot_be_done_yet_says_why(page: MeetingsPage) -> None:
    assert not page.sign_button.isEnabled()
    assert page.sign_button.toolTip() == "It has not begun yet"
    assert page.correct_button.toolTip() == "The minutes are not sealed yet: change them where they stand"


def test_without_a_meeting_it_says_what_would_be_here(here: Workspace, page: MeetingsPage) -> None:
    here.undo()
    QApplication.processEvents()
    assert page.subtitle_label.text() == EMPTY
    assert not page.run_button.isEnabled()
    assert pmg.meetings(here.snapshot()).filter(pl.col("held") == TODAY).is_empty()


def test_a_meeting_that_is_called_is_the_one_shown(page: MeetingsPage, qtbot: QtBot) -> None:
    press(page.call_button, qtbot)
    typed(page, qtbot, held="28 4 2022", chair="Service manager")
    assert page.held == days_later(28)
    assert page.list.current == "2022-04-28"
    assert "chaired by Service manager" in page.told.text()
    press(page.change_button, qtbot)
    typed(page, qtbot, held="29 4 2022")
    assert page.held == days_later(29)
    assert list(page.list.model.shown()["id"]) == ["2022-04-29", "2022-03-31"]


def test_of_a_child_who_is_on_it_the_place_and_the_reason_are_said(page: MeetingsPage, qtbot: QtBot) -> None:
    page.agenda.asking.setFocus()
    qtbot.keyClicks(page.agenda.asking, "104233")
    qtbot.keyClick(page.agenda.asking, KEY.Key_Return)
    place = agenda(page).index("104233") + 1
    assert page.agenda.answered.text().startswith(f"104233 is on it, place {place}: ")
    assert page.agenda.grid.current == "104233"


def test_what_room_there_is_goes_to_words_and_not_to_the_last_column(page: MeetingsPage, qtbot: QtBot) -> None:
    table = page.list.table
    header = table.horizontalHeader()
    for width in (1900, 1166, 1900):
        page.resize(width, 900)
        last = next(at for at in range(10, -1, -1) if not header.isSectionHidden(at))
        if width == 1900:
            qtbot.waitUntil(lambda: table.viewport().width() - 2 <= header.length() <= table.viewport().width())
            assert header.sectionSize(last) < 200 < header.sectionSize(2)


def test_who_waits_stands_below_a_plain_line_and_can_be_pulled_up(
    page: MeetingsPage, qtbot: QtBot, here: Workspace
) -> None:
    by_risk = agenda(page)
    here.do(SetPolicy("PMG-LENGTH", 15, here.store.head))
    rows = page.agenda.grid.model.shown().to_dicts()
    assert [row["child"] for row in rows] == [*by_risk[:3], None, by_risk[3]]
    assert (rows[3]["rules"], rows[3]["why"]) == ("1 more waits", "The time of this meeting is taken")
    assert (rows[4]["place"], rows[4]["turn"], rows[4]["rules"]) == (None, 4, rows[0]["rules"])
    assert page.agenda.total.text() == "3 children, 15 min, within the time of 15 min · 1 more waits"
    assert page.list.model.shown()["children"].item(0) == 3
    page.agenda.grid.select(by_risk[3])
    said = f"{by_risk[3]} waits. The time of this meeting, 15 min, is taken: 4 of 4 by risk ("
    assert page.agenda.answered.text().startswith(said)
    page.agenda.move_by(-1)
    assert page.message.text() == f"{by_risk[3]} waits: put it on first."
    press(page.agenda.buttons["Put on …"], qtbot)
    assert page.form.view is not None
    assert page.form.view.cells["child"].text == by_risk[3]
    typed(page, qtbot, why="The grandmother is here today")
    assert agenda(page) == by_risk
    assert page.agenda.total.text() == "4 children, 20 min, 5 min over the time of 15 min"
    assert page.agenda.total.heightForWidth(page.agenda.total.width()) <= page.agenda.total.height()  # none is cut


def test_tab_comes_to_every_verb_and_field_in_the_order_they_are_read(page: MeetingsPage, qtbot: QtBot) -> None:
    page.setFocus()
    assert QApplication.focusWidget() is page.list.table
    verbs = [page.call_button, page.run_button, page.change_button, page.notes_button, page.print_button]
    wanted = [page.list.table, page.tabs.tabBar(), *page.agenda.buttons.values(), page.agenda.grid.table]
    wanted += [page.agenda.asking, page.agenda.findChildren(QPushButton)[-1], *verbs]
    seen = []
    for _widget in wanted:
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    assert seen == wanted
    assert QApplication.focusWidget() is page.list.table


@pytest.mark.parametrize(("width", "height"), [(1166, 700), (1720, 1000)])
def test_the_list_of_meetings_ends_with_a_whole_row(page: MeetingsPage, width: int, height: int) -> None:
    page.resize(width, height)
    QApplication.processEvents()
    table = page.list.table
    assert table.viewport().height() % table.rowHeight(0) == 0
    assert not table.horizontalScrollBar().isVisible()


def test_the_list_stays_where_it_is_however_long_an_answer_is(page: MeetingsPage, here: Workspace) -> None:
    QApplication.processEvents()
    before = page.agenda.grid.height()
    page.agenda.grid.select("104233")
    QApplication.processEvents()
    assert (page.agenda.answered.text() != " ", page.agenda.grid.height()) == (True, before)


def test_another_meeting_begins_at_its_first_child_with_columns_of_its_own(page: MeetingsPage, here: Workspace) -> None:
    here.do(CallMeeting(days_later(28), "Head of service", 1, 5))
    first = agenda(page)
    page.agenda.grid.select(first[-1])
    here.do(forms.beginning(here, TODAY))
    page.list.select(days_later(28).isoformat())
    assert page.agenda.grid.current is None
    assert page.agenda.answered.text().startswith("In the order of risk")
    assert "decision" not in {column.key for column in page.agenda.grid.columns.shown()}
    page.list.select(TODAY.isoformat())
    told = "4 children, 20 min, within the time of 2 h 30 min · fixed when the meeting began"
    assert page.agenda.total.text() == told
    shown = [column.key for column in page.agenda.grid.columns.shown()]
    assert shown[shown.index("why") + 1 :][:2] == ["agreed", "decision"]
