"""Bringing the drawing library in, a little at a time, so that the window never stands still for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal

SLICE = 0.012
"""Seconds of every turn that may be spent: the window goes on between them."""


class Warming(QObject):
    """Reads the drawing library once the page is painted; `ready` when charts can be drawn.

    Most of its 600 ms it spends on naming every class of Qt: these are named here beforehand, some at a turn. Numpy has
    nothing to do with Qt and is read in the thread of the work (`read_numpy`).
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = _names()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._some)
        self.is_ready = "pyqtgraph" in sys.modules

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
            self.ready.emit()

    def _some(self) -> None:
        until = time.perf_counter() + SLICE
        for _name in self._names:
            if time.perf_counter() > until:
                return
        if "numpy" in sys.modules:  # else its thread is still reading it
            self.finish()


def _names() -> Iterator[None]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield None


def read_numpy() -> None:
    """Numpy, which the drawing library counts on."""
    import numpy  # noqa: F401
