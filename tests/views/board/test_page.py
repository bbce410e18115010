"""The stages of a period, as their readers use them: every number opens exactly the children it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.facts import episodes
from tests.support.pages import workspace
from views.board.model import KEYS
from views.board.page import BoardPage
from views.workspace import Workspace

WAITING, PLACED = "Placement order, waiting for match", "Placed, waiting for order"
CARE = """
    child | decom      | ls | place | dec        | rec
    a     | 2019-06-03 | E1 | U6    |            |
    b     | 2019-06-03 | E1 | U6    |            |
    b     | 2021-09-03 | E1 | A6    |            |
    c     | 2018-06-03 | E1 | A6    | 2021-12-03 | E12
    d     | 2022-01-10 | E1 | U6    |            |
"""


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """Four children, looked at on 31 March 2022."""
    made = workspace(tmp_path, care_episode=episodes(CARE))
    yield made
    made.close()


def shown(here: Workspace, qtbot: QtBot) -> BoardPage:
    made = BoardPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    made.table.setFocus()
    return made


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> BoardPage:
    return shown(here, qtbot)


def cell(page: BoardPage, stage: str, key: str) -> QModelIndex:
    row = next(at for at, row in enumerate(page.model.rows) if row["stage"] == stage)
    return page.model.index(row, KEYS.index(key))


def numbers(page: BoardPage, stage: str) -> list[str]:
    return [cell(page, stage, key).data() for key in ("start", "came", "went", "here")]


def test_it_says_the_period_and_each_stages_numbers(page: BoardPage) -> None:
    assert page.subtitle_label.text().startswith("1 Apr 2021 to 31 Mar 2022: ")
    assert numbers(page, WAITING) == ["2", "1", "1", "2"]
    assert numbers(page, PLACED) == ["1", "1", "1", "1"]
    assert numbers(page, "All who have not left") == ["3", "1", "1", "3"]
    assert numbers(page, "Adopted") == ["–", "1", "–", "–"]


@pytest.mark.parametrize(
    ("key", "children", "words"),
    [
        ("start", ["a", "b"], "at the start"),
        ("came", ["d"], "came in"),
        ("went", ["b"], "went out"),
        ("here", ["a", "d"], "now"),
    ],
)
def test_enter_and_a_click_open_exactly_the_children_of_a_number(
    page: BoardPage, qtbot: QtBot, key: str, children: list[str], words: str
) -> None:
    page.table.setCurrentIndex(cell(page, WAITING, key))
    with qtbot.waitSignal(page.open_children) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [children, f"{WAITING}, {words}, 1 Apr 2021 to 31 Mar 2022"]
    with qtbot.waitSignal(page.open_children) as opened:
        at = page.table.visualRect(cell(page, WAITING, key)).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args[0] == children


def test_enter_on_the_stage_opens_who_is_there_now(page: BoardPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(cell(page, WAITING, "at"))
    with qtbot.waitSignal(page.open_children) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Enter)
    assert opened.args[0] == ["a", "d"]


def test_beside_it_stand_where_they_came_from_and_went(page: BoardPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(cell(page, WAITING, "here"))
    assert [link.text() for link in page.side.links] == ["1  Not in care", f"1  {PLACED}"]
    assert page.side.links[1].accessibleName() == f"{WAITING}: went out to {PLACED}: 1 child, opens list"
    with qtbot.waitSignal(page.open_children) as opened:
        qtbot.keyClick(page.side.links[1], Qt.Key.Key_Space)
    assert opened.args == [["b"], f"{WAITING}: went out to {PLACED}"]


def test_another_period_is_chosen_by_keys_and_remembered(page: BoardPage, here: Workspace, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(cell(page, WAITING, "went"))
    menu = page.period_button.menu()
    menu.setActiveAction(menu.actions()[2])
    menu.popup(page.mapToGlobal(page.rect().center()))
    menu.setActiveAction(menu.actions()[2])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.subtitle_label.text().startswith("1 Jan 2022 to 31 Mar 2022: ")
    assert numbers(page, WAITING) == ["1", "1", "0", "2"]
    assert page.table.currentIndex() == cell(page, WAITING, "went")
    again = shown(here, qtbot)
    assert again.subtitle_label.text() == page.subtitle_label.text()


def test_a_screen_reader_is_told_every_cell(page: BoardPage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [page.model.index(1, at).data(role) for at in range(len(KEYS))] == [
        PLACED,
        "At the start, 1, opens list",
        "Came in, 1, opens list",
        "Went out, 1, opens list",
        "Now, 1, opens list",
        "1 now, 1 at the start",
        f"Median days, {(dt.date(2022, 3, 31) - dt.date(2021, 9, 3)).days}",
    ]


def test_it_is_written_as_shown(page: BoardPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "stages.csv"
    page.export("csv", path)
    qtbot.waitUntil(path.exists)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Stage,At the start,Came in,Went out,Now,Median days"
    assert f'"{PLACED}",1,1,1,1,209' in lines
    assert "Adopted,–,1,–,–,–" in lines


def test_without_children_it_says_what_fills_it(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    here = workspace(tmp_path)
    page = shown(here, qtbot)
    assert "Import a return to fill the stages" in page.subtitle_label.text()
    here.close()
