"""One child as the meeting looks at it: everything that does not change while the meeting runs, made ready ahead."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRunnable, QThreadPool

from models.history import Sentence
from models.history.since import since
from models.singly import singly
from models.snapshot import Snapshot
from models.timeline import Timeline, timeline
from views.child.facts import Head, head

if TYPE_CHECKING:
    from models.store import Store


@dataclass(frozen=True)
class Case:
    """A child's timeline and standing as frozen for the meeting, and what was recorded since the meeting before."""

    child: str
    drawn: Timeline
    head: Head
    since: tuple[Sentence, ...]


class Beside(QRunnable):
    """One case made in a thread of its own."""

    def __init__(self, make: Callable[[], object], over: Callable[[], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._make, self._over = make, over
        self.done = threading.Event()

    def run(self) -> None:
        """Make it; what goes wrong shows itself when the child is looked at."""
        try:
            with contextlib.suppress(Exception):
                self._make()
        finally:
            self._over()
            self.done.set()


class Cases:
    """The children of one meeting, each worked out once: the frozen facts never change."""

    def __init__(self, store: Store, frozen: Snapshot, children: Sequence[str], after: int, until: int) -> None:
        """`after` and `until` are the change sets the meeting before and this one stand at."""
        self._store, self._frozen, self._children = store, frozen, children
        self._after, self._until = after, until
        self._since: Mapping[str, Sequence[Sentence]] | None = None
        self._ready: dict[str, Case] = {}
        self._beside: Beside | None = None

    def __getitem__(self, child: str) -> Case:
        if child not in self._ready:
            self._ready[child] = singly(lambda: self._made(child))
        return self._ready[child]

    def ready(self, children: Sequence[str]) -> bool:
        """Whether all of these are."""
        return all(child in self._ready for child in children)

    def prepare(self, children: Sequence[str]) -> None:
        """Make the first of these that is not yet ready, beside the window; one at a time."""
        child = next((child for child in children if child not in self._ready), None)
        if child is not None and self._beside is None:
            self._beside = Beside(lambda: self[child], self._over)
            QThreadPool.globalInstance().start(self._beside)

    def finish(self) -> None:
        """Wait for what is being made: the file is about to be closed."""
        if self._beside is not None:
            self._beside.done.wait()

    def _over(self) -> None:
        self._beside = None

    def _made(self, child: str) -> Case:
        taken = self._frozen.take([child])
        taken.facts.keep(self._frozen.facts, [child])
        snapshot = taken.draw_on(self._frozen, [child])
        drawn = timeline(snapshot, child)
        return Case(child, drawn, head(snapshot, drawn), tuple(self._told().get(child, ())))

    def _told(self) -> Mapping[str, Sequence[Sentence]]:
        """What was recorded since the meeting before, read once of all the children; nothing where there was none."""
        if self._since is None:
            versions = self._store.changed(self._children, self._after) if self._after else None
            self._since = {} if versions is None else since(versions, self._after, self._until)
        return self._since
