"""A social worker moves a date in the tracker, and undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.dates import british
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.store import Store
from tests.walks.conftest import TODAY
from tests.walks.steps import cell, closed, editor, opened, press, retype, to_cell, tracker
from views.child.page import ChildPage


def waiting(store: Store) -> tuple[str, dt.date]:
    """A child with a placement order well after the status before it, and nothing decided since."""
    rows = Snapshot(store.facts(), TODAY).once(journeys)
    rows = rows.filter(rows["latest"] & rows["po_open"] & rows["po"].is_not_null() & ~rows["adoptive"])
    row = rows.sort("po").row(0, named=True)
    return row["child"], row["po"]


def po(file: Path, child: str) -> dt.date:
    store = Store.open(str(file))
    rows = Snapshot(store.facts(), TODAY).once(journeys).filter(latest=True, child=child)
    found: dt.date = rows["po"].item()
    store.close()
    return found


def test_walk(qtbot: QtBot, window: Callable[[], Window], file: Path) -> None:
    shown = window()
    opened(qtbot, shown, file)
    page = tracker(shown)
    child, before = waiting(shown.workspace.store)
    after = before + dt.timedelta(days=1)

    to_cell(qtbot, page.grid, child, "po")
    qtbot.keyClick(page.grid.table, Qt.Key.Key_F2)
    retype(qtbot, "31 2 2026")
    assert "is not a date" in editor(page).under.words.text()
    retype(qtbot, f"{after.day}.{after.month}.{after.year}")

    assert editor(page) is None
    assert cell(page, child, "po") == british(after)
    assert page.grid.current == child
    assert shown.workspace.undo_label == "Set placement order date"
    assert po(file, child) == after

    press(qtbot, shown, Qt.Key.Key_Z)
    assert cell(page, child, "po") == british(before)
    press(qtbot, shown, Qt.Key.Key_Y)
    assert cell(page, child, "po") == british(after)

    qtbot.keyClick(page.grid.table, Qt.Key.Key_Return)
    of_child = shown.inside.page
    assert isinstance(of_child, ChildPage)
    assert child in of_child.title_label.text()
    closed(qtbot, shown)
    assert po(file, child) == after

    again = window()
    assert cell(tracker(again), child, "po") == british(after)
    kinds = again.workspace.store.change_sets()["kind"].to_list()
    assert kinds == ["demonstration", "correction", "undo", "undo"]
    assert again.workspace.store.verify().ok
