"""Long work beside the window: it reports, it can be stopped, and nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from models.progress import Cancelled, Progress
from views.line import Line

_BETWEEN = 0.05
"""Seconds between two reports that reach the window."""
HELD = 6_000
"""Milliseconds that a sentence stands before work under way says again where it is."""


class Job(QObject):
    """One piece of work in a thread of its own; its signals arrive in the window's thread.

    It stays as long as its window, without what it worked on: PySide6 6.12 deletes now and then a second time what is
    to be deleted later.
    """

    progressed = Signal(float, str)
    ended = Signal(object)
    """The job itself, when it is over, however it ended."""
    _over = Signal(object, object)

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        writes: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title, self.writes = title, writes
        self._work, self._done, self._failed = work, done, failed
        self._stop, self._last = False, 0.0
        self.running = True
        self.cancelled = self.given_up = False
        self._over.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next report."""
        self._stop = True

    def give_up(self) -> None:
        """Nobody waits for it any more: it stops, and nothing is said of it."""
        self.given_up = True
        self.cancel()

    def start(self, pool: QThreadPool) -> None:
        """Begin."""
        pool.start(self._run)

    def _progress(self, share: float, words: str) -> None:
        if self._stop:
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _BETWEEN:
            self._last = now
            self.progressed.emit(share, words)

    def _run(self) -> None:
        try:
            self._progress(0.0, self.title)
            self._over.emit(self._work(self._progress), None)
        except Exception as problem:  # whatever happened belongs to the window's thread
            self._over.emit(None, problem)

    def drop(self) -> None:
        """Be over without a word to whoever asked: they are gone, and so is what they looked at."""
        self.running, self.cancelled = False, True
        self._let_go()
        self.ended.emit(self)

    @Slot(object, object)
    def _settle(self, result: Any, problem: Exception | None) -> None:
        if not self.running:
            return
        self.running = False
        self.cancelled = isinstance(problem, Cancelled)
        done, failed = self._done, self._failed
        self._let_go()
        self.ended.emit(self)
        if problem is None:
            done(result)
        elif failed is not None:
            failed(problem)
        elif not self.cancelled:
            raise problem

    def _let_go(self) -> None:
        self._work = self._done = lambda _said: None
        self._failed = None


class Jobs(QObject):
    """The work under way."""

    started = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self.running: list[Job] = []

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """Begin some work; `done` gets its result, `failed` what went wrong (Cancelled too)."""
        job = Job(title, work, done, failed, writes, self)
        self.running.append(job)
        job.ended.connect(self._ended)
        self.started.emit(job)
        job.start(self._pool)
        return job

    def stop(self) -> None:
        """Cancel everything, wait until it has stopped, and drop what came of it: nobody is told."""
        for job in self.running:
            job.cancel()
        self._pool.waitForDone()
        for job in list(self.running):
            job.drop()

    @Slot(object)
    def _ended(self, job: Job) -> None:
        self.running.remove(job)
        self.ended.emit(job)


class JobStrip(QFrame):
    """The window's bottom line: what is under way with its Cancel, and what was saved. Its height never changes."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._jobs = jobs
        self._job: Job | None = None
        self._held = QTimer(self, interval=HELD, singleShot=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("Progress")
        self.words = Line()
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleDescription("Stops the work under way; nothing of it is kept")
        self.cancel.setToolTip("Stop the work under way (Ctrl+.)")
        self.saved = QLabel()
        self.saved.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 2)
        for widget, share in ((self.bar, 0), (self.words, 1), (self.cancel, 0), (self.saved, 0)):
            layout.addWidget(widget, share)
        self.setFixedHeight(self.cancel.sizeHint().height() + 6)
        self.cancel.clicked.connect(self._stop)
        jobs.started.connect(self._begun)
        jobs.ended.connect(self._ended)
        self._idle()

    def tell(self, words: str) -> None:
        """Say one sentence, until the next; a screen reader says it at once."""
        self.words.setText(words)
        self._held.stop()
        if words:
            self._held.start()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, words))

    def hush(self) -> None:
        """Take the sentence away; not what is said of work under way."""
        self._held.stop()
        self.words.setText(self._job.title if self._job is not None else "")

    def tell_saved(self, words: str) -> None:
        """Say what was saved, when and where: “Saved 14:02 · northport.db”."""
        self.saved.setText(words)

    def _idle(self) -> None:
        self._job = None
        self.bar.hide()
        self.cancel.hide()

    @Slot(object)
    def _begun(self, job: Job) -> None:
        job.progressed.connect(self._progressed)
        self._show(job)

    def _show(self, job: Job) -> None:
        self._job = job
        self.bar.setValue(0)
        if not self._held.isActive():
            self.words.setText(job.title)
        self.bar.show()
        self.cancel.show()
        self.cancel.setEnabled(True)

    @Slot(float, str)
    def _progressed(self, share: float, words: str) -> None:
        if self.sender() is self._job:
            self.bar.setValue(round(1000 * share))
            if not self._held.isActive():
                self.words.setText(words)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return
        stopped = job.cancelled and not job.given_up
        if stopped or not self._held.isActive():
            self.words.setText(f"{job.title}: stopped, nothing of it was kept" if stopped else "")
        self._idle()
        if self._jobs.running:
            self._show(self._jobs.running[-1])

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._held.stop()
            self.cancel.setEnabled(False)
            self.words.setText("Stopping …")
