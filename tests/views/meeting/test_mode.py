"""Meeting mode: what is typed is kept at every letter, recorded as one act, and blanked for a projector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.edits.facts import RecordFact, values
from models.edits.meetings import CallMeeting, SetAttendance
from models.edits.pmg_actions import AddAction, AnswerEscalation, CloseAction, Escalate
from models.edits.pmg_items import Decide
from models.rules import pmg
from tests.support.pages import TODAY, copied
from tests.views.meeting.conftest import days_later
from views.meeting.live import opened
from views.meeting.mode import ELSEWHERE, NOTHING_RECORDED, NOTHING_TYPED, MeetingMode
from views.meeting.page import MeetingsPage
from views.workspace import Workspace

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def here(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """The meeting has begun; where a test looks at the page, too, it begins there."""
    of_page = "page" in request.fixturenames
    made = copied(request.getfixturevalue("cared_for" if of_page else "begun"), tmp_path)
    if of_page:
        made.do(CallMeeting(TODAY, "Head of service", 1, 5))
        made.do(SetAttendance(TODAY, "Team manager", "PRESENT"))
    yield made
    made.close()


@pytest.fixture
def room(here: Workspace, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[MeetingMode]:
    """The meeting on the whole screen: gone to from the page, where a test looks at that, too."""
    if "page" in request.fixturenames:
        page: MeetingsPage = request.getfixturevalue("page")
        page.run_meeting()
        assert page.mode is not None
        qtbot.waitUntil(page.mode.isActiveWindow)
        yield page.mode
        if page.mode is not None:
            page.mode.leave_meeting()
        return
    yield entered(here, qtbot)


def entered(here: Workspace, qtbot: QtBot) -> MeetingMode:
    """The meeting that has begun on the whole screen, without a page under it."""
    meeting = opened(here, TODAY)
    assert meeting is not None
    made = MeetingMode(here, meeting)
    qtbot.addWidget(made)
    made.begin()
    made.showFullScreen()
    made.activateWindow()
    made.deciding.decision.setFocus()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def child(room: MeetingMode) -> str:
    """Who is talked about."""
    assert room.item is not None
    return room.item.child


def decide(qtbot: QtBot, room: MeetingMode, decision: str, owner: str = "", due: str = "") -> None:
    """Type decision, owner and due day, with Enter between them; Ctrl+Enter."""
    qtbot.keyClicks(room.deciding.decision, decision)
    qtbot.keyClick(room.deciding.decision, KEY.Key_Return)
    assert room.deciding.owner.hasFocus()
    qtbot.keyClicks(room.deciding.owner, owner)
    qtbot.keyClick(room.deciding.owner, KEY.Key_Return)
    assert room.deciding.due.hasFocus()
    qtbot.keyClicks(room.deciding.due, due)
    qtbot.keyClick(room.deciding.due, KEY.Key_Return, CTRL)


def test_who_is_called_to_the_meeting_is_offered_first_as_an_owner(here: Workspace, qtbot: QtBot) -> None:
    here.do(SetAttendance(TODAY, "Legal adviser", "APOLOGIES"))
    meeting = opened(here, TODAY)
    assert meeting is not None
    made = MeetingMode(here, meeting)
    qtbot.addWidget(made)
    made.begin()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.deciding.owner.setFocus()
    qtbot.keyClicks(made.deciding.owner, "leg")
    qtbot.keyClick(made.deciding.owner, KEY.Key_Return)
    assert made.deciding.owner.text() == "Legal adviser"
    made.leave_meeting()


def test_both_clocks_are_said(room: MeetingMode) -> None:
    assert room.band.accessibleName() == (
        "Frozen for the meeting: as at 31 Mar 2022, as known on 31 Mar 2022 10:30. "
        "What you record here is a fact of today, 31 Mar 2022."
    )


def test_a_decision_with_an_owner_is_an_action_and_one_step_of_undo(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    first = child(room)
    decide(qtbot, room, "Ask for three profiles", "Team manager", "+14")
    assert child(room) != first
    (row,) = here.snapshot().once(pmg.actions).to_dicts()
    said = (row["child"], row["words"], row["owner"], row["due"])
    assert said == (first, "Ask for three profiles", "Team manager", days_later(14))
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert here.snapshot().once(pmg.actions).is_empty()
    assert child(room) == first
    assert room.deciding.decision.text == "Ask for three profiles"  # typed words are never lost


def test_a_decision_alone_is_no_action(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    qtbot.keyClick(room.deciding.decision, KEY.Key_A, ALT)
    decide(qtbot, room, "Plan endorsed")
    assert here.snapshot().once(pmg.actions).is_empty()
    item = here.snapshot()["pmg_item"].filter(pl.col("child") == first).to_dicts()[0]
    assert (item["decision"], item["agreed"], item["discussed"]) == ("Plan endorsed", "A", TODAY)


def test_another_action_of_the_same_child(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    decide(qtbot, room, "Book the panel", "Team manager")
    room.step(-1)
    assert child(room) == first
    qtbot.keyClick(room.deciding.decision, KEY.Key_End, CTRL)
    qtbot.keyClick(room.deciding.decision, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(room.deciding.decision, "See the aunt")
    qtbot.keyClicks(room.deciding.owner, "Family finder")
    qtbot.keyClick(room.deciding.owner, KEY.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert child(room) == first
    rows = here.snapshot().once(pmg.actions)
    assert rows["words"].to_list() == ["Book the panel", "See the aunt"]
    assert room.before.count.text() == "Open actions (2)"


def test_what_is_typed_after_the_last_decision_takes_its_place(room: MeetingMode, qtbot: QtBot) -> None:
    room.go(len(room.agenda) - 1)
    last = child(room)
    decide(qtbot, room, "Book the panel")
    assert child(room) == last
    qtbot.keyClicks(room.deciding.decision, "See the aunt")
    assert room.deciding.decision.text == "See the aunt"
    room.step(-1)
    room.step(+1)
    qtbot.keyClicks(room.deciding.decision, " first")  # half typed, it goes on behind what stands
    assert room.deciding.decision.text == "See the aunt first"
    assert "Book the panel" in room.deciding.recorded.text()


def test_what_is_wrong_records_nothing_and_loses_nothing(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    qtbot.keyClick(room.deciding.decision, KEY.Key_Return, CTRL)
    assert room.deciding.problem.text() == NOTHING_TYPED
    decide(qtbot, room, "Book the panel", "Team manager", "soon")
    assert "“soon” is not a date" in room.deciding.problem.text()
    assert room.deciding.due.hasFocus()
    assert child(room) == first
    assert here.snapshot()["pmg_item"].filter(pl.col("discussed").is_not_null()).is_empty()
    assert room.deciding.decision.text == "Book the panel"


@pytest.mark.parametrize("typed", ["+9999999", "+²", "+", "+ten"])
def test_a_number_of_days_that_is_none_is_said(room: MeetingMode, qtbot: QtBot, here: Workspace, typed: str) -> None:
    decide(qtbot, room, "Book the panel", "Team manager", typed)
    said = f"Due: “{typed}” is no number of days up to 9,999; type it as +14."
    assert room.deciding.problem.text() == said
    assert here.snapshot().once(pmg.actions).is_empty()


def test_every_letter_is_kept_and_stays_with_its_child(
    room: MeetingMode, qtbot: QtBot, page: MeetingsPage, here: Workspace
) -> None:
    first = child(room)
    qtbot.keyClicks(room.deciding.decision, "Ask the ag")
    qtbot.keyClick(room.deciding.decision, KEY.Key_G, ALT)
    form = f"pmg/{TODAY.isoformat()}/{first}"
    assert here.store.drafts is not None
    (draft,) = here.store.drafts.of("", here.who)
    assert (draft.form, draft.words["decision"], draft.words["agreed"]) == (form, "Ask the ag", "G")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageDown)
    assert child(room) != first
    assert room.deciding.decision.text == ""
    room.leave_meeting()
    page.run_meeting()
    assert page.mode is not None
    qtbot.waitUntil(page.mode.isActiveWindow)
    assert (child(page.mode), page.mode.deciding.decision.text) == (first, "Ask the ag")
    assert page.mode.deciding.agreed.state == "G"
    qtbot.keyClick(page.mode.deciding.decision, KEY.Key_Return, CTRL)
    assert here.store.drafts.of("", here.who) == []


def test_an_action_ends_with_evidence_and_a_case_is_escalated_and_answered(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    first = child(room)
    decide(qtbot, room, "Book the panel", "Team manager")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    qtbot.keyClick(room.deciding.decision, KEY.Key_D, ALT)
    qtbot.keyClick(room.before.ending.evidence, KEY.Key_Return)
    assert not room.before.ending.isHidden()  # without evidence nothing is done
    qtbot.keyClicks(room.before.ending.evidence, "Minutes of the panel")
    qtbot.keyClick(room.before.ending.evidence, KEY.Key_Return)
    (row,) = here.snapshot().once(pmg.actions).to_dicts()
    assert (row["ends"], row["why_ended"], row["evidence"]) == (TODAY, "DONE", "Minutes of the panel")
    qtbot.keyClick(room.deciding.decision, KEY.Key_E, ALT)
    qtbot.keyClick(room.deciding.escalating.rung, KEY.Key_Return)
    qtbot.keyClicks(room.deciding.escalating.why, "No family for a year")
    qtbot.keyClick(room.deciding.escalating.why, KEY.Key_Return)
    assert "The case is with" in room.deciding.stands.text()
    qtbot.keyClick(room.deciding.decision, KEY.Key_N, ALT)
    qtbot.keyClicks(room.deciding.answering.outcome, "Money for the agency")
    qtbot.keyClick(room.deciding.answering.outcome, KEY.Key_Return)
    (raised,) = here.snapshot().once(pmg.escalations).to_dicts()
    said = (raised["child"], raised["answered"], raised["outcome"])
    assert said == (first, TODAY, "Money for the agency")
    assert room.deciding.stands.isHidden()


def test_what_is_recorded_meanwhile_does_not_change_what_the_meeting_looks_at(
    room: MeetingMode, here: Workspace
) -> None:
    room.go(next(at for at, item in enumerate(room.agenda) if item.child == "104233"))
    before = room.standing.timeline.items
    here.do(RecordFact("104233", "plan", values({"plan": 1, "pathway": "ADOPTION", "begins": TODAY})))
    room.cases._ready.clear()
    room.go(room.at)
    assert len(room.standing.timeline.items) == len(before)


def test_a_projector_shows_no_identifier_also_of_what_is_typed(room: MeetingMode, qtbot: QtBot) -> None:
    room.go(next(at for at, item in enumerate(room.agenda) if item.child == "104233"))
    assert room.heading.text() == "Child 104233"
    place = room.at + 1
    qtbot.keyClicks(room.deciding.owner, "SW-77")
    qtbot.keyClick(room.deciding.decision, KEY.Key_F8)
    assert room.heading.text() == f"Child {place}"
    assert room.windowTitle() == f"Child {place} – Meeting of 31 Mar 2022 – Permanence"
    assert "born" in room.who.text()
    assert "2018" not in room.who.text()
    assert room.standing.timeline.accessibleName() == f"Timeline of child {place}"
    assert not any("SW-77" in room.standing.timeline.sentence(item) for item in room.standing.timeline.items)
    assert room.deciding.owner.echoMode() == QLineEdit.EchoMode.Password
    assert room.deciding.owner.text() == "SW-77"  # it is recorded as it was typed
    qtbot.keyClick(room.deciding.decision, KEY.Key_F8)
    assert room.heading.text() == "Child 104233"
    assert room.deciding.owner.echoMode() == QLineEdit.EchoMode.Normal


def test_esc_goes_one_step_out_at_a_time(room: MeetingMode, qtbot: QtBot, page: MeetingsPage) -> None:
    qtbot.keyClick(room.deciding.decision, KEY.Key_E, ALT)
    assert room.deciding.escalating.isVisible()
    qtbot.keyClick(room.deciding.escalating.rung, KEY.Key_Escape)
    assert room.deciding.escalating.isHidden()
    assert room.deciding.decision.hasFocus()
    qtbot.keyClick(room.deciding.decision, KEY.Key_Escape)
    assert room.standing.timeline.hasFocus()
    qtbot.keyClick(room.standing.timeline, KEY.Key_Escape)
    assert page.mode is None


def test_every_control_has_a_name(room: MeetingMode) -> None:
    for widget in room.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            told = QAccessible.queryAccessibleInterface(widget)
            name = "" if told is None else told.text(QAccessible.Text.Name)
            assert name, widget


def test_a_half_typed_ending_comes_back_too(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    decide(qtbot, room, "Book the panel", "Team manager")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    qtbot.keyClick(room.deciding.decision, KEY.Key_D, ALT)
    qtbot.keyClicks(room.before.ending.evidence, "Letter of th")
    room.close()
    again = entered(here, qtbot)
    assert again.before.ending.isVisible()
    assert again.before.ending.evidence.text() == "Letter of th"


def test_one_goes_to_a_place_or_a_child(room: MeetingMode, qtbot: QtBot) -> None:
    last = room.agenda[-1].child
    qtbot.keyClick(room.deciding.decision, KEY.Key_G, CTRL)
    qtbot.keyClicks(room.to, last)
    qtbot.keyClick(room.to, KEY.Key_Return)
    assert child(room) == last
    assert room.deciding.decision.hasFocus()
    qtbot.keyClick(room.deciding.decision, KEY.Key_G, CTRL)
    qtbot.keyClicks(room.to, "2")
    qtbot.keyClick(room.to, KEY.Key_Return)
    assert child(room) == room.agenda[1].child
    for wrong in ("99", "²"):
        qtbot.keyClick(room.deciding.decision, KEY.Key_G, CTRL)
        qtbot.keyClicks(room.to, wrong)
        qtbot.keyClick(room.to, KEY.Key_Return)
        assert room.message.text() == f"“{wrong}” is neither a place nor a child on the agenda."


def test_letters_grow_for_a_wall_and_stay_so(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    before = room.deciding.decision.fontMetrics().height()
    qtbot.keyClick(room.deciding.decision, KEY.Key_Plus, CTRL)
    larger = room.deciding.decision.fontMetrics().height()
    assert larger > before
    room.close()
    again = entered(here, qtbot)
    again.ensurePolished()
    assert again.deciding.decision.fontMetrics().height() == larger
    again.make_larger(-1)
    assert again.deciding.decision.fontMetrics().height() == before


def test_somebody_faster_is_told_and_what_is_typed_stays(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    here.store.apply(Decide(first, TODAY, "Plan endorsed", seen=here.store.head), who="ben", today=TODAY)
    qtbot.keyClicks(room.deciding.decision, "Book the panel")
    qtbot.keyClick(room.deciding.decision, KEY.Key_Return, CTRL)
    assert child(room) == first
    assert "ben" in room.deciding.problem.text()
    assert room.deciding.decision.text == "Book the panel"
    assert room.deciding.recorded.text().startswith("Recorded: “Plan endorsed”.")
    qtbot.keyClick(room.deciding.decision, KEY.Key_Return, CTRL)
    item = here.snapshot()["pmg_item"].filter(pl.col("child") == first).to_dicts()[0]
    assert item["decision"] == "Book the panel"


def test_what_is_left_typed_is_said_before_the_seal_and_goes_into_a_correction(
    room: MeetingMode, qtbot: QtBot, page: MeetingsPage, here: Workspace
) -> None:
    first = child(room)
    decide(qtbot, room, "Plan endorsed")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    room.deciding.decision.selectAll()
    qtbot.keyClicks(room.deciding.decision, "Plan not endors")
    qtbot.keyClick(room.deciding.decision, KEY.Key_G, ALT)
    qtbot.keyClick(room.deciding.decision, KEY.Key_Escape)
    qtbot.keyClick(room.standing.timeline, KEY.Key_Escape)
    assert page.told.text().endswith(f"Typed, not recorded: child {first}.")
    page.sign_off()
    assert page.form.view is not None
    assert page.form.view.form.says.startswith(f"Typed, not recorded: child {first}. ")
    page.form.view.save()
    left = f"Typed, not recorded: child {first} (“Plan not endors; state agreed green”)."
    assert page.told.text().endswith(left)
    page.correct_button.click()
    assert page.form.view is not None
    assert page.form.view.cells["child_ref"].text == first
    page.form.view.save()
    (row,) = here.snapshot()["minute_correction"].to_dicts()
    assert (row["words"], row["child_ref"]) == ("Plan not endors; state agreed green", first)
    assert "not recorded" not in page.told.text()


def two_escalations(room: MeetingMode, here: Workspace) -> str:
    """The case of the first child is with the director and with the reviewing officer."""
    first = child(room)
    for rung in ("DIRECTOR", "IRO"):
        here.do(Escalate(first, 0, rung, "No family for a year", TODAY))
    return first


def answered(here: Workspace) -> dict[str, str | None]:
    """What each was answered with."""
    return {row["rung"]: row["outcome"] for row in here.snapshot().once(pmg.escalations).to_dicts()}


@pytest.mark.parametrize("meanwhile", ["blanked", "changed"])
def test_an_answer_is_recorded_of_whom_it_was_chosen_for(
    room: MeetingMode, qtbot: QtBot, here: Workspace, meanwhile: str
) -> None:
    first = two_escalations(room, here)
    qtbot.keyClick(room.deciding.decision, KEY.Key_N, ALT)
    form = room.deciding.answering
    assert form.which.hasFocus()
    qtbot.keyClick(form.which, KEY.Key_Down)
    assert form.which.currentText().startswith("Independent reviewing officer")
    qtbot.keyClick(form.which, KEY.Key_Return)
    qtbot.keyClicks(form.outcome, "Review held")
    if meanwhile == "blanked":
        qtbot.keyClick(form.outcome, KEY.Key_F8)
    else:
        here.do(Escalate(first, 0, "HEAD-OF-SERVICE", "No family for a year", TODAY))
    qtbot.keyClick(form.outcome, KEY.Key_Return)
    said = answered(here)
    assert (said["DIRECTOR"], said["IRO"]) == (None, "Review held")
    assert form.isHidden()
    offered = [form.which.itemText(at).split(":")[0] for at in range(form.which.count())]
    assert "Independent reviewing officer" not in offered
    assert len(offered) == len(said) - 1


def test_a_half_typed_answer_to_what_stands_no_more_is_not_recorded_of_another(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    first = two_escalations(room, here)
    qtbot.keyClick(room.deciding.decision, KEY.Key_N, ALT)
    qtbot.keyClick(room.deciding.answering.which, KEY.Key_Down)
    qtbot.keyClicks(room.deciding.answering.outcome, "Review held")
    room.close()
    here.do(AnswerEscalation(first, 0, "IRO", TODAY, TODAY, "Heard on the telephone", seen=here.store.head))
    again = entered(here, qtbot)
    form = again.deciding.answering
    assert (form.isVisible(), form.outcome.text()) == (True, "Review held")
    qtbot.keyClick(form.outcome, KEY.Key_Return)
    assert again.message.text() == "Choose who answered."
    assert answered(here) == {"DIRECTOR": None, "IRO": "Heard on the telephone"}


def test_the_chosen_action_stays_chosen(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    for words in ("Book the panel", "See the aunt", "Write to the court"):
        here.do(AddAction(first, TODAY, words, "Team manager", TODAY))
    told = room.before.actions_
    told.setFocus()
    told.setCurrentRow(next(at for at in range(told.count()) if "See the aunt" in told.item(at).text()))
    before = room.before.chosen()
    assert before is not None
    gone = next(number for number, words in room.before.open_actions().items() if "Book the panel" in words)
    here.do(CloseAction(first, gone, TODAY, "DONE", "Minutes of the panel", here.store.head))
    after = room.before.chosen()
    assert after is not None
    assert after[0] == before[0]
    qtbot.keyClick(told, KEY.Key_D, ALT)
    assert "See the aunt" in room.before.ending.says.text()


def test_asking_again_empties_nothing(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = two_escalations(room, here)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager", TODAY))
    raising, answering, ending = room.deciding.escalating, room.deciding.answering, room.before.ending
    for key, field in (
        (KEY.Key_E, raising.why),
        (KEY.Key_N, answering.outcome),
        (KEY.Key_D, ending.evidence),
    ):
        qtbot.keyClick(room.deciding.decision, key, ALT)
        qtbot.keyClicks(field, "Half a sent")
        room.deciding.decision.setFocus()
        qtbot.keyClick(room.deciding.decision, key, ALT)
        assert field.hasFocus()
        assert field.text() == "Half a sent"


def test_an_open_action_is_changed_in_few_keys_and_stays_the_same_one(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    decide(qtbot, room, "Book the panel", "Team manager", "+14")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    form = room.before.amending
    qtbot.keyClick(room.deciding.decision, KEY.Key_W, ALT)
    assert (form.said.text, form.owner.text(), form.due.text()) == ("Book the panel", "Team manager", "14 Apr 2022")
    qtbot.keyClick(form.said, KEY.Key_Return)
    qtbot.keyClick(form.owner, KEY.Key_Return)
    qtbot.keyClick(form.due, KEY.Key_Return)
    assert "Nothing of the action is changed" in room.message.text()
    qtbot.keyClicks(form.due, "+2")
    room.close()  # half typed
    again = entered(here, qtbot)
    form = again.before.amending
    assert (form.said.text, form.due.text()) == ("Book the panel", "+2")
    qtbot.keyClicks(form.due, "1")
    qtbot.keyClick(form.due, KEY.Key_Return)
    (row,) = here.snapshot().once(pmg.actions).to_dicts()
    assert (row["number"], row["words"], row["owner"], row["due"]) == (
        1,
        "Book the panel",
        "Team manager",
        days_later(21),
    )
    assert form.isHidden()
    assert here.store.drafts.of("", here.who) == []


def test_one_question_in_a_place_at_a_time(room: MeetingMode, qtbot: QtBot) -> None:
    decide(qtbot, room, "Book the panel", "Team manager")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    qtbot.keyClick(room.deciding.decision, KEY.Key_D, ALT)
    qtbot.keyClicks(room.before.ending.evidence, "Letter")
    qtbot.keyClick(room.before.ending.evidence, KEY.Key_W, ALT)
    assert room.before.amending.isHidden()
    assert room.before.ending.evidence.hasFocus()
    assert room.before.ending.evidence.text() == "Letter"
    assert [room.before.ending.why.itemText(at) for at in range(room.before.ending.why.count())] == [
        "Done",
        "Withdrawn",
    ]


def test_what_an_open_question_is_about_is_said_again_after_the_projector(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    decide(qtbot, room, "Ask SW-77 about 118020", "Team manager")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    recorded = room.deciding.recorded.text()
    qtbot.keyClick(room.deciding.decision, KEY.Key_L, ALT)
    room.before.actions_.setCurrentRow(0)
    qtbot.keyClick(room.before.actions_, KEY.Key_E, ALT)
    qtbot.keyClick(room.deciding.escalating.rung, KEY.Key_D, ALT)
    said = (room.before.ending.says, room.deciding.escalating.says, room.deciding.recorded)
    before = [each.text() for each in said]
    assert "SW-77" in before[0]
    assert "SW-77" in before[1]
    qtbot.keyClick(room.before.ending.evidence, KEY.Key_F8)
    assert not any(name in each.text() for each in said for name in ("SW-77", "118020"))
    qtbot.keyClick(room.before.ending.evidence, KEY.Key_F8)
    assert [each.text() for each in said] == before
    assert room.deciding.recorded.text() == recorded


def test_a_half_typed_question_outlives_the_decision_that_is_recorded(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    first = child(room)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager", TODAY))
    raising, amending = room.deciding.escalating, room.before.amending
    qtbot.keyClick(room.deciding.decision, KEY.Key_E, ALT)
    qtbot.keyClicks(raising.why, "No visit since")
    qtbot.keyClick(raising.why, KEY.Key_W, ALT)
    qtbot.keyClicks(amending.said, "Book the panel of the")
    room.deciding.decision.setFocus()
    decide(qtbot, room, "Plan endorsed")
    assert child(room) != first
    assert room.message.text().endswith(f"What you began to ask of child {first} is not recorded; it is kept.")
    qtbot.keyClick(room.deciding.decision, KEY.Key_PageUp)
    assert (raising.isVisible(), raising.why.text()) == (True, "No visit since")
    assert (amending.isVisible(), amending.said.text) == (True, "Book the panel of the")
    assert room.deciding.decision.text == "Plan endorsed"
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert room.deciding.decision.text == "Plan endorsed"  # not recorded again, and the questions stay
    assert raising.why.text() == "No visit since"


def test_a_question_in_which_nothing_was_typed_leaves_nothing_behind(
    room: MeetingMode, qtbot: QtBot, here: Workspace
) -> None:
    first = child(room)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager", TODAY))
    qtbot.keyClick(room.deciding.decision, KEY.Key_W, ALT)
    qtbot.keyClick(room.deciding.decision, KEY.Key_E, ALT)
    room.deciding.decision.setFocus()
    decide(qtbot, room, "Plan endorsed")
    assert here.store.drafts is not None
    assert here.store.drafts.of("", here.who) == []


def test_only_what_was_recorded_here_is_taken_back(
    room: MeetingMode, qtbot: QtBot, page: MeetingsPage, here: Workspace
) -> None:
    head = here.store.head
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert room.message.text() == NOTHING_RECORDED
    assert here.store.head == head  # the meeting is still begun
    decide(qtbot, room, "Ask for three profiles", "Team manager", "+14")
    assert room.message.text().endswith("Alt+Z takes it back.")
    here.do(AddAction("120777", TODAY, "Book the panel", "Team manager", TODAY))  # from the window
    head = here.store.head
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert (room.message.text(), here.store.head) == (ELSEWHERE, head)
    here.undo()
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert room.message.text().startswith("Taken back: ")
    typed = room.deciding.words()
    assert (typed["decision"], typed["owner"], typed["due"]) == ("Ask for three profiles", "Team manager", "+14")
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert room.message.text() == NOTHING_RECORDED
    assert pmg.meeting(here.snapshot(), TODAY)["begun"] is not None  # type: ignore[index]


def test_an_escalation_taken_back_stands_typed_again(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    qtbot.keyClick(room.deciding.decision, KEY.Key_E, ALT)
    qtbot.keyClicks(room.deciding.escalating.why, "No visit since May")
    qtbot.keyClick(room.deciding.escalating.why, KEY.Key_Return)
    assert here.snapshot()["escalation"].height == 1
    qtbot.keyClick(room.deciding.decision, KEY.Key_Z, ALT)
    assert here.snapshot()["escalation"].is_empty()
    assert room.deciding.escalating.why.text() == "No visit since May"
    assert room.deciding.escalating.isVisible()


def test_on_a_small_screen_no_question_is_cut(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = two_escalations(room, here)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager", TODAY))
    room.showNormal()
    room.resize(1366, 768)
    for key in (KEY.Key_E, KEY.Key_N, KEY.Key_W):
        qtbot.keyClick(room.deciding.decision, key, ALT)
    qtbot.waitUntil(lambda: room.deciding.answering.isVisible())
    assert room.minimumSizeHint().height() <= 768
    fields = (room.deciding.escalating.why, room.deciding.answering.outcome, room.before.amending.owner)
    qtbot.waitUntil(lambda: all(field.height() >= field.minimumSizeHint().height() for field in fields))
    below = room.deciding.below.viewport()
    answered = room.deciding.answering
    qtbot.waitUntil(lambda: below.rect().contains(answered.mapTo(below, answered.outcome.geometry().bottomRight())))


ASKED = {"ending": "End the action", "amending": "Change the action", "escalating": "Escalate"}


def test_a_question_says_at_once_that_its_action_was_closed(room: MeetingMode, qtbot: QtBot, here: Workspace) -> None:
    first = child(room)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager"))
    qtbot.keyClick(room.deciding.decision, KEY.Key_L, ALT)
    qtbot.keyClick(room.before.actions_, KEY.Key_E, ALT)
    here.do(CloseAction(first, 1, TODAY, "DONE", "Minutes of the panel", here.store.head))
    assert room.deciding.escalating.says.text().startswith("Action 1 is not open any more")


@pytest.mark.parametrize("question", ASKED)
def test_what_was_typed_of_an_action_closed_elsewhere_is_kept_until_it_is_let_go(
    room: MeetingMode, qtbot: QtBot, here: Workspace, question: str
) -> None:
    first = child(room)
    here.do(AddAction(first, TODAY, "Book the panel", "Team manager"))
    if question == "ending":
        qtbot.keyClick(room.deciding.decision, KEY.Key_D, ALT)
        qtbot.keyClicks(room.before.ending.evidence, "Letter of th")
    elif question == "amending":
        qtbot.keyClick(room.deciding.decision, KEY.Key_W, ALT)
        qtbot.keyClicks(room.before.amending.said, "Letter of th")
    else:
        qtbot.keyClick(room.deciding.decision, KEY.Key_L, ALT)
        qtbot.keyClick(room.before.actions_, KEY.Key_E, ALT)
        assert room.deciding.escalating.says.text().startswith("Escalates the action: ")
        qtbot.keyClicks(room.deciding.escalating.why, "Letter of th")
    room.close()
    here.do(CloseAction(first, 1, TODAY, "DONE", "Minutes of the panel", here.store.head))
    again = entered(here, qtbot)
    form = {form.accessibleName(): form for form in again.asking.forms}[ASKED[question]]
    assert form.isVisible()
    assert form.says.text().startswith("Action 1 is not open any more, so this cannot be recorded.")
    qtbot.keyClicks(again.deciding.decision, "Plan endorsed")
    (draft,) = here.store.drafts.of("", here.who) if here.store.drafts is not None else []
    assert "Letter of th" in draft.words.values()
    assert draft.words["decision"] == "Plan endorsed"
    form.setFocus()
    qtbot.keyClick(form, KEY.Key_Escape)
    (draft,) = here.store.drafts.of("", here.who) if here.store.drafts is not None else []
    assert question not in draft.words
    assert form.isHidden()
