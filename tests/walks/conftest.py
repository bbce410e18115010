"""A file on the disk with a small authority, and the real main window."""

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
from models import samples
from models.store import Store

TODAY = dt.date(2026, 3, 31)


def authority_of(children: int, path: Path) -> Path:
    """An invented authority, as a file."""
    store = Store.create(str(path))
    store.record(samples.authority(children, seed=11, today=TODAY), who="demonstration")
    store.close()
    return path


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of 240 children, made once."""
    return authority_of(240, tmp_path_factory.mktemp("authority") / "northport.db")


@pytest.fixture
def file(authority: Path, tmp_path: Path) -> Path:
    """A copy of it, on the disk."""
    return Path(shutil.copy(authority, tmp_path / "northport.db"))


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[dt.date], Window]]:
    """Starts the program on a day: the window on the last file, or on its first page where none was opened yet."""
    asked = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = qapp.testAttribute(asked)
    qapp.setAttribute(asked)
    running: list[Window] = []

    def begin(today: dt.date) -> Window:
        settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
        made = Window(settings, today=today, who="B. Osei")
        qtbot.addWidget(made)
        running.append(made)
        made.begin()
        with qtbot.waitActive(made, timeout=10_000):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(lambda: not made.jobs.running, timeout=20_000)
        return made

    yield begin
    for made in running:
        made.close()
    qapp.setAttribute(asked, before)


@pytest.fixture
def window(start: Callable[[dt.date], Window]) -> Callable[[], Window]:
    """Starts the program on the day that most walks are taken."""
    return lambda: start(TODAY)
