"""How long the window takes until people see what they asked for: painted, not merely worked out."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from desktop.window import Window
from models.dates import british
from tests.benchmarks.conftest import Beside
from tests.benchmarks.painted import Painted, until_painted
from tests.benchmarks.sizes import CHILDREN, sizes
from tests.support.northport import TODAY
from views.grid.editors import DateEditor
from views.tracker.page import TrackerPage

TABLES = ("child_details", "care_episode", "adoption", "adm_decision", "review")
"""What the tracker is made of."""


@pytest.fixture
def seen(qapp: QApplication) -> Iterator[Painted]:
    """Whoever watches the painting."""
    watching = Painted(qapp)
    yield watching
    qapp.removeEventFilter(watching)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The window without a file."""
    shown = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    shown.show()
    yield shown
    shown.close()


def tracker(window: Window) -> TrackerPage:
    """The page that is shown."""
    assert window.inside is not None
    return cast("TrackerPage", window.inside.page)


@pytest.mark.parametrize("children", sizes())
def test_opening_a_file(
    children: int, files: Callable[[int], Path], window: Window, seen: Painted, beside: Beside
) -> None:
    """From the choice of the file to the painted tracker. The floor is the driver fetching the same tables' rows."""
    path = files(children)

    def fetch() -> None:
        connection = sqlite3.connect(path)
        for table in TABLES:
            connection.execute(f"SELECT * FROM {table} WHERE superseded_by IS NULL AND NOT ended").fetchall()
        connection.close()

    beside(
        f"opening a file of {children:,} children, to the painted tracker (floor: the driver fetches its rows)",
        lambda: until_painted(seen, lambda: window.open(str(path))),
        fetch,
        within=4,
        rounds=2,
        prepare=window.start,
    )


@pytest.fixture
def everybody(files: Callable[[int], Path], window: Window, seen: Painted) -> Callable[[int], TrackerPage]:
    """The tracker with a row for every child ever in care, painted."""

    def shown(children: int) -> TrackerPage:
        until_painted(seen, lambda: window.open(str(files(children))))
        page = tracker(window)
        until_painted(seen, lambda: page.grid.show_only(None))
        page.grid.model.ready_search()  # begun beside the window when the rows come; here nobody waits for it
        assert page.grid.model.rowCount() >= 0.9 * children
        return page

    return shown


@pytest.mark.parametrize("children", sizes())
def test_showing_the_tracker(
    children: int, everybody: Callable[[int], TrackerPage], seen: Painted, beside: Beside
) -> None:
    """All rows made and painted anew; the day's journeys are known. The floor is one polars filter of its columns."""
    page = everybody(children)
    frame = page.grid.model.frame
    beside(
        f"tracker of {frame.height:,} rows, open (floor: polars filters its frame)",
        lambda: until_painted(seen, page.refresh),
        lambda: frame.filter(pl.col("child").is_not_null()),
        within=0.3,
    )


@pytest.mark.parametrize("children", sizes())
def test_a_letter_in_the_filter(
    children: int, everybody: Callable[[int], TrackerPage], seen: Painted, beside: Beside
) -> None:
    page = everybody(children)
    frame, field, words = page.grid.model.frame, page.grid.bar.field, iter("placement order")

    def letter() -> None:
        QTest.keyClicks(field, next(words))

    field.setFocus()
    beside(
        f"tracker of {frame.height:,} rows, a letter in the filter field (floor: polars looks in one column)",
        lambda: until_painted(seen, letter),
        lambda: frame.filter(pl.col("stage").str.contains("p", literal=True)),
        within=0.05,
        rounds=6,
    )


@pytest.mark.parametrize("children", sizes())
def test_sorting(children: int, everybody: Callable[[int], TrackerPage], seen: Painted, beside: Beside) -> None:
    page = everybody(children)
    frame, keys = page.grid.model.frame, cycle(("entry", "stage", "days_in_stage"))

    def sort() -> None:
        column = page.grid.model.column_of(next(keys))
        assert column is not None
        page.grid.sort_by(column)

    beside(
        f"tracker of {frame.height:,} rows, sort (floor: polars sorts one column)",
        lambda: until_painted(seen, sort),
        lambda: frame["entry"].sort(nulls_last=True),
        within=0.1,
        rounds=6,
    )


def test_editing_a_date(
    files: Callable[[int], Path], window: Window, seen: Painted, beside: Beside, tmp_path: Path
) -> None:
    """From Enter in the cell to its row painted anew. The floor: one UPDATE kept for good, and the table painted."""
    path = shutil.copy(files(CHILDREN), tmp_path / "edited.db")
    until_painted(seen, lambda: window.open(str(path)))
    page = tracker(window)
    model, table = page.grid.model, page.grid.table
    chosen = model.shown().filter(pl.col("in_care") & pl.col("match").is_not_null())
    child, match = chosen["child"][0], chosen["match"][0]
    column, days = model.column_of("match"), iter(range(1, 30))
    assert column is not None
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE adoption (child TEXT PRIMARY KEY, date_match TEXT)")
    plain.execute("INSERT INTO adoption VALUES ('1', '2022-05-03')")

    def type_in() -> None:
        row = model.row_of(child)
        assert row is not None
        table.setCurrentIndex(model.index(row, column))
        table.setFocus()
        assert table.start_edit()
        field = table.findChildren(DateEditor)[-1].field
        field.clear()
        QTest.keyClicks(field, british(match - dt.timedelta(days=next(days))))
        for _ in range(5):
            QApplication.processEvents()

    entered: list[str] = []

    def enter() -> None:
        field = table.findChildren(DateEditor)[-1].field
        entered.append(field.text())
        QTest.keyClick(field, Qt.Key.Key_Return)

    def update() -> None:
        plain.execute("UPDATE adoption SET date_match = '2022-05-13'")
        table.viewport().repaint()

    before = window.inside.workspace.store.head if window.inside else 0
    beside(
        "a date edited, from Enter to the painted row, 3,000 children (floor: one UPDATE kept, the table painted)",
        lambda: until_painted(seen, enter),
        update,
        within=0.05,
        rounds=8,
        prepare=type_in,
    )
    plain.close()
    assert window.inside is not None
    assert window.inside.workspace.store.head == before + len(entered)
