"""A 903 return is imported: files, what is wrong in them, what would change, accept; one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.returns import ssda903
from models.store import Store
from tests.walks.conftest import TODAY
from tests.walks.steps import press, settled, tracker
from views.imports.page import ImportPage


@pytest.fixture
def year(authority: Path, tmp_path: Path) -> Path:
    """The return of the year to today, with one date that is none."""
    store = Store.open(str(authority))
    folder = tmp_path / "return"
    written = ssda903.write(store.facts(), 2026, folder)
    store.close()
    episodes = next(path for path in written if "DECOM" in path.read_text(encoding="utf-8-sig").split("\n", 1)[0])
    with episodes.open("a", encoding="utf-8") as file:
        file.write("999999,31/02/2026,S,C2,N1,U6,PR1,,,,,,\n")
    return folder


def test_walk(qtbot: QtBot, window: Callable[[Path], Window], year: Path, tmp_path: Path) -> None:
    empty = tmp_path / "new.db"
    Store.create(str(empty)).close()
    shown = window(empty)
    press(qtbot, shown, Qt.Key.Key_I)
    page = shown.inside.page
    assert isinstance(page, ImportPage)
    page.read([year])
    settled(qtbot, shown)
    assert "1 row rejected" in page.shown.counts.text()
    assert shown.workspace.store.head == 0

    rejects = tmp_path / "rejects.csv"
    page.keep_rejects(rejects)
    assert "999999" in rejects.read_text(encoding="utf-8-sig")

    qtbot.mouseClick(page.shown.accept_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shown)
    assert shown.workspace.store.change_sets()["kind"].to_list() == ["import"]
    press(qtbot, shown, Qt.Key.Key_1)
    shown_now = tracker(shown).grid.model.shown()
    assert len(shown_now) > 20
    shown.close()

    again = window(empty)
    assert tracker(again).grid.model.shown()["child"].equals(shown_now["child"])
    press(qtbot, again, Qt.Key.Key_I)
    page = again.inside.page
    page.read([year])
    settled(qtbot, again)
    assert page.shown.counts.text().startswith("0 new · 0 changed")


def test_one_undo_takes_it_back(qtbot: QtBot, window: Callable[[Path], Window], year: Path, tmp_path: Path) -> None:
    empty = tmp_path / "new.db"
    Store.create(str(empty)).close()
    shown = window(empty)
    press(qtbot, shown, Qt.Key.Key_I)
    page = shown.inside.page
    assert isinstance(page, ImportPage)
    page.read([year])
    settled(qtbot, shown)
    qtbot.mouseClick(page.shown.accept_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shown)
    press(qtbot, shown, Qt.Key.Key_Z)
    settled(qtbot, shown)
    press(qtbot, shown, Qt.Key.Key_1)
    assert tracker(shown).grid.model.rowCount() == 0
    press(qtbot, shown, Qt.Key.Key_Y)
    settled(qtbot, shown)
    assert tracker(shown).grid.model.rowCount() > 20
    facts = shown.workspace.store.facts()
    assert facts["care_episode"].filter(pl.col("decom") > TODAY).height == 0
    assert shown.workspace.store.verify().ok
