"""The meetings page: every meeting of the monitoring group; of the one chosen its agenda, attendance and minutes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from models.dates import british
from models.edits import Conflict, Edit, Refused
from models.edits.meetings import CorrectMinutes, SignOff
from models.rules import pmg
from views.child.forms import FormView
from views.child.record import Form
from views.grid.view import GridView
from views.meeting import forms, live, rows
from views.meeting.agenda import AgendaTab
from views.meeting.attending import AttendanceTab
from views.meeting.mode import MeetingMode
from views.meeting.papers import print_paper
from views.meeting.rows import HEADINGS, slim
from views.meeting.unrecorded import appended, said, unrecorded
from views.message import Message
from views.page import Page
from views.side_form import SideForm
from views.theme import theme
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

SEALS = (SignOff, CorrectMinutes)
"""What cannot be taken back."""
LISTED = 4
"""Meetings in sight: the room is for the agenda."""
EMPTY = "No meeting was called yet: “Call a meeting” sets the day, and the rules propose the agenda."
RUN, SIGN, CORRECT = "Run the meeting", "Sign off …", "Append a correction …"


class MeetingsPage(Page):
    """The meetings; of the one chosen its agenda with the rules that put each child there, attendance and minutes."""

    code = "meetings"
    title = "Meetings"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.mode: MeetingMode | None = None
        self._of: dt.date | None = None
        self._agendas: dict[dt.date, pl.DataFrame] = {}
        self.call_button = self.verb("Call a meeting …", self.call)
        self.run_button = self.verb(RUN, self.run_meeting, primary=True)
        self.change_button = self.verb("Change …", lambda: self._open(forms.arranging))
        self.notes_button = self.verb("General …", lambda: self._open(forms.notes))
        self.sign_button = self.verb(SIGN, self.sign_off)
        self.print_button = self.verb("Print", self.print_shown)
        self.correct_button = self.verb(CORRECT, lambda: self._open(forms.correction))
        self.list = GridView("meetings", workspace, noun="meetings", key="id")
        self.list.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        slim(self.list, "chair")
        self._make_rows()
        self.told = self._label()
        self.told.ensurePolished()
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())  # what is below does not jump
        self.told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.agenda = AgendaTab(workspace)
        self.attendance = AttendanceTab(workspace)
        self.minutes = GridView("meeting_minutes", workspace, noun="lines of the minutes", key="id")
        slim(self.minutes, "words")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("More about the meeting")
        self.tabs.tabBar().setAccessibleName("More about the meeting")
        for tab, words in ((self.agenda, "Agenda"), (self.attendance, "Attendance"), (self.minutes, "Minutes")):
            self.tabs.addTab(tab, words)
        self.tabs.currentChanged.connect(lambda _at: self._allow())
        self.message = Message()
        down = QVBoxLayout()
        down.setSpacing(8)
        down.addWidget(self.list)
        down.addWidget(self.told)
        down.addWidget(self.tabs, 1)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._middle.addLayout(down, 1)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self.message)
        self.form = SideForm(workspace, self._middle, self.list.table, self.message.tell, self._record)
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _held: self.tabs.currentWidget().setFocus())
        self.agenda.wanted.connect(self._do)
        self.agenda.asked.connect(self._open)
        self.agenda.grid.opened.connect(lambda child: self.open_child.emit(child) if child else None)
        self.attendance.wanted.connect(self._do)
        self.attendance.asked.connect(self._open)
        self.minutes.opened.connect(self._open_child_of)
        workspace.busy_changed.connect(lambda _busy: self._allow())
        theme().rows_changed.connect(self._make_rows)

    def _make_rows(self) -> None:
        """The list is as high as so many whole rows."""
        self.list.setFixedHeight(HEADINGS + LISTED * theme().row + 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the list; Tab comes to the verbs before it, too, as it would not with a proxy."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())

    def _label(self) -> QLabel:
        label = QLabel(" ")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    # What is shown

    @property
    def held(self) -> dt.date | None:
        """The day of the meeting that is chosen."""
        return self._of

    @property
    def meeting(self) -> dict[str, Any] | None:
        """The meeting that is chosen."""
        return pmg.meeting(self.workspace.snapshot(), self._of) if self._of is not None else None

    def refresh(self) -> None:
        """Every meeting; the one chosen stays, else the next one that is not signed off, else the last."""
        snapshot = self.workspace.snapshot()
        self._agendas = {}
        days = snapshot.once(pmg.meetings)["held"].to_list()
        if self._of not in days:
            self._of = pmg.coming(snapshot) or (days[-1] if days else None)
        waiting = [day for day in days if day == self._of or day >= self.workspace.today]
        proposed = {day: self._agenda(day).height for day in waiting}
        kept = self._of
        self.list.show_rows(rows.MEETINGS, rows.meetings(snapshot, proposed))
        self._of = kept  # the rows shown anew have the keyboard where it was before
        many = len(days)
        self.say(f"{many:,} meeting{'' if many == 1 else 's'} · {self.workspace.when}" if many else EMPTY)
        if self._of is not None:
            self.list.select(self._of.isoformat())
        self._show()

    def _agenda(self, held: dt.date) -> pl.DataFrame:
        """The agenda of a meeting, worked out once."""
        if held not in self._agendas:
            self._agendas[held] = pmg.agenda(self.workspace.snapshot(), held)
        return self._agendas[held]

    def patch(self, changes: Changes) -> None:
        """What was recorded about children concerns the agenda."""
        self.refresh()

    def _choose(self, held: str) -> None:
        if not held or (self._of is not None and held == self._of.isoformat()):
            return
        self._of = dt.date.fromisoformat(held)
        self._show()

    def _show(self) -> None:
        snapshot, meeting = self.workspace.snapshot(), self.meeting
        self.told.setText(self._line(meeting))
        self.agenda.show_meeting(meeting, pl.DataFrame() if meeting is None else self._agenda(meeting["held"]))
        self.attendance.show_meeting(meeting)
        found = pmg.minutes(snapshot, meeting["held"]) if meeting is not None else None
        self.minutes.show_rows(rows.MINUTES, rows.minutes(found))
        self._allow()

    def _line(self, meeting: dict[str, Any] | None) -> str:
        """The meeting in a sentence: attendance against the quorum, what it looks at, whether it is sealed."""
        if meeting is None:
            return " "
        wanted = f"the quorum is {meeting['quorum']}"
        quorum = "quorate" if meeting["quorate"] else f"not quorate, {wanted}" if rows.short(meeting) else wanted
        told = [
            f"Meeting of {british(meeting['held'])}, chaired by {meeting['chair'] or 'nobody yet'}",
            f"{meeting['there']} there, {meeting['apologies']} apologies, {meeting['absent']} absent ({quorum})",
        ]
        if meeting["as_at"] is not None and meeting["begun"] is not None:
            told.append(f"frozen as at {british(meeting['as_at'])}, change set {meeting['known']:,}")
        if meeting["signed"] is not None:
            how = "held as notes, sealed" if meeting["as_notes"] else "minutes sealed"
            by = f"{meeting['signed_by']}, fingerprint {meeting['fingerprint'][:12]}"
            told.append(f"{how} on {british(meeting['signed'])} by {by}")
        typed = said(unrecorded(self.workspace, meeting["held"]), words=meeting["signed"] is not None)
        return " · ".join(filter(None, (*told, typed)))

    def _open_child_of(self, row: str) -> None:
        found = self.minutes.model.row_of(row)
        child = self.minutes.model.record(found).get("child") if found is not None else None
        if child:
            self.open_child.emit(str(child))

    # Verbs

    def call(self) -> None:
        """Ask for the day and the chair of a new meeting."""
        self.form.open(forms.calling(self.workspace, self.meeting))

    def _open(self, make: forms.Make) -> None:
        """Open a form about the meeting that is chosen."""
        if self._of is None:
            self.message.tell("No meeting is chosen.", wrong=True)
            return
        self.form.keep()
        found = make(self.workspace, self._of)
        if isinstance(found, Form):
            self.form.open(found)
        else:
            self.message.tell(found, wrong=True)

    def run_meeting(self) -> None:
        """Begin the meeting that is chosen, or go on with it: the whole screen."""
        meeting = self.meeting
        if meeting is None:
            return
        self._stale = True  # what is recorded from now on is drawn here when the meeting is left
        begun = meeting["begun"] is not None or self._do(forms.beginning(self.workspace, meeting["held"]))
        found = live.opened(self.workspace, meeting["held"]) if begun else None
        if found is None:
            self.ensure_drawn()
            return
        self.form.leave()
        self.workspace.names.withhold(True)
        self.mode = MeetingMode(self.workspace, found, self.agenda.looked(), self)
        self.mode.left.connect(self._back)
        self.mode.begin()
        self.mode.showFullScreen()
        self.mode.activateWindow()
        self.mode.deciding.decision.setFocus()

    def _back(self) -> None:
        if self.mode is not None:
            gone, self.mode = self.mode, None
            self.workspace.names.withhold(False)
            gone.hide()
            gone.deleteLater()
            self.window().activateWindow()
            self.stale()
            self.list.table.setFocus()

    def sign_off(self) -> None:
        """Ask before the minutes are sealed for good."""
        self._open(forms.signing)

    def print_shown(self) -> None:
        """The chair's pack before the meeting, its minutes from the beginning on; to be looked at first."""
        if (meeting := self.meeting) is not None:
            print_paper(
                self, self.workspace, "pmg-pack" if meeting["begun"] is None else "pmg-minutes", meeting["held"]
            )

    def _record(self, edit: Edit, view: FormView) -> bool:
        """Carry out what a form asked for; what is wrong is said in it."""
        from models.store import CannotOpen

        try:
            self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            view.refuse(problem)
            return False
        appended(self.workspace, edit)
        self.told.setText(self._line(self.meeting))
        if isinstance(day := forms.day_called(edit), dt.date):
            self._of = day
            self.refresh()
        stands = "It stands: corrections are appended." if isinstance(edit, SEALS) else "Ctrl+Z takes it back."
        self.message.tell(f"{edit.label}. {stands}")
        return True

    def _do(self, edit: Edit) -> bool:
        """Carry out what a key or a button asked for; what is wrong is said at the bottom."""
        from models.store import CannotOpen

        try:
            self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            self.message.tell(str(problem), wrong=True)
            return False
        self.message.tell(f"{edit.label}. Ctrl+Z takes it back.")
        return True

    def _allow(self) -> None:
        """What can be done now, and why the rest cannot."""
        meeting, why = self.meeting, self.workspace.why_not
        signed = meeting is not None and meeting["signed"] is not None
        begun = meeting is not None and meeting["begun"] is not None
        none = "No meeting is chosen" if meeting is None else ""
        for button, wrong, tip in (
            (self.call_button, "", "Sets the day; the rules propose the agenda"),
            (self.run_button, none or ("The minutes are sealed" if signed else ""), "One child at a time (F11)"),
            (
                self.change_button,
                none or ("It has begun: its day and chair stand" if begun else ""),
                "Another day, chair or quorum",
            ),
            (self.notes_button, none or ("The minutes are sealed" if signed else ""), "What is about no one child"),
            (
                self.sign_button,
                none or ("The minutes are sealed already" if signed else "" if begun else "It has not begun yet"),
                "Seals the minutes for good",
            ),
            (
                self.print_button,
                none,
                "The minutes as a PDF, to look at first (Ctrl+P)"
                if begun
                else "The chair's pack as a PDF, to look at first (Ctrl+P)",
            ),
            (
                self.correct_button,
                none or ("" if signed else "The minutes are not sealed yet: change them where they stand"),
                "Beside the sealed minutes, never in them",
            ),
        ):
            barred = wrong or (why if button is not self.print_button else "")
            button.setEnabled(not barred)
            button.setToolTip(barred or tip)
        self.agenda.allow(why or none or ("The minutes are sealed" if signed else ""))
        self.attendance.allow(why or none or ("The minutes are sealed" if signed else ""))

    def step_out(self) -> bool:
        """Esc closes the form, then takes the message away."""
        if self.form.leave():
            return True
        return self.message.take_away()

    def leave(self) -> bool:
        """What is typed is kept, and stands in the form when it is opened again."""
        self.form.keep()
        if self.mode is not None:
            self.mode.leave_meeting()
        return True

    def _changed(self, changes: Changes) -> None:
        """While the meeting fills the screen nobody looks at this page."""
        if self.mode is not None:
            self._stale = True
        else:
            super()._changed(changes)
