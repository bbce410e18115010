"""The walk through a program that has a measure Z99, girls in care: run where its file was put among the measures."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

import models.measures
from desktop.window import Window
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.store import Store
from tests.walks.answers import named
from tests.walks.conftest import TODAY
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, click_cell, closed, opened, press, scorecard, settled, tracker
from views.scorecard.model import VALUE
from views.scorecard.page import ScorecardPage


def girls(file: Path) -> list[str]:
    """Who they are, without any measure."""
    store = Store.open(str(file))
    rows = Snapshot(store.facts(), TODAY).once(journeys)
    found: list[str] = sorted(rows.filter(rows["in_care"] & (rows["sex"] == "F"))["child"].to_list())
    store.close()
    return found


def figure(page: ScorecardPage) -> QModelIndex:
    """The cell of the scorecard beside the words “Girls in care”."""
    titles = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    return page.model.index(titles.index("Girls in care"), VALUE)


def test_the_scorecard_shows_it_and_a_click_opens_its_children(
    qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    assert Path(models.measures.__file__).is_relative_to(Path.cwd())
    expected = girls(file)
    shown = window()
    opened(qtbot, shown, file)
    press(qtbot, shown, KEY.Key_2)
    settled(qtbot, shown)
    page = scorecard(shown)
    assert len(expected) > 1
    assert figure(page).data() == f"{len(expected)} children"
    click_cell(qtbot, page.table, figure(page).row(), VALUE)
    assert tracker(shown).grid.model.shown()["child"].to_list() == expected
    with named(qtbot, str(tmp_path / "girls")):
        press(qtbot, shown, KEY.Key_P, CTRL | SHIFT)
    settled(qtbot, shown)
    paper = "\n".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "girls.pdf").pages)
    assert "Girls in care" in paper
    assert [child for child in expected if child not in paper] == []
    closed(qtbot, shown)

    again = window()
    press(qtbot, again, KEY.Key_2)
    settled(qtbot, again)
    page = scorecard(again)
    assert figure(page).data() == f"{len(expected)} children"
    while page.table.currentIndex() != figure(page):
        before = page.table.currentIndex()
        press(qtbot, again, KEY.Key_Down, NONE)
        assert page.table.currentIndex() != before
    press(qtbot, again, KEY.Key_Return, NONE)
    assert tracker(again).grid.model.shown()["child"].to_list() == expected


def test_the_command_line_has_it(file: Path) -> None:
    words = ["measures", "--db", str(file), "--as-at", TODAY.isoformat(), "--only", "Z99", "--json"]
    ran = subprocess.run([sys.executable, "-m", "desktop", *words], capture_output=True, text=True, check=True)
    (answer,) = json.loads(ran.stdout)["measures"]
    assert (answer["title"], answer["children"]) == ("Girls in care", girls(file))
