"""Before minutes are sealed: general ones that are half typed, and a meeting that was not quorate."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.edits.meetings import SetAttendance
from models.rules import pmg
from tests.support.pages import TODAY
from views.meeting import forms
from views.meeting.page import MeetingsPage
from views.workspace import Workspace


def begin(page: MeetingsPage) -> None:
    """The meeting runs, and the window is back on its page."""
    page.run_meeting()
    assert page.mode is not None
    page.mode.leave_meeting()


def write(page: MeetingsPage, qtbot: QtBot, **words: str) -> None:
    """Type into the form that is open."""
    assert page.form.view is not None
    for name, text in words.items():
        place = page.form.view.cells[name].place
        assert isinstance(place, (QLineEdit, QPlainTextEdit))
        place.selectAll()
        qtbot.keyClicks(place, text)


def test_general_minutes_that_are_half_typed_are_said_and_not_left_out(
    page: MeetingsPage, qtbot: QtBot, here: Workspace
) -> None:
    here.do(SetAttendance(TODAY, "Team manager", "PRESENT"))
    begin(page)
    page.notes_button.click()
    assert page.form.view is not None
    assert page.form.view.note.text().startswith("Enter saves, in a box of words Ctrl+Enter")
    write(page, qtbot, notes="The next meeting is in Ap")
    page.sign_off()
    assert page.message.text().startswith(
        "General minutes are typed and not recorded: “The next meeting is in Ap”. Record them first"
    )
    assert page.meeting is not None
    assert page.meeting["signed"] is None
    page.notes_button.click()
    assert page.form.view is not None
    assert page.form.view.cells["notes"].text == "The next meeting is in Ap"
    page.form.view.save()
    page.sign_off()
    assert page.form.view is not None
    page.form.view.save()
    said = pmg.minutes(here.snapshot(), TODAY)
    assert said is not None
    assert (said.notes, said.signed) == ("The next meeting is in Ap", TODAY)


def test_what_was_typed_generally_goes_into_a_correction_once_somebody_else_has_signed(
    page: MeetingsPage, qtbot: QtBot, here: Workspace
) -> None:
    here.do(SetAttendance(TODAY, "Team manager", "PRESENT"))
    begin(page)
    signing = forms.signing(here, TODAY)
    page.notes_button.click()
    write(page, qtbot, notes="Two agenc")
    page.form.leave()
    assert not isinstance(signing, str)
    here.do(signing.edit({"signed_by": "HEAD-1"}))
    page.refresh()
    assert page.told.text().endswith("Typed, not recorded: general minutes (“Two agenc”).")
    page.correct_button.click()
    assert page.form.view is not None
    page.form.view.save()
    assert here.snapshot()["minute_correction"].select("words", "child_ref").rows() == [("Two agenc", None)]
    assert "not recorded" not in page.told.text()


def test_a_meeting_without_a_quorum_is_closed_as_notes(page: MeetingsPage, qtbot: QtBot, here: Workspace) -> None:
    begin(page)
    page.sign_button.click()
    view = page.form.view
    assert view is not None
    assert (view.form.title, view.form.save) == ("Close the meeting of 31 Mar 2022 as notes", "Close as notes")
    assert view.form.says.startswith("Not quorate: 0 there of 1 that the quorum wants.")
    view.save()
    assert not view.problems.isHidden()  # the reason is needed
    write(page, qtbot, without="Two members were ill; adjourned to April")
    view.save()
    assert page.message.text().startswith("Close as notes the meeting of 31 Mar 2022")
    assert page.meeting is not None
    assert (page.meeting["state"], page.meeting["signed_by"]) == ("Held as notes", "Head of service")
    said = pmg.minutes(here.snapshot(), TODAY)
    assert said is not None
    assert said.without_quorum == "Two members were ill; adjourned to April"
