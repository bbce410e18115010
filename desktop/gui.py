"""The program with a window: which words of the command line open it on what."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import stores

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.window import Window

BETWEEN = 1_000
"""Milliseconds between two looks for rubbish."""


def parser() -> argparse.ArgumentParser:
    """The words that open a window."""
    top = argparse.ArgumentParser(prog="permanence", description="A permanence tracker for children's services.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", help="make the demonstration authority and open the window on it")
    demo.add_argument(
        "--db", type=stores.place, metavar="FILE", help="where it lies (default: this user's data folder)"
    )
    demo.add_argument("--children", type=stores.count, default=3000, metavar="N", help="how many children (3000)")
    demo.add_argument("--offscreen", action="store_true", help="draw without a screen")
    demo.add_argument("--screenshots", metavar="DIR", help="draw every page to DIR and exit")
    return top


def main(argv: Sequence[str]) -> int:
    """Open the window, or draw pictures of it."""
    chosen = parser().parse_args(list(argv))
    pictures = getattr(chosen, "screenshots", None)
    if getattr(chosen, "offscreen", False):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if no_screen(os.environ, sys.platform):
        print("permanence: there is no screen here; `permanence demo --offscreen` draws without one", file=sys.stderr)
        return 1
    if pictures:
        from desktop import pictures as drawing

        return drawing.draw(_application, Path(pictures), chosen.db, chosen.children)
    gc.disable()  # nothing made while starting is rubbish; looking for it costs a tenth of the start
    app = _application()
    from PySide6.QtCore import QTimer

    tidy = QTimer(app, interval=BETWEEN)
    tidy.timeout.connect(collect)
    from desktop import logs
    from desktop.preferences import preferences
    from desktop.window import Window

    logs.start()
    window = Window(preferences(), today=dt.date.today(), clock=dt.date.today)
    logs.catch(window.tell)
    if chosen.command == "demo":
        if problem := demonstrate(window, chosen.db, chosen.children):
            print(f"permanence: {problem}", file=sys.stderr)
            return 1
    else:
        window.begin()
    window.show()
    QTimer.singleShot(0, gc.freeze)
    tidy.start()
    return app.exec()


def collect() -> None:
    """Throw away what nobody needs, as often as Python does: another thread must not end a window."""
    for age in (2, 1, 0):
        if gc.get_count()[age] > gc.get_threshold()[age]:
            gc.collect(age)
            return


def no_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window cannot be shown: Linux without a display, and no other way of drawing chosen."""
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(way) for way in ways)


def demonstrate(window: Window, where: str | None, children: int) -> str:
    """Open the demonstration, made where there is none yet; otherwise what is wrong with its place."""
    if where is not None and stores.is_url(where):
        return _demonstrate_on_server(window, where, children)
    from desktop import places

    path = Path(where) if where else places.demonstration()
    if not path.absolute().parent.is_dir():
        return f"there is no folder {path.absolute().parent}"
    if not path.exists():
        window.start()
    window.open_demonstration(path, children)
    return ""


def _demonstrate_on_server(window: Window, where: str, children: int) -> str:
    from models.store import CannotOpen

    try:
        there = stores.exists(where)
    except CannotOpen as sorry:
        return str(sorry)
    window.start()
    if there:
        window.open(where)
    else:
        window.open_demonstration(where, children)
    return ""


def _application() -> QApplication:
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from views.theme import install

    def heard(kind: QtMsgType, _context: object, words: str) -> None:
        if "propagateSizeHints" not in words and kind != QtMsgType.QtDebugMsg:
            print(words, file=sys.stderr)

    qInstallMessageHandler(heard)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Permanence")
    install(app)
    return app
