"""A tracker summary is printed, watched and cancelled: the whole file or no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.walks.answers import named, replaced, shows
from tests.walks.conftest import authority_of
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, click, click_cell, closed, opened, press, settled, tracker, write
from views.reports.preview import Preview


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority whose printing takes long enough to be watched."""
    return authority_of(1200, tmp_path_factory.mktemp("large") / "northport.db")


def test_the_paper_is_what_is_shown(qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path) -> None:
    shown = window()
    opened(qtbot, shown, file)
    page = tracker(shown)
    press(qtbot, shown, KEY.Key_F)
    write(qtbot, "placement order")
    qtbot.waitUntil(lambda: 0 < page.grid.model.rowCount() < page.grid.population())
    children = page.grid.model.shown()["child"].to_list()
    paper = tmp_path / "Tracker 31.3.pdf"
    typed = str(tmp_path / "Tracker 31.3")

    press(qtbot, shown, KEY.Key_P)
    preview = shows(qtbot, Preview)
    assert any(f"page 1 of {preview.count}" in label.text() for label in preview.findChildren(QLabel))
    with named(qtbot, typed):
        press(qtbot, preview, KEY.Key_S)
    first = paper.stat().st_ino
    heard: list[str] = []
    with named(qtbot, typed, replaced(qtbot, False, heard)):
        press(qtbot, preview, KEY.Key_S)
    assert paper.stat().st_ino == first
    with named(qtbot, typed, replaced(qtbot, True, heard)):
        click(qtbot, preview.save_button)
    assert paper.stat().st_ino != first
    assert heard == ["Tracker 31.3.pdf is there already. Replace it?"] * 2
    press(qtbot, preview, KEY.Key_Escape, NONE)
    assert not preview.isVisible()

    text = "\n".join(leaf.extract_text() for leaf in PdfReader(paper).pages)
    assert [child for child in children if child not in text] == []
    assert "as at 31 Mar 2026" in text
    assert "B. Osei" in text
    assert f"{len(children)} of {page.grid.population()}" in text


def test_cancelled_leaves_no_file_and_the_window_goes_on(
    qtbot: QtBot, window: Callable[[], Window], large: Path, tmp_path: Path
) -> None:
    shown = window()
    opened(qtbot, shown, large)
    page = tracker(shown)
    (population,) = page.grid.bar.chips()
    click(qtbot, population)
    assert page.grid.model.rowCount() > 1000
    folder = tmp_path / "papers"
    folder.mkdir()
    with named(qtbot, str(folder / "never")):
        press(qtbot, shown, KEY.Key_P, CTRL | SHIFT)
    strip = shown.strip
    qtbot.waitUntil(lambda: strip.bar.value() > 0, timeout=20_000)
    assert strip.bar.isVisible()
    assert strip.words.text()
    click_cell(qtbot, page.grid.table, 0, 1)
    before = page.grid.current
    press(qtbot, shown, KEY.Key_Down, NONE)
    assert page.grid.current != before
    click(qtbot, strip.cancel)
    settled(qtbot, shown)
    assert "nothing of it was kept" in strip.words.text()
    assert list(folder.iterdir()) == []

    with named(qtbot, str(folder / "never")):
        press(qtbot, shown, KEY.Key_E)
    settled(qtbot, shown)
    assert [path.name for path in folder.iterdir()] == ["never.csv"]
    closed(qtbot, shown)

    again = window()
    assert tracker(again).grid.model.rowCount() > 0
    assert again.workspace.store.change_sets()["kind"].to_list() == ["demonstration"]
    assert again.workspace.store.verify().ok


def test_a_file_is_written_over_only_when_that_was_answered(
    qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    shown = window()
    opened(qtbot, shown, file)
    there = tmp_path / "there.csv"
    there.write_text("kept")
    heard: list[str] = []
    leave = (QFileDialog, lambda dialog: press(qtbot, dialog, KEY.Key_Escape, NONE))
    with named(qtbot, str(tmp_path / "there"), replaced(qtbot, False, heard), leave):
        press(qtbot, shown, KEY.Key_E)
    settled(qtbot, shown)
    assert there.read_text() == "kept"
    with named(qtbot, str(tmp_path / "there"), replaced(qtbot, True, heard)):
        press(qtbot, shown, KEY.Key_E)
    settled(qtbot, shown)
    assert there.read_text(encoding="utf-8-sig").startswith("Child,")
    assert len(heard) == 2
    assert all("there.csv" in question for question in heard)
