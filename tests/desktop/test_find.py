"""Ctrl+K: from anywhere to a child, to a page, or to doing a command, by parts of words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.actions import COMMANDS
from desktop.inside import PAGES
from desktop.preferences import preferences
from desktop.window import Window
from models.edits.bulk import Bulk
from models.edits.identity import MergeChildren
from models.store import Store
from models.trackers import TRACKERS
from tests.support import files
from tests.support.grids import TODAY, Preferences
from views.find import Find, Goal
from views.workspace import Workspace

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    store = Store.open(files.some(tmp_path / "northport.db", 24))
    store.apply(MergeChildren("100001", "100002", seen=store.head), who="a colleague", today=TODAY)
    store.close()
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(str(tmp_path / "northport.db"))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def find(window: Window, qtbot: QtBot, words: str = "") -> Find:
    """Ctrl+K where the keyboard is, and some words."""
    qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_K, HELD.ControlModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Find)
    qtbot.keyClicks(popup.field, words)
    return popup


def shown(popup: Find) -> list[tuple[str, str, str]]:
    items = [popup.list.topLevelItem(at) for at in range(popup.list.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def at(window: Window) -> str:
    assert window.inside is not None
    assert window.inside.visits.now is not None
    return window.inside.visits.now.child or window.inside.visits.now.page


def test_a_page_is_gone_to_by_parts_of_its_words_in_any_order(window: Window, qtbot: QtBot) -> None:
    popup = find(window, qtbot, "find fam")
    assert shown(popup)[0] == ("Family finding", "page", "")
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == "family_finding"


@pytest.mark.parametrize("code", list(TRACKERS))
def test_a_list_is_found_by_the_title_over_it(window: Window, qtbot: QtBot, code: str) -> None:
    popup = find(window, qtbot, TRACKERS[code].title)
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == ("tracker" if code == "permanence" else code)


@pytest.mark.parametrize(("words", "page"), [("sgo", "connected"), ("pwp", "at_home"), ("funnel", "board")])
def test_a_page_is_found_by_what_else_it_is_called(window: Window, qtbot: QtBot, words: str, page: str) -> None:
    popup = find(window, qtbot, words)
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == page


def test_a_command_is_done_and_shows_its_key(window: Window, qtbot: QtBot) -> None:
    popup = find(window, qtbot, "keys sheet")
    assert ("Keys", "command", "F1") in shown(popup)
    qtbot.keyClick(popup.field, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None
    qtbot.keyClick(find(window, qtbot, "filter col").field, KEY.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_every_page_and_every_command_is_offered_and_where_one_is_done_that_is_not_here(
    window: Window, qtbot: QtBot
) -> None:
    popup = find(window, qtbot)
    items = [popup.list.topLevelItem(n) for n in range(len(shown(popup)))]
    offered = {item.data(0, Qt.ItemDataRole.UserRole): item.text(0) for item in items}
    for place in PAGES:
        if place.words:
            assert {f"page:{place.code}", f"command:go_{place.code}"} & set(offered), place.code
    for command in COMMANDS:
        away = not window.actions_[command.name].isEnabled()
        assert offered[f"command:{command.name}"].endswith(")") == away, command.name
    assert offered["command:verify"] == "Verify (on the Ledger page)"
    assert offered["command:accept"] == "Accept (on the Import page)"
    assert offered["command:record"] == "Record … (on a child's page)"
    assert offered["command:undo"] == "Undo (nothing can be undone now)"
    popup.close()


@pytest.mark.parametrize(
    ("words", "page", "said"),
    [
        ("verify", "ledger", "“Verify” is done here: F7."),
        ("copy child id", "scorecard", "“Copy the child's id” is done on a child's page."),
        ("stop work", "scorecard", "“Stop the work under way” cannot be done: no work is under way."),
        ("columns which", "tracker", "“Columns …” is done here: Ctrl+Shift+C."),
        ("history cell", "tracker", "“History of the cell” is done here: F9."),
    ],
)
def test_a_command_that_is_done_elsewhere_leads_there_or_says_where(
    window: Window, qtbot: QtBot, words: str, page: str, said: str
) -> None:
    assert window.inside is not None
    window.inside.go("scorecard")
    qtbot.keyClick(find(window, qtbot, words).field, KEY.Key_Return)
    assert at(window) == page
    assert window.strip.words.text() == said


def test_what_was_chosen_lately_stands_first(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(find(window, qtbot, "100007").field, KEY.Key_Return)
    qtbot.keyClick(find(window, qtbot, "score").field, KEY.Key_Return)
    assert at(window) == "scorecard"
    popup = find(window, qtbot)
    assert [words for words, *_ in shown(popup)[:2]] == ["Scorecard", "100007"]
    qtbot.keyClick(popup.field, KEY.Key_Down)
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == "100007"


def test_a_merged_number_leads_to_the_record_it_went_into(window: Window, qtbot: QtBot) -> None:
    popup = find(window, qtbot, "100002")
    assert shown(popup) == [("100002 (merged into 100001)", "child", "")]
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == "100001"


def test_a_screen_reader_hears_what_enter_would_do(window: Window, qtbot: QtBot) -> None:
    popup = find(window, qtbot, "100003")
    assert popup.field.accessibleDescription() == "100003, child; opens page"
    popup.field.setText("as csv")
    assert popup.field.accessibleDescription() == "Export as CSV …, command, Ctrl+E"
    popup.field.setText("nothing is called so")
    assert popup.field.accessibleDescription() == "Nothing is found"
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert at(window) == "tracker"
    popup.close()


def test_the_one_among_a_hundred_thousand_children_stands_first(qtbot: QtBot, tmp_path: Path) -> None:
    store = Store.create(str(tmp_path / "large.db"))
    numbers = pl.DataFrame({"child": [str(100_000 + n) for n in range(100_000)]})
    store.record(Bulk("import", "Import", {"child_details": numbers}), who="a colleague")
    workspace = Workspace(store, today=TODAY, who="B. Osei", preferences=Preferences())
    goals = [Goal(f"command:{command.name}", command.plain, "command") for command in COMMANDS]
    host = QMenu()
    qtbot.addWidget(host)
    popup = Find(workspace, goals, (), host)
    for letter in "199999":
        popup.field.insert(letter)
    assert shown(popup)[0][0] == "199999"
    popup.close()
    workspace.close()
