"""The import page: files, what is wrong in them, what would change, and then, on one click, the change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.edits import Conflict, Refused
from models.progress import Cancelled, Progress, part
from views.imports import words
from views.imports.proposal import ProposalView
from views.jobs import Job
from views.message import Message
from views.page import Page
from views.saving import ask_where
from views.theme import polish
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.returns import Accept, Reading
    from models.returns.ssda903 import Proposal
    from models.store import Changes, Store

EMPTY = (
    "Choose the CSV files or the XML file of an SSDA903 return, or the folder they lie in, or drop them here.\n\n"
    "Before anything is recorded this page shows what is wrong in the files and what would change, "
    "with before and after. The whole import is one step, and one undo takes it back."
)
WINDOW = "Return files (*.csv *.xml *.txt *.tsv);;All files (*)"
AGAIN = "It was compared again: look once more before you accept."


class Found(NamedTuple):
    """What a comparison gave: the proposal, its rows in words, the side it takes, and what it was compared with."""

    proposal: Proposal
    differences: pl.DataFrame
    side: Accept
    number: int | None


class ImportPage(Page):
    """Files → issues → proposal → accept. Nothing is recorded before Accept; reading and recording can be stopped."""

    code = "import"
    title = "Import"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.paths: list[Path] = []
        self.proposal: Proposal | None = None
        self._found: Found | None = None
        self._why_again = ""
        self._job: Job | None = None
        self._number: int | None = None
        self.setAcceptDrops(True)
        self.files_button = self.verb("Choose files …", self.choose_files, primary=True)
        self.folder_button = self.verb("Choose a folder …", self.choose_folder)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        self.shown = ProposalView(workspace)
        self.shown.accepted.connect(self.accept)
        self.shown.discarded.connect(self.discard)
        self.shown.rejects_wanted.connect(self.save_rejects)
        self.shown.sided.connect(self.plan)
        self.shown.year_typed.connect(lambda year: self.read(self.paths, year))
        self.stack.addWidget(self.shown)
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
        self.message = Message()
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

    # What happens

    def refresh(self) -> None:
        """Say where the import stands; compare again where something was recorded since the comparison."""
        self._say()
        self._allow()
        self._catch_up()

    def patch(self, changes: Changes) -> None:
        """Something was recorded meanwhile: compare again with what stands now."""
        self._catch_up()

    def _catch_up(self) -> None:
        """Compare again if what stands now is not what was compared; while hidden or busy, when next shown or idle."""
        if self._found is None or self._job is not None:
            return
        if not self.isVisible():
            self._stale = True
        elif self.workspace.store.head != self._found.number:
            self._why_again = self._why_again or "Something was recorded since the comparison."
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
        store, today, side = self.workspace.store, self.workspace.today, self.shown.side

        def work(progress: Progress) -> Found:
            from models.returns import ssda903

            reading = ssda903.read(self.paths, year=year, today=today, progress=part(progress, 0, 0.6))
            return compared(reading, store, side, part(progress, 0.6, 1))

        self.message.tell(f"Reading {self._names()} …")
        self._begin("Reading a return", work, self._show)

    def plan(self) -> None:
        """Compare what was read with what stands here, once more."""
        proposal = self.proposal
        if proposal is None or self._job is not None:
            return
        store, side = self.workspace.store, self.shown.side
        self._begin(
            "Comparing a return with what stands here",
            lambda progress: compared(proposal.reading, store, side, progress),
            self._show,
        )

    def accept(self) -> None:
        """Record the proposal as one act."""
        proposal, workspace = self.proposal, self.workspace
        if (
            proposal is None
            or proposal.bulk is None
            or self._job is not None
            or not self.shown.accept_button.isEnabled()
        ):
            return
        bulk = proposal.bulk

        def done(changes: Changes) -> None:
            line = f"{words.years(proposal)}: {words.counts(proposal)}"
            self._number = changes.number
            self._clear()
            workspace.recorded(changes)
            self.message.tell(f"Imported the return of {line}. Undo brings the old state back.")
            self.undo_button.setVisible(changes.number is not None)
            self.undo_button.setFocus()

        self.message.tell("Recording …")
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
        if workspace.why_not:
            self.message.tell(f"{workspace.why_not}.", wrong=True)
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
        self.message.tell("The import was taken back: everything is as it was before it.")

    def discard(self) -> None:
        """Forget the files; nothing was recorded."""
        self._clear()
        self.message.tell("Nothing was recorded.")

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.cancel()
            self.message.tell("Stopping …")

    def save_rejects(self) -> None:
        """Ask for a place, and keep the rejected rows with their reasons there."""
        if self.proposal is None:
            return
        name = str(Path(self._folder() or ".") / "rejected rows.csv")
        where = ask_where(self, "Save the rejected rows", name, "CSV", "csv")
        if where is not None:
            self.keep_rejects(where)

    def keep_rejects(self, where: Path) -> None:
        """Write the rejected rows with their reasons as CSV."""
        assert self.proposal is not None
        try:
            self.proposal.rejects_csv(where)
        except OSError as problem:
            self.message.tell(f"Not saved: {problem.strerror or problem}", wrong=True)
        else:
            many = self.proposal.rejected
            self.message.tell(f"Saved {many:,} rejected row{'' if many == 1 else 's'} as {where}")

    # What stands behind

    def _begin(self, title: str, work: object, done: object, *, writes: bool = False) -> None:
        from models.store import CannotOpen

        def settled(result: object) -> None:
            self._end()
            done(result)  # type: ignore[operator]
            self._catch_up()

        def failed(problem: Exception) -> None:
            self._end()
            self._why_again = ""
            if self._found is not None:
                self.shown.take_side(self._found.side)
            if isinstance(problem, Cancelled):
                self.message.tell("Stopped: nothing was recorded.")
            elif isinstance(problem, (Refused, Conflict, CannotOpen)):
                self.message.tell(str(problem), wrong=True)
            else:
                self.message.tell("Something went wrong; nothing was recorded.", wrong=True)
                raise problem
            if isinstance(problem, Conflict):
                self._why_again = str(problem).partition(";")[0].rstrip(".") + "."
                self._catch_up()

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

    def _names(self) -> str:
        names = [path.name for path in self.paths]
        return names[0] if len(names) == 1 else f"{len(names)} files"

    def _show(self, found: Found) -> None:
        proposal = found.proposal
        self._found, self.proposal = found, proposal
        self.shown.show_proposal(proposal, found.differences)
        self.stack.setCurrentIndex(1)
        why, self._why_again = self._why_again, ""
        self.message.tell(
            "There is nothing to record: everything in this return stands here already."
            if proposal.bulk is None
            else f"{why} {AGAIN}"
            if why
            else "Nothing has been recorded yet. Accept records all of it as one step."
        )
        self._say()
        self._allow()
        if self.shown.accept_button.isEnabled() and self.isVisible():
            self.shown.accept_button.setFocus()

    def _clear(self) -> None:
        self.proposal = self._found = None
        self.paths = []
        self._why_again = ""
        self.shown.take_side("ours")
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
        past = self.workspace.why_not
        self.shown.allow(past or ("There is nothing to record" if found is None or found.bulk is None else ""))
        self.undo_button.setEnabled(not past)
        self.undo_button.setToolTip(past or "Takes the import back, as one step")

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


def compared(reading: Reading, store: Store, side: Accept, progress: Progress) -> Found:
    """What importing a reading would do, compared with all that stands now."""
    from models.returns import ssda903

    progress(0, "Comparing with what stands here")
    standing = store.standing()
    proposal = ssda903.plan(reading, standing, accept=side, progress=part(progress, 0.2, 0.8))
    return Found(proposal, words.differences(proposal), side, standing.number)
