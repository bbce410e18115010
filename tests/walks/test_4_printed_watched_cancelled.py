"""A tracker summary is printed, watched and cancelled: the whole file or no file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.progress import Cancelled, Progress
from models.reports import tracker_summary
from tests.walks.steps import press, settled, tracker


def test_the_paper_is_what_is_shown(qtbot: QtBot, window: Callable[[Path], Window], file: Path, tmp_path: Path) -> None:
    shown = window(file)
    page = tracker(shown)
    press(qtbot, shown, Qt.Key.Key_F)
    qtbot.keyClicks(page.grid.bar.field, "placement order")
    qtbot.waitUntil(lambda: 0 < page.grid.model.rowCount() < page.grid.population())
    children = page.grid.model.shown()["child"].to_list()
    paper = tmp_path / "tracker.pdf"
    page.export("pdf", paper)
    settled(qtbot, shown)
    text = "\n".join(leaf.extract_text() for leaf in PdfReader(paper).pages)
    assert [child for child in children if child not in text] == []
    assert "as at 31 Mar 2026" in text
    assert "B. Osei" in text
    assert f"{len(children)} of {page.grid.population()}" in text


def test_cancelled_leaves_no_file_and_the_window_goes_on(
    qtbot: QtBot, window: Callable[[Path], Window], file: Path, tmp_path: Path
) -> None:
    shown = window(file)
    page = tracker(shown)
    stopped: list[Exception] = []
    halfway, clicked = threading.Event(), threading.Event()
    columns, frame, about = page.shown()

    def work(progress: Progress) -> None:
        def watched(share: float, words: str) -> None:
            if share > 0.2 and not halfway.is_set():
                halfway.set()
                assert clicked.wait(20)
            progress(share, words)

        tracker_summary.write(tmp_path / "never.pdf", columns, frame, about, watched)

    shown.workspace.run("Printing the tracker", work, lambda _done: None, stopped.append)
    qtbot.waitUntil(halfway.is_set, timeout=20_000)
    assert shown.strip.bar.isVisible()
    assert shown.strip.words.text()
    page.grid.table.setFocus()
    qtbot.keyClick(page.grid.table, Qt.Key.Key_Down)
    assert page.grid.current is not None
    qtbot.mouseClick(shown.strip.cancel, Qt.MouseButton.LeftButton)
    clicked.set()
    settled(qtbot, shown)
    assert isinstance(stopped[0], Cancelled)
    assert "nothing of it was kept" in shown.strip.words.text()
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".part")] == []
    shown.close()
    again = window(file)
    assert tracker(again).grid.model.rowCount() > 0
    assert again.workspace.store.change_sets()["kind"].to_list() == ["demonstration"]
    assert again.workspace.store.verify().ok
