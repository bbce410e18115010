"""How long one act for two hundred children takes: tried, recorded, and painted in the list."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from desktop.window import Window
from models.edits import Edit
from models.edits.facts import RecordFact, values
from models.store import Store
from tests.benchmarks.conftest import Beside
from tests.benchmarks.painted import Painted, until_painted
from tests.benchmarks.sizes import CHILDREN, SEVERAL
from tests.support.northport import TODAY
from views.child.forms import FormView
from views.tracker.page import TrackerPage
from views.tracker.trial import Trial


def bare(path: Path, folder: Path) -> Callable[[], None]:
    """The floor: the rows that the last act recorded, written again by the driver's executemany in one transaction."""
    source = sqlite3.connect(path)
    head = source.execute("SELECT max(number) FROM change_set").fetchone()[0]
    found = source.execute("SELECT * FROM allocation WHERE recorded_by = ?", (head,))
    names, rows = [each[0] for each in found.description], found.fetchall()
    source.close()
    assert len(rows) >= SEVERAL
    target = sqlite3.connect(folder / "floor.db")
    target.execute("PRAGMA journal_mode=WAL")
    target.execute(f"CREATE TABLE allocation ({', '.join(names)})")
    target.commit()

    def write() -> None:
        with target:
            target.executemany(f"INSERT INTO allocation VALUES ({', '.join('?' * len(names))})", rows)

    return write


def allocating(number: int, seen: int) -> Callable[[str], Edit]:
    """A new solicitor for a child, other and later every time."""
    begins = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    cells = values({"role": "SOLICITOR", "who": f"LEGAL-{number}", "begins": begins})
    return lambda child: RecordFact(child, "allocation", cells, seen)


@pytest.fixture
def file(files: Callable[[int], Path], tmp_path: Path) -> Path:
    """A file of 3,000 children that may be written to."""
    return Path(shutil.copy(files(CHILDREN), tmp_path / "several.db"))


def test_two_hundred_children_in_the_store(file: Path, tmp_path: Path, beside: Beside) -> None:
    numbers = count()
    with Store.open(str(file)) as store:
        children = store.facts()["care_episode"]["child"].unique().sort().to_list()[:SEVERAL]

        def act() -> None:
            found = store.preview("Allocate", children, allocating(next(numbers), store.head), today=TODAY)
            assert len(found.edits) == SEVERAL
            assert store.apply(found.act, who="benchmark", today=TODAY).rows >= SEVERAL

        act()
        beside(
            f"one act for {SEVERAL} children, tried and recorded (floor: the driver's executemany of its rows)",
            act,
            bare(file, tmp_path),
            within=0.5,
        )


@pytest.fixture
def page(qapp: QApplication, file: Path, tmp_path: Path) -> Iterator[TrackerPage]:
    """The permanence tracker with two hundred rows chosen."""
    window = Window(preferences(tmp_path / "preferences.ini"), today=TODAY, who="benchmark")
    window.show()
    window.open(str(file))
    assert window.inside is not None
    shown = window.inside.page_of("tracker")
    assert isinstance(shown, TrackerPage)
    window.inside.go("tracker")
    QApplication.processEvents()
    yield shown
    window.close()


def test_two_hundred_rows_of_the_tracker(page: TrackerPage, file: Path, tmp_path: Path, beside: Beside) -> None:
    """From Enter under the preview to the painted list."""
    seen, numbers = Painted(QApplication.instance()), count(1)  # type: ignore[arg-type]
    trials: list[Trial] = []

    def ready() -> None:
        chosen = [page.grid.model.key_at(row) for row in range(SEVERAL)]
        page.grid.choose([child for child in chosen if child is not None])
        page.act_for_several()
        assert page.bulk is not None
        page.bulk._open("record/allocation/")
        form = page.bulk.shown
        assert isinstance(form, FormView)
        number = next(numbers)
        for cell, words in (("role", "SOLICITOR"), ("who", f"LEGAL-{number}"), ("begins", f"{number + 14} 11 2026")):
            form.cells[cell].fill(words)
        form.save()
        assert isinstance(page.bulk.shown, Trial)
        assert len(page.bulk.shown.preview.edits) == SEVERAL
        trials.append(page.bulk.shown)
        for _ in range(20):
            QApplication.processEvents()

    ready()
    trials[-1].record()
    beside(
        f"tracker, one act for {SEVERAL} rows recorded, to the painted list (floor: executemany of its rows)",
        lambda: until_painted(seen, lambda: trials[-1].record()),
        bare(file, tmp_path),
        within=0.5,
        prepare=ready,
    )
    assert (
        page.workspace.undo_label == f"Allocate solicitor of the authority LEGAL-{len(trials)} for {SEVERAL} children"
    )
