"""A report seen before it is saved or printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from views.reports.preview import Preview


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
    qtbot.keyClick(preview, "+")
    assert preview.view.zoomFactor() > 1


def test_saving_keeps_the_whole_file(preview: Preview, report: Path, tmp_path: Path) -> None:
    preview.save(tmp_path / "kept")
    assert (tmp_path / "kept.pdf").read_bytes() == report.read_bytes()
    assert preview.message.text() == f"Saved as {tmp_path / 'kept.pdf'}"
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_said(preview: Preview, tmp_path: Path) -> None:
    preview.save(tmp_path / "no such folder" / "kept.pdf")
    assert preview.message.text().startswith("Not saved: ")


def test_printing_prints_every_page(preview: Preview, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_to(printer)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3
    assert preview.message.text() == "Printed 3 pages."


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
