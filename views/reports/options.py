"""What a document is asked for: which, for whom, about which child, worker, meeting or time. Nothing is made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.dates import british, typed
from models.measures import Period
from models.publications import publications
from models.rules import pmg
from models.rules.journeys import shown
from models.rules.people import workers
from models.snapshot import Snapshot
from models.trackers import TRACKERS
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.reports import Report

INTERNAL, PUBLIC = "internal", "public"
EVERYONE = "Everyone"
FIRST_YEAR = 1900
"""Before it nobody was in care whom a period can tell of."""
MEETING, NO_PAPER = "The next meeting, or the last", "None"

FITTING = {
    "child": "child-summary",
    "meetings": "pmg-pack",
    "scorecard": "scorecard",
    "dashboard": "scorecard",
    "court": "court-list",
    "family_finding": "family-finding-list",
    "work": "pmg-actions",
}
"""The document that belongs to a page; to another list the list itself, to any other page the board's paper."""


class Options(QWidget):
    """The choices at the left of the dialog; `changed` when one of them is another."""

    changed = Signal()

    def __init__(self, workspace: Workspace, child: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from models.reports import REPORTS

        self.reports: dict[str, Report] = dict(REPORTS)
        self._workspace = workspace
        snapshot = workspace.snapshot()
        self.document = self._choice("Document", [(each.title, each.code) for each in self.reports.values()])
        self.purpose = QLabel()
        self.purpose.setWordWrap(True)
        self.purpose.setTextFormat(Qt.TextFormat.PlainText)
        self.purpose.setProperty("role", "muted")
        self.audience = self._choice("For whom", [("Internal", INTERNAL), ("The public", PUBLIC)])
        self.when = QLabel(workspace.when)
        self.when.setAccessibleName("As at")
        self.child = QLineEdit(child)
        self._named(self.child, "Child", "The authority's own id")
        ids = snapshot.once(shown)["child"].to_list()
        self.child.setCompleter(QCompleter(ids, self.child))
        self.worker = QComboBox()
        self.worker.setEditable(True)
        self.worker.addItems([EVERYONE, *_people(snapshot)])
        self._named(self.worker, "Worker or owner")
        held = [(f"Meeting of {british(day)}", day) for day in snapshot.once(pmg.meetings)["held"].to_list()[::-1]]
        self.meeting = self._choice("Meeting", [(MEETING, None), *held])
        self.first = QLineEdit()
        self._named(self.first, "From", "First day; twelve months if blank")
        self.figures = QLineEdit()
        self._named(self.figures, "Figures of", "A day; the board's last quarter's end if blank")
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setProperty("role", "problem")
        self.tracker = self._choice("Tracker", [(each.title, each.code) for each in TRACKERS.values()])
        self.tracker.setCurrentIndex(self.tracker.findData("permanence"))
        papers = [(f"{each.number}: {each.title}", each.number) for each in publications(snapshot.facts)[::-1]]
        self.publication = self._choice("Compared with", [(NO_PAPER, None), *papers])
        self.charts = QCheckBox("With the charts")
        self._named(self.charts, "With the charts")
        self._fields: dict[str, QWidget] = {
            "child": self.child,
            "worker": self.worker,
            "meeting": self.meeting,
            "period": self.first,
            "figures": self.figures,
            "tracker": self.tracker,
            "publication": self.publication,
            "charts": self.charts,
        }
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.addRow("&Document", self.document)
        self._form.addRow(self.purpose)
        self._form.addRow("&For whom", self.audience)
        self._form.addRow("As at", self.when)
        for words, field in zip(
            ("&Child", "&Worker or owner", "&Meeting", "F&rom", "F&igures of", "&Tracker", "C&ompared with", ""),
            self._fields.values(),
            strict=True,
        ):
            self._form.addRow(words, field)
            if field is self.figures:
                self._form.addRow(self.wrong)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addLayout(self._form)
        down.addStretch(1)
        self._fit()
        self.document.currentIndexChanged.connect(self._fit)
        for box in (self.document, self.audience, self.meeting, self.tracker, self.publication):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.worker.currentTextChanged.connect(lambda _text: self.changed.emit())
        self.charts.toggled.connect(lambda _on: self.changed.emit())
        for line in (self.child, self.first, self.figures):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for line in (self.first, self.figures):
            line.textChanged.connect(lambda _text: self._doubt())

    def _choice(self, words: str, choices: list[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        for title, code in choices:
            box.addItem(title, code)
        self._named(box, words)
        return box

    @staticmethod
    def _named(field: QWidget, words: str, hint: str = "") -> None:
        field.setAccessibleName(words)
        if hint and isinstance(field, QLineEdit):
            field.setPlaceholderText(hint)
            field.setAccessibleDescription(hint)

    def _fit(self, _at: int = 0) -> None:
        """Only what the document takes is asked; what names children has no public."""
        report = self.report
        self.purpose.setText(report.purpose)
        for name, field in self._fields.items():
            self._form.setRowVisible(field, name in report.takes)
        self._doubt()
        self.audience.setEnabled(report.public)
        if not report.public:
            self.audience.setCurrentIndex(0)
        self.audience.setToolTip("" if report.public else "It tells of single children: for internal use only")

    @property
    def report(self) -> Report:
        """The document chosen."""
        return self.reports[str(self.document.currentData())]

    def choose(self, code: str) -> None:
        """Choose a document."""
        self.document.setCurrentIndex(self.document.findData(code))

    def begin(self, page: str) -> None:
        """Choose the document that belongs to a page."""
        if page in TRACKERS:
            self.tracker.setCurrentIndex(self.tracker.findData(page))
        self.choose(FITTING.get(page, "tracker-summary" if page in TRACKERS else "highlight"))

    @property
    def lacking(self) -> str:
        """What must be said before it can be made, in a sentence; nothing where all is."""
        if "child" in self.report.takes and not self.child.text().strip():
            return "Type the child's id first."
        return self._no_day() or self._unknown()

    def _no_day(self) -> str:
        """What is wrong with a day that is typed, in a sentence."""
        for name, line, late in (
            ("period", self.first, "The period would begin after its end."),
            ("figures", self.figures, "Its figures cannot be of a day after the one shown."),
        ):
            text, on = line.text().strip(), self._day(line)
            if not text or name not in self.report.takes:
                continue
            if on is None:
                return f"“{text}” is not a day; type it as 3 5 2022."
            if on > self._workspace.as_at:
                return late
        return ""

    def _doubt(self) -> None:
        """Say it under the field, as long as it is so."""
        self.wrong.setText(self._no_day())
        self._form.setRowVisible(self.wrong, bool(self.wrong.text()))

    def _unknown(self) -> str:
        """The child, the worker or the meeting that is not recorded by the day looked at, in a sentence."""
        from models.reports.lacking import lacking

        takes = self.report.takes
        child = self.child.text().strip() if "child" in takes else ""
        held = self.meeting.currentData() if "meeting" in takes else None
        worker = str(self.given().get("worker", ""))
        wrong = lacking(self._workspace.snapshot(), child, held, self.report.code, worker)
        return f"{wrong}." if wrong else ""

    @staticmethod
    def _day(line: QLineEdit) -> dt.date | None:
        """The day typed; None where nothing is typed, or no day, or one of no child's life."""
        try:
            on = typed(line.text())
        except ValueError:
            return None
        return on if on is not None and on.year >= FIRST_YEAR else None

    def given(self) -> dict[str, object]:
        """What is asked, by the names that reports know."""
        takes = self.report.takes
        first, worker = self._day(self.first), self.worker.currentText().strip()
        number = self.publication.currentData()
        said: dict[str, Callable[[], object]] = {
            "child": lambda: self.child.text().strip(),
            "worker": lambda: "" if worker == EVERYONE else worker,
            "meeting": self.meeting.currentData,
            "period": lambda: Period(first, self._workspace.as_at) if first else None,
            "figures": lambda: self._day(self.figures),
            "tracker": lambda: str(self.tracker.currentData()),
            "charts": self.charts.isChecked,
        }
        found: dict[str, object] = {name: value() for name, value in said.items() if name in takes}
        if "publication" in takes and number is not None:
            facts = self._workspace.snapshot().facts
            found["compared"] = next(each.sealed for each in publications(facts) if each.number == number)
        return found | {"audience": str(self.audience.currentData())}


def _people(snapshot: Snapshot) -> list[str]:
    """Everybody who works with a child or owns an action, in order."""
    named = pl.concat([snapshot.once(workers)["worker"], snapshot.once(pmg.owed)["owner"].rename("worker")])
    return sorted(named.drop_nulls().unique().to_list())
