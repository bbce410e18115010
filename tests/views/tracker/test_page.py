"""Dates typed in the tracker's page, with keys and clicks on a file on the disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.edits import Tx
from models.store import CannotOpen
from tests.support.grids import SMALL, TODAY, SetMatch
from views.grid.editors import DateEditor
from views.grid.filters import Filter
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key


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
    assert editor.under.words.text().endswith("Enter shows what stands there now, with what you typed beside it.")
    qtbot.keyClick(editor.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: cell(page, "100003") == "2 Jan 2018")
    again = typing(page)
    assert again.field.text() == "5 1 2019"
    assert again.field.hasFocus()
    newer = "2 Jan 2018 stands here now. Enter records “5 1 2019” instead, Esc leaves it."
    assert again.under.words.text() == newer
    click(page, qtbot, page.grid.bar.field)
    assert matched(page.workspace, "100003") == dt.date(2018, 1, 2)
    assert again.under.words.text() == newer
    qtbot.keyClick(again.field, KEY.Key_Return)
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)


def test_esc_shows_what_somebody_faster_recorded(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    other = SetMatch("100003", dt.date(2018, 1, 2), None, page.workspace.store.head)
    page.workspace.store.apply(other, who="A. Colleague", today=TODAY)
    retype(editor, qtbot, "5 1 2019")
    qtbot.keyClick(editor.field, KEY.Key_Escape)
    qtbot.waitUntil(lambda: cell(page, "100003") == "2 Jan 2018")
    assert not [each for each in page.findChildren(DateEditor) if each.isVisible()]


def typing(page: TrackerPage) -> DateEditor:
    """The field that something is being typed in."""
    (editor,) = [each for each in page.findChildren(DateEditor) if each.isVisible() and each.is_open]
    return editor


def test_going_elsewhere_records_what_is_complete_and_stays_where_it_is_not(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    editor.field.setText("5 1 2019")
    page.grid.select("100005")
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)
    editor = edit(page, qtbot, "100005")
    editor.field.setText("31 2 2019")
    page.grid.select("100001")
    assert typing(page) is editor
    assert page.grid.current == "100005"
    assert matched(page.workspace, "100005") is None


def test_a_reader_that_moves_on_by_itself_takes_no_field_away(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    retype(editor, qtbot, "31 2 2019")
    page.grid.table.setCurrentIndex(page.grid.model.index(0, 0))
    assert typing(page) is editor
    assert editor.field.text() == "31 2 2019"
    assert not page.leave()


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


def test_a_click_elsewhere_stays_where_a_date_cannot_be(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    head = page.workspace.store.head
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "31 2 2019")
    click(page, qtbot, page.grid.bar.field)
    assert typing(page) is editor
    assert editor.field.hasFocus()
    assert editor.field.text() == "31 2 2019"
    assert "is not a date" in editor.under.words.text()
    assert editor.under.words.text().endswith(". Esc discards what is typed.")
    assert said[-1] == f"Matched of 100003 is not recorded: {editor.under.words.text()}"
    assert page.workspace.store.head == head
    qtbot.keyClick(editor.field, KEY.Key_Escape)
    click(page, qtbot, page.grid.bar.field)
    assert page.grid.bar.field.hasFocus()
    assert page.workspace.store.head == head


def test_a_click_elsewhere_asks_what_the_date_brings_along(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    editor = edit(page, qtbot, "100001")
    qtbot.keyClicks(editor.field, "3 5 21")
    for _ in range(2):
        click(page, qtbot, page.grid.bar.field)
        assert editor.under.list.hasFocus()
    assert "foster carers?" in said[-1]
    assert not page.leave()
    qtbot.keyClick(editor.under.list, KEY.Key_Return)
    assert matched(page.workspace, "100001") == dt.date(2021, 5, 3)
    assert page.leave()


class Unwritten:
    """An edit that the disk has no room for."""

    label, kind = "Set match date", "change"

    def apply(self, tx: Tx) -> None:
        """Nothing is written."""
        raise CannotOpen("The disk is full.")


def test_what_the_disk_has_no_room_for_stays_in_its_field(qtbot: QtBot, workspace: Workspace) -> None:
    columns = tuple(replace(each, edit=lambda *_: Unwritten()) if each.edit else each for each in SMALL.columns)
    page = TrackerPage(workspace, replace(SMALL, columns=columns))
    qtbot.addWidget(page)
    page.show()
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")
    assert not page.leave()
    assert editor.under.words.text() == "The disk is full. Esc discards what is typed."
    assert typing(page).field.text() == "5 1 2019"


@pytest.mark.parametrize("way", ["refresh", "read_again", "arrange", "gone_from_the_filter"])
def test_a_list_read_anew_gives_back_what_was_typed(page: TrackerPage, qtbot: QtBot, way: str) -> None:
    page.grid.add_filter(Filter("match", "is not blank"))
    retype(edit(page, qtbot, "100003"), qtbot, "31 2 2019")
    if way == "refresh":
        page.refresh()
    elif way == "arrange":
        page.grid.model.leave()
        page.grid.model.show(page.grid.model.columns, page.grid.model.frame)
    else:
        if way == "gone_from_the_filter":
            other = SetMatch("100003", None, None, page.workspace.store.head)
            page.workspace.store.apply(other, who="A. Colleague", today=TODAY)
        page.workspace.read_again()
    editor = typing(page)
    assert (editor.child, editor.field.text()) == ("100003", "31 2 2019")
    assert editor.field.hasFocus()
    assert editor.under.isVisible()
    assert page.grid.current == "100003"
    qtbot.keyClick(editor.field, KEY.Key_Escape)
    assert page.leave()


def test_search_columns_and_views_wait_for_what_is_typed(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.bar.field.setText("1000")
    retype(edit(page, qtbot, "100003"), qtbot, "31 2 2019")
    page.grid.bar.field.setText("100005")
    assert page.grid.bar.field.text() == page.grid.model.search == "1000"
    assert not page.step_out() or page.grid.model.search == "1000"
    page.grid.columns.hide("match")
    page.grid.reset()
    page.grid.sort_by(1)
    assert page.grid.columns.choose(QPoint(0, 0)) is None
    assert page.grid.ask_filter(1, QPoint(0, 0)) is None
    assert "Matched" in [column.title for column in page.grid.columns.shown()]
    assert page.grid.model.sort_by == ()
    assert typing(page).field.text() == "31 2 2019"


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


def test_the_past_gives_back_today_what_was_typed(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")
    page.workspace.go_to(dt.date(2021, 3, 31))
    assert not [each for each in page.findChildren(DateEditor) if each.isVisible()]
    assert not page.leave()
    assert said[-1] == ("“5 1 2019”, typed for 100003, is not recorded: The past is read-only: go back to today first.")
    page.workspace.go_to(TODAY)
    assert typing(page).field.text() == "5 1 2019"
    assert page.leave()
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)


def test_other_work_gives_back_what_was_typed(page: TrackerPage, qtbot: QtBot) -> None:
    editor = edit(page, qtbot, "100003")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, "5 1 2019")

    def work(_progress: object) -> None:
        assert QApplication.instance() is not None

    job = page.workspace.run("Importing", work, lambda _nothing: page.workspace.read_again(), writes=True)
    assert not page.leave()
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: not page.workspace.busy)
    assert typing(page).field.text() == "5 1 2019"
    assert page.leave()
    assert matched(page.workspace, "100003") == dt.date(2019, 1, 5)


def test_what_was_typed_for_a_child_who_is_gone_is_said_once(page: TrackerPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    retype(edit(page, qtbot, "100003"), qtbot, "31 2 2019")
    page.workspace.store.undo(1, who="A. Colleague")
    page.workspace.read_again()
    assert page.grid.model.rowCount() == 0
    assert not page.leave()
    assert said[-1] == "“31 2 2019”, typed for 100003, is not recorded: The child is not in this list any more."
    assert page.leave()


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
