"""A small tracker's page on a file on the disk."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.support.grids import SMALL
from views.tracker.page import TrackerPage
from views.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TrackerPage:
    made = TrackerPage(workspace, SMALL)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.grid.table.setFocus()
    return made
