"""What stands behind one action: where it stands and why, its measure before and since its start, its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.dates import british
from models.progress import Cancelled, Progress
from models.rules.action_plan import Action, Note
from models.snapshot import Snapshot
from models.trackers import STATES
from models.trackers.action_plan import measured, status
from views.dashboard.table import Twin
from views.plan.forms import status_words
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.charts import Chart
    from views.dashboard.plot import Plot
    from views.jobs import Job

WIDE = 400
HIGH = 240
"""Height of the chart."""
SOON = 350
"""Milliseconds on one action before its chart is worked out: who walks the list asks for none."""
NOBODY = "Choose an action to see its history, and its measure before and since it started."


class Side(QScrollArea):
    """One action in full."""

    opened = Signal(list, str)
    """The children of a point of the chart."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.action: Action | None = None
        self.chart: Chart | None = None
        self.plot: Plot | None = None
        self._job: Job | None = None
        self._known: dict[tuple[object, ...], Chart] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDE)
        self.setAccessibleName("About the action")
        inside = QFrame()
        inside.setProperty("role", "side")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(4)
        self.head, self.stands, self.facts = _label("section"), _label(), _label("muted")
        self.measure, self.reading, self.point = _label("section"), _label(), _label("muted")
        self.about = _label("muted")
        self.room = QVBoxLayout()
        self.table = Twin()
        self.table.setFixedHeight(HIGH)
        self.table.opened.connect(self.opened)
        self.table.stepped.connect(self._step)
        self.turning = QPushButton("As table")
        self.turning.setCheckable(True)
        self.turning.setProperty("role", "turn")
        self.turning.setToolTip("The months as a table, and back")
        self.turning.toggled.connect(lambda _table: self._turn())
        self.room.addWidget(self.turning, 0, Qt.AlignmentFlag.AlignLeft)
        self.room.addWidget(self.table)
        self.past = QVBoxLayout()
        self.past.setSpacing(4)
        for label in (self.head, self.stands, self.facts, self.measure, self.reading):
            self._column.addWidget(label)
        self._column.addLayout(self.room)
        for label in (self.point, self.about):
            self._column.addWidget(label)
        self._column.addLayout(self.past)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._work_out)
        self.show_action(None)

    def show_action(self, action: Action | None) -> None:
        """Show an action; its chart comes when the keyboard has stayed on it for a moment."""
        if action is not None and action == self.action:
            return
        same = action is not None and self.action is not None and action.number == self.action.number
        self.action = action
        self._stop()
        if action is None:
            self._say(NOBODY, "", "")
        else:
            shape, _word = STATES[action.state]
            self._say(
                f"Action {action.number}: {action.words}",
                f"{shape} {action.state}  {f'{status(action)}. ' if action.open else ''}{action.reason}.",
                _facts(action),
            )
        self._tell_past(action.notes if action is not None else ())
        self._tell_measure()
        if not same:
            self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Other facts stand now: no chart is known."""
        self.action = None
        self._known.clear()

    def _say(self, head: str, stands: str, facts: str) -> None:
        for label, words in ((self.head, head), (self.stands, stands), (self.facts, facts)):
            label.setText(words)
            label.setVisible(bool(words))

    def _tell_past(self, notes: tuple[Note, ...]) -> None:
        while (item := self.past.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if self.action is None:
            return
        self.past.addWidget(_label("section", "History"))
        for note in notes:
            for label in _note(note):
                self.past.addWidget(label)
        self.past.addWidget(_label("muted", f"{british(self.action.agreed)} · Agreed"))

    def _tell_measure(self) -> None:
        action = self.action
        linked = action is not None and action.measure is not None
        self.measure.setVisible(linked)
        self.measure.setText(measured(action.measure) or "" if action is not None else "")
        for label in (self.reading, self.point, self.about):
            label.hide()
        for widget in (self.turning, self.table, self.plot):
            if widget is not None:
                widget.hide()
        self.chart = None
        if not linked or action is None:
            return
        if self._key() in self._known:
            self._show(self._known[self._key()])
            return
        self._read("Working out the months …")
        self._soon.start()

    def _key(self) -> tuple[object, ...]:
        action = self.action
        assert action is not None
        return (action.measure, action.starts or action.agreed, action.number, self._workspace.snapshot().as_at)

    def _work_out(self) -> None:
        action = self.action
        if action is None or action.measure is None or not self.isVisible():
            return
        key, snapshot = self._key(), self._workspace.snapshot()
        work = _effect(snapshot, action)

        def done(chart: Chart) -> None:
            self._job = None
            self._known[key] = chart
            if self.action is not None and self.action.measure is not None and self._key() == key:
                self._show(chart)

        def failed(problem: Exception) -> None:
            self._job = None
            if not isinstance(problem, Cancelled):
                raise problem

        self._job = self._workspace.run(f"The months of {action.measure}", work, done, failed)

    def _show(self, chart: Chart) -> None:
        self.chart = chart
        self._read(chart.reading or chart.note)
        self.about.setText(chart.source)
        self.about.setVisible(bool(chart.lines))
        if not chart.lines:
            return
        if self.plot is None:
            from views.dashboard.plot import Plot

            self.plot = Plot()
            self.plot.setFixedHeight(HIGH)
            self.plot.opened.connect(self.opened)
            self.plot.stepped.connect(self._step)
            self.room.addWidget(self.plot)
            QWidget.setTabOrder(self.table, self.plot)
        self.point.setText("Arrow keys walk the months; Enter opens the children of one.")
        self.point.show()
        self.plot.show_chart(chart)
        self.table.show_chart(chart)
        self._turn()

    def to_months(self) -> bool:
        """The keyboard goes to the months, drawn or as a table; False where there are none."""
        if self.chart is None or not self.chart.lines or self.plot is None:
            return False
        (self.table if self.turning.isChecked() else self.plot).setFocus()
        return True

    def _turn(self) -> None:
        shown = self.chart is not None and bool(self.chart.lines)
        self.turning.setVisible(shown)
        self.table.setVisible(shown and self.turning.isChecked())
        if self.plot is not None:
            self.plot.setVisible(shown and not self.turning.isChecked())

    def _step(self, sentence: str) -> None:
        if sentence:
            self.point.setText(sentence)

    def _read(self, words: str) -> None:
        self.reading.setText(words)
        self.reading.setVisible(bool(words))

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.give_up()
            self._job = None


def _effect(snapshot: Snapshot, action: Action) -> Callable[[Progress], Chart]:
    """The work of one chart, beside the window."""

    def work(progress: Progress) -> Chart:
        from models.charts._effect import effect

        assert action.measure is not None
        starts = action.starts or action.agreed
        return snapshot.facts.worked(
            lambda: effect(snapshot, action.measure or "", starts, f"Action {action.number}", progress)
        )

    return work


def _facts(action: Action) -> str:
    parts = [f"Owner: {action.owner}" if action.owner else "Owner: not named"]
    parts += [f"Agreed {british(action.agreed)}", f"due {british(action.due)}" if action.due else "no due date"]
    if action.starts:
        parts.append(f"starts {british(action.starts)}" if action.open else f"started {british(action.starts)}")
    return " · ".join(parts)


def _note(note: Note) -> list[QLabel]:
    state = f"{STATES[note.state][0]} {note.state}" if note.state in STATES else ""
    head = " · ".join(part for part in (british(note.day), status_words(note.status), state) if part)
    shown = [_label("muted", f"Evidence: {note.evidence}")] if note.evidence else []
    return [_label("small-heading", head), _label("", note.words), *shown]


def _label(role: str = "", words: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
