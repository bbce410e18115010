"""A date half typed in a list when the program is killed: it stands in its cell again, and nowhere else."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.store import Store
from models.store.drafts import SUFFIX
from tests.support.grids import SMALL, TODAY, SetMatch
from views.grid.editors import DateEditor
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key
Left = Callable[[Store, str], None]
CRASH = """
import os, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from models.store import Store
from tests.support.grids import SMALL, TODAY, Preferences
from views.grid.editors import DateEditor
from views.tracker.page import TrackerPage
from views.workspace import Workspace
app = QApplication([])
page = TrackerPage(Workspace(Store.open(sys.argv[1]), today=TODAY, who=sys.argv[2], preferences=Preferences()), SMALL)
page.show()
page.grid.select("100000")
table = page.grid.table
table.setCurrentIndex(page.grid.model.index(table.currentIndex().row(), page.grid.model.column_of("match")))
QTest.keyClick(table, Qt.Key.Key_F2)
field = page.findChildren(DateEditor)[0].field
QTest.keyClicks(field, sys.argv[3])
QTest.qWait(900)
if sys.argv[4] == "Esc":
    QTest.keyClick(field, Qt.Key.Key_Escape)
os._exit(9)
"""


def killed(where: str, who: str = "B. Osei", typed: str = "31 2 20", then: str = "") -> None:
    """Another run of the program, in which a date is typed for 100000, and which is killed."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", CRASH, where, who, typed, then]
    ended = subprocess.run(command, env=environment, timeout=120, check=False, capture_output=True)
    assert ended.returncode == 9, ended.stderr


@pytest.fixture(scope="module")
def left(northport: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Lays beside a store what a killed run of the program left there of a text; it is killed once for each text."""
    made: dict[str, Path] = {}

    def lay(store: Store, typed: str) -> None:
        if typed not in made:
            made[typed] = Path(shutil.copy(northport, tmp_path_factory.mktemp("killed") / northport.name))
            killed(str(made[typed]), typed=typed)
        drafts = [each for each in made[typed].parent.iterdir() if SUFFIX in each.name]
        assert drafts
        for each in drafts:
            shutil.copy(each, Path(store.where).with_name(each.name))

    return lay


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> TrackerPage:
    made = TrackerPage(workspace, SMALL)
    qtbot.addWidget(made)
    made.resize(900, 500)
    return made


def field(page: TrackerPage) -> DateEditor | None:
    """The field that stands in a cell, once the list is shown."""
    page.show()
    return next((each for each in page.findChildren(DateEditor) if each.isVisible()), None)


def test_it_stands_in_its_cell_and_only_enter_records_it(
    page: TrackerPage, workspace: Workspace, qtbot: QtBot, left: Left
) -> None:
    left(workspace.store, "27 2 2022")
    there = field(page)
    assert there is not None
    assert (there.child, there.column.key, there.field.text()) == ("100000", "match", "27 2 2022")
    assert there.under.words.text().startswith("You began this on ")
    assert not page.leave(), "what was typed another day is not recorded by going elsewhere"
    qtbot.keyClick(there.field, KEY.Key_Return)
    qtbot.keyClick(there.under.list, KEY.Key_Return)
    assert workspace.store.fresh(["100000"])["adoption"]["date_match"].to_list() == [dt.date(2022, 2, 27)]
    assert page.leave()
    workspace.store.close()
    assert not Path(f"{workspace.store.where}.drafts").exists()


def test_what_is_no_date_yet_is_kept_letter_by_letter_and_esc_discards_it(
    page: TrackerPage, workspace: Workspace, qtbot: QtBot, left: Left
) -> None:
    left(workspace.store, "31 2 20")
    there = field(page)
    assert there is not None
    assert there.field.text() == "31 2 20"
    qtbot.keyClick(there.field, KEY.Key_Escape)
    assert field(page) is None
    workspace.store.close()
    assert not Path(f"{workspace.store.where}.drafts").exists()


def test_the_columns_are_those_of_any_other_day(
    page: TrackerPage, workspace: Workspace, qtbot: QtBot, left: Left
) -> None:
    page.show()
    page.grid.columns.hide("match")
    page.grid.columns.hide(page.grid.columns.shown()[-1].key)
    page.grid.table.setColumnWidth(1, 77)
    before = page.grid.columns.now()
    page.grid.leave()
    left(workspace.store, "31 2 20")
    later = TrackerPage(workspace, SMALL)
    qtbot.addWidget(later)
    there = field(later)
    assert there is not None
    now = later.grid.columns.now()
    assert set(before.hidden) - set(now.hidden) == {"match"}, "only the column something was typed in is shown besides"
    assert now.widths.items() >= before.widths.items()


def test_what_was_discarded_or_typed_by_somebody_else_is_not_offered(page: TrackerPage, workspace: Workspace) -> None:
    killed(workspace.store.where, then="Esc")
    killed(workspace.store.where, who="J. Bell")
    assert field(page) is None


def test_where_a_colleague_recorded_another_day_meanwhile_it_says_so(
    page: TrackerPage, workspace: Workspace, qtbot: QtBot, left: Left
) -> None:
    left(workspace.store, "27 2 2022")
    with Store.open(workspace.store.where) as other:
        other.apply(SetMatch("100000", dt.date(2022, 2, 3), None, None), who="J. Bell", today=TODAY)
    workspace.read_again()
    there = field(page)
    assert there is not None
    assert there.under.words.text() == "3 Feb 2022 stands here now. Enter records “27 2 2022” instead, Esc leaves it."


def test_in_the_past_it_waits_for_today(page: TrackerPage, workspace: Workspace, left: Left) -> None:
    left(workspace.store, "31 2 20")
    workspace.go_to(dt.date(2022, 1, 31))
    assert field(page) is None
    workspace.go_to(TODAY)
    QApplication.processEvents()
    there = field(page)
    assert there is not None
    assert there.field.text() == "31 2 20"
