"""The claims page: what published papers state, recomputed on the open file, with a verdict and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.claims import Claim, Judged, Term, claims
from models.claims.asking import Answers
from models.claims.listed import COLUMNS, FIGURES, frame
from models.claims.verdicts import judged
from models.edits import Conflict, Edit, Refused
from models.edits.claims import RecordClaims, read
from models.edits.facts import RemoveFact
from models.measures import MEASURES
from models.progress import Cancelled, Progress
from models.snapshot import Snapshot
from models.subjects import AUTHORITY
from views.child.forms import FormView
from views.claims.form import correcting, recording
from views.claims.side import Side
from views.grid.filters import Only
from views.grid.view import GridView
from views.message import Message
from views.paper import ListPage
from views.side_form import SideForm
from views.tracker.figures import Figures
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

EMPTY = "No claim of a paper is recorded here. Record one, or load a CSV file of them."


class ClaimsPage(ListPage):
    """Every claim with its verdict; Enter opens the children behind the recomputed figure."""

    code = "claims"
    title = "Claims"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.claims: list[Claim] = []
        self._found: dict[str, Judged] = {}
        self._asked = 0
        self._answers: Answers | None = None
        """What the measures said of the facts looked at: it stays where only a claim was recorded."""
        self.message = Message()
        self.grid = GridView(self.code, workspace, noun="claims", key="id")
        self.side = Side()
        self.figures = Figures(FIGURES, key="id", noun=("claim", "claims"))
        self.figures.opened.connect(self.show_claims)
        self.body.addWidget(self.figures)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.grid, 1)
        left.addWidget(self.side)
        middle.addLayout(left, 1)
        self.asking = SideForm(workspace, middle, self.grid.table, self.message.tell, self._do)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.message)
        self.recording = self.verb("Record a claim …", self.ask_claim)
        self.correcting = self.verb("Correct the claim …", self.ask_correction)
        self.removing = self.verb("Take away", self.take_away)
        self.loading = self.verb("Load claims …", self.ask_file)
        self.list_verbs()
        self.grid.opened.connect(self._open)
        self.grid.current_changed.connect(self._show_current)
        self.grid.shown_changed.connect(self._describe)
        self.side.opened.connect(self.open_term)
        workspace.busy_changed.connect(lambda _busy: self._let_record())
        self.setFocusProxy(self.grid)

    # What is shown

    def refresh(self) -> None:
        """Work out every claim that was published by the day looked at, beside the window."""
        self._answers = None
        self._work_out()

    def patch(self, changes: Changes) -> None:
        """Another fact may be behind any claim."""
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        """A claim recorded changes no figure of the file: what was worked out stays."""
        if changes.tables == {"claim"} and self._answers is not None and self.isVisible():
            self._work_out()
        else:
            super()._changed(changes)

    def _work_out(self) -> None:
        self._asked += 1
        asked, snapshot = self._asked, self.workspace.snapshot()
        self.claims, answers = claims(snapshot), self._answers or Answers(snapshot)
        self._let_record()
        if not self.claims:
            self._show(answers, [])
            return
        self.say(f"{self._many(len(self.claims))}; {self.workspace.when}. Working out …")

        def work(progress: Progress) -> list[Judged]:
            return snapshot.facts.worked(lambda: judged(self.claims, answers, progress))

        def done(found: list[Judged]) -> None:
            if asked == self._asked:
                self._show(answers, found)

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem
            self.say("Stopped before the claims were worked out; go to another page and back to work them out.")
            self._stale = True

        self.workspace.run("Working out the claims", work, done, failed)

    def _show(self, answers: Answers, found: Sequence[Judged]) -> None:
        self._answers = answers
        self._found = {each.claim.key: each for each in found}
        self.grid.show_rows(COLUMNS, frame(found, answers))
        self.figures.show_rows(self.grid.model.frame)
        if self.grid.current is None and found:
            self.grid.select(found[0].claim.key)
        self._describe()
        self._show_current(self.grid.current or "")
        self._let_record()

    def show_claims(self, ids: Sequence[str], words: str) -> None:
        """Exactly the claims of one verdict."""
        self.grid.show_only(Only(words, children=frozenset(ids)))

    @staticmethod
    def _many(number: int) -> str:
        return f"{number:,} claim{'s' * (number != 1)}"

    def _line(self) -> str:
        papers = len({claim.paper for claim in self.claims})
        return f"{self._many(len(self.claims))} of {papers:,} paper{'s' * (papers != 1)}, recomputed from this file"

    def _describe(self) -> None:
        self.say(f"{self._line()} · {self.workspace.when}" if self.claims else EMPTY)

    def _show_current(self, key: str) -> None:
        self.side.show_claim(self._found.get(key))
        self._let_record()

    def _open(self, key: str) -> None:
        found = self._found.get(key)
        if found is None:
            return
        if not found.terms or not len(found.children):
            self.message.tell("There are no children behind this claim: the panel says why.")
            return
        self.open_term(found.terms[0])

    def open_term(self, term: Term) -> None:
        """Open exactly the children behind a recomputed figure."""
        children = list(term.children.unique(maintain_order=True))
        twice = len(term.children) - len(children)
        unlike = f": {len(term.children):,} times, {len(children):,} children" if twice else ""
        self.open_children.emit(children, f"{term.title}, {term.when}{unlike}")

    # Recording

    def ask_claim(self) -> None:
        """The form of a new claim."""
        self.asking.open(recording(self.claims))

    def ask_correction(self) -> None:
        """The form of the claim the keyboard is on."""
        row = self._row()
        if row is not None:
            self.asking.open(correcting(row, self._seen))

    def take_away(self) -> None:
        """A claim that should never have been recorded; Ctrl+Z brings it back."""
        row = self._row()
        if row is not None:
            self._do(RemoveFact(AUTHORITY, "claim", int(row["row_id"]), self._seen))

    def ask_file(self) -> None:
        """Ask which CSV file, and record its claims as one act."""
        where, _kind = QFileDialog.getOpenFileName(self, "Load claims", "", "CSV files (*.csv);;All files (*)")
        if where:
            self.load(Path(where))

    def load(self, path: Path) -> None:
        """Record the claims of a file; what is wrong with it is told by row and column, and nothing is recorded."""
        try:
            edit = RecordClaims(read(path, MEASURES), self._seen)
        except Refused as problem:
            self.message.tell(str(problem), wrong=True)
        else:
            self._do(edit)

    @property
    def form(self) -> FormView | None:
        """The form that is open."""
        return self.asking.view

    @property
    def _seen(self) -> int:
        return self.workspace.snapshot().facts.number

    def _row(self) -> dict[str, Any] | None:
        """The cells of the claim the keyboard is on, as they are recorded."""
        found = self._found.get(self.grid.current or "")
        if found is None:
            return None
        snapshot: Snapshot = self.workspace.snapshot()
        rows = snapshot["claim"].filter(pl.col("row_id") == found.claim.row_id)
        return rows.row(0, named=True) if len(rows) else None

    def _do(self, edit: Edit, form: FormView | None = None) -> bool:
        from models.store import CannotOpen

        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            if form is not None:
                form.refuse(problem)
            else:
                self.message.tell(str(problem), wrong=True)
            return False
        self.message.tell(f"{edit.label}. Ctrl+Z takes it back." if changes.number else "It is so already.")
        return True

    def _let_record(self) -> None:
        can, one = self.workspace.can_edit, (self.grid.current or "") in self._found
        for button, words, may in (
            (self.recording, "What a paper says: its wording, figures and days", can),
            (self.correcting, "It was typed wrongly: the claim of the row", can and one),
            (self.removing, "The claim of the row should never have been recorded", can and one),
            (self.loading, "Record the claims of a CSV file as one act", can),
        ):
            button.setEnabled(may)
            button.setToolTip(self.workspace.why_not or words)

    def step_out(self) -> bool:
        """Esc closes the form, then lifts the filters, then takes the message away."""
        if self.asking.leave() or self.grid.clear():
            return True
        return self.message.take_away()

    def leave(self) -> bool:
        """What is typed is kept, and stands in the form when it is opened again."""
        self.asking.keep()
        return self.grid.leave()
