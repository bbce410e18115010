"""The action plan's page by keyboard: what stands, what is added, noted, changed, corrected and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.rules.action_plan import Action
from tests.support.pages import workspace
from views.plan.page import LAST, PAGE, PlanPage
from views.workspace import Workspace

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ACTIONS = """
    child | number | theme | words               | owner    | agreed     | starts     | due        | measure
    *     | 1      | 3     | Track every child   | Head     | 2021-01-04 |            | 2021-12-31 |
    *     | 2      | 5     | A scorecard         | Data     | 2021-01-04 | 2021-06-01 | 2022-06-30 | M01
"""
NOTES = """
    child | theme | day        | number | action | words                    | status   | state | evidence
    *     | 3     | 2021-06-01 | 1      | 1      | A list is kept           | ON-TRACK | G     | The list
    *     | 3     | 2021-11-01 | 1      | 0      | The group meets monthly  |          |       |
"""
REST = {
    "theme_lead": "child | theme | since | lead\n* | 3 | 2021-01-04 | Head of service",
    "plan_risk": "child | number | words | since | level\n* | 1 | Demand rises | 2021-01-04 | HIGH",
    "next_step": "child | number | words | since\n* | 1 | Recruit | 2021-01-04",
    "audit_finding": "child | number | day | source | words\n* | 1 | 2021-01-04 | Own audit | Plans are late",
    "training": "child | day | role | trained\n* | 2021-10-01 | Residential worker | 10",
}


@pytest.fixture
def here(tmp_path: Path, qapp: object) -> Iterator[Workspace]:
    made = workspace(tmp_path, plan_action=ACTIONS, progress_note=NOTES, **REST)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> PlanPage:
    made = PlanPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def fill(page: PlanPage, qtbot: QtBot, **cells: str) -> None:
    """Type into the form that is open."""
    view = page.form.view
    assert view is not None
    for name, words in cells.items():
        place = view.cells[name].place
        place.setFocus()
        if isinstance(place, QComboBox):
            place.setCurrentIndex(place.findData(words))
            continue
        assert isinstance(place, QLineEdit | QPlainTextEdit)
        place.selectAll()
        qtbot.keyClicks(place, words)


def save(page: PlanPage, qtbot: QtBot) -> None:
    assert page.form.view is not None
    qtbot.keyClick(page.form.view.saving, KEY.Key_Space)


def problem(page: PlanPage) -> str:
    assert page.form.view is not None
    return page.form.view.problems.accessibleName()


def action(page: PlanPage, number: int) -> Action:
    assert page.plan is not None
    found = page.plan.action(number)
    assert found is not None
    return found


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled(), button.toolTip()
    qtbot.keyClick(button, KEY.Key_Space)


def column(page: PlanPage, name: str) -> list[object]:
    grid = page._list()
    assert grid is not None
    return grid.model.shown()[name].to_list()


def test_six_themes_stand_with_their_counts_under_the_whole_plan(page: PlanPage) -> None:
    shown = page.themes.model.shown()
    assert shown["title"].to_list()[:2] == ["The whole plan", "1 Strengthening permanency in our social work practice"]
    assert len(shown) == 7
    assert shown["R"].to_list() == [1, 0, 0, 1, 0, 0, 0]
    assert shown["G"].to_list() == [1, 0, 0, 0, 0, 1, 0]
    assert page.subtitle_label.text().startswith("2 of 2 actions open: 1 red, 0 amber · year 2 of 3")


def test_enter_on_a_theme_tells_it_as_a_paper_does(page: PlanPage, qtbot: QtBot) -> None:
    page.themes.select("3")
    page.themes.table.setFocus()
    qtbot.keyClick(page.themes.table, KEY.Key_Return)
    told = page.theme_page.words.toPlainText()
    assert page.tabs.currentIndex() == PAGE
    assert page.theme_page.words.hasFocus()
    assert "Theme 3: Reducing drift and delay for achieving permanency" in told
    assert "Accountable lead: Head of service, since 4 Jan 2021" in told
    assert "The group meets monthly." in told
    assert "A list is kept" not in told, "six months back, unless another day is typed"
    assert "◆ R 1 Track every child: on track" in told
    page.theme_page.since.setFocus()
    page.theme_page.since.selectAll()
    qtbot.keyClicks(page.theme_page.since, "1 1 2021")
    qtbot.keyClick(page.theme_page.since, KEY.Key_Return)
    told = page.theme_page.words.toPlainText()
    assert told.index("The group meets monthly.") < told.index("A list is kept.")
    assert "Evidence: The list." in told
    qtbot.keyClicks(page.theme_page.since, "x")
    qtbot.keyClick(page.theme_page.since, KEY.Key_Return)
    assert "is not a date" in page.theme_page.wrong.text()


def test_tab_comes_to_every_list_and_every_button(page: PlanPage, qtbot: QtBot) -> None:
    page.themes.table.setFocus()
    seen = set()
    for _ in range(16):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
        qtbot.keyClick(focus, KEY.Key_Tab)
    verbs = (page.adding, page.noting, page.changing, page.correcting, page.closing, page.more_button)
    assert {page.themes.table, page.tabs.tabBar(), page.action_list.table, page.side, *verbs} <= seen


def test_an_action_is_added_to_the_theme_and_the_keyboard_is_on_it(page: PlanPage, qtbot: QtBot) -> None:
    page.themes.select("4")
    press(qtbot, page.adding)
    fill(page, qtbot, words="Train staff", owner="Practice lead", due="30 6 2022")
    save(page, qtbot)
    made = action(page, 3)
    assert (made.theme, made.words, made.agreed, made.due) == (
        "4",
        "Train staff",
        dt.date(2022, 3, 31),
        dt.date(2022, 6, 30),
    )
    assert page.action_list.current == "3"
    assert page.action_list.table.hasFocus()
    assert page.message.text() == "Add action of the plan. Ctrl+Z takes it back."


def test_progress_is_noted_beside_what_was_noted(page: PlanPage, qtbot: QtBot) -> None:
    page.action_list.select("1")
    press(qtbot, page.noting)
    fill(page, qtbot, words="Nearly every child is on it", status="AT-RISK", state="A", evidence="The list of March")
    save(page, qtbot)
    assert [note.words for note in action(page, 1).notes] == ["Nearly every child is on it", "A list is kept"]
    said = [label.text() for label in page.side.findChildren(type(page.side.head)) if label.isVisible()]
    assert "31 Mar 2022 · At risk · ▲ A" in said
    assert "Evidence: The list of March" in said


def test_done_without_evidence_is_refused_at_its_cell_and_nothing_typed_is_lost(page: PlanPage, qtbot: QtBot) -> None:
    page.action_list.select("2")
    press(qtbot, page.closing)
    fill(page, qtbot, words="It is in use")
    save(page, qtbot)
    assert "Evidence: say what shows that it is done" in problem(page)
    assert action(page, 2).open
    fill(page, qtbot, evidence="Board papers")
    save(page, qtbot)
    assert action(page, 2).reason == "Done on 31 Mar 2022"
    assert not page.closing.isEnabled()
    assert page.closing.toolTip() == "There is nothing open here to close"


def test_what_changed_says_why_and_what_was_typed_wrongly_does_not(page: PlanPage, qtbot: QtBot) -> None:
    page.action_list.select("1")
    press(qtbot, page.changing)
    fill(page, qtbot, due="30 9 2022", why="The system comes later")
    save(page, qtbot)
    assert action(page, 1).notes[0].words == "Due now 30 Sep 2022, was 31 Dec 2021. The system comes later"
    press(qtbot, page.correcting)
    fill(page, qtbot, owner="Head of service")
    save(page, qtbot)
    assert action(page, 1).owner == "Head of service"
    assert len(action(page, 1).notes) == 2


def test_esc_keeps_what_is_typed_for_when_the_form_is_opened_again(page: PlanPage, qtbot: QtBot) -> None:
    page.action_list.select("1")
    press(qtbot, page.noting)
    fill(page, qtbot, words="Half a sentence")
    assert page.form.view is not None
    qtbot.keyClick(page.form.view.cells["words"].place, KEY.Key_Escape)
    assert page.form.view is None
    assert page.side.isVisible()
    press(qtbot, page.noting)
    assert page.form.view.cells["words"].text == "Half a sentence"
    assert page.message.text().startswith("You began this on")


@pytest.mark.parametrize(
    ("tab", "cells", "shown"),
    [
        (3, {"words": "Staff leave", "level": "LOW"}, "Staff leave"),
        (4, {"words": "Hold a practice week"}, "Hold a practice week"),
        (5, {"source": "Deep dive", "words": "Books are late"}, "Books are late"),
        (6, {"role": "Resource worker", "trained": "26"}, "Resource worker"),
    ],
)
def test_each_list_is_added_to(page: PlanPage, qtbot: QtBot, tab: int, cells: dict[str, str], shown: str) -> None:
    page.tabs.setCurrentIndex(tab)
    press(qtbot, page.adding)
    fill(page, qtbot, **cells)
    save(page, qtbot)
    assert shown in column(page, "role" if tab == 6 else "words")


@pytest.mark.parametrize(("tab", "cells"), [(3, {}), (4, {}), (5, {"response": "Read each month"})])
def test_a_risk_a_step_and_a_finding_are_closed(page: PlanPage, qtbot: QtBot, tab: int, cells: dict[str, str]) -> None:
    page.tabs.setCurrentIndex(tab)
    press(qtbot, page.closing)
    fill(page, qtbot, **cells)
    save(page, qtbot)
    assert column(page, "ends") == [dt.date(2022, 3, 31)]
    assert not page.closing.isEnabled()


def test_another_lead_and_the_beginning_of_the_plan_are_under_more(page: PlanPage, qtbot: QtBot) -> None:
    page.themes.select("3")
    page._fill_more()
    words = [each.text() for each in page.more.actions() if each.text()]
    assert words == ["Accountable lead …", "When the plan began …", "Take away", "Load actions …", "Columns …"]
    page.more.actions()[0].trigger()
    fill(page, qtbot, lead="Director")
    save(page, qtbot)
    assert page.plan is not None
    assert page.plan.theme("3").lead == "Director"
    page._fill_more()
    page.more.actions()[1].trigger()
    fill(page, qtbot, day="1 4 2020")
    save(page, qtbot)
    assert page.plan.cycle is not None
    assert page.plan.cycle.first == dt.date(2020, 4, 1)


def test_a_wrong_risk_is_taken_away_and_undo_brings_it_back(page: PlanPage, here: Workspace, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(3)
    page.take_away()
    assert column(page, "words") == []
    assert page.message.text() == "Take away risk. Ctrl+Z takes it back."
    here.undo()
    qtbot.waitUntil(lambda: column(page, "words") == ["Demand rises"])


def test_a_file_of_actions_is_loaded_or_its_fault_is_said(page: PlanPage, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("theme,action,due\n1,Train,soon\n")
    page.load(file)
    assert "plan.csv, row 2, column due: “soon” is not a date" in page.message.text()
    file.write_text("theme,action,due\n1,Train,30/6/2022\n2,Meet,30/6/2022\n")
    page.load(file)
    assert page.message.text() == "Load actions from plan.csv. Ctrl+Z takes it back."
    assert len(column(page, "words")) == 4


def test_the_past_is_told_as_it_was_and_not_changed(page: PlanPage, here: Workspace) -> None:
    here.go_to(dt.date(2021, 5, 31))
    assert action(page, 1).reason == "Due in 214 days; nothing noted yet"
    assert not any(button.isEnabled() for button in (page.adding, page.noting, page.changing, page.closing))
    assert page.adding.toolTip() == here.why_not


def test_the_measure_of_an_action_is_told_beside_it(page: PlanPage, qtbot: QtBot) -> None:
    page.action_list.select("2")
    qtbot.waitUntil(lambda: page.side.chart is not None, timeout=20_000)
    assert page.side.measure.text() == "M01 Children looked after"
    assert page.side.chart is not None
    assert page.side.reading.text() == (page.side.chart.reading or page.side.chart.note)
    assert page.side.chart.note == "No clear change since 1 Jun 2021: every month lies within what chance did before."
    assert page.side.chart.events == ((dt.date(2021, 6, 1), "Action 2"),)
    assert page.side.plot is not None
    assert page.side.plot.isVisible()
    qtbot.keyClick(page.side.turning, KEY.Key_Space)
    assert not page.side.plot.isVisible()
    page.action_list.table.setFocus()
    qtbot.keyClick(page.action_list.table, KEY.Key_Return)
    assert page.side.table.hasFocus()
    assert page.side.table.model().rowCount() > len(page.side.chart.lines[0].points), "limits and the start, too"


def test_a_file_without_a_plan_says_what_to_do(tmp_path: Path, qtbot: QtBot, qapp: object) -> None:
    here = workspace(tmp_path)
    page = PlanPage(here)
    qtbot.addWidget(page)
    page.show()
    assert "“Add …” records the first" in page.subtitle_label.text()
    assert page.adding.isEnabled()
    assert not page.noting.isEnabled()
    here.close()


def test_what_is_shown_leaves_as_rows(page: PlanPage) -> None:
    page.themes.select("3")
    columns, rows, about = page.shown()
    assert rows["words"].to_list() == ["Track every child"]
    assert columns[1].title == "Action"
    assert about.shown.startswith("Actions of theme 3. 2 of 2 actions open")


def test_what_room_there_is_goes_to_theme_and_lead(page: PlanPage, qtbot: QtBot, here: Workspace) -> None:
    wide = PlanPage(here)
    qtbot.addWidget(wide)
    wide.resize(1900, 900)
    wide.show()
    assert wide.themes.table.horizontalHeader().sectionSize(6) <= LAST + 4  # from the first picture on
    table = page.themes.table
    header = table.horizontalHeader()
    for width in (1166, 1900, 1166):
        page.resize(width, 900)
        qtbot.waitUntil(lambda: table.columnWidth(0) + table.columnWidth(1) > table.width() - 400)
        qtbot.waitUntil(lambda: header.sectionSize(6) <= LAST + 4 and not table.horizontalScrollBar().maximum())
