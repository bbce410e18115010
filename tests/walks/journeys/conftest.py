"""The program, started again on one day after another, on one file on the disk."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.store import Store
from tests.support import files
from tests.support.pages import recorded
from tests.walks.journeys.words import Worker

Start = Callable[[str], Worker]
"""Starts the program on a day (“2026-03-31”); what ran before is quit, and its file is opened again."""


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """The program, which remembers its last file."""
    asked = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = qapp.testAttribute(asked)
    qapp.setAttribute(asked)
    running: list[Worker] = []

    def begin(day: str) -> Worker:
        if running:
            running.pop().quits()
        settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
        window = Window(settings, today=dt.date.fromisoformat(day), who="B. Osei")
        qtbot.addWidget(window)
        window.begin()
        with qtbot.waitActive(window, timeout=10_000):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: not window.jobs.running)
        running.append(Worker(qtbot, window))
        return running[-1]

    yield begin
    for worker in running:
        worker.window.close()
    qapp.setAttribute(asked, before)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nothing in it, made once."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    files.empty(path)
    return path


Lay = Callable[..., Path]


@pytest.fixture
def laid(empty: Path, tmp_path: Path) -> Lay:
    """A file with these tables of a return."""

    def lay(year: int, **tables: object) -> Path:
        path = Path(shutil.copy(empty, tmp_path / "northport.db"))
        store = Store.open(str(path))
        recorded(store, year=year, **tables)
        store.close()
        return path

    return lay
