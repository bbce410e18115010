"""The line above a grid: the filter field, every active filter as a chip, and how many rows are shown of how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from views.grid.flow import Flow

LONGEST = 56
"""Letters of a chip; the whole is in its tooltip."""


class FilterBar(QWidget):
    """What is filtered, always in sight."""

    searched = Signal(str)
    add_wanted = Signal()
    into_rows = Signal()
    """Down or Enter in the filter field: on into the rows."""

    def __init__(self, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(f"Filter {noun} …")
        self.field.setAccessibleName(f"Filter {noun}")
        self.field.setAccessibleDescription("Shows the rows that hold every word typed, in any column shown")
        self.field.setFixedWidth(200)
        self.field.setClearButtonEnabled(False)
        self.field.installEventFilter(self)
        self.add = QPushButton("+ Filter")
        self.add.setProperty("role", "link")
        self.add.setAccessibleDescription("Adds a filter on one column")
        self.count = QLabel()
        self.hint = QLabel("Esc clears")
        self.hint.setProperty("role", "muted")
        self.hint.setSizePolicy(self.hint.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Preferred)
        keep = self.hint.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.hint.setSizePolicy(keep)
        self._removes: list[Callable[[], object]] = []
        self._flow = QWidget()
        self._chips = Flow(self._flow)
        self._chips.setContentsMargins(0, 1, 0, 0)
        self._chips.setSpacing(8)
        self._chips.addWidget(self.add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.field, 0, top)
        layout.addWidget(self._flow, 1)
        layout.addWidget(self.count, 0, top)
        layout.addWidget(self.hint, 0, top)
        for label in (self.count, self.hint):
            label.setFixedHeight(self.field.sizeHint().height())
        self.field.textChanged.connect(self.searched)
        self.add.clicked.connect(self.add_wanted)

    def show_chips(self, chips: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a chip for every active filter; a click removes it."""
        if [words for words, _ in chips] == [chip.toolTip() for chip in self.chips()]:
            self._removes = [remove for _, remove in chips]
            return
        self._removes = [remove for _, remove in chips]
        for chip in self.chips():
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.removeWidget(self.add)
        for number, (words, _) in enumerate(chips):
            short = words if len(words) <= LONGEST else words[: LONGEST // 2] + "…" + words[-LONGEST // 2 :]
            chip = QPushButton(f"{short}  ×".replace("&", "&&"))
            chip.setProperty("role", "chip")
            chip.setToolTip(words)
            chip.setAccessibleName(f"Filter: {words}")
            chip.setAccessibleDescription("Removes this filter")
            chip.clicked.connect(partial(self._remove, number))
            self._chips.addWidget(chip)
        self._chips.addWidget(self.add)

    def _remove(self, number: int, _checked: bool = False) -> None:
        self._removes[number]()

    def chips(self) -> list[QPushButton]:
        """The chips as they stand."""
        found = (self._chips.itemAt(at) for at in range(self._chips.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton) and widget is not self.add]

    def say(self, shown: int, total: int, filtered: bool) -> None:
        """“37 of 412 shown”."""
        self.count.setText(f"{shown:,} of {total:,} shown" if filtered else f"{total:,} shown")
        self.hint.setVisible(filtered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter field, Esc clears and Down goes on into the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                had = bool(self.field.text())
                self.field.clear()
                return had
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.into_rows.emit()
                return True
        return super().eventFilter(watched, event)
