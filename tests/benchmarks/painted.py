"""Seeing when a table has been painted; run as a program, a window of its own that says so.

python -m tests.benchmarks.painted bare              a bare window with an empty table
python -m tests.benchmarks.painted demo FILE         `permanence demo --db FILE` until the tracker is painted
python -m tests.benchmarks.painted every FILE        the same, then every page
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

WAIT = 60.0
"""Seconds after which a painting that did not come will not come."""


class Took(NamedTuple):
    """How long something took, in seconds: by the clock, and of the processor."""

    clock: float
    processor: float


class Painted(QObject):
    """Sees when a table with rows (or any table) has been painted together with all else that was to be."""

    def __init__(self, app: QApplication, *, empty: bool = False) -> None:
        super().__init__(app)
        self.at: Took | None = None
        self.then: Callable[[], None] = lambda: None
        self._empty, self._under_way = empty, False
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every painting, and let it happen; the first event that is none comes when all is painted."""
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, QWidget):
                table = watched.parent()
                if isinstance(table, QTableView) and table.viewport() is watched and (self._empty or rows(table)):
                    self._under_way = True
                    self.then()
        elif self._under_way:
            self.over()
        return False

    def over(self) -> None:
        """Whatever was being painted is."""
        if self._under_way:
            self._under_way, self.at = False, now()


def now() -> Took:
    """The clock and the processor's time."""
    return Took(time.perf_counter(), time.process_time())


def rows(table: QTableView) -> int:
    """How many rows a table has."""
    return 0 if table.model() is None else table.model().rowCount()


def until_painted(seen: Painted, act: Callable[[], object]) -> Took:
    """Do something; how long it takes until the table has been painted after it."""
    seen.at, began = None, now()
    act()
    while seen.at is None:
        QApplication.processEvents()
        seen.over()
        assert time.perf_counter() < began.clock + WAIT, "nothing was painted"
    return Took(seen.at.clock - began.clock, seen.at.processor - began.processor)


def say(what: str, number: float) -> None:
    """Tell whoever measures."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


def memory() -> float:
    """The most memory (MB) this process has had; Linux's own count, which leaves out whoever started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main(what: str, *file: str) -> None:
    """Open a window; say when it is painted, the processor's seconds until then, and the memory (MB) in the end."""
    app = QApplication(sys.argv[:1])
    seen = Painted(app, empty=what == "bare")

    def done() -> None:
        say("painted", time.process_time())
        if what == "every":
            every_page(app)
        say("memory", memory())
        os._exit(0)

    def first() -> None:
        seen.then = lambda: None
        QTimer.singleShot(0, done)  # when this painting is over

    seen.then = first
    if what != "bare":
        from desktop.__main__ import main as start

        start(["demo", "--offscreen", "--db", *file])
        return
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(0, 20, table))
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    app.exec()


def every_page(app: QApplication) -> None:
    """Go through the pages that a morning's work goes through."""
    from desktop.window import Window

    window = next(each for each in app.topLevelWidgets() if isinstance(each, Window))
    assert window.inside is not None
    child = str(window.inside.workspace.snapshot()["child_details"]["child"][0])
    window.inside.open_child(child)
    app.processEvents()
    for code in ("scorecard", "import", "ledger", "tracker"):
        window.inside.go(code)
        app.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
