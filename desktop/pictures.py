"""Pictures of every page, at two sizes, light and dark."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from desktop import opening
from desktop.preferences import preferences
from desktop.window import Window
from models.dates import add_months
from models.progress import silent
from views.theme import Scheme, theme

SIZES = ((1366, 768), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LONGEST = 20_000
"""Milliseconds to wait for a page's own work."""


def draw(app: QApplication, folder: Path, db: Path | None, children: int) -> int:
    """Draw every page to `folder/<size>-<light|dark>/<page>.png`."""
    today = dt.date.today()
    with tempfile.TemporaryDirectory() as scratch:
        path = db or Path(scratch) / "demonstration.db"
        if not path.exists():
            opening.make_demonstration(path, children, today, silent)
        window = Window(preferences(Path(scratch) / "preferences.ini"), today=today)
        window.open(str(path))
        window.show()
        for width, height in SIZES:
            window.resize(width, height)
            for scheme in SCHEMES:
                theme().use(scheme)
                place = folder / f"{width}x{height}-{scheme}"
                place.mkdir(parents=True, exist_ok=True)
                _pages(app, window, place)
        window.start()
        for width, height in SIZES:
            window.resize(width, height)
            for scheme in SCHEMES:
                theme().use(scheme)
                _grab(app, window, window, folder / f"{width}x{height}-{scheme}" / "start.png")
        window.close()
    return 0


def _pages(app: QApplication, window: Window, place: Path) -> None:
    inside, workspace = window.inside, window.workspace
    assert inside is not None
    assert workspace is not None
    inside.go("tracker")
    _wait(app, window)
    page = inside.page_of("tracker")
    grid = page.grid  # type: ignore[attr-defined]
    red = next((row for row in range(grid.model.rowCount()) if grid.model.record(row).get("state") == "R"), 0)
    grid.table.setCurrentIndex(grid.model.index(red, 0))
    _grab(app, window, window, place / "tracker.png")
    child = grid.model.key_at(red)
    if child:
        inside.open_child(child)
        _grab(app, window, window, place / "child.png")
    for code in ("scorecard", "import", "ledger"):
        inside.go(code)
        _grab(app, window, window, place / f"{code}.png")
    inside.go("tracker")
    inside.as_at.day.show_date(add_months(workspace.today, -8))
    inside.as_at.go()
    _grab(app, window, window, place / "tracker-past.png")
    inside.today()
    page.print_shown()  # type: ignore[attr-defined]
    _wait(app, window)
    preview = next((each for each in app.topLevelWidgets() if each.isVisible() and each is not window), None)
    if preview is not None:
        preview.resize(window.size())
        _grab(app, window, preview, place / "preview.png", settle=400)
        preview.close()


def _wait(app: QApplication, window: Window, settle: int = 0) -> None:
    limit = QDeadlineTimer(LONGEST)
    app.processEvents()
    while window.jobs.running and not limit.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    quiet = QDeadlineTimer(settle)
    while not quiet.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    app.processEvents()


def _grab(app: QApplication, window: Window, widget: QWidget, path: Path, settle: int = 0) -> None:
    _wait(app, window, settle)
    widget.grab().save(str(path))
