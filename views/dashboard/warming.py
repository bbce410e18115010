"""Bringing the drawing library in, a little at a time, so that the window never stands still for it."""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
import time
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal

LONGEST = 1.0
"""Seconds that work stands aside at most."""
SLICE = 0.012
"""Seconds of every turn that may be spent: the window goes on between them."""
BESIDE = (
    *("subprocess", "xml.etree.ElementTree", "profile", "multiprocessing.connection"),
    *("PySide6.QtSvg", "PySide6.QtOpenGLWidgets", "PySide6.QtTest"),
)
"""What the library itself reads."""


class Turn(QObject):
    """Lets the work beside the window stand aside while the window draws: the two would take turns at every step.

    `take` in the window's thread, `wait` in the work's; the window's turn is over when what it drew is painted.
    """

    PAINTED = 15
    """Milliseconds after which that is so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._free = threading.Event()
        self._free.set()
        self._over = QTimer(self, interval=self.PAINTED, singleShot=True)
        self._over.timeout.connect(self._free.set)

    def take(self) -> None:
        """The window draws now."""
        self._free.clear()
        self._over.start()

    def wait(self) -> None:
        """Stand aside while the window draws; never long, whatever becomes of the window."""
        self._free.wait(LONGEST)


class Warming(QObject):
    """Reads the drawing library once the page is painted; `ready` when charts can be drawn.

    Most of its 600 ms it spends on naming every class of Qt: these are named here beforehand, some at a turn. Numpy has
    nothing to do with Qt and is read in the thread of the work (`wait`).
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turn = Turn(self)
        self._names = _names()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._some)
        self.is_ready = "pyqtgraph" in sys.modules
        self._here = threading.Event()
        if self.is_ready:
            self._here.set()

    def begin(self) -> None:
        """Begin, where it is not read yet."""
        if not self.is_ready and not self._timer.isActive():
            self._timer.start()

    def finish(self) -> None:
        """Read it at once: somebody waits."""
        if not self.is_ready:
            self._timer.stop()
            import pyqtgraph  # noqa: F401

            self.is_ready = True
            self._here.set()
            self.ready.emit()

    def wait(self) -> None:
        """For the thread of the work: read numpy, and stand aside until the rest is read, too; never long."""
        import numpy  # noqa: F401

        self._here.wait(LONGEST)

    def _some(self) -> None:
        until = time.perf_counter() + SLICE
        for _name in self._names:
            if time.perf_counter() > until:
                return
        if "numpy" in sys.modules:  # else its thread is still reading it
            self.finish()


def _names() -> Iterator[None]:
    for name in BESIDE:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
        yield None
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield None
