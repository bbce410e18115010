"""The dashboard of a small invented authority, worked out once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import samples
from models.charts import CHARTS
from models.store import Store
from tests.support.grids import Preferences
from views.dashboard.page import REMEMBERED, DashboardPage
from views.workspace import Workspace

TODAY = dt.date(2026, 3, 31)


def settled(page: DashboardPage) -> None:
    """Until every chart is worked out and drawn."""
    limit = QDeadlineTimer(60_000)
    while not page.settled:
        QTest.qWait(5)  # asleep meanwhile: the work needs the processor
        assert not limit.hasExpired(), "the charts were not worked out"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of 120 children, as a file."""
    path = tmp_path_factory.mktemp("dashboard") / "northport.db"
    with Store.create(str(path)) as store:
        store.record(samples.authority(120, seed=11, today=TODAY), who="demonstration")
    return path


def desk(small: Path, folder: Path) -> Workspace:
    """A workspace over a copy of it, with charts over twelve months."""
    store = Store.open(str(shutil.copy(small, folder / "northport.db")))
    preferences = Preferences()
    preferences.setValue(REMEMBERED, 12)
    return Workspace(store, today=TODAY, who="B. Osei", preferences=preferences)


@pytest.fixture(scope="module")
def dashboard(qapp: QApplication, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardPage]:
    """The page, once for all tests of a file."""
    workspace = desk(small, tmp_path_factory.mktemp("desk"))
    page = DashboardPage(workspace)
    page.resize(1166, 640)
    page.show()
    settled(page)
    yield page
    page.close()
    workspace.close()
    page.deleteLater()


@pytest.fixture
def page(dashboard: DashboardPage) -> Iterator[DashboardPage]:
    """The page with its tiles in sight."""
    dashboard.activateWindow()
    dashboard.tiles.go_to("care")
    yield dashboard
    if dashboard.opened.as_table:
        dashboard.turn()
    dashboard.step_out()


@pytest.fixture
def few(
    qapp: QApplication, small: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DashboardPage]:
    """A page of its own, of two charts: to look at another day, another time, or after an edit."""
    monkeypatch.setattr(CHARTS, "_members", {code: CHARTS[code] for code in ("care", "mix")})
    workspace = desk(small, tmp_path)
    page = DashboardPage(workspace)
    qtbot.addWidget(page)
    page.resize(1166, 640)
    page.show()
    page.activateWindow()
    settled(page)
    yield page
    workspace.close()
