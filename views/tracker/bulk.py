"""Beside a tracker's list: one act for all the children chosen in it, tried child by child before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.edits import Conflict, Edit, Refused
from models.edits.many import Many, Preview
from models.history.words import small
from models.progress import Cancelled, Progress, silent
from models.store import CannotOpen
from views.child.chooser import Chooser
from views.child.form_fields import ENTER, said_label
from views.child.forms import FormView
from views.grid.view import GridView
from views.tracker.acts import choices, family, form
from views.workspace import FEW, Workspace

if TYPE_CHECKING:
    from models.store import Changes

WIDE = 380
LINE = 22
"""Height of a child's line."""
LINES = 7
"""Lines of the preview's words before they are scrolled."""
CHILD = Qt.ItemDataRole.UserRole
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def some(children: int) -> str:
    """“1 child”, “14 children”."""
    return f"{children:,} {'child' if children == 1 else 'children'}"


class Trial(QWidget):
    """What the act would do: each child with a tick to take out, and why others are skipped."""

    wanted = Signal(object)
    """The act to record, without the children taken out."""
    left = Signal()

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self.setAccessibleName(f"Preview: {preview.label}")
        heading = said_label(preview.label, "section")
        self.problem = said_label("", "problem")
        self.problem.hide()
        self.words = said_label("", "")
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        room.setWidget(self.words)
        for part in (room.viewport(), self.words):
            part.setAutoFillBackground(False)
        said = QLabel(f"{preview.words} Taken out by you: {len(preview.edits):,}.")
        said.setWordWrap(True)
        room.setFixedHeight(min(LINES * self.fontMetrics().lineSpacing(), said.heightForWidth(WIDE - 48)) + 4)
        self.list = QListWidget()
        self.list.setAccessibleName("Children")
        self.list.setAccessibleDescription("Space takes a child out or in; Enter records")
        self.list.setWordWrap(True)
        self.list.installEventFilter(self)
        for child, _edit in preview.edits:
            item = QListWidgetItem(child)
            item.setSizeHint(QSize(0, LINE))
            item.setData(CHILD, child)
            item.setCheckState(_TICKED)
            self.list.addItem(item)
        for child, reason in preview.skipped.items():
            item = QListWidgetItem(f"{child} skipped: {reason}")
            item.setToolTip(reason)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._ticked)
        self.button = QPushButton("Record")
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.record)
        back = QPushButton("Back")
        back.setToolTip("Esc: back to what is typed")
        back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(back)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (heading, self.problem, room, self.list):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(said_label("Enter records · Space takes a child out · Esc goes back", "muted"))
        self.setFocusProxy(self.list)
        self._ticked()

    @property
    def out(self) -> list[str]:
        """The children that were taken out."""
        items = (self.list.item(row) for row in range(len(self.preview.edits)))
        return [item.data(CHILD) for item in items if item.checkState() == _UNTICKED]

    def record(self) -> None:
        """Record what is left."""
        left = self.preview.without(self.out)
        if left.edits:
            self.wanted.emit(replace(left.act, label=f"{left.label} for {some(len(left.edits))}"))

    def refuse(self, sentence: str) -> None:
        """Why it could not be recorded."""
        self.problem.setText(sentence)
        self.problem.show()

    def _ticked(self, _item: QListWidgetItem | None = None) -> None:
        out = len(self.out)
        words = self.preview.without(self.out).words
        self.words.setText(f"{words}. Taken out by you: {out:,}." if out else f"{words.rstrip('.')}.")
        left = len(self.preview.edits) - out
        self.button.setText(f"Record for {some(left)}")
        self.button.setEnabled(left > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list, Enter records and Esc goes back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                self.record()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from a button too; Enter presses it."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)


class Bulk(QFrame):
    """Asks what is to be done for the children chosen, then for its cells, shows what it would do, and records it."""

    closed = Signal()

    def __init__(self, workspace: Workspace, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.grid = workspace, grid
        self.children_: list[str] = []
        self.shown: QWidget | None = None
        self._code = ""
        self._typed: dict[str, dict[str, str]] = {}
        """What was typed into each form and not recorded, by its code."""
        self.setProperty("role", "side")
        self.setAccessibleName("Record for several")
        self.setFixedWidth(WIDE)
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.everyone = self._link(
            "All shown", self._choose_all, "Chooses every row that is shown (Ctrl+A in the list)"
        )
        self.family = self._link(
            "Brothers and sisters", self._choose_family, "Chooses the whole sibling group of the row the keyboard is on"
        )
        line = QHBoxLayout()
        line.addWidget(self.everyone)
        line.addWidget(self.family)
        line.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.heading)
        self._layout.addLayout(line)
        self.hide()
        grid.chosen_changed.connect(self._follow)

    def _link(self, words: str, act: object, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "link")
        button.setAccessibleDescription(tip)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    # What is shown

    def open(self) -> None:
        """Ask what is to be done for the rows chosen."""
        self._take(self.grid.chosen())
        if self.shown is None:
            self._ask()
        self.show()
        if self.shown is not None:
            self.shown.setFocus()

    def close_panel(self) -> None:
        """Close it; what was typed is kept for the next time."""
        self._keep()
        self._put(None)
        self.hide()
        self.closed.emit()

    def step_out(self) -> bool:
        """Esc elsewhere on the page: one step out; False where it is not open."""
        if self.shown is None:
            return False
        if isinstance(self.shown, Trial):
            self._back()
        elif isinstance(self.shown, FormView):
            self._leave_form()
        else:
            self.close_panel()
        return True

    def _ask(self) -> None:
        chooser = Chooser(choices())
        chooser.chosen.connect(self._open)
        chooser.left.connect(self.close_panel)
        self._put(chooser)

    def _open(self, code: str) -> None:
        view = FormView(form(code, self.workspace.snapshot, lambda: self.children_), self._typed.get(code))
        view.ready.connect(self._try)
        view.left.connect(self._leave_form)
        view.note.setText("Enter shows what it would do · Esc goes back and keeps what is typed")
        self._put(view)

    def _leave_form(self) -> None:
        self._keep()
        self._ask()

    # Trying and recording

    def _try(self, act: Edit) -> None:
        assert isinstance(act, Many)
        if not act.edits:
            self._refuse("No child is chosen: choose rows in the list first.")
            return
        self._keep()
        asked = self.shown
        assert isinstance(asked, FormView)
        edits, store, today = dict(act.edits), self.workspace.store, self.workspace.today

        def work(progress: Progress) -> Preview:
            def make(child: str) -> Edit:
                progress(tried[child] / len(edits), f"Trying for child {child}")
                return edits[child]

            tried = {child: number for number, child in enumerate(edits)}
            return store.preview(act.label, edits, make, today=today)

        def done(found: Preview) -> None:
            if self.shown is asked:
                self._show_trial(found, asked.form.code)

        if len(edits) > FEW:
            self.workspace.run(f"Trying: {small(act.label)}", work, done, self._failed)
        else:
            done(work(silent))

    def _show_trial(self, found: Preview, code: str) -> None:
        trial = Trial(found)
        trial.wanted.connect(self._record)
        trial.left.connect(self._back)
        self._code = code
        self._put(trial)

    def _back(self) -> None:
        self._open(self._code)

    def _record(self, act: Many) -> None:
        """Record it; for very many beside the window, which looks at the whole list anew then."""
        workspace = self.workspace
        if len(act.edits) > FEW and not workspace.why_not:
            workspace.run(
                act.label,
                lambda _progress: workspace.store.apply(act, who=workspace.who, today=workspace.today),
                lambda changes: self._recorded(act, changes),
                self._failed,
                writes=True,
            )
            return
        try:
            workspace.do(act)
        except (Refused, Conflict) as problem:
            self._refuse(str(problem))
        else:
            self._end(act)

    def _recorded(self, act: Many, changes: Changes) -> None:
        self.workspace.recorded(changes)
        self._end(act)

    def _end(self, act: Many) -> None:
        self._typed.pop(self._code, None)
        self._put(None)
        self.hide()
        self.closed.emit()
        self.workspace.told.emit(f"{act.label}: recorded as one step. Ctrl+Z takes it back.")

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused | Conflict | CannotOpen):
            self._refuse(str(problem))
        elif not isinstance(problem, Cancelled):
            raise problem

    def _refuse(self, sentence: str) -> None:
        if isinstance(self.shown, Trial):
            self.shown.refuse(sentence)
        elif isinstance(self.shown, FormView):
            self.shown.complain({"": sentence})

    # Who is chosen

    def _follow(self) -> None:
        """The rows chosen in the list are those it is for, but for a trial that stands."""
        if self.isVisible() and not isinstance(self.shown, Trial):
            self._take(self.grid.chosen())

    def _take(self, children: Sequence[str], words: str = "") -> None:
        self.children_ = list(children)
        self.heading.setText(f"For {words or some(len(self.children_))}")
        shown = self.grid.model.rowCount()
        self.everyone.setText(f"All {shown:,} shown")
        self.everyone.setEnabled(shown > 0)
        self.family.setEnabled(self.grid.current is not None)

    def _choose_all(self) -> None:
        self._leave_trial()
        self.grid.choose(None)
        self._take(self.grid.chosen())

    def _choose_family(self) -> None:
        child = self.grid.current
        if child is None:
            return
        self._leave_trial()
        together = family(self.workspace.snapshot(), child)
        self.grid.choose(together)
        alone = f"{child}, who is in no sibling group"
        self._take(together, f"{child}'s sibling group: {some(len(together))}" if len(together) > 1 else alone)

    def _leave_trial(self) -> None:
        if isinstance(self.shown, Trial):
            self._back()

    # Behind

    def _keep(self) -> None:
        if isinstance(self.shown, FormView):
            self._typed[self.shown.form.code] = self.shown.words

    def _put(self, widget: QWidget | None) -> None:
        if self.shown is not None:
            gone, self.shown = self.shown, None
            gone.blockSignals(True)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.shown = widget
        if widget is not None:
            self._layout.addWidget(widget, 1)
            widget.show()
            widget.setFocus()
