"""What an act for several children would do, child by child, before it is recorded."""

from __future__ import annotations

from dataclasses import replace

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

from models.edits.many import Preview
from views.child.form_fields import ENTER, said_label

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
