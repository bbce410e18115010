"""What importing a return would do, on the screen: its counts, its year, its tables, and the ways to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from views.grid.view import GridView
from views.imports import words
from views.line import Line
from views.tables import ABSENT, DIFFERENCES, ISSUES
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.returns import Accept
    from models.returns.ssda903 import Proposal

TITLES = ("What would change", "Issues", "Open here, absent there", "Rejected rows")


class ProposalView(QWidget):
    """A proposal: what would change, what is wrong, what is absent, what stays out. Says only what was chosen."""

    accepted = Signal()
    discarded = Signal()
    rejects_wanted = Signal()
    sided = Signal()
    """In conflicts the other side is to be taken."""
    year_typed = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years: tuple[int, ...] = ()
        self.files = Line()
        self.files.setProperty("role", "muted")
        self.counts = QLabel()
        self.counts.setProperty("role", "section")
        self.year = QLineEdit()
        self.year.setValidator(QIntValidator(1992, 2100, self))
        self.year.setFixedWidth(72)
        self.year.setAccessibleName("Year of the return: it ends on 31 March of this year")
        self.year.setPlaceholderText("found")
        self.year.editingFinished.connect(self._typed)
        self.year_note = QLabel()
        self.year_note.setProperty("role", "muted")
        self.ours = QRadioButton("keep what stands here")
        self.theirs = QRadioButton("take what the return says")
        self.ours.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.ours)
        group.addButton(self.theirs)
        self.theirs.toggled.connect(lambda _on: self.sided.emit())
        self.conflict_label = QLabel("In conflicts:")
        self.accept_button = QPushButton("Accept")
        self.accept_button.setProperty("role", "primary")
        self.accept_button.clicked.connect(self.accepted)
        self.rejects_button = QPushButton("Save rejected rows …")
        self.rejects_button.clicked.connect(self.rejects_wanted)
        self.discard_button = QPushButton("Discard")
        self.discard_button.clicked.connect(self.discarded)
        self.differences = GridView("import-differences", workspace, noun="changes", key="id")
        self.issues = GridView("import-issues", workspace, noun="issues", key="id")
        self.absent = GridView("import-absent", workspace, noun="open episodes", key="id")
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        layout.addWidget(self.files)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.tabs, 1)

    @property
    def side(self) -> Accept:
        """Which side is to be taken in conflicts."""
        return "theirs" if self.theirs.isChecked() else "ours"

    def take_side(self, side: Accept) -> None:
        """Show which side the proposal takes."""
        with QSignalBlocker(self.theirs):
            (self.theirs if side == "theirs" else self.ours).setChecked(True)

    def show_proposal(self, proposal: Proposal, differences: pl.DataFrame) -> None:
        """Show what a proposal would do, with before and after."""
        self._years = proposal.years
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
        self.differences.show_rows(DIFFERENCES, differences)
        self.issues.show_rows(ISSUES, words.issues(proposal.issues))
        self.absent.show_rows(ABSENT, words.absent(proposal))
        self.rejects.show_rows(*words.rejects(proposal))
        for at, grid in enumerate((self.differences, self.issues, self.absent, self.rejects)):
            many = proposal.differences.height if at == 0 else grid.model.total
            cut = f", first {grid.model.total:,} listed" if many > grid.model.total else ""
            self.tabs.setTabText(at, f"{TITLES[at]} ({many:,}{cut})")
            self.tabs.setTabEnabled(at, grid.model.total > 0 or at == 0)
        self.rejects_button.setEnabled(proposal.rejected > 0)
        for widget in (self.conflict_label, self.ours, self.theirs):
            widget.setVisible(proposal.conflicts > 0)

    def allow(self, why_not: str) -> None:
        """Offer Accept, or say why it is not offered."""
        self.accept_button.setEnabled(not why_not)
        self.accept_button.setToolTip(why_not or "Records all of it as one step, which one undo takes back")

    def _typed(self) -> None:
        """Another year was typed."""
        typed = int(self.year.text()) if self.year.text() else None
        if typed is not None and self._years != (typed,):
            self.year_typed.emit(typed)
