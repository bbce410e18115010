"""A file on the disk with a small authority, and the real main window on it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models import samples
from models.store import Store

TODAY = dt.date(2026, 3, 31)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of 240 children, made once."""
    path = tmp_path_factory.mktemp("authority") / "northport.db"
    store = Store.create(str(path))
    store.record(samples.authority(240, seed=11, today=TODAY), who="demonstration")
    store.close()
    return path


@pytest.fixture
def file(authority: Path, tmp_path: Path) -> Path:
    """A copy of it, on the disk."""
    return Path(shutil.copy(authority, tmp_path / "northport.db"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path | None], Window]]:
    """Opens the main window on a file, or on nothing."""
    opened: list[Window] = []

    def make(file: Path | None) -> Window:
        settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
        made = Window(settings, today=TODAY, who="B. Osei")
        qtbot.addWidget(made)
        opened.append(made)
        if file is not None:
            assert made.open(str(file))
        with qtbot.waitActive(made, timeout=10_000):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(lambda: not made.jobs.running)
        return made

    yield make
    for made in opened:
        made.close()
