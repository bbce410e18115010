"""Small windows over a grid: the filter of one column, the choice of columns, the name of a view. Esc closes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.trackers import STATES, Column
from models.trackers.annex_a import SAID
from views.grid.filters import TESTS, Filter, made, values_wanted

FEW = 40
"""Texts of a column that can be chosen from a list."""


class Popup(QFrame):
    """A frame over the window that goes away with Esc or a click elsewhere."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(title)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(12, 8, 12, 12)
        self.inside.setSpacing(8)
        heading = QLabel(title)
        heading.setProperty("role", "small-heading")
        self.inside.addWidget(heading)

    def show_at(self, at: QPoint) -> None:
        """Show it at a point of the screen, inside the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(at.x(), screen.right() - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()


def choices(column: Column, frame: pl.DataFrame) -> list[str]:
    """The texts a column has, where they are few enough to choose from."""
    if column.kind != "text":
        return []
    texts = frame[column.key].cast(pl.String).drop_nulls().unique()
    return sorted(texts.to_list()) if len(texts) <= FEW else []


class FilterPopup(Popup):
    """Asks one column a question."""

    made = Signal(object)

    def __init__(self, column: Column, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(f"{column.title}", parent)
        self._column = column
        self.test = QComboBox()
        self.test.addItems(list(TESTS[column.kind]))
        self.test.setAccessibleName("Test")
        self.values = [self._value(choices, n) for n in range(2)]
        self.problem = QLabel(" ")
        self.problem.setProperty("role", "problem")
        self.apply = QPushButton("Filter")
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.inside.addWidget(self.test)
        for value in self.values:
            self.inside.addWidget(value)
        self.inside.addWidget(self.problem)
        self.inside.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(280)
        self.test.currentTextChanged.connect(self._tested)
        self.apply.clicked.connect(self._make)
        self._tested(self.test.currentText())
        self.setFocusProxy(self.values[0])

    def _value(self, choices: Sequence[str], n: int) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName("Value" if n == 0 else "And")
        if self._column.kind == "state":
            for letter, (shape, word) in STATES.items():
                field.addItem(f"{shape} {letter} {word}")
            return field
        field.setEditable(True)
        field.addItems(list(choices))
        field.setCurrentText("")
        hints = {"date": "day month year", "days": "days", "number": "number", "text": "words"}
        line = field.lineEdit()
        assert line is not None
        line.setPlaceholderText(hints[self._column.kind])
        line.returnPressed.connect(self._make)
        return field

    def _tested(self, test: str) -> None:
        for n, field in enumerate(self.values):
            field.setVisible(n < values_wanted(test))
        self.adjustSize()

    def _make(self) -> None:
        letters = list(STATES)
        is_state = self._column.kind == "state"
        said = [letters[field.currentIndex()] if is_state else field.currentText() for field in self.values]
        try:
            found: Filter = made(self._column, self.test.currentText(), said)
        except ValueError as problem:
            self.problem.setText(str(problem))
            self.adjustSize()
            return
        self.made.emit(found)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._make()
        else:
            super().keyPressEvent(event)


class ColumnPopup(Popup):
    """Which columns are shown, and in what order (Ctrl+Up, Ctrl+Down)."""

    toggled = Signal(str, bool)
    moved = Signal(str, int)
    reset = Signal()

    def __init__(self, columns: Sequence[Column], shown: set[str], parent: QWidget) -> None:
        super().__init__("Columns", parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a column …")
        self.search.setAccessibleName("Find a column")
        self.list = QListWidget()
        self.list.setAccessibleName("Columns; space shows or hides, Ctrl with up or down moves")
        self.list.setMinimumSize(300, 320)
        for column in columns:
            item = QListWidgetItem(column.title)
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setToolTip(column.note)
            item.setCheckState(Qt.CheckState.Checked if column.key in shown else Qt.CheckState.Unchecked)
            if column is columns[0]:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        again = QPushButton("Reset columns")
        row = QHBoxLayout()
        hint = QLabel("Ctrl+↑ ↓ moves")
        hint.setProperty("role", "muted")
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(again)
        self.inside.addWidget(self.search)
        self.inside.addWidget(self.list)
        self.inside.addLayout(row)
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(self._changed)
        again.clicked.connect(self.reset)
        again.clicked.connect(self.close)
        self.setFocusProxy(self.search)

    def _find(self, words: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            said = f"{item.text()} {item.toolTip().partition(SAID)[2]}"  # also what the sector calls it
            item.setHidden(words.lower() not in said.lower())

    def _changed(self, item: QListWidgetItem) -> None:
        self.toggled.emit(item.data(Qt.ItemDataRole.UserRole), item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with up or down moves a column; down goes from the search into the list."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.list.currentRow() > 0:
            row = self.list.currentRow()
            if 1 <= row + by < self.list.count():
                item = self.list.takeItem(row)
                self.list.insertItem(row + by, item)
                self.list.setCurrentRow(row + by)
                self.moved.emit(item.data(Qt.ItemDataRole.UserRole), row + by)
        elif by and self.search.hasFocus():
            self.list.setFocus()
            found = (at for at in range(1, self.list.count()) if not self.list.item(at).isHidden())
            self.list.setCurrentRow(next(found, -1))
        else:
            super().keyPressEvent(event)


class NamePopup(Popup):
    """Asks for a name."""

    def __init__(self, title: str, done: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, parent)
        self._done = done
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setMinimumWidth(240)
        save = QPushButton("Save")
        save.setProperty("role", "primary")
        self.inside.addWidget(self.field)
        self.inside.addWidget(save, 0, Qt.AlignmentFlag.AlignRight)
        self.field.returnPressed.connect(self._save)
        save.clicked.connect(self._save)
        self.setFocusProxy(self.field)

    def _save(self) -> None:
        name = self.field.text().strip()
        if name:
            self.close()
            self._done(name)
