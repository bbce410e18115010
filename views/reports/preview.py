"""A report seen before it is saved or printed: its pages, how many there are, Save as and Print."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.progress import Cancelled, Progress
from views.jobs import Jobs, JobStrip
from views.reports.pages import Pages
from views.saving import ask_where, with_ending


class Preview(QDialog):
    """Shows one PDF file. Page up and down turn its pages, + and − zoom, Ctrl+S saves, Ctrl+P prints, Esc closes."""

    def __init__(self, path: Path | str, title: str, name: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.name = Path(path), name or Path(path).name
        self.setWindowTitle(f"Preview: {title}")
        self.resize(960, 640)
        self.view = Pages(self)
        self.view.read(self.path)
        self.view.setAccessibleName(f"{title}, {self.view.said()}")
        self.heading = QLabel(title)
        self.heading.setProperty("role", "section")
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.jobs = Jobs(self)
        self.strip = JobStrip(self.jobs)
        self.message = self.strip.words
        """The last line: what was done, or how far the printing is."""
        self.back = self._button("Previous page", lambda: self.turn(-1))
        self.next = self._button("Next page", lambda: self.turn(1))
        self.save_button = self._button("Save as …", self.save_as)
        self.print_button = self._button("Print …", self.print_it)
        self.save_button.setProperty("role", "primary")
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.heading, self.place):
            top.addWidget(part)
        top.addStretch(1)
        for button in (self.back, self.next, self.print_button, self.save_button, self._button("Close", self.reject)):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.strip)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_as),
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_button.click),
            (QKeySequence("Ctrl+."), self.strip.cancel.click),
        ):
            QShortcut(keys, self, act)
        self.strip.cancel.setAutoDefault(False)
        self.jobs.started.connect(lambda _job: self.print_button.setEnabled(False))
        self.jobs.ended.connect(lambda _job: self.print_button.setEnabled(self.count > 0))
        self.view.pageNavigator().currentPageChanged.connect(self._said)
        self._said()
        if not self.count:
            self.strip.tell("This report cannot be shown; it may have been moved or not finished.")
        self.save_button.setEnabled(self.count > 0)
        self.print_button.setEnabled(self.count > 0)
        self.view.setFocus()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self.view.count

    def _said(self) -> None:
        here = self.view.here
        self.place.setText(self.view.place())
        self.back.setEnabled(here > 0)
        self.next.setEnabled(here + 1 < self.count)

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        self.view.turn(by)

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        now = self.view.zoomFactor() if self.view.zoomMode() == QPdfView.ZoomMode.Custom else self._fitted()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now * factor, 0.25), 5.0))

    def _fitted(self) -> float:
        """How large the page is shown while it fits the width."""
        size = self.view.file.pagePointSize(max(self.view.here, 0))
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        dots = self.view.logicalDpiX() / 72  # a page's size is in points
        return room / (size.width() * dots) if size.width() else 1.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn, + and − zoom, 0 fits the width again."""
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_PageDown:
            self.turn(1)
        elif key == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            self.turn(-self.count)
        elif key == Qt.Key.Key_End:
            self.turn(self.count)
        elif text in ("+", "="):
            self.zoom(1.25)
        elif text == "-":
            self.zoom(0.8)
        elif text == "0":
            self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        else:
            super().keyPressEvent(event)

    def save_as(self) -> None:
        """Ask for a place, and keep the report there."""
        where = ask_where(self, "Save the report as", self.name, "PDF", "pdf")
        if where is not None:
            self.save(where)

    def save(self, where: Path) -> None:
        """Keep the report as a file: the whole file or no file."""
        where = with_ending(where, "pdf")
        unfinished = where.with_name(where.name + ".part")
        try:
            shutil.copyfile(self.path, unfinished)
            os.replace(unfinished, where)
        except OSError as problem:
            self.strip.tell(f"Not saved: {problem.strerror or problem}")
        else:
            self.strip.tell(f"Saved as {where}")
        finally:
            unfinished.unlink(missing_ok=True)

    def print_it(self) -> None:
        """Ask which printer, and print every page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(self.count, 1))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages asked for beside the window, each fitted to the paper."""
        first, last = printer.fromPage() or 1, min(printer.toPage() or self.count, self.count)
        pages = range(first - 1, last)
        self.jobs.run(
            "Printing",
            lambda progress: print_pages(self.path, printer, pages, progress),
            lambda _nothing: self.strip.tell(f"Printed {len(pages)} page{'' if len(pages) == 1 else 's'}."),
            self._not_printed,
        )

    def _not_printed(self, problem: Exception) -> None:
        if isinstance(problem, OSError):
            self.strip.tell(f"Not printed: {problem}")
        elif not isinstance(problem, Cancelled):
            raise problem

    def done(self, result: int) -> None:
        """Nothing more is drawn."""
        super().done(result)
        self.view.put_away()

    def reject(self) -> None:
        """Esc, Close: one step out; what is being printed is stopped first, and said to be."""
        if self.jobs.running:
            self.strip.cancel.click()
        else:
            super().reject()


def print_pages(path: Path, printer: QPrinter, pages: range, progress: Progress) -> None:
    """Print some pages of a PDF file. Raises OSError where the printer does not answer; stopped, it prints nothing."""
    document, painter = QPdfDocument(), QPainter()
    document.load(str(path))
    if not painter.begin(printer):
        raise OSError("the printer did not answer.")
    try:
        for number, page in enumerate(pages):
            progress(number / len(pages), f"Printing page {page + 1}, {number + 1} of {len(pages)}")
            if number:
                printer.newPage()
            _print_page(document, printer, painter, page)
    except Cancelled:
        printer.abort()
        painter.end()
        if printer.outputFileName():
            Path(printer.outputFileName()).unlink(missing_ok=True)
        raise
    finally:
        if painter.isActive():
            painter.end()


def _print_page(document: QPdfDocument, printer: QPrinter, painter: QPainter, page: int) -> None:
    paper = printer.pageRect(QPrinter.Unit.DevicePixel)
    size = document.pagePointSize(page)
    scale = min(paper.width() / size.width(), paper.height() / size.height())
    drawn = QSize(int(size.width() * scale), int(size.height() * scale))
    dense = min(1.0, 3500 / max(drawn.width(), drawn.height()))
    picture = document.render(page, QSize(int(drawn.width() * dense), int(drawn.height() * dense)))
    painter.drawImage(QRectF(QPointF(0, 0), drawn), picture)
