"""Pictures of every page, at two sizes, light and dark."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
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
LOOK = 20
"""Milliseconds between two looks at whether it is over."""
LONGEST = 20_000
"""Milliseconds to wait for a page's own work."""
QUICK = 85
"""How little a picture is pressed: less takes less time."""
FIRST = 12
"""Rows that are in sight in the smallest window."""
SAVING = ThreadPoolExecutor(1)
"""Presses and writes one picture while the next page is painted."""


def draw(make: Callable[[], QApplication], folder: Path, db: str | None, children: int) -> int:
    """Draw every page to `folder/<size>-<light|dark>/<page>.png`: the light ones here, the dark ones beside it."""
    today = dt.date.today()
    with tempfile.TemporaryDirectory() as scratch:
        where = db or str(Path(scratch) / "demonstration.db")
        if not stores.exists(where):
            opening.make_demonstration(where, children, today, silent)
        beside = get_context("spawn").Process(target=_draw, args=(make, folder, where, today, "dark"))
        beside.start()
        _draw(make, folder, where, today, "light")
        beside.join()
    return beside.exitcode or 0


def _draw(make: Callable[[], QApplication], folder: Path, where: str, today: dt.date, scheme: Scheme) -> None:
    app = make()
    with tempfile.TemporaryDirectory() as scratch:
        window = Window(preferences(Path(scratch) / "preferences.ini"), today=today)
        theme().use(scheme)
        window.show()
        _sizes(app, window, window, folder, "start")
        window.open(where)
        if window.inside is not None:
            _pages(app, window, window.inside, folder)
        window.close()
        SAVING.shutdown()


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
            if place.code == "scorecard":
                _wait(app, window, settle=400)  # the months follow the figures
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
    app.processEvents()
    if window.jobs.running:
        _until(lambda: not window.jobs.running)
        app.processEvents()
        if window.jobs.running:  # what was shown asks for more
            _until(lambda: not window.jobs.running)
    if settle:
        quiet = QEventLoop()
        QTimer.singleShot(settle, quiet.quit)
        quiet.exec()
    app.processEvents()


def _until(over: Callable[[], bool]) -> None:
    """Sleep until something is over, at most so long; a loop of its own would take turns with the work."""
    loop, looking, limit = QEventLoop(), QTimer(interval=LOOK), QDeadlineTimer(LONGEST)
    looking.timeout.connect(lambda: loop.quit() if over() or limit.hasExpired() else None)
    looking.start()
    loop.exec()
    looking.stop()
