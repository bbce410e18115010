"""A document chosen, asked for and seen before it is saved or printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.edits import Conflict, Refused
from models.progress import Cancelled, Progress, part
from models.singly import singly
from views.jobs import Job, Jobs, JobStrip
from views.message import Message
from views.reports.options import Options
from views.reports.pages import Pages
from views.reports.preview import print_pages
from views.saving import Passing, ask_where, with_ending
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.reports.blocks import Document

PAUSE = 400
"""Milliseconds without a change after which the document is made anew."""
REWORDED = "highlight"
"""The report whose words may be written."""
LEFT_OUT = "Left out of this public paper, as they name small numbers, or somebody; write them otherwise:"
SAVED = (("pdf", "PDF"), ("html", "web page"), ("xlsx", "workbook"), ("csv", "CSV"))


class DocumentDialog(QDialog):
    """Makes documents. What is chosen at the left is shown at the right; Ctrl+S saves as PDF, Ctrl+P prints.
    It begins with the document that belongs to the page it was asked for on."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        report: str = "",
        child: str = "",
        page: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("Make a document")
        self.resize(1180, 680)
        self.options = Options(workspace, child)
        self.options.setFixedWidth(280)
        self.made: Document | None = None
        """The document shown; None while it is being made, or cannot be."""
        self.folder, self._number = Passing(), 0
        self.file: Path | None = None
        self._seen = ""
        """Which document's pages are in sight."""
        self.view = Pages(self)
        self.view.setAccessibleName("Preview")
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.left_out = Message()
        self.left_out.hide()
        self.jobs = Jobs(self)
        self.strip = JobStrip(self.jobs)
        self.strip.cancel.setAutoDefault(False)
        self._making: Job | None = None
        self._later = QTimer(self, interval=PAUSE, singleShot=True)
        self._later.timeout.connect(self.make)
        self.save_buttons = {
            form: self._button(f"Save {words} …", lambda _checked=False, form=form: self.ask(form))
            for form, words in SAVED
        }
        self.save_buttons["pdf"].setProperty("role", "primary")
        self.print_button = self._button("Print …", self.print_it)
        self.words_button = self._button("Words …", self.reword)
        self.words_button.setToolTip("Write the words of the report; the figures in them stay the measures' own")
        self._lay_out()
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_buttons["pdf"].click),
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_button.click),
            (QKeySequence("Ctrl+."), self.strip.cancel.click),
        ):
            QShortcut(keys, self, act)
        self.options.changed.connect(self._wait)
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        self._allow()
        if report:
            self.options.choose(report)
        elif page:
            self.options.begin(page)
        self.options.document.setFocus()
        self.make()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.place)
        top.addStretch(1)
        close = self._button("Close", self.reject)
        for button in (self.words_button, self.print_button, *self.save_buttons.values(), close):
            top.addWidget(button)
        right = QVBoxLayout()
        right.addLayout(top)
        right.addWidget(self.left_out)
        right.addWidget(self.view, 1)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.options)
        across.addLayout(right, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 16, 12)
        down.addLayout(across, 1)
        down.addWidget(self.strip)

    def _button(self, words: str, act: Any) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # Making

    def _wait(self) -> None:
        """Something is chosen otherwise: what is shown is not it any more."""
        self.made = None
        self.left_out.hide()
        self._allow()
        self._later.start()

    def make(self) -> None:
        """Make what is chosen beside the window, and show it."""
        self._later.stop()
        if self._making is not None:
            self._making.give_up()
        self.made = None
        self._allow()
        if lacking := self.options.lacking:
            self._clear()
            self.strip.tell(lacking)
            return
        from models import reports

        report, snapshot = self.options.report, self.workspace.snapshot()
        if report.code != self._seen:  # another document's pages do not stand under this one's name
            self._clear()
        asked = reports.Asked(
            who=self.workspace.who,
            made=dt.datetime.now(dt.UTC),
            head=self.workspace.store.head_digest,
            changed=self.workspace.store.changed,
            facts_at=self.workspace.store.facts_at,
            **self.options.given(),  # type: ignore[arg-type]
        )
        self._number += 1
        path = self.folder.path / f"{report.code}-{self._number}.pdf"

        def work(progress: Progress) -> Document:
            document = report.make(snapshot, asked, part(progress, 0.0, 0.6))
            reports.write(path, document, part(progress, 0.6, 1.0))
            return document

        self._making = self.jobs.run(
            f"Making {report.title}", work, lambda document: self._show(document, path), self._not_made
        )

    def _clear(self) -> None:
        """Nothing is in sight."""
        self.view.put_away()
        self._seen = ""
        self.view.setAccessibleName("Preview")
        self._say_page()

    def _show(self, document: Document, path: Path) -> None:
        if self._later.isActive():
            return
        self._making = None
        self.made, self.file, self._seen = document, path, document.code
        self.view.read(path)
        self.view.setAccessibleName(f"Preview: {document.title}, {self.view.said()}")
        self._say_page()
        self._allow()
        self.left_out.setVisible(bool(document.left))
        self.left_out.tell("\n".join((LEFT_OUT, *(f"• {sentence}" for sentence in document.left))))
        self.strip.tell(f"{document.title}: {self.view.said()}.")
        self._written("Set on paper")

    def _not_made(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            return
        from models.reports import NotPublic

        if not isinstance(problem, (NotPublic, OSError)):
            raise problem
        self.strip.tell(f"Not made: {problem}")

    def _say_page(self) -> None:
        self.place.setText(self.view.place())

    def _allow(self) -> None:
        self.words_button.setVisible(self.options.report.code == REWORDED)
        for button in (self.print_button, *self.save_buttons.values()):
            button.setEnabled(self.made is not None)

    # Keeping

    def ask(self, form: str) -> None:
        """Ask where, and keep the document there."""
        if self.made is None:
            return
        name = f"{self.made.title} {self.made.about.as_at.isoformat()}.{form}"
        words = dict(SAVED)[form]
        where = ask_where(self, f"Save as {words}", name, words, form)
        if where is not None:
            self.save(where, form)

    def save(self, where: Path, form: str) -> None:
        """Keep the document as a file, beside the window: the whole file or no file. A public one is recorded as
        published when nothing stands in the file's way any more."""
        from models import reports

        document, where = self.made, with_ending(where, form)
        if document is None:
            return
        public = document.told is not None
        ready = self.folder.path / f"leaving {where.name}" if public else where

        def work(progress: Progress) -> None:
            reports.write(ready, document, progress)

        def failed(problem: Exception) -> None:
            if isinstance(problem, OSError):
                self.strip.tell(f"Not saved: {problem.strerror or problem}")
            elif not isinstance(problem, Cancelled):
                raise problem

        def done(_nothing: None) -> None:
            if public:
                try:
                    with reports.leaving(ready, where):
                        if not self._publish(document):
                            raise Cancelled
                except (OSError, Cancelled) as problem:
                    failed(problem)
                    return
            self._written("Exported", f", {form.upper()}", document)
            self.strip.tell(f"Saved as {where}")

        self.jobs.run(f"Saving {where.name}", work, done, failed)

    def _publish(self, document: Document) -> bool:
        """Record what a public document tells before it leaves the program; whether it may leave."""
        from models.reports import publishing
        from models.store import CannotOpen

        workspace = self.workspace
        edit = publishing(document, workspace.snapshot().facts)
        if edit is None:
            return True
        try:
            workspace.recorded(singly(lambda: workspace.store.apply(edit, who=workspace.who, today=workspace.today)))
        except (Refused, Conflict, CannotOpen) as problem:
            self.strip.tell(f"Not published: {problem}")
            return False
        return True

    def _written(self, did: str, form: str = "", document: Document | None = None) -> None:
        """It is written down who made what, and of whom where it is about one child."""
        document = document or self.made
        if document is not None:
            child = str(self.options.given().get("child", "")) if document.code == self.options.report.code else ""
            self.workspace.look(did, child, f"{document.title}{form}")

    def reword(self) -> None:
        """Write the words of the report, and see it with them."""
        from views.reports.wording import Wording

        wording = Wording(self.workspace, self)
        wording.recorded.connect(self._wait)
        wording.exec()

    def print_it(self) -> None:
        """Ask which printer, and print what is shown."""
        if self.made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.made.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(self.view.count, 1))
        if dialog.exec() == QDialog.DialogCode.Accepted and self._publish(self.made):
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages asked for beside the window."""
        assert self.file is not None
        path, count = self.file, self.view.count
        pages = range((printer.fromPage() or 1) - 1, min(printer.toPage() or count, count))

        def failed(problem: Exception) -> None:
            if isinstance(problem, OSError):
                self.strip.tell(f"Not printed: {problem}")
            elif not isinstance(problem, Cancelled):
                raise problem

        self.jobs.run(
            "Printing",
            lambda progress: print_pages(path, printer, pages, progress),
            lambda _nothing: self.strip.tell(f"Printed {len(pages)} page{'' if len(pages) == 1 else 's'}."),
            failed,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn the pages; Enter in a field makes the document at once."""
        by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if by is not None and self.view.count:
            self.view.turn(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.make()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Whatever is being made, or about to be, is stopped, and its files go."""
        # First the fields are left: each says once more what was typed.
        super().done(result)
        self._later.stop()
        self.jobs.stop()
        self.view.put_away()
        self.folder.drop()
