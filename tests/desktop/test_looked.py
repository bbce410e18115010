"""Opening a child, printing and exporting are written down, and the reader sees what was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.preferences import preferences
from desktop.window import Window
from models.store import Store
from tests.support import files
from tests.support.grids import TODAY
from views.looked import Looked
from views.paper import PaperPage

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northport.db"
    files.some(path, 8, who="demonstration")
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: Path) -> Iterator[Window]:
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(str(file))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def seen(window: Window, qtbot: QtBot) -> tuple[str, list[tuple[str, ...]]]:
    """Ctrl+Alt+H: the title, and who did what at which child."""
    qtbot.keyClick(window, KEY.Key_H, HELD.ControlModifier | HELD.AltModifier)
    dialog = window.findChild(Looked)
    assert dialog is not None
    rows = dialog.grid.model.shown().select("who", "did", "child", "what").rows()
    title = dialog.windowTitle()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    dialog.deleteLater()
    return title, rows


def test_a_child_opened_and_a_list_exported_are_seen_by_their_reader(
    window: Window, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    assert window.inside is not None
    window.inside.open_child("100001")
    window.inside.go("tracker")
    page = window.inside.page
    assert isinstance(page, PaperPage)
    page.export("csv", tmp_path / "list.csv")
    qtbot.waitUntil(lambda: (tmp_path / "list.csv").exists() and not window.jobs.running, timeout=20_000)
    title, rows = seen(window, qtbot)
    assert title == "What you looked at"
    assert rows == [
        ("B. Osei", "Exported", "", "Permanence tracker, CSV"),
        ("B. Osei", "Opened", "100001", ""),
    ]
    window.close()
    with Store.open(str(file)) as store:
        assert store.looks(child="100001")["who"].to_list() == ["B. Osei"]


def test_on_a_child_s_page_it_says_who_opened_it(window: Window, qtbot: QtBot, file: Path) -> None:
    assert window.inside is not None
    assert window.workspace is not None
    window.workspace.store.look("J. Bell", "Opened", "100001")
    window.inside.open_child("100001")
    title, rows = seen(window, qtbot)
    assert title == "Who looked at 100001"
    assert [row[0] for row in rows] == ["B. Osei", "J. Bell"]
