"""The tracker's page, used with keys and clicks on a file on the disk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.trackers import TRACKERS
from tests.support.grids import SMALL, TODAY, SetMatch
from views.grid.editors import DateEditor
from views.grid.filters import Filter
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TrackerPage:
    made = TrackerPage(workspace, SMALL)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.grid.table.setFocus()
    return made


def matched(workspace: Workspace, child: str) -> dt.date | None:
    """What the store itself says."""
    rows = workspace.store.fresh([child])["adoption"]
    return rows["date_match"][0] if len(rows) else None


def edit(page: TrackerPage, qtbot: QtBot, child: str) -> DateEditor | None:
    """Go to the child's match date and press F2."""
    page.grid.select(child)
    column = page.grid.model.column_of("match")
    assert column is not None
    page.grid.table.setCurrentIndex(page.grid.model.index(page.grid.table.currentIndex().row(), column))
    qtbot.keyClick(page.grid.table, KEY.Key_F2)
    return next((each for each in page.findChildren(DateEditor) if each.isVisible()), None)


def retype(editor: DateEditor, qtbot: QtBot, text: str) -> None:
    editor.field.selectAll()
    qtbot.keyClick(editor.field, KEY.Key_Delete)
    qtbot.keyClicks(editor.field, text)
    qtbot.keyClick(editor.field, KEY.Key_Return)


def cell(page: TrackerPage, child: str) -> str:
    row, column = page.grid.model.row_of(child), page.grid.model.column_of("match")
    assert row is not None
    assert column is not None
    return page.grid.model.index(row, column).data()


def test_it_says_whom_it_shows_and_when(page: TrackerPage) -> None:
    assert page.subtitle_label.text() == "16 in care · as at 31 Mar 2022, as known today"
    assert [chip.toolTip() for chip in page.grid.bar.chips()] == ["in care or left in the last 12 months"]
    assert page.grid.bar.count.text() == "16 shown"


def test_a_date_is_typed_in_the_cell_asked_about_and_undone(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100001")
    qtbot.keyClicks(editor.field, "3.5.21")
    assert editor.under.words.text().startswith("Monday 3 May 2021")
    qtbot.keyClick(editor.field, KEY.Key_Return)
    assert "foster carers" in editor.under.words.text()
    assert editor.under.list.hasFocus()
    assert matched(page.workspace, "100001") is None
    qtbot.keyClick(editor.under.list, KEY.Key_Down)
    qtbot.keyClick(editor.under.list, KEY.Key_Return)
    assert matched(page.workspace, "100001") == dt.date(2021, 5, 3)
    assert page.workspace.store.fresh(["100001"])["adoption"]["foster_care"][0] == "1"
    assert cell(page, "100001") == "3 May 2021"
    assert page.workspace.undo_label == "Set match date"
    page.workspace.undo()
    assert matched(page.workspace, "100001") is None
    assert cell(page, "100001") == "–"
    assert page.workspace.redo_label == "Set match date"
    page.workspace.redo()
    assert matched(page.workspace, "100001") == dt.date(2021, 5, 3)


def test_typing_a_digit_begins_the_edit_with_it(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100001")
    qtbot.keyClick(editor.field, KEY.Key_Escape)
    qtbot.keyClick(page.grid.table, KEY.Key_2)
    editors = [each for each in page.findChildren(DateEditor) if each.isVisible()]
    assert [each.field.text() for each in editors] == ["2"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("31 2 2021", "is not a date"), ("soon", "is not a date"), ("1 4 2022", "has not happened yet")],
)
def test_what_is_wrong_is_said_under_the_cell_and_nothing_is_stored(
    page: TrackerPage, qtbot: QtBot, typed: str, sentence: str
) -> None:
    head = page.workspace.store.head
    editor = edit(page, qtbot, "100003")
    retype(editor, qtbot, typed)
    if editor.under.list.isVisible():
        qtbot.keyClick(editor.under.list, KEY.Key_Return)
    assert sentence in editor.under.words.text()
    assert editor.under.words.property("role") == "problem"
    assert editor.field.text() == typed
    assert editor.field.hasFocus()
    assert page.workspace.store.head == head
    qtbot.keyClick(editor.field, KEY.Key_Escape)
    assert page.workspace.store.head == head
    assert page.grid.table.hasFocus()


def test_somebody_faster_is_said_under_the_cell(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    other = SetMatch("100003", dt.date(2018, 1, 2), None, page.workspace.store.head)
    page.workspace.store.apply(other, who="A. Colleague", today=TODAY)
    retype(editor, qtbot, "5 1 2019")
    assert editor.under.words.property("role") == "problem"
    assert matched(page.workspace, "100003") == dt.date(2018, 1, 2)
    assert editor.under.words.text().endswith("Enter or Esc shows what stands there now.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    row = page.grid.model.row_of("100003")
    assert row is not None
    qtbot.waitUntil(lambda: page.grid.model.record(row)["match"] == dt.date(2018, 1, 2))
    assert page.workspace.store.head == 2
    retype(edit(page, qtbot, "100003"), qtbot, "5 1 2019")
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)


def test_going_elsewhere_records_what_is_complete_and_says_what_is_not(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    editor = edit(page, qtbot, "100003")
    editor.field.setText("5 1 2019")
    page.grid.select("100005")
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)
    editor = edit(page, qtbot, "100005")
    editor.field.setText("31 2 2019")
    page.grid.select("100001")
    assert matched(page.workspace, "100005") is None
    assert "Matched of 100005 was not changed" in said[-1]


def click(page: TrackerPage, qtbot: QtBot, widget: QWidget) -> None:
    """A click as the user makes it, with the page's window in front."""
    with qtbot.waitActive(page.window()):
        page.activateWindow()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_click_elsewhere_records_the_date_typed(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")
    under = editor.under
    click(page, qtbot, page.grid.bar.field)
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)
    assert cell(page, "100003") == "5 Jan 2019"
    assert page.grid.bar.field.hasFocus()
    assert under.isHidden()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 2 2019", "is not a date"),
        ("3 5 21", "foster carers?” was not answered."),
        ("1 4 2022", "was not answered."),
    ],
)
def test_a_click_elsewhere_says_what_is_not_recorded(page: TrackerPage, qtbot: QtBot, typed: str, why: str) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    head = page.workspace.store.head
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, typed)
    under = editor.under
    click(page, qtbot, page.grid.bar.field)
    assert said[-1].startswith("Matched of 100003 was not changed: ")
    assert why in said[-1]
    assert page.workspace.store.head == head
    assert under.isHidden()
    assert not [each for each in page.findChildren(DateEditor) if each.isVisible()]


