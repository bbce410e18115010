"""A grid used with keys and clicks."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.grids import COLUMNS, Preferences, frame
from views.grid.filters import Filter, Only
from views.grid.layouts import Layout, Memory
from views.grid.view import GridView
from views.workspace import Workspace

KEY = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot, workspace: Workspace) -> GridView:
    view = GridView("small", workspace, noun="children")
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show_rows(COLUMNS, frame(40))
    view.show()
    view.table.setFocus()
    return view


def titles(grid: GridView) -> list[str]:
    return [column.title for column in grid.columns.shown()]


def chips(grid: GridView) -> list[str]:
    return [chip.toolTip() for chip in grid.bar.chips()]


def test_typing_filters_and_says_how_many(grid: GridView, qtbot: QtBot) -> None:
    qtbot.keyClicks(grid.bar.field, "waiting 10001")
    assert grid.bar.count.text() == "10 of 40 shown"
    assert grid.bar.hint.isVisible()
    qtbot.keyClick(grid.bar.field, KEY.Key_Escape)
    assert grid.bar.count.text() == "40 shown"
    assert not grid.bar.hint.isVisible()


def test_tab_comes_to_the_filter_before_the_rows_and_shift_tab_back(grid: GridView, qtbot: QtBot) -> None:
    with qtbot.waitActive(grid, timeout=10_000):
        grid.activateWindow()
    grid.setFocus()
    assert QApplication.focusWidget() is grid.table
    order = [grid.bar.field, *grid.bar.findChildren(QPushButton), grid.table]
    order = [each for each in order if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    grid.bar.field.setFocus()
    seen = []
    for _widget in order:
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    assert seen == order
    grid.table.setFocus()
    for widget in reversed(order):
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)


def test_the_row_stays_chosen_when_what_is_shown_changes_while_ctrl_is_held(grid: GridView, qtbot: QtBot) -> None:
    grid.table.setCurrentIndex(grid.model.index(2, 1))
    here = grid.current
    qtbot.keyClick(grid.table, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    grid.show_rows(COLUMNS, frame(38))
    assert (grid.current, grid.chosen()) == (here, [here])


def test_every_filter_is_a_chip_that_a_click_removes(grid: GridView, qtbot: QtBot) -> None:
    grid.add_filter(Filter("age", "at least", ("10",)))
    grid.add_filter(Filter("state", "is", ("R",)))
    grid.columns.hide("age")
    assert chips(grid) == ["Age ≥ 10", "State is ◆ R overdue"]
    shown = grid.model.rowCount()
    qtbot.mouseClick(grid.bar.chips()[0], Qt.MouseButton.LeftButton)
    assert chips(grid) == ["State is ◆ R overdue"]
    assert grid.model.rowCount() > shown


def test_esc_in_the_rows_clears_all_filters(grid: GridView, qtbot: QtBot) -> None:
    grid.default_only = Only("young", children=frozenset(str(100000 + n) for n in range(10)))
    grid.show_only(grid.default_only)
    grid.add_filter(Filter("age", "at most", ("5",)))
    grid.bar.field.setText("1000")
    qtbot.keyClick(grid.table, KEY.Key_Escape)
    assert chips(grid) == ["young"]
    assert grid.bar.field.text() == ""
    assert grid.bar.count.text() == "10 shown"


def test_a_drill_is_a_chip_and_esc_gives_the_default_back(grid: GridView, qtbot: QtBot) -> None:
    grid.show_only(Only("2 children: Placement order to match", children=frozenset({"100003", "100030"})))
    assert chips(grid) == ["2 children: Placement order to match"]
    assert grid.model.rowCount() == 2
    qtbot.keyClick(grid.table, KEY.Key_Escape)
    assert chips(grid) == []
    assert grid.model.rowCount() == 40


def test_a_click_sorts_and_shift_click_sorts_by_this_too(grid: GridView, qtbot: QtBot) -> None:
    header = grid.table.horizontalHeader()

    def click(column: int, *, shift: bool = False) -> None:
        at = QPoint(header.sectionViewportPosition(column) + 30, 12)
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, held, at)

    click(4)
    assert grid.model.sort_by == (("state", False),)
    click(1, shift=True)
    click(1, shift=True)
    assert grid.model.sort_by == (("state", False), ("age", True))
    click(2)
    assert grid.model.sort_by == (("born", False),)
    click(2)
    click(2)
    assert grid.model.sort_by == ()


def test_the_row_one_is_on_stays_the_row_one_is_on(grid: GridView) -> None:
    grid.select("100007")
    grid.model.arrange(sort=(("age", True),))
    assert grid.current == "100007"
    grid.model.arrange(search="100007")
    assert grid.current == "100007"


def test_enter_opens_and_arrows_move(grid: GridView, qtbot: QtBot) -> None:
    grid.select("100000")
    qtbot.keyClick(grid.table, KEY.Key_Down)
    with qtbot.waitSignal(grid.opened) as heard:
        qtbot.keyClick(grid.table, KEY.Key_Return)
    assert heard.args == ["100001"]


def test_copy_takes_the_chosen_rows_with_their_headings(grid: GridView, qtbot: QtBot) -> None:
    grid.columns.hide("reason")
    grid.select("100001")
    qtbot.keyClick(grid.table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid.table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Child\tAge\tBorn\tMatched\tState"
    assert lines[1].startswith("100001\t1\t15 Nov 2020\t22 Feb 2022\t▲ A")
    assert len(lines) == 3


def test_the_first_column_stays_in_sight(grid: GridView, qtbot: QtBot) -> None:
    grid.resize(320, 300)
    grid.select("100002")
    for _ in range(5):
        qtbot.keyClick(grid.table, KEY.Key_Right)
    assert grid.table.horizontalScrollBar().value() > 0
    shown = grid.table.visualRect(grid.table.currentIndex())
    assert shown.left() >= grid.table.columnWidth(0) - 1
    assert grid.table.frozen.isVisible()
    assert grid.table.frozen.x() <= 1
    visible = [at for at in range(len(COLUMNS)) if not grid.table.frozen.isColumnHidden(at)]
    assert visible == [0]


def test_a_column_is_asked_through_its_popup(grid: GridView, qtbot: QtBot) -> None:
    popup = grid.ask_filter(3, QPoint(10, 10))
    popup.test.setCurrentText("before")
    line = popup.values[0].lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "32 1 2021")
    qtbot.keyClick(line, KEY.Key_Return)
    assert "is not a date" in popup.problem.text()
    assert line.text() == "32 1 2021"
    line.clear()
    qtbot.keyClicks(line, "1 1 2021")
    qtbot.keyClick(line, KEY.Key_Return)
    assert chips(grid) == ["Matched before 1 Jan 2021"]


def test_the_columns_menu_is_reached_by_the_keyboard(grid: GridView, qtbot: QtBot) -> None:
    grid.select("100000")
    qtbot.keyClick(grid.table, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = next(child for child in grid.findChildren(QMenu) if child.isVisible())
    assert menu.actions()[0].text() == "Filter …"
    menu.close()


def test_the_column_chooser_finds_shows_hides_and_moves(grid: GridView, qtbot: QtBot) -> None:
    popup = grid.columns.choose(QPoint(10, 10))
    qtbot.keyClicks(popup.search, "sex")
    shown = [popup.list.item(at).text() for at in range(popup.list.count()) if not popup.list.item(at).isHidden()]
    assert shown == ["Sex"]
    popup.list.item(6).setCheckState(Qt.CheckState.Checked)
    popup.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert titles(grid) == ["Child", "Born", "Matched", "State", "Reason", "Sex"]
    popup.search.clear()
    popup.list.setFocus()
    popup.list.setCurrentRow(6)
    qtbot.keyClick(popup, KEY.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert titles(grid) == ["Child", "Born", "Matched", "State", "Sex", "Reason"]
    popup.close()


def test_down_from_the_search_goes_to_a_column_that_was_found(grid: GridView, qtbot: QtBot) -> None:
    popup = grid.columns.choose(QPoint(10, 10))
    qtbot.keyClicks(popup.search, "sex")
    qtbot.keyClick(popup.search, KEY.Key_Down)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    assert titles(grid) == ["Child", "Age", "Born", "Matched", "State", "Reason", "Sex"]
    popup.close()


def test_the_first_column_has_its_menu_where_it_is_pressed(grid: GridView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.table.menu_wanted, check_params_cb=lambda column, _at: column == 0):
        pressed = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), grid.mapToGlobal(QPoint(9, 60)))
        QApplication.sendEvent(grid.table.frozen.viewport(), pressed)
    next(child for child in grid.findChildren(QMenu) if child.isVisible()).close()


def test_the_order_chosen_in_a_columns_menu_is_remembered(grid: GridView, qtbot: QtBot, workspace: Workspace) -> None:
    grid.column_menu(1, QPoint(10, 10))
    menu = next(child for child in grid.findChildren(QMenu) if child.isVisible())
    next(action for action in menu.actions() if action.text() == "Sort, largest first").trigger()
    menu.close()
    grid.leave()
    assert '"sort": [["age", true]]' in workspace.preferences.value("grid/small/layout", "")


def test_widths_order_and_hidden_columns_are_remembered(grid: GridView, qtbot: QtBot, workspace: Workspace) -> None:
    grid.columns.hide("born")
    grid.table.setColumnWidth(1, 123)
    grid.table.horizontalHeader().moveSection(5, 1)
    qtbot.waitUntil(lambda: "123" in workspace.preferences.value("grid/small/layout", ""))
    again = GridView("small", workspace)
    qtbot.addWidget(again)
    again.show_rows(COLUMNS, frame(5))
    assert titles(again) == ["Child", "Reason", "Age", "Matched", "State"]
    assert again.table.columnWidth(1) == 123


def test_columns_are_remembered_also_where_one_goes_at_once(grid: GridView, workspace: Workspace) -> None:
    grid.columns.hide("age")
    grid.leave()
    assert '"hidden": ["age"' in workspace.preferences.value("grid/small/layout", "")


def test_a_named_view_brings_back_filters_sort_and_columns(grid: GridView, qtbot: QtBot) -> None:
    grid.add_filter(Filter("state", "is", ("R",)))
    grid.model.arrange(sort=(("age", True),))
    grid.columns.hide("born")
    grid.columns.memory.save("Red & late", grid.columns.now())
    grid.reset()
    assert (titles(grid), chips(grid)) == (["Child", "Age", "Born", "Matched", "State", "Reason"], [])
    menu, button = QMenu(grid), QPushButton(grid)
    grid.columns.fill_menu(menu, button, grid.reset)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[:4] == ["Red && late", "Save this view …", "Forget", "Back to the first view"]
    menu.actions()[0].trigger()
    assert chips(grid) == ["State is ◆ R overdue"]
    assert grid.model.sort_by == (("age", True),)
    assert "Born" not in titles(grid)
    grid.columns.memory.drop("Red & late")
    assert grid.columns.memory.views() == {}


def test_memory_that_cannot_be_read_is_no_memory(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.preferences = Preferences({"grid/small/layout": "{", "grid/small/views": '{"a": 3}'})
    grid = GridView("small", workspace)
    qtbot.addWidget(grid)
    grid.show_rows(COLUMNS, frame(5))
    assert titles(grid) == ["Child", "Age", "Born", "Matched", "State", "Reason"]


def test_a_click_on_a_row_takes_the_keyboard_there(grid: GridView, qtbot: QtBot) -> None:
    grid.bar.field.setFocus()
    middle = grid.table.visualRect(grid.model.index(2, 2)).center()
    qtbot.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert grid.table.hasFocus()
    grid.bar.field.setFocus()
    first = grid.table.frozen.visualRect(grid.model.index(3, 0)).center()
    qtbot.mouseClick(grid.table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert grid.table.hasFocus()


def test_a_named_view_is_saved_without_childrens_ids_and_free_words_and_says_so(
    grid: GridView, workspace: Workspace, qtbot: QtBot
) -> None:
    said: list[str] = []
    workspace.told.connect(said.append)
    kept = (Filter("state", "is", ("R",)), Filter("reason", "is not blank"))
    for each in (*kept, Filter("child", "is", ("100007",)), Filter("reason", "contains", ("the aunt",))):
        grid.add_filter(each)
    menu = QMenu(grid)
    grid.columns.fill_menu(menu, grid, grid.reset)
    next(action for action in menu.actions() if action.text() == "Save this view …").trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClicks(popup.field, "Mine")
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert grid.columns.memory.views()["Mine"].filters == kept
    assert "100007" not in str(workspace.preferences)
    assert "aunt" not in str(workspace.preferences)
    assert said[0].startswith("The view “Mine” is saved without its filter on Child and Reason: ")


def test_what_an_earlier_program_remembered_of_a_child_is_forgotten() -> None:
    old = Layout(filters=(Filter("state", "is", ("R",)), Filter("child", "is", ("100007",))))
    preferences = Preferences({"grid/small/views": json.dumps({"Mine": asdict(old)})})
    assert Memory(preferences, "small").views()["Mine"].filters == old.filters[:1]
    assert "100007" not in preferences["grid/small/views"]
