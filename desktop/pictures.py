"""Pictures of every page, at two sizes, light and dark.

Two processes take the pages in turns: each draws its own light, then all of them dark, so that no page is worked out
twice and every page is dressed anew once.
"""

from __future__ import annotations

import datetime as dt
import gc
import importlib
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
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
from models.rules import pmg
from views.dashboard.page import DashboardPage
from views.meeting.live import Meeting
from views.meeting.mode import MeetingMode
from views.reports.dialog import DocumentDialog
from views.theme import Scheme, theme
from views.tracker.page import TrackerPage
from views.workspace import Workspace

SIZES = ((1366, 768), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LONG = ("scorecard", "dashboard", "tracker")
"""What takes longest is begun first, so that neither process is left with it at the end."""
ORDER = (*LONG, *(place.code for place in PAGES if place.code not in (*LONG, "child")))
"""The pages in the order in which they are taken; a child's page goes with the tracker that leads to it."""
LOOK = 20
"""Milliseconds between two looks at whether it is over."""
LONGEST = 300_000
"""Milliseconds to wait for a page's own work, however busy the machine is."""
QUICK = 1
"""How much a picture is pressed: less takes less time."""
FIRST = 12
"""Rows that are in sight in the smallest window."""
SAVING = ThreadPoolExecutor(1)
"""Presses and writes one picture while the next page is painted."""


def draw(make: Callable[[], QApplication], folder: Path, db: str | None, children: int) -> int:
    """Draw every page to `folder/<size>-<light|dark>/<page>.png`, half of them here and half in a process beside it."""
    today, context = dt.date.today(), get_context("spawn")
    made, taken = context.Event(), context.Value("i", 0)
    with tempfile.TemporaryDirectory() as scratch:
        where = db or str(Path(scratch) / "demonstration.db")
        beside = context.Process(target=_beside, args=(make, folder, where, today, taken, made), daemon=True)
        beside.start()
        if not stores.exists(where):
            opening.make_demonstration(where, children, today, silent)
        made.set()
        studio = _studio(make, folder, today)
        if studio.open(where):
            _past(studio)
            _papers(studio)
            _pages(studio, taken)
        studio.close()
        beside.join()
    return beside.exitcode or 0


def _beside(
    make: Callable[[], QApplication], folder: Path, where: str, today: dt.date, taken: Synchronized[int], made: Event
) -> None:
    """The other process: gets ready while the file is made, draws the first page, and takes its pages."""
    studio = _studio(make, folder, today)
    studio.window.start()
    _in_both(studio, {"start": studio.window})
    for place in PAGES:
        importlib.import_module(place.where.split(":")[0])
    made.wait()
    if studio.open(where):
        _pages(studio, taken)
    studio.close()


@dataclass
class Studio:
    """The window that is drawn, and where its pictures go."""

    app: QApplication
    window: Window
    folder: Path
    scratch: tempfile.TemporaryDirectory[str]
    written: list[Future[None]] = field(default_factory=list)
    mode: MeetingMode | None = None
    """The meeting that comes, made once for both schemes."""

    @property
    def inside(self) -> Inside:
        """The open file's pages."""
        assert self.window.inside is not None
        return self.window.inside

    def open(self, where: str) -> bool:
        """Open the file; whether that could be done."""
        self.window.open(where)
        return self.window.inside is not None

    def take(self, name: str, widget: QWidget | None = None, settle: int = 0) -> None:
        """Pictures of the window, or of another, in every size."""
        self.take_all({name: widget or self.window}, settle)

    def take_all(self, shown: Mapping[str, QWidget], settle: int = 0) -> None:
        """Pictures of several windows, which settle together, in every size."""
        for width, height in SIZES:
            for widget in shown.values():
                widget.resize(width, height)
            place = self.folder / f"{width}x{height}-{theme().scheme}"
            place.mkdir(parents=True, exist_ok=True)
            self.wait(settle)
            for name, widget in shown.items():
                picture = (
                    widget.screen().grabWindow(widget.winId()).toImage()
                )  # as painted; a grab would paint it again
                self.written.append(SAVING.submit(_save, picture, place / f"{name}.png"))

    def wait(self, settle: int = 0) -> None:
        """Until the page's own work is done, and a while more."""
        self.app.processEvents()
        jobs = self.window.jobs
        if jobs.running:
            _until(lambda: not jobs.running)
            self.app.processEvents()
            if jobs.running:  # what was shown asks for more
                _until(lambda: not jobs.running)
        if settle:
            quiet = QEventLoop()
            QTimer.singleShot(settle, quiet.quit)
            quiet.exec()
        self.app.processEvents()

    def close(self) -> None:
        """Close the window, with every picture written; one that could not be is said."""
        if self.mode is not None:
            self.mode.close()
        self.window.close()
        self.scratch.cleanup()
        for picture in self.written:
            picture.result()


def _studio(make: Callable[[], QApplication], folder: Path, today: dt.date) -> Studio:
    gc.disable()  # what is made lasts until the pictures are drawn
    app, scratch = make(), tempfile.TemporaryDirectory()
    theme().use(SCHEMES[0])
    window = Window(preferences(Path(scratch.name) / "preferences.ini"), today=today)
    window.show()
    return Studio(app, window, folder, scratch)


def _pages(studio: Studio, taken: Synchronized[int]) -> None:
    """The pages that fall to this process, one after the other in the first scheme, then in the other."""
    mine: list[str] = []
    for code in _turns(taken):
        mine.append(code)
        _page(studio, code)
    theme().use(SCHEMES[1])
    for code in mine:
        _page(studio, code)


def _turns(taken: Synchronized[int]) -> Iterator[str]:
    """One page after the other that the other process has not taken."""
    while True:
        with taken.get_lock():
            at = taken.value
            taken.value += 1
        if at >= len(ORDER):
            return
        yield ORDER[at]


def _page(studio: Studio, code: str) -> None:
    """A page, and what is seen from it."""
    inside = studio.inside
    inside.go(code)
    page = inside.page_of(code)
    if isinstance(page, DashboardPage):
        studio.wait()
        _until(lambda: page.settled)
        studio.take(code)
        page.open_chart("care")
        studio.take("chart")
        page.step_out()
    elif code == "tracker":
        child = _of_interest(studio)
        studio.take(code)
        if child:
            inside.open_child(child)
            studio.take("child")
    else:
        if code in ("scorecard", "plan"):
            studio.wait(settle=400)  # the months follow the figures
        studio.take(code)
        if code == "meetings":
            _run(studio)


def _of_interest(studio: Studio) -> str:
    """The first child in sight of whom something is overdue, with the keyboard on it."""
    page = studio.inside.page_of("tracker")
    assert isinstance(page, TrackerPage)
    studio.wait()
    model = page.grid.model
    red = next((row for row in range(min(FIRST, model.rowCount())) if model.record(row).get("state") == "R"), 0)
    child = model.key_at(red) or ""
    page.grid.select(child)
    return child


def _past(studio: Studio) -> None:
    """The tracker as at a past day."""
    inside = studio.inside
    inside.go("tracker")
    _of_interest(studio)
    inside.as_at.day.show_date(add_months(inside.workspace.today, -8))
    inside.as_at.go()
    _in_both(studio, {"tracker-past": studio.window})
    inside.today()


def _papers(studio: Studio) -> None:
    """The tracker's paper before it is printed, and the choice of a document: the minutes signed off last."""
    page = studio.inside.page_of("tracker")
    assert isinstance(page, TrackerPage)
    studio.wait()
    page.print_shown()
    dialog = DocumentDialog(studio.inside.workspace, report="pmg-minutes", parent=studio.window)
    dialog.show()
    studio.wait()
    _until(lambda: dialog.made is not None or not dialog.jobs.running)
    others = [each for each in studio.app.topLevelWidgets() if each.isVisible()]
    shown: dict[str, QWidget] = {"document": dialog}
    shown |= zip(("preview",), (each for each in others if each not in (studio.window, dialog)), strict=False)
    _in_both(studio, shown, settle=300)
    for each in shown.values():
        each.close()
    studio.window.activateWindow()  # the keyboard comes back to the pages


def _run(studio: Studio) -> None:
    """The meeting that comes, as it will fill the screen: nothing is recorded for it."""
    studio.mode = studio.mode or _coming(studio.inside.workspace)
    if studio.mode is not None:
        studio.mode.show()
        studio.take("meeting", studio.mode)
        studio.mode.hide()
        studio.window.activateWindow()


def _coming(workspace: Workspace) -> MeetingMode | None:
    snapshot = workspace.snapshot()
    held = pmg.coming(snapshot)
    if held is None:
        return None
    last = pmg.before(snapshot, held) or {}
    meeting = Meeting(held, workspace.as_at, workspace.store.head, last.get("held"), last.get("known") or 0)
    mode = MeetingMode(workspace, meeting, snapshot)
    mode.begin()
    return mode


def _in_both(studio: Studio, shown: Mapping[str, QWidget], settle: int = 0) -> None:
    """Both schemes at once, while there are few pages that must be dressed anew."""
    studio.take_all(shown, settle)
    theme().use(SCHEMES[1])
    studio.take_all(shown, settle)
    theme().use(SCHEMES[0])


def _save(picture: QImage, path: Path) -> None:
    """Write a picture as PNG, each row as it is: Qt tries every way of writing a row, which takes twice the time."""
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    bits, step, wide = bytes(image.constBits()), image.bytesPerLine(), 3 * image.width()
    rows = b"".join(b"\0" + bits[at : at + wide] for at in range(0, len(bits), step))
    head = struct.pack(">2I5B", image.width(), image.height(), 8, 2, 0, 0, 0)
    chunks = (b"IHDR" + head, b"IDAT" + zlib.compress(rows, QUICK), b"IEND")
    framed = (struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in chunks)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(framed))


def _until(over: Callable[[], bool]) -> None:
    """Sleep until something is over, at most so long; a loop of its own would take turns with the work."""
    loop, looking, limit = QEventLoop(), QTimer(interval=LOOK), QDeadlineTimer(LONGEST)
    looking.timeout.connect(lambda: loop.quit() if over() or limit.hasExpired() else None)
    looking.start()
    loop.exec()
    looking.stop()
