"""One act for several children, asked, tried and recorded beside the list, with keys and clicks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.facts import RecordFact, values
from models.store import Store
from models.trackers import TRACKERS
from tests.support.facts import episodes
from tests.support.pages import workspace as workspace_of
from views.child.chooser import Chooser
from views.child.forms import FormView
from views.tracker.bulk import Bulk
from views.tracker.page import TrackerPage
from views.tracker.trial import Trial
from views.workspace import Workspace

KEY, HELD = Qt.Key, Qt.KeyboardModifier
CHILDREN = [str(number) for number in range(1, 7)]


@pytest.fixture
def workspace(tmp_path: Path, qapp: object) -> Iterator[Workspace]:
    """Six children in care, born in February 2014 to 2019; 1, 2 and 5 are brothers and sisters."""
    made = workspace_of(
        tmp_path,
        care_episode=episodes("\n".join(["child | decom", *(f"{child} | 2021-01-10" for child in CHILDREN)])),
        child_details="\n".join(["child | dob | sex", *(f"{c} | {2013 + int(c)}-02-03 | F" for c in CHILDREN)]),
        sibling_group="child | family | since\n1 | F1 | 2021-02-01\n2 | F1 | 2021-02-01\n5 | F1 | 2021-02-01",
        plan="child | plan | pathway | begins\n2 | 1 | SGO | 2021-06-01",
    )
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TrackerPage:
    made = TrackerPage(workspace, TRACKERS["permanence"])
    qtbot.addWidget(made)
    made.resize(1150, 620)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.grid.table.setFocus()
    return made


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    """A key, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held)


