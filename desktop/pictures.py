"""Pictures of every page, at two sizes, light and dark."""

from __future__ import annotations

import datetime as dt
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop import opening, stores
from desktop.inside import PAGES, Inside
from desktop.preferences import preferences
from desktop.window import Window
from models.dates import add_months
from models.progress import silent
from views.dashboard.page import DashboardPage
from views.theme import Scheme, theme
from views.tracker.page import TrackerPage

SIZES = ((1366, 768), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LONGEST = 20_000
"""Milliseconds to wait for a page's own work."""
QUICK = 85
"""How little a picture is pressed: less takes less time."""
FIRST = 12
"""Rows that are in sight in the smallest window."""
SAVING = ThreadPoolExecutor(1)
"""Presses and writes one picture while the next page is painted."""


def draw(app: QApplication, folder: Path, db: str | None, children: int) -> int:
    """Draw every page to `folder/<size>-<light|dark>/<page>.png`."""
    today = dt.date.today()
    with tempfile.TemporaryDirectory() as scratch:
        where = db or str(Path(scratch) / "demonstration.db")
        if not stores.exists(where):
            opening.make_demonstration(where, children, today, silent)
        window = Window(preferences(Path(scratch) / "preferences.ini"), today=today)
        window.show()
        for scheme in SCHEMES:
            window.start()  # without a page: dressing many anew is what takes time
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            theme().use(scheme)
            _sizes(app, window, window, folder, "start")
            window.open(where)
            if window.inside is not None:
                _pages(app, window, window.inside, folder)
        window.close()
        SAVING.shutdown()
    return 0


def _pages(app: QApplication, window: Window, inside: Inside, folder: Path) -> None:
    """Every page of the open file in every size."""
    page = inside.page_of("tracker")
    inside.go("tracker")
    _wait(app, window)
    assert isinstance(page, TrackerPage)
    model = page.grid.model
    red = next((row for row in range(min(FIRST, model.rowCount())) if model.record(row).get("state") == "R"), 0)
    child = model.key_at(red) or ""
    page.grid.select(child)
    _sizes(app, window, window, folder, "tracker")
    if child:
        inside.open_child(child)
        _sizes(app, window, window, folder, "child")
    for place in PAGES:
        if place.code not in ("tracker", "child"):
            inside.go(place.code)
            _sizes(app, window, window, folder, place.code)
    charts = inside.page_of("dashboard")
    inside.go("dashboard")
    _wait(app, window)
    assert isinstance(charts, DashboardPage)
    charts.open_chart("care")
    _sizes(app, window, window, folder, "chart")
    charts.step_out()
    inside.go("tracker")
    page.print_shown()
    _wait(app, window)
    preview = next((each for each in app.topLevelWidgets() if each.isVisible() and each is not window), None)
    if preview is not None:
        _sizes(app, window, preview, folder, "preview", settle=300)
        preview.close()
    inside.as_at.day.show_date(add_months(inside.workspace.today, -8))
    inside.as_at.go()
    _sizes(app, window, window, folder, "tracker-past")
    inside.today()


def _sizes(app: QApplication, window: Window, widget: QWidget, folder: Path, name: str, settle: int = 0) -> None:
    for width, height in SIZES:
        widget.resize(width, height)
        place = folder / f"{width}x{height}-{theme().scheme}"
        place.mkdir(parents=True, exist_ok=True)
        _wait(app, window, settle)
        picture = widget.screen().grabWindow(widget.winId()).toImage()  # as painted; a grab would paint it again
        SAVING.submit(_save, picture, place / f"{name}.png")


def _save(picture: QImage, path: Path) -> None:
    picture.save(str(path), quality=QUICK)


def _wait(app: QApplication, window: Window, settle: int = 0) -> None:
    limit = QDeadlineTimer(LONGEST)
    app.processEvents()
    while window.jobs.running and not limit.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    if settle:
        quiet = QEventLoop()
        QTimer.singleShot(settle, quiet.quit)
        quiet.exec()
    app.processEvents()
