"""The side of a child's page where facts are recorded: what is asked, the form, the questions, what is unfinished."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.dates import british
from models.edits import Conflict, Edit, Refused
from models.history.words import small
from models.snapshot import Snapshot
from models.subjects import FORMS
from models.trackers.asking import journey
from views.child.asking import Answer, Asking
from views.child.chooser import Chooser
from views.child.forms import FormView
from views.child.record import CAME, Form, choices, mine
from views.child.verbs import ENDED, can_end, form, of_fact, removing
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store.drafts import Draft

WIDE = 400


class Side(QFrame):
    """Shows one thing at a time, for one child; what is typed is kept beside the file."""

    closed = Signal()
    """Nothing is asked any more: the keyboard goes back to the page."""
    recorded = Signal(object)
    """Something was recorded: its Changes."""
    drafts_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.child = workspace, ""
        self.setProperty("role", "side")
        self.setAccessibleName("Recording")
        self.setFixedWidth(WIDE)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self.shown: QWidget | None = None
        self._about: tuple[str, dict[str, Any]] | None = None
        """The table and the row that the open form is about, where it is about one."""
        self.hide()

    @property
    def form(self) -> FormView | None:
        """The form that is open."""
        return self.shown if isinstance(self.shown, FormView) else None

    def show_child(self, child: str) -> None:
        """Go to another child: a form of the one before is closed, its words are kept."""
        if child != self.child:
            self.close_side()
            self.child = child

    # What is shown

    def choose(self) -> None:
        """Ask what is to be recorded."""
        now = journey(self._now(), self.child)
        chooser = Chooser(choices(away=not now or now["ended"] is not None))
        chooser.chosen.connect(self.open)
        chooser.left.connect(self.leave)
        self._put(chooser)

    def open(self, code: str, words: Mapping[str, str] | None = None) -> None:
        """Open a form by its code, with what was typed into it before."""
        made = form(code, self._now(), self.child)
        code = made.code if made is not None else code
        kept = next((draft for draft in self.drafts() if draft.form == code), None)
        verb, table, _which = code.split("/")
        if made is None and verb in ("record", "care"):
            what = small(FORMS[table].noun) if table in FORMS else "time in care"
            self.workspace.told.emit(f"No {what} of this child is on record yet: it begins with coming into care.")
            self.open(CAME)
            return
        if made is None:
            self._gone(kept)
            return
        self._about = self._row_of(code)
        self._show(made, words if words is not None else kept.words if kept else None)

    def ask_removal(self, table: str, row: Mapping[str, Any]) -> None:
        """Ask whether a fact ended, or should never have been recorded."""
        answers = []
        if can_end(table, row):
            words = f"{ENDED.get(table, 'It came to an end')}: type the day"
            answers.append(Answer(words, lambda: self.open(f"end/{table}/{row['row_id']}"), "primary"))
        answers.append(
            Answer("It should never have been recorded: take it away", lambda: self._remove(table, row), "destructive")
        )
        begins = FORMS[table].begins
        on = f" of {british(row[begins])}" if begins and row[begins] else ""
        says = "What is taken away stays in the history, and undo brings it back."
        self._put(Asking(f"What about {of_fact(table, row)}{on}?", says, answers))
        assert isinstance(self.shown, Asking)
        self.shown.left.connect(self.leave)

    def leave(self) -> None:
        """One step out: what is typed is kept, and offered again."""
        self.close_side()
        self.closed.emit()

    def close_side(self) -> None:
        """Close what is shown; what is typed is kept."""
        if self.form is not None:
            self.form.tell()
        self._put(None)

    # Drafts

    def drafts(self) -> list[Draft]:
        """What this person left unfinished about this child."""
        from models.store import CannotOpen

        store = self.workspace.store
        if store.drafts is None or not self.child:
            return []
        try:
            return store.drafts.of(self.child, self.workspace.who)
        except CannotOpen as problem:
            self.workspace.told.emit(str(problem))
            return []

    def discard(self, code: str) -> None:
        """Forget what was left unfinished."""
        self._put(None)
        self._drop(code)
        self.closed.emit()

    def _keep(self, made: Form, words: Mapping[str, str]) -> None:
        from models.store import CannotOpen

        drafts = self.workspace.store.drafts
        if drafts is None:
            return
        try:
            if words:
                drafts.keep(self.child, self.workspace.who, made.code, made.doing, words)
            else:
                drafts.drop(self.child, self.workspace.who, made.code)
        except CannotOpen as problem:
            if self.form is not None:
                self.form.note.setText(str(problem))
        self.drafts_changed.emit()

    def _drop(self, code: str) -> None:
        from models.store import CannotOpen

        try:
            if self.workspace.store.drafts is not None:
                self.workspace.store.drafts.drop(self.child, self.workspace.who, code)
        except CannotOpen as problem:
            self.workspace.told.emit(str(problem))
        self.drafts_changed.emit()

    # Saving

    def _save(self, edit: Edit) -> None:
        from models.store import CannotOpen

        shown = self.form
        assert shown is not None
        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict) as problem:
            self._refused(shown, problem)
            return
        except CannotOpen as problem:
            shown.refuse(problem)
            return
        self._drop(shown.form.code)
        self._put(None)
        if changes.number is None:
            self.workspace.told.emit("Nothing was changed: what is typed stands there already.")
        else:
            self.workspace.told.emit(f"{edit.label}: recorded. Ctrl+Z takes it back.")
        self.recorded.emit(changes)

    def _refused(self, shown: FormView, problem: Refused | Conflict) -> None:
        """Say why; where the fact itself was changed by somebody else, the form goes on about what stands there now."""
        about = self._about
        if about is None and isinstance(problem, Conflict):
            self.workspace.read_again()
            self.open(shown.form.code, {name: cell.text for name, cell in shown.cells.items()})
            shown = self.form or shown
        elif about is not None and (
            isinstance(problem, Conflict) or self.workspace.store.head != self._now().facts.number
        ):
            self.workspace.read_again()
            table, before = about
            same = [
                row
                for row in mine(self._now(), self.child, table)
                if all(row[key] == before[key] for key in FORMS[table].key)
            ]
            if same and (isinstance(problem, Conflict) or same[0]["row_id"] != before["row_id"]):
                words = {cell: shown.cells[cell].text for cell in shown.words}
                code = shown.form.code.rpartition("/")[0] + f"/{same[0]['row_id']}"
                self._drop(shown.form.code)
                self.open(code, words)
                shown = self.form or shown
        shown.refuse(problem)

    def _remove(self, table: str, row: Mapping[str, Any]) -> None:
        from models.store import CannotOpen

        try:
            edit = removing(self._now(), self.child, table, row)
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            if isinstance(self.shown, Asking):
                self.shown.refuse(str(problem))
            return
        self._put(None)
        self.workspace.told.emit(f"{edit.label}: recorded. Ctrl+Z brings it back.")
        self.recorded.emit(changes)

    # Behind

    def _show(self, made: Form, words: Mapping[str, str] | None) -> None:
        view = FormView(made, words, self)
        view.typed.connect(lambda words: self._keep(made, words))
        view.ready.connect(self._save)
        view.left.connect(self.leave)
        self._put(view)
        if self.workspace.store.drafts is None:
            view.note.setText("Enter saves. Here what is typed is kept only while the form is open.")

    def _gone(self, kept: Draft | None) -> None:
        """What a draft was about stands no more: its words are shown, to be read or copied."""
        words = "; ".join(kept.words.values()) if kept else ""
        says = f"It was changed or taken away since. What you had typed: {words}" if words else "It stands no more."
        answers = [Answer("Discard it", lambda: self.discard(kept.form))] if kept else []
        asked = Asking("What this was about is not there any more", says, answers)
        asked.left.connect(self.leave)
        self._put(asked)

    def _now(self) -> Snapshot:
        """What is so about the child, as it is looked at."""
        return self.workspace.about([self.child])

    def _row_of(self, code: str) -> tuple[str, dict[str, Any]] | None:
        verb, table, which = code.split("/")
        if verb not in ("correct", "change", "end"):
            return None
        rows = mine(self._now(), self.child, table)
        row = next((row for row in rows if str(row["row_id"]) == which), None)
        return (table, row) if row is not None else None

    def _put(self, widget: QWidget | None) -> None:
        if self.shown is not None:
            gone, self.shown = self.shown, None
            gone.blockSignals(True)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.shown = widget
        self.setVisible(widget is not None)
        self.drafts_changed.emit()
        if widget is not None:
            self._layout.addWidget(widget)
            widget.show()
            widget.setFocus()
