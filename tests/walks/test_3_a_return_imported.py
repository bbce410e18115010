"""A 903 return is imported: files, what is wrong in them, what would change, accept; one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from pytestqt.qtbot import QtBot

from desktop.opening import KeyDialog, NewKeyDialog
from desktop.window import Window
from models.returns import ssda903
from models.store import Store
from tests.walks.answers import answering, named, replaced
from tests.walks.conftest import TODAY
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, click, closed, importing, press, settled, tracker, write

SECRET = "three blind mice"


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


@pytest.fixture
def new(qtbot: QtBot, window: Callable[[], Window], tmp_path: Path) -> tuple[Window, Path]:
    """The first page's “Import a return”: a new file with a pass-phrase, and its import page."""
    where = tmp_path / "new.db"
    shown = window()

    def key(dialog: NewKeyDialog) -> None:
        write(qtbot, SECRET)
        press(qtbot, dialog, KEY.Key_Tab, NONE)
        write(qtbot, SECRET)
        press(qtbot, dialog, KEY.Key_Return, NONE)

    with named(qtbot, str(where), (NewKeyDialog, key)):
        click(qtbot, shown.first.choices["import"])
    return shown, where


def test_walk(qtbot: QtBot, window: Callable[[], Window], new: tuple[Window, Path], year: Path, tmp_path: Path) -> None:
    shown, file = new
    page = importing(shown)
    with named(qtbot, str(year)):
        click(qtbot, page.folder_button)
    settled(qtbot, shown)
    assert "1 row rejected" in page.shown.counts.text()
    assert shown.workspace.store.head == 0

    with named(qtbot, str(tmp_path / "rows 31.3")):
        click(qtbot, page.shown.rejects_button)
    assert "999999" in (tmp_path / "rows 31.3.csv").read_text(encoding="utf-8-sig")

    click(qtbot, page.shown.accept_button)
    settled(qtbot, shown)
    assert shown.workspace.store.change_sets()["kind"].to_list() == ["import"]
    press(qtbot, shown, KEY.Key_1)
    children = tracker(shown).grid.model.shown()["child"]
    assert len(children) > 20
    closed(qtbot, shown)
    assert not file.read_bytes().startswith(b"SQLite")

    def key(dialog: KeyDialog) -> None:
        write(qtbot, SECRET)
        press(qtbot, dialog, KEY.Key_Return, NONE)

    with answering(qtbot, (KeyDialog, key)):
        again = window()
    assert tracker(again).grid.model.shown()["child"].equals(children)
    press(qtbot, again, KEY.Key_I)
    with named(qtbot, str(year)):
        press(qtbot, again, KEY.Key_O, CTRL | SHIFT)
    settled(qtbot, again)
    assert importing(again).shown.counts.text().startswith("0 new · 0 changed")


def test_one_undo_takes_it_back(qtbot: QtBot, new: tuple[Window, Path], year: Path) -> None:
    shown, _file = new
    files = " ".join(f'"{path}"' for path in sorted(year.iterdir()))
    with named(qtbot, files):
        press(qtbot, shown, KEY.Key_I, CTRL | SHIFT)
    settled(qtbot, shown)
    assert len(importing(shown).paths) == len(list(year.iterdir()))
    press(qtbot, shown, KEY.Key_Return)
    settled(qtbot, shown)
    press(qtbot, shown, KEY.Key_Z)
    settled(qtbot, shown)
    press(qtbot, shown, KEY.Key_1)
    assert tracker(shown).grid.model.rowCount() == 0
    press(qtbot, shown, KEY.Key_Y)
    settled(qtbot, shown)
    assert tracker(shown).grid.model.rowCount() > 20
    facts = shown.workspace.store.facts()
    assert facts["care_episode"].filter(pl.col("decom") > TODAY).height == 0
    assert shown.workspace.store.verify().ok


def test_rejected_rows_never_replace_a_file_unasked(
    qtbot: QtBot, new: tuple[Window, Path], year: Path, tmp_path: Path
) -> None:
    shown, _file = new
    with named(qtbot, str(year)):
        press(qtbot, shown, KEY.Key_O, CTRL | SHIFT)
    settled(qtbot, shown)
    kept = tmp_path / "rows 31.3.csv"
    kept.write_text("kept")
    heard: list[str] = []
    for yes in (False, True):
        with named(qtbot, str(tmp_path / "rows 31.3"), replaced(qtbot, yes, heard)):
            click(qtbot, importing(shown).shown.rejects_button)
        assert (kept.read_text(encoding="utf-8-sig") == "kept") is not yes
    assert heard == ["rows 31.3.csv is there already. Replace it?"] * 2