def write(qtbot: QtBot, words: str) -> None:
    """Words, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, words)


def panel(page: TrackerPage) -> Bulk:
    assert page.bulk is not None
    assert page.bulk.isVisible()
    return page.bulk


def panel_is_open(page: TrackerPage) -> bool:
    return page.bulk is not None and page.bulk.isVisible()


def trial(page: TrackerPage) -> Trial:
    shown = panel(page).shown
    assert isinstance(shown, Trial)
    return shown


def begin(page: TrackerPage, qtbot: QtBot, what: str) -> FormView:
    """Record for several: type some words of what, Enter."""
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    write(qtbot, what)
    press(qtbot, KEY.Key_Return)
    form = panel(page).shown
    assert isinstance(form, FormView)
    return form


def visits(workspace: Workspace) -> list[str]:
    return sorted(workspace.store.facts()["milestone"]["child"])


def choose_three(page: TrackerPage, qtbot: QtBot) -> None:
    """Rows 1 to 3, by the keyboard."""
    page.grid.select("1")
    press(qtbot, KEY.Key_Down, HELD.ShiftModifier)
    press(qtbot, KEY.Key_Down, HELD.ShiftModifier)


def test_a_step_is_recorded_for_the_rows_chosen_by_keys_alone_and_taken_back(page: TrackerPage, qtbot: QtBot) -> None:
    choose_three(page, qtbot)
    form = begin(page, qtbot, "viability")
    assert panel(page).heading.text() == "For 3 children"
    assert QApplication.focusWidget() is form.cells["day"].place
    write(qtbot, "3 5 2021")
    press(qtbot, KEY.Key_Return)
    assert trial(page).words.text() == "Will change 3."
    assert QApplication.focusWidget() is trial(page).list
    assert visits(page.workspace) == []
    press(qtbot, KEY.Key_Return)
    assert not panel_is_open(page)
    assert page.grid.table.hasFocus()
    rows = page.workspace.store.facts()["milestone"].sort("child").to_dicts()
    assert [(row["child"], row["kind"], row["plan"], row["day"]) for row in rows] == [
        ("1", "VIABILITY", 0, dt.date(2021, 5, 3)),
        ("2", "VIABILITY", 1, dt.date(2021, 5, 3)),
        ("3", "VIABILITY", 0, dt.date(2021, 5, 3)),
    ]
    assert page.workspace.undo_label == "Record viability assessment for 3 children"
    page.workspace.undo()
    assert visits(page.workspace) == []


def click_row(page: TrackerPage, qtbot: QtBot, child: str, held: Qt.KeyboardModifier) -> None:
    table = page.grid.table
    row = page.grid.model.row_of(child)
    assert row is not None
    where = table.visualRect(page.grid.model.index(row, 3)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, pos=where)


def test_rows_are_chosen_one_by_one_with_ctrl_by_clicks_and_by_keys(page: TrackerPage, qtbot: QtBot) -> None:
    click_row(page, qtbot, "1", HELD.NoModifier)
    click_row(page, qtbot, "4", HELD.ControlModifier)
    assert page.grid.chosen() == ["1", "4"]
    press(qtbot, KEY.Key_Down, HELD.ControlModifier)
    press(qtbot, KEY.Key_Down, HELD.ControlModifier)
    press(qtbot, KEY.Key_Space, HELD.ControlModifier)
    assert page.grid.chosen() == ["1", "4", "6"]
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    assert panel(page).heading.text() == "For 3 children"
    click_row(page, qtbot, "4", HELD.ControlModifier)
    assert panel(page).heading.text() == "For 2 children"


def test_a_child_is_taken_out_by_the_keyboard_and_others_are_skipped_with_why(page: TrackerPage, qtbot: QtBot) -> None:
    begin(page, qtbot, "viability")
    qtbot.mouseClick(panel(page).everyone, Qt.MouseButton.LeftButton)
    assert panel(page).everyone.text() == "All 6 shown"
    assert panel(page).heading.text() == "For 6 children"
    form = panel(page).shown
    assert isinstance(form, FormView)
    form.cells["day"].place.setFocus()
    write(qtbot, "1 3 2018")
    form.cells["outcome"].place.setFocus()
    write(qtbot, "Pos")
    press(qtbot, KEY.Key_Return)
    assert trial(page).words.text() == "Will change 6."
    press(qtbot, KEY.Key_Escape)
    form = panel(page).shown
    assert isinstance(form, FormView)
    assert form.cells["day"].text == "1 3 2018"
    form.cells["day"].place.setFocus()
    form.cells["day"].place.selectAll()
    write(qtbot, "1 4 2022")
    press(qtbot, KEY.Key_Return)
    assert trial(page).words.text() == (
        "Will change 0, skip 6 because: Date: 1 Apr 2022 has not happened yet; record it on the day it happens (6)."
    )
    assert not trial(page).button.isEnabled()
    press(qtbot, KEY.Key_Return)
    assert visits(page.workspace) == []


def test_those_it_cannot_be_done_for_are_named_and_the_others_recorded(page: TrackerPage, qtbot: QtBot) -> None:
    begin(page, qtbot, "statutory visit")
    qtbot.mouseClick(panel(page).everyone, Qt.MouseButton.LeftButton)
    form = panel(page).shown
    assert isinstance(form, FormView)
    form.setFocus()
    write(qtbot, "1 3 2018")
    press(qtbot, KEY.Key_Return)
    list_ = trial(page).list
    assert trial(page).words.text() == (
        "Will change 5, skip 1 because: Date: 1 Mar 2018 is before the child was born, on 3 Feb 2019."
    )
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Space)
    assert list_.item(1).checkState() == Qt.CheckState.Unchecked
    assert trial(page).words.text().startswith("Will change 4, skip 1 because")
    assert trial(page).words.text().endswith("Taken out by you: 1.")
    assert trial(page).button.text() == "Record for 4 children"
    assert list_.item(5).text().startswith("6 skipped: Date: 1 Mar 2018 is before")
    assert not list_.item(5).flags() & Qt.ItemFlag.ItemIsUserCheckable
    press(qtbot, KEY.Key_Return)
    assert visits(page.workspace) == ["1", "3", "4", "5"]
    assert page.workspace.undo_label.endswith("for 4 children")


def test_the_whole_sibling_group_is_chosen_and_allocated_as_one(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.select("5")
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel(page).family, Qt.MouseButton.LeftButton)
    assert panel(page).heading.text() == "For 5's sibling group: 3 children"
    assert page.grid.chosen() == ["1", "2", "5"]
    chooser = panel(page).shown
    assert isinstance(chooser, Chooser)
    chooser.setFocus()
    write(qtbot, "allocate team")
    press(qtbot, KEY.Key_Return)
    form = panel(page).shown
    assert isinstance(form, FormView)
    write(qtbot, "Team")
    press(qtbot, KEY.Key_Tab)
    write(qtbot, "South")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    rows = page.workspace.store.facts()["allocation"].sort("child").to_dicts()
    assert [(row["child"], row["role"], row["who"], row["begins"]) for row in rows] == [
        (child, "TEAM", "South", page.workspace.today) for child in ("1", "2", "5")
    ]
    assert page.workspace.undo_label == "Allocate team South for 3 children"


def test_a_social_worker_is_allocated_with_the_reason_the_return_asks_for(page: TrackerPage, qtbot: QtBot) -> None:
    choose_three(page, qtbot)
    for who, day in (("SW7", "1 2 2022"), ("SW9", "1 3 2022")):
        form = begin(page, qtbot, "allocate social")
        write(qtbot, who)
        for name, words in (("begins", day), ("reason", "Restr")):
            form.cells[name].place.setFocus()
            if name == "begins":
                form.cells[name].place.selectAll()
            write(qtbot, words)
        press(qtbot, KEY.Key_Return)
        press(qtbot, KEY.Key_Return)
    rows = page.workspace.store.facts()["social_worker"].sort("child", "sw_decom").to_dicts()
    assert [(row["child"], row["sw_id"], row["sw_dec"], row["sw_reason"]) for row in rows[:2]] == [
        ("1", "SW7", dt.date(2022, 3, 1), "ORGRST"),
        ("1", "SW9", None, "ORGRST"),
    ]
    assert len(rows) == 6


def test_a_sibling_who_is_filtered_out_belongs_to_the_group_all_the_same(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.bar.field.setFocus()
    write(qtbot, "5")
    page.grid.table.setFocus()
    page.grid.select("5")
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel(page).family, Qt.MouseButton.LeftButton)
    assert panel(page).children_ == ["1", "2", "5"]


def test_a_child_without_brothers_and_sisters_is_said_to_have_none(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.select("4")
    qtbot.mouseClick(page.several, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel(page).family, Qt.MouseButton.LeftButton)
    assert panel(page).heading.text() == "For 4, who is in no sibling group"
    assert panel(page).children_ == ["4"]


def test_a_flag_says_who_does_what_by_when(page: TrackerPage, qtbot: QtBot) -> None:
    choose_three(page, qtbot)
    form = begin(page, qtbot, "flag")
    for name, words in (("rule", "State"), ("owner", "TM4"), ("action", "Hold a legal meeting"), ("due", "1 5 2022")):
        form.cells[name].place.setFocus()
        write(qtbot, words)
    form.cells["reason"].place.setFocus()
    press(qtbot, KEY.Key_Return, HELD.ControlModifier)
    assert form.problems.isVisible()
    form.cells["reason"].place.setFocus()
    write(qtbot, "No plan since June")
    press(qtbot, KEY.Key_Return, HELD.ControlModifier)
    press(qtbot, KEY.Key_Return)
    rows = page.workspace.store.facts()["answer"].to_dicts()
    assert {(row["rule"], row["owner"], row["action"], row["due"], row["since"]) for row in rows} == {
        ("RAG", "TM4", "Hold a legal meeting", dt.date(2022, 5, 1), page.workspace.today)
    }
    assert len(rows) == 3


def test_a_day_is_planned_and_moved_for_several(page: TrackerPage, qtbot: QtBot) -> None:
    for day, expected in (("1 5 2022", dt.date(2022, 5, 1)), ("2 6 2022", dt.date(2022, 6, 2))):
        choose_three(page, qtbot)
        begin(page, qtbot, "hearing for special planned")
        write(qtbot, day)
        press(qtbot, KEY.Key_Return)
        assert trial(page).words.text() == "Will change 3."
        press(qtbot, KEY.Key_Return)
        rows = page.workspace.store.facts()["planned_step"].sort("child").to_dicts()
        assert [(row["child"], row["plan"], row["planned"]) for row in rows] == [
            ("1", 0, expected),
            ("2", 1, expected),
            ("3", 0, expected),
        ]


def test_esc_goes_out_step_by_step_and_what_is_typed_stands_when_it_is_opened_again(
    page: TrackerPage, qtbot: QtBot
) -> None:
    begin(page, qtbot, "viability")
    write(qtbot, "soon")
    press(qtbot, KEY.Key_Return)
    assert "is not a date" in panel(page).shown.cells["day"].problem.text()
    press(qtbot, KEY.Key_Escape)
    assert isinstance(panel(page).shown, Chooser)
    press(qtbot, KEY.Key_Escape)
    assert not panel_is_open(page)
    assert page.grid.table.hasFocus()
    form = begin(page, qtbot, "viability")
    assert form.cells["day"].text == "soon"
    assert visits(page.workspace) == []


def test_what_is_typed_outlives_the_file_and_is_forgotten_when_it_is_recorded(page: TrackerPage, qtbot: QtBot) -> None:
    here = page.workspace
    begin(page, qtbot, "viability")
    write(qtbot, "3 5 2021")
    assert page.leave()
    where = here.store.where
    here.close()
    again = Workspace(Store.open(where), today=here.today, who=here.who, preferences=here.preferences)
    beside = TrackerPage(again, TRACKERS["permanence"])
    qtbot.addWidget(beside)
    with qtbot.waitActive(beside):
        beside.show()
        beside.activateWindow()
    beside.grid.table.setFocus()
    choose_three(beside, qtbot)
    form = begin(beside, qtbot, "viability")
    assert form.cells["day"].text == "3 5 2021"
    assert form.note.text().startswith("You began this on ")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    assert len(visits(again)) == 3
    assert again.store.drafts is not None
    assert again.store.drafts.of("", here.who) == []
    assert beside.leave()
    again.close()
    assert not Path(f"{where}.drafts").exists()


def test_nobody_chosen_is_said(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.table.clearSelection()
    form = begin(page, qtbot, "viability")
    write(qtbot, "1 3 2021")
    press(qtbot, KEY.Key_Return)
    assert "No child is chosen" in form.problems.accessibleName()


def test_somebody_faster_refuses_all_and_names_the_child(page: TrackerPage, qtbot: QtBot) -> None:
    choose_three(page, qtbot)
    begin(page, qtbot, "statutory visit")
    write(qtbot, "1 3 2021")
    press(qtbot, KEY.Key_Return)
    edit = dict(trial(page).preview.edits)["2"]
    page.workspace.store.apply(edit, who="A. Colleague", today=page.workspace.today)
    press(qtbot, KEY.Key_Return)
    assert trial(page).problem.text().startswith("Child 2: Step: the same is recorded already.")
    assert visits(page.workspace) == ["2"]


def team(page: TrackerPage, child: str) -> object:
    """The child's team as the list shows it."""
    return next(row["team"] for row in page.grid.model.frame.to_dicts() if row["child"] == child)


