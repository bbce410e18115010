"""A report seen before it is saved or printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from models.progress import Cancelled
from views.reports.preview import Preview, print_pages


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A PDF of three pages."""
    path = tmp_path / "tracker.pdf"
    canvas = Canvas(str(path))
    for page in range(3):
        canvas.drawString(72, 700, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def preview(report: Path, qtbot: QtBot) -> Preview:
    """Its preview, shown."""
    made = Preview(report, "Tracker summary", "permanence tracker.pdf")
    qtbot.addWidget(made)
    made.show()
    return made


def test_says_how_many_pages_there_are(preview: Preview) -> None:
    assert preview.place.text() == "page 1 of 3"
    assert preview.view.accessibleName() == "Tracker summary, 3 pages"
    assert preview.windowTitle() == "Preview: Tracker summary"


def test_page_keys_turn_the_pages(preview: Preview, qtbot: QtBot) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.place.text() == "page 2 of 3"
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert preview.place.text() == "page 3 of 3"
    assert not preview.next.isEnabled()
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert preview.place.text() == "page 1 of 3"
    assert not preview.back.isEnabled()


def test_the_buttons_turn_the_pages(preview: Preview, qtbot: QtBot) -> None:
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    assert preview.place.text() == "page 2 of 3"
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.place.text() == "page 1 of 3"


def test_plus_zooms(preview: Preview, qtbot: QtBot) -> None:
    fitted = preview.view.viewport().width() / preview.view.file.pagePointSize(0).width() * 72
    fitted /= preview.view.logicalDpiX()
    qtbot.keyClick(preview, "+")
    assert preview.view.zoomFactor() == pytest.approx(1.25 * fitted, rel=0.03)
    qtbot.keyClick(preview, "0")
    qtbot.keyClick(preview, "-")
    assert preview.view.zoomFactor() == pytest.approx(0.8 * fitted, rel=0.03)


def test_saving_keeps_the_whole_file(preview: Preview, report: Path, tmp_path: Path) -> None:
    preview.save(tmp_path / "kept")
    assert (tmp_path / "kept.pdf").read_bytes() == report.read_bytes()
    assert preview.message.text() == f"Saved as {tmp_path / 'kept.pdf'}"
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_said(preview: Preview, tmp_path: Path) -> None:
    preview.save(tmp_path / "no such folder" / "kept.pdf")
    assert preview.message.text().startswith("Not saved: ")


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer that prints to a file."""
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def test_printing_prints_every_page(preview: Preview, printer: QPrinter, tmp_path: Path, qtbot: QtBot) -> None:
    preview.print_to(printer)
    assert preview.message.text() == "Printing"
    assert not preview.print_button.isEnabled()
    qtbot.waitUntil(lambda: not preview.jobs.running, timeout=20_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3
    assert preview.message.text() == "Printed 3 pages."


def test_printing_reports_each_page_and_is_stopped_between_two(report: Path, printer: QPrinter) -> None:
    said: list[str] = []

    def report_(share: float, words: str) -> None:
        said.append(f"{share:.2f} {words}")
        if len(said) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(report, printer, range(1, 3), report_)
    assert not Path(printer.outputFileName()).exists()
    assert said == ["0.00 Printing page 2, 1 of 2", "0.50 Printing page 3, 2 of 2"]


def test_esc_stops_what_is_printed_and_then_closes(preview: Preview, printer: QPrinter, qtbot: QtBot) -> None:
    preview.print_to(printer)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert preview.isVisible()
    assert preview.message.text() == "Stopping …"
    qtbot.waitUntil(lambda: not preview.jobs.running, timeout=20_000)
    assert preview.print_button.isEnabled()
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_said(preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    nowhere = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    nowhere.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    nowhere.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    preview.print_to(nowhere)
    qtbot.waitUntil(lambda: not preview.jobs.running, timeout=20_000)
    assert preview.message.text() == "Not printed: the printer did not answer."


def test_what_is_no_report_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"not a report")
    made = Preview(bad, "Tracker summary")
    qtbot.addWidget(made)
    assert made.place.text() == "no pages"
    assert made.message.text().startswith("This report cannot be shown")
    assert not made.save_button.isEnabled()
    assert not made.print_button.isEnabled()


def test_escape_closes(preview: Preview, qtbot: QtBot) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()
