"""The tab of a child's page with what is recorded beside the return, and what can be done with each fact."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.snapshot import Snapshot
from views.child.record import mine
from views.child.recorded import COLUMNS, recorded
from views.grid.view import GridView
from views.workspace import Workspace

VERBS = (
    ("correct", "Correct …", "It was typed wrongly (F2)"),
    ("change", "It changed on …", "It is otherwise from a day on (Ctrl+F2)"),
    ("end", "End or take away …", "It ended, or should never have been recorded (Del)"),
)
KEYS = {
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "correct",
    (Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier): "change",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "end",
}


class RecordTab(QWidget):
    """Facts in words, each with its verbs."""

    wanted = Signal(str, str, object)
    """A verb for a fact: correct, change or end; its table; its row."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.child = workspace, ""
        self._snapshot: Snapshot | None = None
        self.grid = GridView("child-recorded", workspace, noun="facts", key="id")
        self.grid.table.horizontalHeader().setStretchLastSection(True)
        self.buttons: dict[str, QPushButton] = {}
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for verb, words, tip in VERBS:
            button = QPushButton(words)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, verb=verb: self.want(verb))
            verbs.addWidget(button)
            self.buttons[verb] = button
        verbs.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(verbs)
        layout.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)
        self.grid.table.installEventFilter(self)
        self.grid.opened.connect(lambda _key: self.want("correct"))
        self.grid.current_changed.connect(lambda _key: self._enable())
        workspace.busy_changed.connect(lambda _busy: self._enable())

    def show_child(self, snapshot: Snapshot, child: str) -> None:
        """Show a child's facts."""
        self.child, self._snapshot = child, snapshot
        self.grid.show_rows(COLUMNS, recorded(snapshot, child))
        self._enable()

    @property
    def current(self) -> tuple[str, dict[str, Any]] | None:
        """The table and the row of the fact that the keyboard is on."""
        key = self.grid.current
        if key is None or self._snapshot is None:
            return None
        table, _, which = key.partition("/")
        row = next((row for row in mine(self._snapshot, self.child, table) if str(row["row_id"]) == which), None)
        return (table, row) if row is not None else None

    def want(self, verb: str) -> None:
        """Ask for a verb on the fact that the keyboard is on."""
        found = self.current
        if found is None:
            self.workspace.told.emit("Choose a fact in the list first.")
        else:
            self.wanted.emit(verb, *found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 corrects, Ctrl+F2 changes, Del ends or takes away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verb = KEYS.get((Qt.Key(event.key()), event.modifiers()))
            if verb:
                self.want(verb)
                return True
        return super().eventFilter(watched, event)

    def _enable(self) -> None:
        why = self.workspace.why_not or ("" if self.grid.current else "Choose a fact in the list first")
        for verb, _words, tip in VERBS:
            self.buttons[verb].setEnabled(not why)
            self.buttons[verb].setToolTip(why or tip)
