"""The Qt face of an open store: the only thing that pages know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from models.dates import british
from models.edits import Conflict, Edit, Refused
from models.progress import Cancelled, Progress, silent
from models.singly import singly
from models.snapshot import Facts, Snapshot
from views.jobs import Job, Jobs
from views.names import ChildNames

if TYPE_CHECKING:
    from models.store import Changes, Store

UK = ZoneInfo("Europe/London")
MANY = 2_000
"""An undo of more rows than these is work for beside the window."""
FEW = 200
"""Children whose rows are looked up one by one, not among everybody's."""
AFTER = 250
"""Milliseconds after an edit, when its row has long been drawn."""


class Preferences(Protocol):
    """This machine's taste, by name."""

    def value(self, key: str, default: Any = None) -> Any:
        """What was remembered under a name."""

    def setValue(self, key: str, value: Any) -> None:
        """Remember something."""


class Step(NamedTuple):
    """A change set of this session that can be undone or redone."""

    number: int
    label: str
    rows: int


class Workspace(QObject):
    """An open store, the day and the moment it is looked at, and the steps of this session."""

    changed = Signal(object)
    """Something was recorded: its Changes."""
    moved = Signal()
    """The day or the moment looked at is another."""
    busy_changed = Signal(bool)
    steps_changed = Signal()
    told = Signal(str)
    """A sentence for the bottom line."""

    def __init__(
        self,
        store: Store,
        *,
        today: dt.date,
        who: str,
        preferences: Preferences,
        jobs: Jobs | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store, self.today, self.who, self.preferences = store, today, who, preferences
        self.as_at, self.known_on = today, None  # type: dt.date, dt.datetime | None
        self.jobs = jobs or Jobs(self)
        self.names = ChildNames(self)
        self._facts: Facts | None = None
        self._snapshot: Snapshot | None = None
        self._touched: frozenset[str] = frozenset()
        self._changed: frozenset[str] = frozenset()
        self._fresh: Facts | None = None
        self._last: tuple[frozenset[str], Snapshot] | None = None
        """The children that were asked about last, and what was so about them."""
        self._since: frozenset[str] | None = None
        """The tables changed since by what was recorded; None where nothing was."""
        self._merging = QTimer(self, interval=AFTER, singleShot=True)
        self._merging.timeout.connect(self._merge)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._busy = 0
        self._looking = QTimer(self, interval=AFTER, singleShot=True)
        self._looking.timeout.connect(self._keep_looks)
        self.closed = False
        """Whether the file is: nothing more can be looked up in it."""

    @property
    def busy(self) -> bool:
        """Whether a writing job is under way: nothing can be edited meanwhile."""
        return self._busy > 0

    @property
    def is_past(self) -> bool:
        """Whether another day than today, or an earlier knowledge, is looked at: that is read-only."""
        return self.as_at != self.today or self.known_on is not None

    @property
    def can_edit(self) -> bool:
        """Whether a fact may be changed now."""
        return not self.why_not

    @property
    def why_not(self) -> str:
        """Why nothing may be recorded now, in a sentence; empty where it may."""
        if self.is_past:
            return "The past is read-only: go back to today first"
        return "Other work is writing now" if self.busy else ""

    @property
    def when(self) -> str:
        """The two clocks in words: “as at 31 Mar 2022, as known today”."""
        known = "today" if self.known_on is None else f"on {british(self.known_on.astimezone(UK).date())}"
        return f"as at {british(self.as_at)}, as known {known}"

    def snapshot(self) -> Snapshot:
        """What was so on the day looked at, as known at the moment looked at."""
        self._merge()
        if self._snapshot is None:
            if self._facts is None:
                self._facts = self.store.facts(self.known_on)
            self._snapshot = Snapshot(self._facts, self.as_at)
        return self._snapshot

    def about(self, children: Iterable[str]) -> Snapshot:
        """The same for some children only: quick, also right after an edit, for nobody else's rows are read."""
        wanted = frozenset(children)
        last = self._last
        before = last[1] if last is not None and last[0] == wanted and last[1].as_at == self.as_at else None
        if before is None or self._since is not None:
            self._last, self._since = (wanted, self._about(wanted, before)), None
            return self._last[1]
        return before

    def _about(self, wanted: frozenset[str], before: Snapshot | None) -> Snapshot:
        """What is so about some children, drawn on everybody's and on what was so about the same children `before`."""
        changed: frozenset[str] = frozenset()
        if self._fresh is not None and wanted == self._touched:
            fresh, changed = self._fresh, self._changed
        else:
            now = self.snapshot().facts
            if self.known_on is not None or len(wanted) > FEW:
                return self.snapshot().take(wanted)
            fresh = self.store.fresh(wanted)
            if fresh.number != now.number:
                return self.snapshot().take(wanted)
            fresh.keep(now, wanted)
            fresh.whole = now
        found = Snapshot(fresh, self.as_at)
        if self._snapshot is not None:
            found.draw_on(self._snapshot, wanted, changed)
        if before is not None and self._since is not None and self._facts is not None:
            found.follow(before, self._since, numbered=not self._facts.numbered(changed))
        return found

    def go_to(self, as_at: dt.date, known_on: dt.datetime | None = None) -> None:
        """Look at another day, or as known at another moment."""
        if (as_at, known_on) == (self.as_at, self.known_on):
            return
        self._merge()
        if known_on != self.known_on:
            self._facts = self._last = None
        self.as_at, self.known_on = as_at, known_on
        self._snapshot = None
        self.moved.emit()

    def turn_to(self, today: dt.date) -> None:
        """A new day has begun: who looks at today goes along with it, who looks at the past stays there."""
        if today == self.today:
            return
        along, self.today = not self.is_past, today
        if along:
            self.go_to(today)
        else:
            self.moved.emit()

    def do(self, edit: Edit) -> Changes:
        """Apply an edit at once; Refused and Conflict come back with nothing stored. The past refuses every edit.

        After a Conflict the next look at the facts reads them again; `read_again` shows them.
        """
        if self.why_not:
            raise Refused(self.why_not)
        try:
            changes = singly(lambda: self.store.apply(edit, who=self.who, today=self.today))
        except Conflict:
            self._forget()
            raise
        self.recorded(changes)
        return changes

    def read_again(self) -> None:
        """Read everything anew, with what others have recorded meanwhile, and show it."""
        self._forget()
        self.moved.emit()

    def recorded(self, changes: Changes, *, undoes: int | None = None) -> None:
        """Take in what was recorded (by an edit, an import): the next undo is its undo.

        Where it took back this session's last step (`undoes`), that step can be redone.
        """
        if changes.number is not None and self._done and self._done[-1].number == undoes:
            step = self._done.pop()
            self._undone.append(Step(changes.number, step.label, step.rows))
        elif changes.number is not None:
            self._done.append(Step(changes.number, changes.label, changes.rows))
            self._undone.clear()
        self._take_in(changes)

    def stands(self, number: int) -> bool:
        """Whether a step of this session has not been taken back."""
        return any(step.number == number for step in self._done)

    @property
    def undo_label(self) -> str:
        """The name of the step that undo would take back; empty where there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def undo_number(self) -> int:
        """The change set that undo would take back; 0 where there is none."""
        return self._done[-1].number if self._done else 0

    @property
    def redo_label(self) -> str:
        """The name of the step that redo would bring back; empty where there is none."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> None:
        """Take the last step of this session back; says why not where somebody changed it since."""
        self._reverse(self._done, self._undone, "Undo")

    def redo(self) -> None:
        """Bring back the step taken back last."""
        self._reverse(self._undone, self._done, "Redo")

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        writes: bool = False,
    ) -> Job:
        """Begin long work beside the window, shown in the bottom line with its Cancel."""
        job = self.jobs.run(title, work, done, failed, writes=writes)
        if writes:
            self._write(+1)
            job.ended.connect(self._written)
        return job

    def look(self, did: str, child: str = "", what: str = "") -> None:
        """Somebody looks at a child's record, prints or writes something out: it is written down a moment later."""
        self.store.look(self.who, did, child, what)
        self._looking.start()

    def _keep_looks(self) -> None:
        from models.store import CannotOpen

        try:
            self.store.keep_looks()
        except CannotOpen as problem:
            self.told.emit(f"Who looked at what is not written down: {problem}")

    def close(self) -> None:
        """Stop what is under way and close the store."""
        self.closed = True
        self._looking.stop()
        self._merging.stop()
        self.jobs.stop()
        self.store.close()

    def _reverse(self, source: list[Step], target: list[Step], verb: str) -> None:
        from models.store import CannotOpen

        if not source or self.busy:
            return
        if self.why_not:
            self.told.emit(f"{self.why_not}.")
            return
        step = source.pop()

        def work(progress: Progress) -> Changes:
            return self.store.undo(step.number, who=self.who, progress=progress)

        def done(changes: Changes) -> None:
            if changes.number is not None:
                target.append(Step(changes.number, step.label, step.rows))
            self._take_in(changes)
            self.told.emit(f"{verb}: {step.label}")

        def failed(problem: Exception) -> None:
            if isinstance(problem, Conflict):
                self.steps_changed.emit()
                self.read_again()
                self.told.emit(str(problem))
                return
            source.append(step)
            self.steps_changed.emit()
            if isinstance(problem, CannotOpen):
                self.told.emit(str(problem))
            elif not isinstance(problem, Cancelled):
                raise problem

        if step.rows > MANY:
            self.run(f"{verb} {step.label}", work, done, failed, writes=True)
            return
        try:
            changes = work(silent)
        except Exception as problem:  # the step stays to be undone, whatever stood in its way
            failed(problem)
        else:
            done(changes)

    def _take_in(self, changes: Changes) -> None:
        if len(changes.children) <= FEW:
            singly(lambda: self._take(changes))
        else:
            self._take(changes)

    def _take(self, changes: Changes) -> None:
        behind = False
        if changes.number is not None:
            self._since = (self._since or frozenset()) | changes.tables
        if self.known_on is None and self._facts is not None:
            self._merge()
            expected = self._facts.number + (changes.number is not None)
            if len(changes.children) <= MANY:
                fresh = self.store.fresh(changes.children)
                behind = fresh.number != expected
                fresh.keep(self._facts, changes.children, changes.tables)
                fresh.whole = self._facts.beside(changes.children, fresh, changes.tables)
                self._touched, self._changed, self._fresh = changes.children, changes.tables, fresh
                self._merging.start()
            else:
                behind = self.store.head != expected
                self._facts = self._snapshot = self._last = None
        if behind:
            self._forget()
        self.steps_changed.emit()
        self.changed.emit(changes)
        if behind:
            self.moved.emit()

    def _forget(self) -> None:
        """Drop every fact read so far; the next look reads them again."""
        self._facts = self._snapshot = self._fresh = self._last = None
        self._merging.stop()

    def _merge(self) -> None:
        """Put what the last edit touched among everything else: after the edited row is drawn, or when asked for."""
        if self._fresh is not None and self._facts is not None:
            self._facts = self._fresh.whole = self._facts.patched(self._touched, self._fresh, self._changed)
            if self._snapshot is not None:
                self._snapshot = Snapshot(self._facts, self.as_at).draw_on(self._snapshot, None, self._changed)
        self._fresh = None
        self._merging.stop()

    def _write(self, by: int) -> None:
        was = self.busy
        self._busy += by
        if was != self.busy:
            self.busy_changed.emit(self.busy)

    def _written(self, _job: Job) -> None:
        self._write(-1)
