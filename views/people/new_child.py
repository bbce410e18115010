"""The page on which a new child is recorded, with the records beside it that may be of the same child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models import codes
from models.dates import british, collection_year, typed
from models.edits import Conflict, Refused
from models.edits.facts import values
from models.edits.identity import NewChild
from models.history import UK
from models.rules import merged
from models.rules.likeness import Likeness, alike
from models.store import CannotOpen
from views.child.cells import read
from views.child.form_fields import ENTER, Cell, said_label
from views.child.forms import Problems
from views.kept import Keeping
from views.page import Page
from views.people.asked import ABOUT, CHOSEN, DETAILS, EPISODE, FIELDS, LOOKED_AT, choices, offer, upn
from views.people.likely import Likely
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store.drafts import Drafts

FORM = "new_child"


class NewChildPage(Page):
    """A child recorded by hand. Nothing typed is lost: it is kept beside the file until it is recorded or cleared."""

    code = "new_child"
    title = "New child"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.cells = {field.name: Cell(replace(field, choices=choices(field.name))) for field in FIELDS}
        self.problems = Problems()
        self.problems.chosen.connect(self._go_to)
        self.likely = Likely()
        self.likely.chosen.connect(self.open_child)
        self.recording = QPushButton("Record")
        self.recording.setProperty("role", "primary")
        self.recording.clicked.connect(self.record)
        self.clearing = QPushButton("Clear")
        self.clearing.setToolTip("Empties the form: what is typed is forgotten")
        self.clearing.clicked.connect(self.clear)
        self.note = said_label(" ", "muted")
        self._warned: frozenset[str] = frozenset()
        """The likely doubles that Record has warned of."""
        self._kept: dict[str, str] = {}
        self._later = Keeping(self.keep, self)
        self._lay_out()
        for name, cell in self.cells.items():
            cell.edited.connect(self._later.letter)
            cell.gone.connect(self._gone)
            cell.entered.connect(self.record)
            cell.left.connect(self._out)
            if name == "decom":
                cell.edited.connect(self._offer)
        self._offer()
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self.setFocusProxy(self.cells["child"])
        self.take_up()

    def _lay_out(self) -> None:
        form = QWidget()
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for heading, says, fields in (
            ("The child", "", DETAILS),
            ("First episode of care", "Leave it blank where the child is not looked after.", EPISODE),
        ):
            column = QVBoxLayout()
            column.setSpacing(8)
            title = QLabel(heading)
            title.setProperty("role", "section")
            column.addWidget(title)
            if says:
                column.addWidget(said_label(says, "muted"))
            for field in fields:
                column.addWidget(self.cells[field.name])
                if fields is EPISODE:
                    self.cells[field.name].title.setText(field.title)
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QVBoxLayout(form)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addWidget(self.problems)
        inside.addLayout(columns)
        buttons = QHBoxLayout()
        for button in (self.recording, self.clearing):
            buttons.addWidget(button)
        buttons.addWidget(self.note, 1)
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(form)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.room, 1)
        left.addLayout(buttons)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addLayout(left, 1)
        across.addWidget(self.likely)
        self.body.addLayout(across, 1)

    # What is typed

    @property
    def words(self) -> dict[str, str]:
        """What is typed now, by cell."""
        return {name: cell.text for name, cell in self.cells.items() if cell.text}

    def take_up(self) -> None:
        """Put in what was typed before the program ended."""
        drafts = self._drafts()
        try:
            kept = drafts.of("", self.workspace.who) if drafts is not None else []
        except CannotOpen as problem:
            self.note.setText(str(problem))
            return
        for draft in kept:
            if draft.form != FORM:
                continue
            for name in ("decom", *(name for name in draft.words if name != "decom")):
                if name in self.cells:
                    self.cells[name].fill(draft.words.get(name, ""))
                if name == "decom":
                    self._offer()
            self._kept = dict(draft.words)
            self.note.setText(
                f"You began this on {british(draft.begun.astimezone(UK).date())}; it is not recorded yet."
            )

    def keep(self) -> None:
        """Keep what is typed beside the file."""
        self._later.stop()
        drafts = self._drafts()
        if drafts is None or self.words == self._kept:
            return
        try:
            if self.words:
                drafts.keep("", self.workspace.who, FORM, "a new child", self.words)
            else:
                drafts.drop("", self.workspace.who, FORM)
            self._kept = self.words
        except CannotOpen as problem:
            self.note.setText(str(problem))

    def clear(self) -> None:
        """Empty the form."""
        for cell in self.cells.values():
            cell.fill("")
        self._offer()
        self._complain({})
        self._warned = frozenset()
        self.note.setText(" ")
        self.keep()
        self._look()
        self.cells["child"].setFocus()

    def leave(self) -> bool:
        """What is typed is kept, and stands here when one comes back."""
        self.keep()
        return True

    def _drafts(self) -> Drafts | None:
        return self.workspace.store.drafts

    def _gone(self) -> None:
        """A field was left; it is left, too, by closing the file, which `leave` was told of."""
        if not self.workspace.closed:
            self.keep()
            self._look()

    def _offer(self) -> None:
        """The codes of the year in which care began (today's, while no day is typed), in words."""
        try:
            day = typed(self.cells["decom"].text) or self.workspace.today
        except ValueError:
            return
        for name in CHOSEN:
            year = collection_year(day if name in {field.name for field in EPISODE} else self.workspace.today)
            fit = [(code, found.label) for code, found in codes.codes(CHOSEN[name]).items() if found.fits(year)]
            offer(self.cells[name], tuple(fit), year)

    # What may be the same child

    def likes(self) -> list[Likeness]:
        """The recorded children most like the one typed; a record of the very id first."""
        read_, _wrong = read(FIELDS, self.words)
        cells = {name: read_.get(name) for name in LOOKED_AT} | {"upn": upn(read_)}
        facts = self.workspace.snapshot().facts
        child = str(cells["child"] or "").strip()
        found = alike(facts, cells, child)
        led = merged.into(facts).get(child)
        if led is not None:
            return [Likeness(led, 0, (f"the record of {child} was merged into this one",)), *found]
        there = child and any(
            child in facts.only(table, "child")["child"] for table in ("child_details", "care_episode")
        )
        return [Likeness(child, 0, ("this very id: the child is recorded already",)), *found] if there else found

    def _look(self) -> list[Likeness]:
        found = self.likes()
        self.likely.show_likely(found, asked=any(self.cells[name].text for name in ("child", "dob", "upn")))
        if not _likely(found) or _likely(found) - self._warned:
            self.likely.warn("")
        return found

    # Recording

    def refresh(self) -> None:
        """What may be recorded today."""
        self.say("Recorded as one step; then the child's page opens")
        self._offer()
        self._allow()
        self._look()

    def patch(self, changes: object) -> None:
        """Somebody recorded something: it may be this child."""
        self._look()

    def record(self) -> None:
        """Record the child; where records look alike, warn first, and record when pressed again."""
        self.keep()
        if self.workspace.why_not:
            self._complain({"": f"{self.workspace.why_not}."})
            return
        cells, wrong = read(FIELDS, self.words)
        if cells.get("upn") and cells.get("no_upn"):
            wrong["no_upn"] = "Why there is no pupil number: one is typed; leave this or that blank."
        episode = {field.name: cells.get(field.name) for field in EPISODE}
        if wrong:
            self._complain(wrong)
            return
        found = _likely(self._look())
        if found - self._warned:
            self._complain({})
            self._warned = found
            many = f"{len(found)} records look" if len(found) > 1 else "One record looks"
            self.likely.warn(f"{many} like this child's. Look first; press Record again if it is another child.")
            self.recording.setFocus()
            return
        details = values({name: cells.get(name) for name in ("dob", "sex", "ethnic")} | {"upn": upn(cells)})
        self._do(NewChild(str(cells["child"]), details, values(episode) if any(episode.values()) else ()))

    def _do(self, edit: NewChild) -> None:
        try:
            self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            sentence = str(problem)
            self._complain({next((name for words, name in ABOUT if words in sentence), ""): sentence})
            return
        self.clear()
        self.open_child.emit(edit.child)
        self.workspace.told.emit(f"Child {edit.child}: recorded. Ctrl+Z takes it back.")

    def _complain(self, wrong: Mapping[str, str]) -> None:
        for name, cell in self.cells.items():
            cell.complain(wrong.get(name, ""))
        self.problems.show_problems(wrong)
        if wrong:
            self.room.ensureVisible(0, 0)

    def _go_to(self, name: str) -> None:
        self.cells[name].place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.room.ensureWidgetVisible(self.cells[name])

    def _out(self) -> None:
        """Esc in a field goes where Esc on the page goes."""
        QGuiApplication.sendEvent(
            self, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        )

    def _allow(self) -> None:
        self.recording.setEnabled(self.workspace.can_edit)
        self.recording.setToolTip(self.workspace.why_not or "Enter in any field")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)


def _likely(found: Sequence[Likeness]) -> frozenset[str]:
    """Those that may be the same child; not the record of the very id, which cannot be recorded again at all."""
    return frozenset(one.child for one in found if one.score)
