"""A document is made by keyboard: the house style typed, the document chosen, looked at, saved, and found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.rules.house import house
from models.store import Store
from tests.support.papers import Page
from tests.walks.answers import named, shows
from tests.walks.steps import KEY, NONE, closed, opened, press, settled, write
from views.reports.dialog import DocumentDialog
from views.settings.page import SettingsPage


def made(qtbot: QtBot, dialog: DocumentDialog) -> None:
    """Wait until what is chosen is shown."""
    qtbot.waitUntil(lambda: dialog.made is not None and not dialog.jobs.running, timeout=30_000)


def test_marked_paper_and_its_web_page(qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path) -> None:
    shown = window()
    opened(qtbot, shown, file)
    assert shown.inside is not None
    shown.inside.go("policies")
    page = shown.inside.page
    assert isinstance(page, SettingsPage)
    page.grid.select("house marking")
    page.grid.table.setFocus()
    press(qtbot, shown, KEY.Key_Return, NONE)
    write(qtbot, "OFFICIAL-SENSITIVE")
    press(qtbot, shown, KEY.Key_Return, NONE)
    settled(qtbot, shown)

    press(qtbot, shown, KEY.Key_F6, NONE)
    dialog = shows(qtbot, DocumentDialog)
    assert QApplication.focusWidget() is dialog.options.document
    press(qtbot, dialog, KEY.Key_Home, NONE)
    for _ in range(dialog.options.document.findData("family-finding-list")):
        press(qtbot, dialog, KEY.Key_Down, NONE)
    made(qtbot, dialog)
    assert dialog.made is not None
    assert dialog.made.code == "family-finding-list"
    children = {str(row[0]) for grid in dialog.made.blocks if hasattr(grid, "rows") for row in grid.rows}
    paper = tmp_path / "list.pdf"
    with named(qtbot, str(paper)):
        press(qtbot, dialog, KEY.Key_S)
    qtbot.waitUntil(paper.exists, timeout=10_000)
    dialog.save_buttons["html"].setFocus()
    web = tmp_path / "list.html"
    with named(qtbot, str(web)):
        press(qtbot, dialog, KEY.Key_Space, NONE)
    qtbot.waitUntil(web.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not dialog.jobs.running, timeout=10_000)
    press(qtbot, dialog, KEY.Key_Escape, NONE)
    assert not dialog.isVisible()
    with qtbot.waitActive(shown, timeout=10_000):
        shown.activateWindow()
    closed(qtbot, shown)

    printed = [leaf.extract_text() for leaf in PdfReader(paper).pages]
    assert all("OFFICIAL-SENSITIVE" in leaf and "B. Osei" in leaf for leaf in printed)
    read = Page(web.read_text(encoding="utf-8"))
    assert read.wrong == []
    words = " ".join(read.words)
    assert children
    assert all(child in words and child in " ".join(printed) for child in children)
    with Store.open(str(file)) as again:
        assert house(again.facts()).marking == "OFFICIAL-SENSITIVE"