def test_sorting_records_the_date_typed(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")
    page.grid.sort_by(1)
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)
    assert cell(page, "100003") == "5 Jan 2019"


def test_the_panel_and_another_program_are_not_elsewhere(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100001")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "3.5.21")
    QApplication.instance().focusChanged.emit(editor.field, None)  # type: ignore[union-attr]
    qtbot.keyClick(editor.field, KEY.Key_Return)
    assert editor.under.list.hasFocus()
    qtbot.keyClick(editor.under.list, KEY.Key_Escape)
    assert editor.field.hasFocus()
    assert editor.field.text() == "3.5.21"
    assert editor.isVisible()


def test_an_open_date_is_settled_before_the_past_is_drawn(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")
    page.workspace.go_to(dt.date(2021, 3, 31))
    assert matched(page.workspace, "100003") != dt.date(2019, 1, 5)
    assert said[-1] == "Matched of 100003 was not changed: Nothing can be changed in the past."


def test_clearing_takes_the_date_away(page: TrackerPage, qtbot: QtBot) -> None:
    retype(edit(page, qtbot, "100003"), qtbot, "")
    assert matched(page.workspace, "100003") is None


def test_the_row_stays_until_left_though_it_no_longer_matches(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.add_filter(Filter("match", "is not blank"))
    shown = page.grid.model.rowCount()
    retype(edit(page, qtbot, "100003"), qtbot, "")
    assert page.grid.model.rowCount() == shown
    assert page.grid.current == "100003"
    qtbot.keyClick(page.grid.table, KEY.Key_Down)
    qtbot.waitUntil(lambda: page.grid.model.rowCount() == shown - 1)
    assert page.grid.current is not None


def test_the_edited_row_is_left_by_a_click_elsewhere_and_by_an_export(
    page: TrackerPage, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    page.grid.add_filter(Filter("match", "is not blank"))
    page.grid.bar.field.setText("100003")
    page.grid.table.setFocus()
    retype(edit(page, qtbot, "100003"), qtbot, "")
    assert page.grid.model.rowCount() == 1
    page.export("csv", tmp_path / "out.csv")
    qtbot.waitUntil(lambda: bool(said))
    assert (tmp_path / "out.csv").read_text("utf-8-sig").count("\n") == 1
    page.grid.bar.field.setText("")
    child = page.grid.model.key_at(0)
    retype(edit(page, qtbot, child), qtbot, "")
    assert page.grid.model.row_of(child) is not None
    click(page, qtbot, page.grid.bar.field)
    qtbot.waitUntil(lambda: page.grid.model.row_of(child) is None)
    assert page.grid.bar.field.hasFocus()


def test_the_past_is_read_only(page: TrackerPage, qtbot: QtBot) -> None:
    page.workspace.go_to(dt.date(2021, 3, 31))
    assert page.subtitle_label.text().endswith("as at 31 Mar 2021, as known today")
    assert edit(page, qtbot, "100001") is None


def test_the_chosen_child_is_chosen_again_where_a_day_did_not_show_it(page: TrackerPage, qtbot: QtBot) -> None:
    page.resize(900, 300)
    child = page.grid.model.key_at(15)
    page.grid.select(child)
    assert page.grid.current == child
    page.workspace.go_to(TODAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert page.grid.current is None
    page.workspace.go_to(TODAY)
    assert page.grid.current == child
    table = page.grid.table
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex()).center()))


def test_known_on_before_anything_was_recorded_shows_nobody(page: TrackerPage) -> None:
    page.workspace.go_to(TODAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert page.grid.model.rowCount() == 0
    assert "No children" in page.subtitle_label.text()
    page.workspace.go_to(TODAY)
    assert page.grid.model.rowCount() == 16


def test_a_drill_shows_exactly_these_children_whoever_they_are(page: TrackerPage) -> None:
    page.grid.bar.field.setText("100001")
    old = [str(100000 + n) for n in (0, 8, 9, 10, 11)]
    page.show_children(old, "5 children: Placement order to match")
    assert page.grid.model.shown()["child"].to_list() == old
    assert [chip.toolTip() for chip in page.grid.bar.chips()] == ["5 children: Placement order to match"]
    assert page.subtitle_label.text().startswith("5 children ·")
    assert page.shown()[2].shown == "5 children"
    assert page.step_out()
    assert page.grid.model.rowCount() == 16
    assert not page.step_out()


def test_what_is_not_known_is_said_of_a_drill_as_well(qtbot: QtBot, workspace: Workspace) -> None:
    page = TrackerPage(workspace, TRACKERS["permanence"])
    qtbot.addWidget(page)
    page.show()
    page.grid.model.frame = page.grid.model.frame.with_columns(
        entry=pl.lit(None, pl.Date), entry_words=pl.lit("before 3 May 2021")
    )
    child = page.grid.model.frame["child"][0]
    page.show_children([child], "1 child: A10")
    line = "1 child; entry to care known for 0 of 1"
    assert page.subtitle_label.text() == f"{line} · as at 31 Mar 2022, as known today"
    assert page.shown()[2].shown == line


def test_the_panel_gives_the_reason_and_opens_the_child(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.select("100001")
    assert page.side.heading.text() == "100001"
    assert page.side.reason.text().startswith("Waiting for a match")
    assert page.side.badge.accessibleName() == "overdue"
    with qtbot.waitSignal(page.open_child) as heard:
        qtbot.mouseClick(page.side.button, Qt.MouseButton.LeftButton)
    assert heard.args == ["100001"]
    with qtbot.waitSignal(page.open_child) as heard:
        qtbot.keyClick(page.grid.table, KEY.Key_Return)
    assert heard.args == ["100001"]


def test_an_export_is_exactly_what_is_shown(page: TrackerPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.grid.hide_column("reason")
    page.grid.bar.field.setText("10000")
    page.grid.model.arrange(sort=(("age", True),))
    said: list[str] = []
    page.workspace.told.connect(said.append)
    page.export("csv", tmp_path / "out.csv")
    qtbot.waitUntil(lambda: bool(said))
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Child,State,Age,Born,Matched"
    children = [line.split(",")[0] for line in lines[1:]]
    assert children == page.grid.model.shown()["child"].to_list()
    assert len(children) == page.grid.model.rowCount() == 8
    about = page.shown()[2]
    assert about.filters == ("in care or left in the last 12 months", "“10000”")
    assert (about.n, about.of) == (8, 16)


def test_an_export_that_cannot_be_written_is_said(page: TrackerPage, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    page.export("csv", tmp_path / "nowhere" / "out.csv")
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].startswith("Nothing was written to")


def test_print_shows_the_pdf_first(page: TrackerPage, qtbot: QtBot) -> None:
    page.print_shown()

    def preview() -> QWidget | None:
        from views.reports.preview import Preview

        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Preview) and each.isVisible()]
        return found[0] if found else None

    qtbot.waitUntil(lambda: preview() is not None, timeout=10_000)
    shown = preview()
    assert shown is not None
    assert shown.count >= 1  # type: ignore[attr-defined]
    shown.close()