@pytest.mark.parametrize("few", [200, 2])
def test_what_somebody_faster_changed_is_read_again_and_can_be_recorded_then(
    page: TrackerPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("views.tracker.bulk.FEW", few)
    choose_three(page, qtbot)
    shown = begin(page, qtbot, "team or another worker")
    for name, words in {"role": "Team", "who": "East", "begins": "1 6 2021"}.items():
        shown.cells[name].place.setFocus()
        if name != "role":
            press(qtbot, KEY.Key_A, HELD.ControlModifier)
        write(qtbot, words)
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: isinstance(panel(page).shown, Trial))
    here = page.workspace
    west = RecordFact("2", "allocation", values({"role": "TEAM", "who": "West", "begins": dt.date(2021, 4, 1)}))
    here.store.apply(west, who="A. Colleague", today=here.today)
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: trial(page).problem.isVisible())
    assert "was changed by A. Colleague" in trial(page).problem.text()
    assert team(page, "2") == "West"
    press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: isinstance(panel(page).shown, Trial))
    assert trial(page).words.text() == "Will change 3."
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: not panel_is_open(page))
    assert [team(page, child) for child in ("1", "2", "3", "4")] == ["East", "East", "East", None]


def test_whom_somebody_changed_before_the_preview_is_not_skipped_for_ever(page: TrackerPage, qtbot: QtBot) -> None:
    choose_three(page, qtbot)
    here = page.workspace
    begin(page, qtbot, "another worker")
    west = RecordFact("2", "allocation", values({"role": "TEAM", "who": "West", "begins": dt.date(2021, 4, 1)}))
    here.store.apply(west, who="A. Colleague", today=here.today)
    shown = panel(page).shown
    assert isinstance(shown, FormView)
    shown.cells["role"].fill("TEAM")
    shown.cells["who"].fill("East")
    shown.cells["begins"].fill("1 6 2021")
    press(qtbot, KEY.Key_Return)
    assert list(trial(page).preview.skipped) == ["2"]
    press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_Return)
    assert trial(page).preview.skipped == {}


