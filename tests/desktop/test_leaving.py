"""A date typed in a cell and not yet recorded, when the window goes elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models import samples
from models.store import Store
from views.grid.editors import DateEditor
from views.grid.under import Under

TODAY = dt.date(2026, 3, 31)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    """The window on a few children, shown."""
    path = tmp_path / "northport.db"
    with Store.create(str(path)) as store:
        store.record(samples.authority(30, seed=3, today=TODAY), who="demonstration")
    settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
    made = Window(settings, today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    assert made.open(str(path))
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def type_date(window: Window, qtbot: QtBot, text: str) -> str:
    """Type into the first child's date of decision; the child."""
    assert window.inside is not None
    grid = window.inside.page_of("tracker").grid  # type: ignore[attr-defined]
    column = next(n for n, each in enumerate(grid.model.columns) if each.edit is not None and each.asks is None)
    grid.hide_column(grid.model.columns[column].key, hidden=False)
    grid.table.setCurrentIndex(grid.model.index(0, column))
    grid.table.setFocus()
    qtbot.keyClick(grid.table, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert isinstance(focused.parentWidget(), DateEditor)
    qtbot.keyClicks(focused, text)
    child: str = grid.current
    return child


def floating(window: Window) -> list[Under]:
    """The panels under a cell that are seen."""
    return [each for each in window.findChildren(Under) if each.isVisible()]


def test_another_page_says_what_was_not_changed_and_nothing_floats(window: Window, qtbot: QtBot) -> None:
    assert window.workspace is not None
    said: list[str] = []
    window.workspace.told.connect(said.append)
    child = type_date(window, qtbot, "31 2 2026")
    assert floating(window)
    window.perform("go_ledger")
    assert f" of {child} was not changed: " in said[-1]
    assert not floating(window)


def test_another_day_says_so_too(window: Window, qtbot: QtBot) -> None:
    assert window.workspace is not None
    assert window.inside is not None
    said: list[str] = []
    window.workspace.told.connect(said.append)
    type_date(window, qtbot, "31 2 2026")
    window.inside.as_at.day.field.setText("31 3 2025")
    window.inside.as_at.day.field.returnPressed.emit()
    assert window.workspace.as_at == dt.date(2025, 3, 31)
    assert "was not changed" in said[-1]
    assert not floating(window)


def test_leaving_is_refused_once_where_something_typed_is_lost(window: Window, qtbot: QtBot) -> None:
    assert window.inside is not None
    assert window.inside.leave()
    type_date(window, qtbot, "31 2 2026")
    assert not window.inside.leave()
    assert window.inside.leave()
