"""The page of a child, with the keyboard in it, over a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.facts import episodes
from tests.support.pages import workspace
from views.child.page import ChildPage
from views.workspace import Workspace

EPISODES = """
    child | decom      | rne | ls | place
    1     | 2020-01-03 | S   | C1 | U6
    1     | 2020-08-01 | L   | C2 | U6
    2     | 2021-04-01 | S   | C2 | P1
"""
TABLES = {"child_details": "child | dob | sex\n1 | 2019-02-03 | F\n2 | 2010-02-03 | M"}


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """Two children, looked at on 31 March 2022."""
    made = workspace(tmp_path, care_episode=episodes(EPISODES), **TABLES)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ChildPage:
    """The page of child 1 on a small laptop, with the keyboard in it."""
    made = ChildPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show_child("1")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made