def test_the_past_is_not_changed(page: TrackerPage, qtbot: QtBot) -> None:
    page.workspace.go_to(dt.date(2021, 12, 31))
    assert not page.several.isEnabled()
    assert page.several.toolTip().startswith("The past is read-only")
    page.workspace.go_to(page.workspace.today)
    assert page.several.isEnabled()


def test_very_many_are_tried_and_recorded_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    children = [f"{number:03}" for number in range(1, 231)]
    made = workspace_of(
        tmp_path,
        care_episode=episodes("\n".join(["child | decom", *(f"{child} | 2021-01-10" for child in children)])),
        child_details="\n".join(["child | dob", *(f"{child} | 2014-02-03" for child in children)]),
    )
    page = TrackerPage(made, TRACKERS["permanence"])
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.grid.table.setFocus()
    press(qtbot, KEY.Key_A, HELD.ControlModifier)
    begin(page, qtbot, "statutory visit")
    assert panel(page).heading.text() == "For 230 children"
    write(qtbot, "1 3 2021")
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: isinstance(panel(page).shown, Trial), timeout=20_000)
    press(qtbot, KEY.Key_Return)
    assert made.busy
    qtbot.waitUntil(lambda: not panel_is_open(page), timeout=20_000)
    assert visits(made) == children
    assert made.undo_label == "Record statutory visit for 230 children"
    made.undo()
    assert visits(made) == []
    made.close()
