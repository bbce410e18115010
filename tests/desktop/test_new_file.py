"""A new file asked for in the window, with keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.opening import NewKeyDialog
from desktop.preferences import preferences
from desktop.window import Window
from models.store import Store
from tests.support.grids import TODAY
from tests.walks.answers import answering, name_it

KEY = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    """The window on its first page."""
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    made.start()
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def make(qtbot: QtBot, dialog: NewKeyDialog) -> None:
    """A pass-phrase twice, and Enter."""
    for field in dialog.fields:
        qtbot.keyClicks(field, "twelve letters")
    qtbot.keyClick(dialog.fields[1], KEY.Key_Return)


def test_a_new_file_has_its_ending_however_it_was_named(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    where = (QFileDialog, lambda dialog: name_it(qtbot, dialog, str(tmp_path / "Northport 31.3")))
    with answering(qtbot, where, (NewKeyDialog, lambda dialog: make(qtbot, dialog))):
        qtbot.keyClick(window, KEY.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.windowTitle() == "Northport 31.3.db – Permanence"
    assert window.close()
    Store.open(str(tmp_path / "Northport 31.3.db"), key="twelve letters").close()
