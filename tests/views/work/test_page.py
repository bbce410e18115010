"""My work, as a person uses it: figures that open their rows, whose work is shown, Enter to the child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.facts import RecordFact
from tests.support.facts import episodes
from tests.support.pages import workspace
from views.child.chooser import Chooser
from views.child.forms import FormView
from views.grid.life import LifePopup
from views.tracker.bulk import Bulk
from views.tracker.trial import Trial
from views.work.page import WorkPage
from views.work.who import WhoPopup
from views.workspace import Workspace

KEY = Qt.Key
CARE = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6\n2 | 2021-01-04 | C2 | U6"
TABLES = {
    "review": "child | review\n1 | 2021-01-20\n1 | 2021-04-14\n2 | 2021-01-20\n2 | 2021-04-14\n2 | 2021-10-11",
    "planned_step": "child | kind | plan | said | planned\n2 | LTF-PANEL | 0 | 2022-02-01 | 2022-06-01",
    "missing_episode": "child | mis_start | mis_end | missing\n1 | 2022-02-03 | 2022-02-01 | M",
    "social_worker": "child | sw_decom | sw_id\n1 | 2021-01-04 | SW1\n2 | 2021-01-04 | SW2",
    "allocation": """
        child | role | begins     | who
        1     | TEAM | 2021-01-04 | CARE
        1     | IRO  | 2021-01-04 | IRO-8
        2     | IRO  | 2021-01-04 | IRO-7
    """,
}


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """Two children, looked at on 31 March 2022."""
    made = workspace(tmp_path, care_episode=episodes(CARE), **TABLES)
    yield made
    made.close()


def shown(here: Workspace, qtbot: QtBot) -> WorkPage:
    """The page, once the checks are through."""
    made = WorkPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    qtbot.waitUntil(lambda: "looking for" not in made.subtitle_label.text())
    made.grid.table.setFocus()
    return made


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> WorkPage:
    return shown(here, qtbot)


def rows(page: WorkPage) -> list[tuple[str, str, str]]:
    """Child, kind and what of each row shown."""
    return list(page.grid.model.shown().select("child", "kind", "what").iter_rows())


def listed(page: WorkPage, kind: str) -> list[tuple[str, str]]:
    """Child and what of each row of a kind."""
    return [(child, what) for child, of, what in rows(page) if of == kind]


def choose(page: WorkPage, qtbot: QtBot, typed: str) -> None:
    """Press the button, type part of a name, Enter."""
    qtbot.keyClick(page.who_button, KEY.Key_Space)
    popup = page.findChildren(WhoPopup)[-1]
    qtbot.keyClicks(popup.field, typed)
    qtbot.keyClick(popup.field, KEY.Key_Return)


def test_everything_is_in_one_list_the_most_pressing_first(page: WorkPage) -> None:
    assert listed(page, "Overdue") == [("1", "Next review")]
    assert listed(page, "Due soon") == [("2", "Next review")]
    assert listed(page, "Waiting on others") == [("2", "Panel on long-term match")]
    assert ("1", "Back before going missing") in listed(page, "Missing data")
    assert page.subtitle_label.text().startswith(f"Everyone: {len(rows(page))} things to be done for 2 children")
    assert rows(page)[0] == ("1", "Overdue", "Next review")


def test_looking_for_missing_data_is_stopped_between_two_checks(here: Workspace, qtbot: QtBot) -> None:
    here.jobs.started.connect(
        lambda job: job.progressed.connect(lambda *_said: job.cancel(), Qt.ConnectionType.DirectConnection)
    )
    made = WorkPage(here)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not here.jobs.running)
    assert "; stopped before missing data was looked for" in made.subtitle_label.text()
    assert "Missing data" not in [kind for _child, kind, _what in rows(made)]


def test_each_figure_opens_exactly_its_rows_and_esc_goes_back(page: WorkPage, qtbot: QtBot) -> None:
    everything = rows(page)
    assert sum(int(button.text().split()[0]) for button in page.figures.buttons) == len(everything)
    for button in page.figures.buttons:
        count, kind = button.text().split(maxsplit=1)
        qtbot.keyClick(button, KEY.Key_Space)
        assert [row for row in everything if row[1].lower() == kind] == rows(page)
        assert len(rows(page)) == int(count)
        page.grid.table.setFocus()
        qtbot.keyClick(page.grid.table, KEY.Key_Escape)
        assert rows(page) == everything
    assert page.figures.buttons[0].accessibleName() == "overdue: 1 thing, opens list"


def test_enter_and_the_button_below_open_the_child(page: WorkPage, qtbot: QtBot) -> None:
    second = next(at for at, row in enumerate(rows(page)) if row[1] == "Due soon")
    page.grid.table.setCurrentIndex(page.grid.model.index(second, 2))
    assert page.side.heading.text() == "2 · Next review · Independent reviewing officer"
    assert page.side.reason.text().startswith("Within 6 months of the last review")
    with qtbot.waitSignal(page.open_child) as opened:
        qtbot.keyClick(page.grid.table, KEY.Key_Return)
    assert opened.args == ["2"]
    with qtbot.waitSignal(page.open_child) as opened:
        qtbot.mouseClick(page.side.button, Qt.MouseButton.LeftButton)
    assert opened.args == ["2"]


def test_the_work_of_a_person_is_chosen_by_keys_and_remembered(page: WorkPage, here: Workspace, qtbot: QtBot) -> None:
    choose(page, qtbot, "iro-7")
    assert page.who_button.text() == "For IRO-7 …"
    assert {child for child, _kind, _what in rows(page)} == {"2"}
    assert page.subtitle_label.text().startswith("IRO-7 (Independent reviewing officer): ")
    again = shown(here, qtbot)
    assert rows(again) == rows(page)
    choose(again, qtbot, "everyone")
    assert {child for child, _kind, _what in rows(again)} == {"1", "2"}


def test_a_team_is_found_by_its_role_and_all_are_listed_first(page: WorkPage, qtbot: QtBot) -> None:
    popup = page.choose_who()
    listed_ = [popup.list.item(at).text() for at in range(popup.list.count())]
    assert listed_[:2] == ["Everyone", "CARE · Team"]
    qtbot.keyClick(popup.field, KEY.Key_Down)
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert page.who == "CARE"
    assert {child for child, _kind, _what in rows(page)} == {"1"}


def test_who_is_no_longer_there_is_forgotten_for_everyone(here: Workspace, qtbot: QtBot) -> None:
    here.preferences.setValue("work/who", "SW99")
    page = shown(here, qtbot)
    assert page.who_button.text() == "For everyone …"
    assert {child for child, _kind, _what in rows(page)} == {"1", "2"}


def test_the_past_shows_what_was_to_be_done_then(page: WorkPage, here: Workspace, qtbot: QtBot) -> None:
    here.go_to(here.today.replace(year=2021, month=5, day=1))
    qtbot.waitUntil(lambda: "looking for" not in page.subtitle_label.text())
    assert listed(page, "Overdue") == []
    assert listed(page, "Waiting on others") == []


def test_f9_tells_the_life_of_what_a_row_is_about(page: WorkPage, here: Workspace, qtbot: QtBot) -> None:
    given = (("rule", "DRIFT-10"), ("since", here.today), ("reason", "Carers ill"), ("owner", "TM-1"))
    here.do(RecordFact("1", "answer", given))
    page.refresh()
    first = next(at for at, row in enumerate(rows(page)) if row[0] == "1" and row[2] == "Next review")
    for column, told in (("decides", "TM-1"), ("worker", "SW1"), ("due", "14 Apr 2021")):
        at = page.grid.model.column_of(column)
        assert at is not None
        page.grid.table.setCurrentIndex(page.grid.model.index(first, at))
        qtbot.mouseClick(page.side.living, Qt.MouseButton.LeftButton)
        popup = page.grid.findChildren(LifePopup)[-1]
        cells = [popup.list.item(row, 4) for row in range(popup.list.rowCount())]
        assert told in [cell.text() for cell in cells if cell is not None]
        assert "child 1" in popup.accessibleName()
        popup.close()


def test_one_act_is_recorded_for_the_children_of_the_rows_chosen(page: WorkPage, here: Workspace, qtbot: QtBot) -> None:
    page.grid.table.selectAll()
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    bulk = page.bulk
    assert bulk is not None
    assert bulk.heading.text() == "For 2 children"
    page.refresh()
    assert bulk.children_ == ["1", "2"], "those it is for stay so when the rows are read anew"
    choose_family(bulk, qtbot)
    assert bulk.heading.text() == "For 1, who is in no sibling group"
    qtbot.mouseClick(bulk.everyone, Qt.MouseButton.LeftButton)
    assert isinstance(bulk.shown, Chooser)
    qtbot.keyClicks(bulk.shown.field, "child was heard")
    qtbot.keyClick(bulk.shown.field, KEY.Key_Return)
    assert isinstance(bulk.shown, FormView)
    qtbot.keyClicks(bulk.shown.cells["day"].place, "30 3 2022")
    qtbot.keyClick(bulk.shown.cells["day"].place, KEY.Key_Return)
    assert isinstance(bulk.shown, Trial)
    assert bulk.shown.words.text() == "Will change 2."
    qtbot.keyClick(bulk.shown.list, KEY.Key_Return)
    held = here.snapshot()["milestone"].filter(pl.col("kind") == "VOICE")
    assert held["child"].to_list() == ["1", "2"]
    assert here.undo_label == "Record the child was heard for 2 children"


def choose_family(bulk: Bulk, qtbot: QtBot) -> None:
    """The link to the sibling group of the row the keyboard is on: here the first, which is about child 1."""
    bulk.grid.table.setCurrentIndex(bulk.grid.model.index(0, 1))
    qtbot.mouseClick(bulk.family, Qt.MouseButton.LeftButton)


def test_it_is_written_as_shown(page: WorkPage, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(page.figures.buttons[0], KEY.Key_Space)
    path = tmp_path / "work.csv"
    page.export("csv", path)
    qtbot.waitUntil(path.exists)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Child,State,Kind,What,Due,Days over,Who decides,Why,Social worker,Team"
    assert len(lines) == 2
    assert lines[1].startswith(
        "1,◆ R,Overdue,Next review,14 Oct 2021,168,Independent reviewing officer,Within 6 months"
    )


def test_it_is_set_on_paper(page: WorkPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "work.pdf"
    page.export("pdf", path)
    qtbot.waitUntil(path.exists, timeout=15_000)
    assert path.read_bytes().startswith(b"%PDF")


def test_without_children_the_list_is_empty_and_says_so(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    here = workspace(tmp_path)
    page = shown(here, qtbot)
    assert rows(page) == []
    assert page.subtitle_label.text().startswith("Everyone: 0 things to be done for 0 children")
    assert "nothing to be done here" in page.side.reason.text()
    here.close()
