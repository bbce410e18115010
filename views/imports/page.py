"""The import page: files, what is wrong in them, what would change, and then, on one click, the change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.edits import Conflict, Refused
from models.progress import Cancelled, Progress, part
from views.grid.view import GridView
from views.imports import words
from views.jobs import Job
from views.page import Page
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.returns import Accept
    from models.returns.ssda903 import Proposal
    from models.store import Changes

    Found = tuple[Proposal, pl.DataFrame]

EMPTY = (
    "Choose the CSV files or the XML file of an SSDA903 return, or the folder they lie in, or drop them here.\n\n"
    "Before anything is recorded this page shows what is wrong in the files and what would change, "
    "with before and after. The whole import is one step, and one undo takes it back."
)
WINDOW = "Return files (*.csv *.xml *.txt *.tsv);;All files (*)"


class ImportPage(Page):
    """Files → issues → proposal → accept. Nothing is recorded before Accept; reading and recording can be stopped."""

    code = "import"
    title = "Import"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.paths: list[Path] = []
        self.proposal: Proposal | None = None
        self._job: Job | None = None
        self._number: int | None = None
        self.setAcceptDrops(True)
        self.files_button = self.verb("Choose files …", self.choose_files, primary=True)
        self.folder_button = self.verb("Choose a folder …", self.choose_folder)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self._shown())
        self.body.addLayout(self._message_row())
        self.body.addWidget(self.stack, 1)
        workspace.busy_changed.connect(lambda _busy: self._allow())
        workspace.steps_changed.connect(self._stepped)

    # How it is laid out

    def _empty(self) -> QWidget:
        box = QWidget()
        told = QLabel(EMPTY)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setFixedWidth(640)
        told.setProperty("role", "muted")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(told)
        across.addStretch(1)
        layout = QVBoxLayout(box)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
        return box

    def _message_row(self) -> QHBoxLayout:
        self.message = QLabel(" ")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setAccessibleName("What happened")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(160)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the import")
        self.cancel_button = QPushButton("Cancel")
        self.undo_button = QPushButton("Undo this import")
        self.cancel_button.clicked.connect(self.cancel)
        self.undo_button.clicked.connect(self.undo)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.bar)
        row.addWidget(self.message, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.cancel_button)
        for widget in (self.bar, self.cancel_button, self.undo_button):
            kept = widget.sizePolicy()
            kept.setRetainSizeWhenHidden(widget is self.cancel_button)
            widget.setSizePolicy(kept)
            widget.hide()
        return row

    def _shown(self) -> QWidget:
        box = QWidget()
        self.files = QLabel()
        self.files.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setProperty("role", "muted")
        self.counts = QLabel()
        self.counts.setProperty("role", "section")
        self.year = QLineEdit()
        self.year.setValidator(QIntValidator(1992, 2100, self))
        self.year.setFixedWidth(72)
        self.year.setAccessibleName("Year of the return: it ends on 31 March of this year")
        self.year.setPlaceholderText("found")
        self.year.editingFinished.connect(self._year_typed)
        self.year_note = QLabel()
        self.year_note.setProperty("role", "muted")
        self.ours = QRadioButton("keep what stands here")
        self.theirs = QRadioButton("take what the return says")
        self.ours.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.ours)
        group.addButton(self.theirs)
        self.theirs.toggled.connect(lambda _on: self.plan())
        self.conflict_label = QLabel("In conflicts:")
        self.accept_button = QPushButton("Accept")
        self.accept_button.setProperty("role", "primary")
        self.accept_button.clicked.connect(self.accept)
        self.rejects_button = QPushButton("Save rejected rows …")
        self.rejects_button.clicked.connect(self.save_rejects)
        self.discard_button = QPushButton("Discard")
        self.discard_button.clicked.connect(self.discard)
        self.differences = GridView("import-differences", self.workspace, noun="changes", key="id")
        self.issues = GridView("import-issues", self.workspace, noun="issues", key="id")
        self.absent = GridView("import-absent", self.workspace, noun="open episodes", key="id")
        self.rejects = GridView("import-rejects", None, noun="rejected rows", key="id")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for grid in (self.differences, self.issues, self.absent, self.rejects):
            self.tabs.addTab(grid, "")
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (first, (QLabel("Return of the year ending 31 March"), self.year, self.year_note)),
            (second, (self.conflict_label, self.ours, self.theirs)),
        ):
            row.setSpacing(8)
            for widget in parts:
                row.addWidget(widget)
            row.addStretch(1)
        for button in (self.discard_button, self.rejects_button, self.accept_button):
            first.addWidget(button)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        layout.addWidget(self.files)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.tabs, 1)
        return box

    # What happens

    def refresh(self) -> None:
        """Say where the import stands; nothing is read anew unless what stands here has changed."""
        self._say()
        self._allow()

    def patch(self, changes: Changes) -> None:
        """Something was recorded meanwhile: compare again with what stands now."""
        if self.proposal is not None and self._job is None:
            self.plan()

    def choose_files(self) -> None:
        """Ask for the files of a return."""
        found, _kind = QFileDialog.getOpenFileNames(self, "The files of a return", self._folder(), WINDOW)
        if found:
            self.read(found)

    def choose_folder(self) -> None:
        """Ask for the folder of a return."""
        found = QFileDialog.getExistingDirectory(self, "The folder of a return", self._folder())
        if found:
            self.read([found])

    def _folder(self) -> str:
        return str(self.workspace.preferences.value("import/folder", "") or "")

    def read(self, paths: Sequence[str | Path], year: int | None = None) -> None:
        """Read files and folders beside the window, then show what importing them would do."""
        if self._job is not None:
            return
        self.paths = [Path(path) for path in paths]
        here = self.paths[0]
        self.workspace.preferences.setValue("import/folder", str(here if here.is_dir() else here.parent))
        store, today, accept = self.workspace.store, self.workspace.today, self._accepts()

        def work(progress: Progress) -> Found:
            from models.returns import ssda903

            reading = ssda903.read(self.paths, year=year, today=today, progress=part(progress, 0, 0.6))
            progress(0.6, "Comparing with what stands here")
            proposal = ssda903.plan(reading, store.standing(), accept=accept, progress=part(progress, 0.7, 0.9))
            return proposal, words.differences(proposal)

        self.tell(f"Reading {self._names()} …")
        self._begin("Reading a return", work, self._show)

    def plan(self) -> None:
        """Compare what was read with what stands here, once more."""
        proposal = self.proposal
        if proposal is None or self._job is not None:
            return
        store, accept = self.workspace.store, self._accepts()

        def work(progress: Progress) -> Found:
            from models.returns import ssda903

            again = ssda903.plan(proposal.reading, store.standing(), accept=accept, progress=progress)
            return again, words.differences(again)

        self._begin("Comparing a return with what stands here", work, self._show)

    def accept(self) -> None:
        """Record the proposal as one act."""
        proposal, workspace = self.proposal, self.workspace
        if proposal is None or proposal.bulk is None or self._job is not None or not self.accept_button.isEnabled():
            return
        bulk = proposal.bulk

        def done(changes: Changes) -> None:
            line = words.counts(proposal)
            self._number = changes.number
            self._clear()
            workspace.recorded(changes)
            self.tell(f"Imported the return of {words.years(proposal)}: {line}. Undo brings the old state back.")
            self.undo_button.setVisible(changes.number is not None)
            self.undo_button.setFocus()

        self.tell("Recording …")
        self._begin(
            "Recording the import",
            lambda progress: workspace.store.record(bulk, who=workspace.who, progress=progress),
            done,
            writes=True,
        )

    def undo(self) -> None:
        """Take the import back, as one act."""
        number, workspace = self._number, self.workspace
        if number is None or self._job is not None:
            return

        def done(changes: Changes) -> None:
            workspace.recorded(changes, undoes=number)

        self._begin(
            "Undo the import",
            lambda progress: workspace.store.undo(number, who=workspace.who, progress=progress),
            done,
            writes=True,
        )

    def _stepped(self) -> None:
        """The import may have been taken back, here or by Ctrl+Z."""
        if self._number is None or self.workspace.stands(self._number):
            return
        self._number = None
        if self.undo_button.hasFocus():
            self.files_button.setFocus()
        self.undo_button.hide()
        self.tell("The import was taken back: everything is as it was before it.")

    def discard(self) -> None:
        """Forget the files; nothing was recorded."""
        self._clear()
        self.tell("Nothing was recorded.")

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.cancel()
            self.tell("Stopping …")

    def save_rejects(self) -> None:
        """Ask for a place, and keep the rejected rows with their reasons there."""
        if self.proposal is None:
            return
        name = str(Path(self._folder() or ".") / "rejected rows.csv")
        where, _kind = QFileDialog.getSaveFileName(self, "Save the rejected rows", name, "CSV (*.csv)")
        if where:
            self.keep_rejects(Path(where))

    def keep_rejects(self, where: Path) -> None:
        """Write the rejected rows with their reasons as CSV."""
        assert self.proposal is not None
        try:
            self.proposal.rejects_csv(where)
        except OSError as problem:
            self.tell(f"Not saved: {problem.strerror or problem}", wrong=True)
        else:
            many = self.proposal.rejected
            self.tell(f"Saved {many:,} rejected row{'' if many == 1 else 's'} as {where}")

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what happened; the place for it is always kept."""
        self.message.setText(sentence)
        self.message.setProperty("role", "problem" if wrong else "")
        polish(self.message)

    # What stands behind

    def _begin(self, title: str, work: object, done: object, *, writes: bool = False) -> None:
        def settled(result: object) -> None:
            self._end()
            done(result)  # type: ignore[operator]

        def failed(problem: Exception) -> None:
            self._end()
            if isinstance(problem, Cancelled):
                self.tell("Stopped: nothing was recorded.")
            elif isinstance(problem, (Refused, Conflict)):
                self.tell(str(problem), wrong=True)
            else:
                self.tell("Something went wrong; nothing was recorded.", wrong=True)
                raise problem

        self.undo_button.hide()
        self._job = self.workspace.run(title, work, settled, failed, writes=writes)  # type: ignore[arg-type]
        self._job.progressed.connect(self._progressed)
        self.bar.setValue(0)
        self.bar.show()
        self.cancel_button.show()
        self._allow()

    def _progressed(self, share: float, said: str) -> None:
        if self._job is not None:
            self.bar.setValue(round(1000 * share))
            self.message.setText(said)

    def _end(self) -> None:
        self._job = None
        self.bar.hide()
        self.cancel_button.hide()
        self._allow()

    def _accepts(self) -> Accept:
        return "theirs" if self.theirs.isChecked() else "ours"

    def _names(self) -> str:
        names = [path.name for path in self.paths]
        return names[0] if len(names) == 1 else f"{len(names)} files"

    def _show(self, found: Found) -> None:
        proposal, differences = found
        self.proposal = proposal
        self.counts.setText(words.counts(proposal))
        listed = [name for one in proposal.reading.returns for name in one.files]
        self.files.setText(f"{len(listed)} file{'' if len(listed) == 1 else 's'}: {', '.join(listed)}")
        self.files.setToolTip("\n".join(listed))
        single = len(proposal.years) == 1
        if not self.year.hasFocus():
            self.year.setText(str(proposal.years[0]) if single else "")
        self.year_note.setText(
            f"{words.years(proposal)}; type another year where this is not right"
            if single
            else f"{len(proposal.years)} returns, {words.years(proposal)}, each in its year"
        )
        self.differences.show_rows(words.DIFFERENCES, differences)
        self.issues.show_rows(words.ISSUES, words.issues(proposal.issues))
        self.absent.show_rows(words.ABSENT, words.absent(proposal))
        self.rejects.show_rows(*words.rejects(proposal))
        titles = ("What would change", "Issues", "Open here, absent there", "Rejected rows")
        for at, grid in enumerate((self.differences, self.issues, self.absent, self.rejects)):
            many = proposal.differences.height if at == 0 else grid.model.total
            cut = f", first {grid.model.total:,} listed" if many > grid.model.total else ""
            self.tabs.setTabText(at, f"{titles[at]} ({many:,}{cut})")
            self.tabs.setTabEnabled(at, grid.model.total > 0 or at == 0)
        self.stack.setCurrentIndex(1)
        self.tell(
            "Nothing has been recorded yet. Accept records all of it as one step."
            if proposal.bulk is not None
            else "There is nothing to record: everything in this return stands here already."
        )
        self._say()
        self._allow()
        if self.accept_button.isEnabled():
            self.accept_button.setFocus()

    def _clear(self) -> None:
        self.proposal = None
        self.paths = []
        self.ours.setChecked(True)
        self.stack.setCurrentIndex(0)
        self._say()
        self._allow()

    def _say(self) -> None:
        if self.proposal is None:
            self.say("An SSDA903 return of any year, read and compared before anything is recorded")
        else:
            self.say(f"What importing the return of {words.years(self.proposal)} would do")

    def _allow(self) -> None:
        idle = self._job is None
        found = self.proposal
        self.files_button.setEnabled(idle)
        self.folder_button.setEnabled(idle)
        self.stack.setEnabled(idle)
        role = "" if found is not None else "primary"
        if self.files_button.property("role") != role:
            self.files_button.setProperty("role", role)
            polish(self.files_button)
        why = (
            "The past is read-only: go back to today first"
            if self.workspace.is_past
            else "Other work is writing now"
            if self.workspace.busy
            else "There is nothing to record"
            if found is None or found.bulk is None
            else ""
        )
        self.accept_button.setEnabled(not why)
        self.accept_button.setToolTip(why or "Records all of it as one step, which one undo takes back")
        self.rejects_button.setEnabled(found is not None and found.rejected > 0)
        for widget in (self.conflict_label, self.ours, self.theirs):
            widget.setVisible(found is not None and found.conflicts > 0)

    def _year_typed(self) -> None:
        """Another year was typed: read the files again as that year's."""
        if self.proposal is None or self._job is not None:
            return
        typed = int(self.year.text()) if self.year.text() else None
        if typed is not None and self.proposal.years != (typed,):
            self.read(self.paths, typed)

    def step_out(self) -> bool:
        """Esc stops what is under way, or forgets the files."""
        if self._job is not None:
            self.cancel()
            return True
        if self.proposal is not None:
            self.discard()
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls() and self._job is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        found = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if found:
            event.acceptProposedAction()
            self.read(found)


def polish(widget: QWidget) -> None:
    """Dress a widget anew after its role changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
