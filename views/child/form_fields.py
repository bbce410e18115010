"""One cell of a form on the screen: its title, its rule, what is wrong with it, and the place where it is typed."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.dates import british, typed
from views.child.cells import Field, roughly
from views.theme import theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LINES = 4
"""Lines of a box for long words."""
HINT = "Day month year, such as 27 3 2022"


class Combo(QComboBox):
    """A choice that the mouse's wheel changes only while the keyboard is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumWidth(0)
        self._typed, self._since, self._stood = "", QElapsedTimer(), 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typed words choose the first that begins so, else that whose code they are, else the first that has them; a
        space is one of them. Words that nothing has choose nothing: what stood there before stands again."""
        text = event.text()
        if self._since.isValid() and self._since.elapsed() > QApplication.keyboardInputInterval() * 2:
            self._typed = ""
        shifted = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if not shifted or not text or not text.isprintable() or not (text + self._typed).strip():
            super().keyPressEvent(event)
            return
        if not self._typed:
            self._stood = self.currentIndex()
        self._typed += text.lower()
        self._since.start()
        words = [self.itemText(at).lower() for at in range(self.count())]
        found = [at for at, said in enumerate(words) if said.startswith(self._typed)]
        found += [at for at in range(self.count()) if str(self.itemData(at)).lower() == self._typed]
        found += [at for at, said in enumerate(words) if self._typed in said]
        self.setCurrentIndex(found[0] if found else self._stood)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Words are typed anew."""
        self._typed = ""
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As every field, with the arrow of a choice at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("text"), 1.5))
        x, y = self.width() - 14, self.height() // 2
        painter.drawPolyline([QPoint(x - 4, y - 2), QPoint(x, y + 2), QPoint(x + 4, y - 2)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls on."""
        event.ignore()


class Box(QPlainTextEdit):
    """Long words: the choice of the whole when the keyboard comes in is left out, for much would be lost by a key."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 12)


class Cell(QWidget):
    """A cell to be typed or chosen. Nothing typed is ever cleared."""

    edited = Signal()
    entered = Signal()
    """Enter: the form is to be saved."""
    left = Signal()
    """Esc: one step out."""
    gone = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, field: Field, *, approximate: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self._approximate = field, approximate
        asked = field.needed or self.must_choose()
        self.title = said_label(field.title if asked else f"{field.title} (optional)", "")
        self.note = said_label(field.note, "muted")
        self.problem = said_label("", "problem")
        self.place: QLineEdit | QComboBox | QPlainTextEdit = self._made()
        self.place.setAccessibleName(field.title)
        self.place.setAccessibleDescription(field.note)
        self.place.installEventFilter(self)
        self.said = said_label("", "muted")
        """A date as it is understood."""
        self.title.setBuddy(self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.title, self.note, self.problem, self.place, self.said):
            layout.addWidget(widget)
        for label, wanted in ((self.note, bool(field.note)), (self.problem, False), (self.said, field.kind == "date")):
            label.setHidden(not wanted)
        self.setFocusProxy(self.place)
        self._typing()

    def _made(self) -> QLineEdit | QComboBox | QPlainTextEdit:
        if self.field.choices:
            combo = Combo()
            if not self.must_choose():
                combo.addItem("–", "")
            for code, words in self.field.choices:
                combo.addItem(words, code)
            combo.setCurrentIndex(0)
            combo.currentIndexChanged.connect(lambda _at: self.edited.emit())
            return combo
        if self.field.kind == "words":
            box = Box()
            box.textChanged.connect(self.edited)
            return box
        line = QLineEdit()
        line.textEdited.connect(self._typing)
        line.textEdited.connect(lambda _text: self.edited.emit())
        return line

    def must_choose(self) -> bool:
        """Whether one of the choices always stands there."""
        return self.field.name in ("precision", "plan", "primary")

    @property
    def text(self) -> str:
        """What is typed; of a choice the stored value."""
        if isinstance(self.place, QComboBox):
            return str(self.place.currentData() or "")
        if isinstance(self.place, QPlainTextEdit):
            return self.place.toPlainText()
        return self.place.text()

    def fill(self, text: str) -> None:
        """Put in what stood there, or what was typed before."""
        if isinstance(self.place, QComboBox):
            at = self.place.findData(text)
            if at < 0 and text:
                self.place.addItem(f"unknown code {text}", text)
                at = self.place.count() - 1
            self.place.setCurrentIndex(max(0, at))
        elif isinstance(self.place, QPlainTextEdit):
            self.place.setPlainText(text)
        else:
            self.place.setText(text)
            self._typing()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with it, or that nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.place.setAccessibleDescription(f"{sentence} {self.field.note}".strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves (in a box of words with Ctrl), Esc goes one step out."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in ENTER and (ctrl or self.field.kind != "words" or bool(self.field.choices)):
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.gone.emit()
        return super().eventFilter(watched, event)

    @property
    def rough(self) -> str:
        """How exactly the date is known that is typed as a month or a year; blank for any other."""
        found = roughly(self.text) if self._approximate else None
        return found[1] if found else ""

    def _typing(self, _text: str = "") -> None:
        if self.field.kind != "date":
            return
        if self.rough:
            self.said.setText(f"Only the {self.rough.lower()} is known: an approximate date")
            return
        try:
            on = typed(self.text)
            self.said.setText(f"{on:%A} {british(on)}" if on else HINT)
        except ValueError:
            self.said.setText(HINT)


def said_label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
