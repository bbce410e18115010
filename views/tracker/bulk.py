"""Beside a tracker's list: one act for all the children chosen in it, tried child by child before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.edits import Conflict, Edit, Refused
from models.edits.many import Many, Preview
from models.history.words import small
from models.progress import Cancelled, Progress, silent
from models.store import CannotOpen
from views.child.chooser import Chooser
from views.child.forms import FormView
from views.grid.view import GridView
from views.kept import Kept, begun
from views.tracker.acts import choices, family, form
from views.tracker.trial import WIDE, Trial, some
from views.workspace import FEW, Workspace

if TYPE_CHECKING:
    from models.store import Changes

DRAFT = "several/"
"""Under which its drafts are kept, with the act's code: one of each act, whichever list it was typed beside."""


class Bulk(QFrame):
    """Asks what is to be done for the children chosen, then for its cells, shows what it would do, and records it."""

    closed = Signal()

    def __init__(self, workspace: Workspace, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.grid = workspace, grid
        self.children_: list[str] = []
        self.shown: QWidget | None = None
        self._code = ""
        self._typed: dict[str, dict[str, str]] = {}
        """What was typed into each form and not recorded, by its code; it is kept beside the file as well."""
        self.kept = Kept(workspace, workspace.told.emit)
        self.setProperty("role", "side")
        self.setAccessibleName("Record for several")
        self.setFixedWidth(WIDE)
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.everyone = self._link(
            "All shown", self._choose_all, "Chooses every row that is shown (Ctrl+A in the list)"
        )
        self.family = self._link(
            "Brothers and sisters", self._choose_family, "Chooses the whole sibling group of the row the keyboard is on"
        )
        line = QHBoxLayout()
        line.addWidget(self.everyone)
        line.addWidget(self.family)
        line.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.heading)
        self._layout.addLayout(line)
        self.hide()
        grid.chosen_changed.connect(self._follow)

    def _link(self, words: str, act: object, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "link")
        button.setAccessibleDescription(tip)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    # What is shown

    def open(self) -> None:
        """Ask what is to be done for the rows chosen."""
        self._take(self.grid.chosen())
        if self.shown is None:
            self._ask()
        self.show()
        if self.shown is not None:
            self.shown.setFocus()

    def close_panel(self) -> None:
        """Close it; what was typed is kept for the next time."""
        self.keep()
        self._put(None)
        self.hide()
        self.closed.emit()

    def step_out(self) -> bool:
        """Esc elsewhere on the page: one step out; False where it is not open."""
        if self.shown is None:
            return False
        if isinstance(self.shown, Trial):
            self._back()
        elif isinstance(self.shown, FormView):
            self._leave_form()
        else:
            self.close_panel()
        return True

    def _ask(self) -> None:
        chooser = Chooser(choices())
        chooser.chosen.connect(self._open)
        chooser.left.connect(self.close_panel)
        self._put(chooser)

    def _open(self, code: str) -> None:
        workspace = self.workspace
        if not workspace.is_past and workspace.store.head != workspace.snapshot().facts.number:
            workspace.read_again()  # or whom somebody else changed would be skipped in every trial
        note = "Enter shows what it would do · Esc goes back and keeps what is typed"
        if code not in self._typed and (draft := self.kept.of(DRAFT + code)) is not None:
            self._typed[code] = dict(draft.words)
            note = f"{begun(draft)} {note}"
        view = FormView(form(code, self.workspace.snapshot, lambda: self.children_), self._typed.get(code))
        view.typed.connect(lambda _words: self.keep())
        view.ready.connect(self._try)
        view.left.connect(self._leave_form)
        view.note.setText(note)
        self._put(view)

    def _leave_form(self) -> None:
        self.keep()
        self._ask()

    # Trying and recording

    def _try(self, act: Edit) -> None:
        assert isinstance(act, Many)
        if not act.edits:
            self._refuse("No child is chosen: choose rows in the list first.")
            return
        self.keep()
        asked = self.shown
        assert isinstance(asked, FormView)
        edits, store, today = dict(act.edits), self.workspace.store, self.workspace.today

        def work(progress: Progress) -> Preview:
            def make(child: str) -> Edit:
                progress(tried[child] / len(edits), f"Trying for child {child}")
                return edits[child]

            tried = {child: number for number, child in enumerate(edits)}
            return store.preview(act.label, edits, make, today=today)

        def done(found: Preview) -> None:
            if self.shown is asked:
                self._show_trial(found, asked.form.code)

        if len(edits) > FEW:
            self.workspace.run(f"Trying: {small(act.label)}", work, done, self._failed)
        else:
            done(work(silent))

    def _show_trial(self, found: Preview, code: str) -> None:
        trial = Trial(found)
        trial.wanted.connect(self._record)
        trial.left.connect(self._back)
        self._code = code
        self._put(trial)

    def _back(self) -> None:
        self._open(self._code)

    def _record(self, act: Many) -> None:
        """Record it; for very many beside the window, which looks at the whole list anew then."""
        workspace = self.workspace
        if len(act.edits) > FEW and not workspace.why_not:
            workspace.run(
                act.label,
                lambda _progress: workspace.store.apply(act, who=workspace.who, today=workspace.today),
                lambda changes: self._recorded(act, changes),
                self._failed,
                writes=True,
            )
            return
        try:
            workspace.do(act)
        except (Refused, Conflict, CannotOpen) as problem:
            self._failed(problem)
        else:
            self._end(act)

    def _recorded(self, act: Many, changes: Changes) -> None:
        self.workspace.recorded(changes)
        self._end(act)

    def _end(self, act: Many) -> None:
        self._typed.pop(self._code, None)
        self.kept.keep(DRAFT + self._code, "", {})
        self._put(None)
        self.hide()
        self.closed.emit()
        self.workspace.told.emit(f"{act.label}: recorded as one step. Ctrl+Z takes it back.")

    def _failed(self, problem: Exception) -> None:
        """Say why not; where somebody was faster, the list shows what they recorded."""
        if isinstance(problem, Conflict):
            self.workspace.read_again()
        if isinstance(problem, Refused | Conflict | CannotOpen):
            self._refuse(str(problem))
        elif not isinstance(problem, Cancelled):
            raise problem

    def _refuse(self, sentence: str) -> None:
        if isinstance(self.shown, Trial):
            self.shown.refuse(sentence)
        elif isinstance(self.shown, FormView):
            self.shown.complain({"": sentence})

    # Who is chosen

    def _follow(self) -> None:
        """The rows chosen in the list are those it is for, but for a trial that stands."""
        if self.isVisible() and not isinstance(self.shown, Trial):
            self._take(self.grid.chosen())

    def _take(self, children: Sequence[str], words: str = "") -> None:
        self.children_ = list(children)
        self.heading.setText(f"For {words or some(len(self.children_))}")
        shown = self.grid.model.rowCount()
        self.everyone.setText(f"All {shown:,} shown")
        self.everyone.setEnabled(shown > 0)
        self.family.setEnabled(self.grid.child is not None)

    def _choose_all(self) -> None:
        self._leave_trial()
        self.grid.choose(None)
        self._take(self.grid.chosen())

    def _choose_family(self) -> None:
        child = self.grid.child
        if child is None:
            return
        self._leave_trial()
        together = family(self.workspace.snapshot(), child)
        self.grid.choose(together)
        alone = f"{child}, who is in no sibling group"
        self._take(together, f"{child}'s sibling group: {some(len(together))}" if len(together) > 1 else alone)

    def _leave_trial(self) -> None:
        if isinstance(self.shown, Trial):
            self._back()

    # Behind

    def keep(self) -> None:
        """Keep what is typed, beside the file too: it may be closed next."""
        if isinstance(self.shown, FormView):
            made, words = self.shown.form, self.shown.words
            if words != self._typed.get(made.code, {}):
                self._typed[made.code] = words
                self.kept.keep(DRAFT + made.code, f"for several: {small(made.title)}", words)

    def _put(self, widget: QWidget | None) -> None:
        if self.shown is not None:
            gone, self.shown = self.shown, None
            gone.blockSignals(True)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.shown = widget
        if widget is not None:
            self._layout.addWidget(widget, 1)
            widget.show()
            widget.setFocus()
