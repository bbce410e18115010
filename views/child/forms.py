"""A form at the side of the page: what is typed, what is wrong with it, and Enter that saves it as one step."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from views.child.cells import EXACT, read
from views.child.form_fields import ENTER, Box, Cell, said_label
from views.child.record import Form
from views.kept import Keeping
from views.theme import theme


class Link(QLabel):
    """A sentence that leads to its cell: a click on it, or Tab to it and Enter."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self.name, self.sentence = name, sentence
        self._colour()
        theme().changed.connect(self._colour)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        self.setWordWrap(True)
        self.setAccessibleName(sentence)

    def _colour(self) -> None:
        colour = theme().colour("danger").name()
        self.setText(f'<a href="{self.name}" style="color: {colour}">{escape(self.sentence)}</a>')


class Problems(QFrame):
    """What is wrong, above the form: one line for each, that leads to its cell."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "problems")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.links: list[Link] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(2)
        self.hide()

    def show_problems(self, sentences: Mapping[str, str]) -> None:
        """Say what is wrong, by the cell it is about (none: the whole form), and take the keyboard."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.links = []
        many = len(sentences)
        heading = said_label("There is a problem" if many == 1 else f"There are {many} problems", "section")
        self._layout.addWidget(heading)
        for name, sentence in sentences.items():
            if not name:
                self._layout.addWidget(said_label(sentence, "problem"))
                continue
            link = Link(name, sentence)
            link.linkActivated.connect(self.chosen)
            self.links.append(link)
            self._layout.addWidget(link)
        self.setAccessibleName(f"{heading.text()}. {' '.join(sentences.values())}")
        self.setVisible(bool(sentences))
        if sentences:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the first cell that is wrong."""
        if event.key() in ENTER and self.links:
            link = next((link for link in self.links if link.hasFocus()), self.links[0])
            link.linkActivated.emit(link.name)
        else:
            super().keyPressEvent(event)


class FormView(QFrame):
    """One form, with nothing recorded until it is saved."""

    typed = Signal(dict)
    """What is typed by now, after a moment and whenever the keyboard leaves a cell."""
    ready = Signal(object)
    """The edit to be carried out."""
    left = Signal()

    def __init__(self, form: Form, words: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.setAccessibleName(form.title)
        self.cells: dict[str, Cell] = {}
        names = [field.name for field in form.fields]
        dates = [field.name for field in form.fields if field.kind == "date"]
        self._rough = dates[0] if "precision" in names else ""
        """The date that may be approximate."""
        self.problems = Problems()
        self.problems.chosen.connect(lambda name: self._go_to(name))
        self._later = Keeping(self.tell, self)
        self.room = QScrollArea(self)  # what is put into something that is styled already is styled once
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self.room.setWidget(inside)
        for part in (self.room.viewport(), inside):
            part.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.problems)
        if form.says:
            column.addWidget(said_label(form.says, "muted"))
        for field in form.fields:
            cell = Cell(field, approximate=field.name == self._rough, parent=inside)
            cell.fill({**form.start, **(words or {})}.get(field.name, ""))
            cell.edited.connect(self._later.letter)
            cell.gone.connect(self.tell)
            cell.entered.connect(self.save)
            cell.left.connect(self.left)
            self.cells[field.name] = cell
            column.addWidget(cell)
        if self._rough:
            self.cells[self._rough].edited.connect(self._approximate)
        column.addStretch(1)
        heading = QLabel(form.title)
        heading.setProperty("role", "section")
        heading.setWordWrap(True)
        self.saving = QPushButton(form.save)
        self.saving.setProperty("role", "primary")
        self.saving.setToolTip("Enter (Ctrl+Enter in a box of words)")
        self.saving.clicked.connect(self.save)
        leaving = QPushButton("Close")
        leaving.setToolTip("Esc: what is typed is kept")
        leaving.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(self.saving)
        buttons.addWidget(leaving)
        buttons.addStretch(1)
        boxes = any(isinstance(cell.place, Box) for cell in self.cells.values())
        saves = "Enter saves, in a box of words Ctrl+Enter" if boxes else "Enter saves"
        self.note = said_label(f"{saves} · Esc closes and keeps what is typed", "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for part in (heading, self.room):
            whole.addWidget(part)
        whole.addLayout(buttons)
        whole.addWidget(self.note)
        first = next(iter(self.cells.values()), None)
        self.setFocusProxy(first if first is not None else self.saving)
        self._told = self.words
        """What was said to be typed last: of a form opened with what was left in it, that."""

    @property
    def words(self) -> dict[str, str]:
        """What is typed now, where it is not what stood there when the form was opened."""
        return {name: cell.text for name, cell in self.cells.items() if cell.text != self._opened(name)}

    def _opened(self, name: str) -> str:
        first = self.form.start.get(name, "")
        field = self.cells[name].field
        if field.choices and not first and self.cells[name].must_choose():
            return field.choices[0][0]
        return first

    def tell(self) -> None:
        """Say what is typed, where it is other than it was said last."""
        self._later.stop()
        now = self.words
        if now != self._told:
            self._told = now
            self.typed.emit(now)

    def save(self) -> None:
        """Make the edit of what is typed; what is wrong is said above, and at its cell."""
        self.tell()
        cells, wrong = read(self.form.fields, {name: cell.text for name, cell in self.cells.items()})
        self.complain(wrong)
        if not wrong:
            self.ready.emit(self.form.edit(cells))

    def refuse(self, problem: Exception) -> None:
        """Say why the edit was refused: at the cell that the sentence begins with, else above alone."""
        sentence = str(problem)
        about = next((name for name, cell in self.cells.items() if sentence.startswith(cell.field.title)), "")
        self.complain({about: sentence})

    def complain(self, wrong: Mapping[str, str]) -> None:
        """Show what is wrong, in the same words above and at the cells."""
        for name, cell in self.cells.items():
            cell.complain(wrong.get(name, ""))
        self.problems.show_problems(wrong)
        if wrong:
            self.room.ensureVisible(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step out; Enter on a button presses it."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _approximate(self) -> None:
        """A month or year typed alone says itself how exactly the date is known; a day takes that back."""
        precision, found = self.cells["precision"], self.cells[self._rough].rough
        if found or precision.text in ("MONTH", "YEAR"):
            precision.fill(found or EXACT)

    def _go_to(self, name: str) -> None:
        cell = self.cells[name]
        cell.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.room.ensureWidgetVisible(cell)
