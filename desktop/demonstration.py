"""The demonstration authority, made beside the window: once at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import opening
from models.progress import Cancelled
from views.jobs import Job, Jobs


class Demonstration(QObject):
    """Makes the invented authority as a file."""

    told = Signal(str)
    """A sentence: it could not be made."""
    begun_or_ended = Signal()
    """Whether it is being made has changed."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def under_way(self) -> bool:
        """Whether it is being made."""
        return self._job is not None

    def make(self, where: Path | str, children: int, today: dt.date, done: Callable[[], None]) -> None:
        """Begin to make it; `done` is called when it lies there."""
        self._job = self._jobs.run(
            "Making the demonstration",
            lambda progress: opening.make_demonstration(where, children, today, progress),
            lambda _nothing: done(),
            self._failed,
        )
        self._job.ended.connect(self._ended)
        self.begun_or_ended.emit()

    def _failed(self, problem: Exception) -> None:
        from models.store import CannotOpen

        if isinstance(problem, (OSError, CannotOpen)):
            self.told.emit(f"The demonstration could not be made: {getattr(problem, 'strerror', None) or problem}")
        elif not isinstance(problem, Cancelled):
            raise problem

    def _ended(self) -> None:
        self._job = None
        self.begun_or_ended.emit()
