"""How long the dashboard takes until its page is painted, and until its first and last chart is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.preferences import preferences
from desktop.window import Window
from models.dates import add_months
from tests.benchmarks.conftest import Beside, said
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY
from views.dashboard.page import DashboardPage


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, files: Callable[[int], Path]) -> Iterator[Window]:
    """The window on an authority of 3,000 children."""
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    shown.show()
    assert shown.open(str(files(CHILDREN)))
    yield shown
    shown.close()


def test_opening_the_dashboard(qapp: QApplication, window: Window, beside: Beside) -> None:
    """From the menu to the painted page, its tiles still to be filled, the first time in a session as any other.

    The floor is painting as many bare frames with words in them.
    """
    assert window.inside is not None
    inside = window.inside
    began = time.perf_counter()
    inside.go("dashboard")
    inside.page.repaint()  # type: ignore[union-attr]
    first = time.perf_counter() - began
    page = cast("DashboardPage", inside.page)
    stalled, turn, drawn = 0.0, time.perf_counter(), 0.0
    while not page.settled:
        QApplication.processEvents()
        now = time.perf_counter()
        stalled, turn = max(stalled, now - turn), now
        if not drawn and any(tile.plot is not None for tile in page.tiles.tiles.values()):
            drawn = now - began
    whole = time.perf_counter() - began
    frames = [QLabel(f"Chart {number}", window) for number in range(len(page.tiles.tiles))]

    def floor() -> None:
        for number, frame in enumerate(frames):
            frame.setGeometry(20 * number, 20 * number, 360, 240)
            frame.show()
            frame.repaint()
        for frame in frames:
            frame.hide()

    days = (add_months(TODAY, -back) for back in count(1))

    def show() -> None:
        inside.workspace.go_to(next(days))
        inside.go("dashboard")
        page.repaint()

    def prepare() -> None:
        for job in list(inside.workspace.jobs.running):
            job.cancel()
        while not page.settled:
            QApplication.processEvents()
        inside.go("ledger")

    beside(
        "the dashboard at a new date, to the painted page, 3,000 children (floor: as many bare frames painted)",
        show,
        floor,
        within=0.5,
        rounds=3,
        prepare=prepare,
    )
    beside.row("… the first time in a session", "≤ 500 ms", said(first), "–", "–")
    beside.row("… its first chart drawn, the drawing library read", "–", said(drawn), "–", "–")
    beside.row(f"… all {len(frames)} charts over 36 months drawn", "–", said(whole), "–", "–")
    beside.row("… the longest turn of the window meanwhile", "–", said(stalled), "–", "–")
