"""The words of the report: each part with its own words, the figures in them live, and how it will read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.edits import Conflict, Refused
from models.edits.report_texts import ReportWords
from models.progress import Progress
from models.reports import highlight
from models.reports.highlight.words import PARTS, REPORT, filled, written
from models.singly import singly
from views.jobs import Jobs, JobStrip
from views.kept import Keeping, Kept, begun
from views.workspace import Workspace

WAITING = "The figures are being worked out …"


class Wording(QDialog):
    """Edits the words of the report as at the day looked at. Ctrl+S records a part; what is typed and not recorded is
    kept. A figure stands in the words as its name in braces, and stays the measure's own."""

    recorded = Signal()
    """The words of a part are others now."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("Words of the report")
        self.resize(960, 620)
        self.jobs = Jobs(self)
        self.strip = JobStrip(self.jobs)
        self.strip.cancel.setAutoDefault(False)
        self.kept, self._keeping = Kept(workspace, self.strip.tell), Keeping(self.keep, self)
        self.figures: Mapping[str, str] = {}
        self.parts = QListWidget()
        self.parts.addItems([part.title for part in PARTS.values()])
        self.parts.setAccessibleName("Parts of the report")
        self.parts.setFixedWidth(240)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Words")
        self.words.setTabChangesFocus(True)
        self.names = QComboBox()
        self.names.setAccessibleName("Figure to put in")
        self.names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names.setMinimumContentsLength(24)
        self.put = self._button("Put in", self.put_in)
        self.save = self._button("Record", self.record)
        self.save.setProperty("role", "primary")
        self.own = self._button("The program's own words", self.take_back)
        self.reads = QLabel(WAITING)
        self.reads.setWordWrap(True)
        self.reads.setTextFormat(Qt.TextFormat.PlainText)
        self.reads.setAccessibleName("As it will read")
        self.reads.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.record)
        self.parts.currentRowChanged.connect(self._open)
        self.words.textChanged.connect(self._typed)
        self._shown = ""
        self.parts.setCurrentRow(0)
        snapshot = workspace.snapshot()

        def work(progress: Progress) -> Mapping[str, str]:
            return highlight.called(snapshot, progress)

        self.jobs.run(WAITING, work, self._figures)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        figure = QHBoxLayout()
        label = QLabel("&Figure")
        label.setBuddy(self.names)
        figure.addWidget(label)
        figure.addWidget(self.names, 1)
        figure.addWidget(self.put)
        for button in (self.own, self.save, self._button("Close", self.reject)):
            figure.addWidget(button)
        title = QLabel("As it will read")
        title.setProperty("role", "section")
        right = QVBoxLayout()
        right.addWidget(self.words, 3)
        right.addLayout(figure)
        right.addWidget(title)
        right.addWidget(self.reads, 2)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.parts)
        across.addLayout(right, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 16, 12)
        down.addLayout(across, 1)
        down.addWidget(self.strip)

    def _figures(self, found: Mapping[str, str]) -> None:
        self.figures = found
        self._offer()
        self._read()

    # One part

    @property
    def part(self) -> str:
        """The code of the part that is open."""
        return list(PARTS)[self.parts.currentRow()]

    def _form(self, part: str) -> str:
        return f"report/{REPORT}/{self.workspace.as_at.isoformat()}/{part}"

    def _stands(self, part: str) -> str:
        return written(self.workspace.snapshot())[part]

    def _open(self, row: int) -> None:
        if self._shown:
            self.keep()
        self._shown = ""  # what follows is no typing
        draft = self.kept.of(self._form(self.part))
        self.words.setPlainText(draft.words["words"] if draft is not None else self._stands(self.part))
        self._shown = self.part
        self._offer()
        self._read()
        self.strip.tell(begun(draft) if draft is not None else " ")

    def _offer(self) -> None:
        """The figures to put in: first those of the measures that the part tells of."""
        own = {name.split(".")[0] for name in self.figures if f"{{{name.split('.')[0]}." in PARTS[self.part].words}
        order = sorted(self.figures, key=lambda name: (name.split(".")[0] not in own, name))
        self.names.clear()
        for name in order:
            self.names.addItem(f"{name}: {self.figures[name][:60] or 'nothing'}", name)
        self.put.setEnabled(bool(order))
        self.save.setEnabled(bool(order))
        self.own.setEnabled(bool(order))

    def _typed(self) -> None:
        if self._shown:
            self._read()
            self._keeping.letter()

    def keep(self) -> None:
        """Keep what is typed and not recorded."""
        if self._shown:
            typed = self.words.toPlainText()
            different = {"words": typed} if typed.strip() != self._stands(self._shown) else {}
            self.kept.keep(self._form(self._shown), f"the words of a report: {PARTS[self._shown].title}", different)

    def _read(self) -> None:
        self.reads.setText(filled(self.words.toPlainText(), self.figures) if self.figures else WAITING)

    def put_in(self) -> None:
        """Put the chosen figure in where the cursor is."""
        if (name := self.names.currentData()) is not None:
            self.words.insertPlainText(f"{{{name}}}")
            self.words.setFocus()

    def record(self) -> None:
        """Record the words of the part."""
        if self.save.isEnabled():
            self._do(self.words.toPlainText())

    def take_back(self) -> None:
        """Have the program's own words again."""
        self._do("")

    def _do(self, words: str) -> None:
        """Record words of the paper about the day looked at: it is written today, also where that day is past."""
        workspace, part = self.workspace, PARTS[self.part]
        seen = workspace.snapshot().facts.number or 0
        edit = ReportWords(REPORT, workspace.as_at, part.code, words, frozenset(self.figures), seen)
        if workspace.known_on is not None or workspace.busy:
            self.strip.tell(workspace.why_not)
            return
        try:
            changes = singly(lambda: workspace.store.apply(edit, who=workspace.who, today=workspace.today))
        except Conflict as problem:
            workspace.read_again()
            self.strip.tell(str(problem))
            return
        except Refused as problem:
            self.strip.tell(str(problem))
            return
        workspace.recorded(changes)
        self._shown = ""
        self.kept.keep(self._form(part.code), "", {})
        self._open(self.parts.currentRow())
        self.strip.tell(
            f"{part.title}: recorded." if words.strip() else f"{part.title}: the program's own words again."
        )
        self.recorded.emit()

    def done(self, result: int) -> None:
        """What is typed is kept; whatever is being worked out is stopped."""
        self.keep()
        self.jobs.stop()
        super().done(result)
