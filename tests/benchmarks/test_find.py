"""How long Ctrl+K takes from a letter to the painted list, and to open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from desktop.window import Window
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import sizes
from tests.support.northport import TODAY
from views.find import Find, listed


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The window without a file."""
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    shown.show()
    yield shown
    shown.close()


@pytest.mark.parametrize("children", sizes())
def test_a_letter_in_find(children: int, files: Callable[[int], Path], window: Window, beside: Beside) -> None:
    """The list is painted before the letter is counted as shown. The floor: polars looks in the numbers."""
    window.open(str(files(children)))
    window.perform("find_child")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Find)
    assert window.workspace is not None
    numbers = window.workspace.snapshot().facts.once(listed)
    letters = cycle("1025")

    def letter() -> None:
        QTest.keyClicks(popup.field, next(letters))
        popup.list.viewport().repaint()
        QApplication.processEvents()

    beside(
        f"Ctrl+K among {numbers.height:,} children, a letter (floor: polars looks in the numbers)",
        letter,
        lambda: numbers.filter(pl.col("sought").str.contains("1", literal=True)),
        within=0.05,
        rounds=4,
    )
    popup.close()
