"""How long a child's page takes until it is painted, with all that is recorded about the child."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from desktop.window import Window
from models.rules.journeys import journeys
from models.store.columns import TABLES
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY
from views.child.page import ChildPage


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, files: Callable[[int], Path]) -> Iterator[Window]:
    """The window on an authority of 3,000 children."""
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    shown.show()
    assert shown.open(str(files(CHILDREN)))
    yield shown
    shown.close()


def test_opening_a_child(qapp: QApplication, window: Window, files: Callable[[int], Path], beside: Beside) -> None:
    """From the choice of a child to the painted page. The floor is the driver fetching the same child's rows."""
    assert window.inside is not None
    inside = window.inside
    found = inside.workspace.snapshot().once(journeys).filter(pl.col("in_care") & pl.col("po").is_not_null())
    children = cycle(found["child"].to_list()[:40])

    def show() -> None:
        inside.open_child(next(children))
        QApplication.sendPostedEvents()  # what is laid out anew
        inside.page.repaint()

    show()
    connection = sqlite3.connect(files(CHILDREN))

    def fetch() -> None:
        child = cast("ChildPage", inside.page).child
        for table in TABLES:
            where = "superseded_by IS NULL AND NOT ended AND child = ?"
            connection.execute(f"SELECT * FROM {table} WHERE {where}", (child,)).fetchall()

    beside(
        "a child's page opened among 3,000 children, to the painted page (floor: the driver fetches the child's rows)",
        show,
        fetch,
        within=0.1,
        rounds=8,
    )
    connection.close()
