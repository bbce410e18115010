"""What is typed in meeting mode: words in which Enter moves on, an owner, a due day, a state that a key agrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from models.dates import british, typed
from models.trackers import STATES
from views.badge import COLOURS
from views.theme import theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DIGITS = 4
"""Of the days that something may be due in: 27 years are a whole childhood."""
HINT = "Day month year, such as 27 3 2026; or +14 for two weeks from today"
AGREED = (("R", "Red"), ("A", "Amber"), ("G", "Green"))


def titled(words: str, field: QWidget) -> QLabel:
    """The title over a field, which is also its name."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "small-heading")
    label.setBuddy(field)
    field.setAccessibleName(words)
    return label


def due_day(text: str, today: dt.date) -> dt.date | None:
    """The day that was typed; “+14” is so many days from today. Raises ValueError with a sentence."""
    text = text.strip()
    if not text.startswith("+"):
        return typed(text)
    days = text[1:].strip()
    if not days.isdecimal() or len(days) > DIGITS:
        raise ValueError(f"“{text}” is no number of days up to {10**DIGITS - 1:,}; type it as +14")
    return today + dt.timedelta(days=int(days))


class Blank(QSyntaxHighlighter):
    """Bars over the identifiers that somebody types, while a presenter shows the screen."""

    def __init__(self, box: QPlainTextEdit) -> None:
        super().__init__(box.document())
        self.places: Callable[[str], Sequence[tuple[int, int]]] | None = None

    def highlightBlock(self, text: str) -> None:
        """Draw a bar over each."""
        bar = QTextCharFormat()
        bar.setForeground(QColor(theme().colour("text")))
        bar.setBackground(QColor(theme().colour("text")))
        for start, length in self.places(text) if self.places is not None else ():
            self.setFormat(start, length, bar)


class Words(QPlainTextEdit):
    """Words in a few lines: Enter moves on, Shift+Enter begins a line."""

    entered = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._lines = lines
        self.fit()
        self.blank = Blank(self)

    def fit(self) -> None:
        """As high as its lines are now."""
        self.ensurePolished()
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone goes on to the next field."""
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.toPlainText().strip()

    def fill(self, text: str) -> None:
        """Put words in without saying that they were typed; typing goes on behind them."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def present(self, places: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Draw bars over identifiers, or no more."""
        self.blank.places = places
        self.blank.rehighlight()


class Line(QLineEdit):
    """One line; while a presenter shows the screen, one that names somebody is dots."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._places: Callable[[str], Sequence[tuple[int, int]]] | None = None
        self.returnPressed.connect(self.entered)
        self.textChanged.connect(lambda _text: self._cover())

    def fill(self, text: str) -> None:
        """Put words in without saying that they were typed."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self._cover()

    def present(self, places: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Dots for what names somebody, or no more."""
        self._places = places
        self._cover()

    def _cover(self) -> None:
        hidden = self._places is not None and bool(self._places(self.text()))
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)


class Owner(Line):
    """Who is to do it: roles and this child's workers are offered while one types."""

    def __init__(self) -> None:
        super().__init__()
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCompleter(completer)
        self._owners: Sequence[str] = ()

    def offer(self, owners: Sequence[str]) -> None:
        """Offer these; nobody while a presenter shows the screen, for a letter would bring an identifier."""
        self._owners = tuple(dict.fromkeys(owners))
        self._offered.setStringList([] if self._places is not None else self._owners)

    def present(self, places: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Nobody is offered while a presenter shows the screen."""
        super().present(places)
        self.offer(self._owners)


class Due(Line):
    """By when: the day as it is understood stands beside it."""

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.said = QLabel(HINT)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty("role", "muted")
        self.textChanged.connect(lambda _text: self.say())

    @property
    def day(self) -> dt.date | None:
        """The day; raises ValueError with a sentence."""
        return due_day(self.text(), self.today)

    def fill(self, text: str) -> None:
        """Put a day in."""
        super().fill(text)
        self.say()

    def say(self) -> None:
        """Say the day as it is understood."""
        try:
            on = self.day
        except ValueError:
            on = None
        self.said.setText(f"{on:%A} {british(on)}" if on else HINT)


class Agreed(QWidget):
    """Red, amber or green as agreed: shape, letter and colour, each with its key; none until one is."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for letter, word in AGREED:
            button = QPushButton(f"{STATES[letter][0]} {word}")
            button.setCheckable(True)
            button.setProperty("role", "turn")
            button.setAccessibleName(f"State agreed: {word.lower()}")
            button.setToolTip(f"{word}: {STATES[letter][1]} (Alt+{letter}; again takes it back)")
            button.clicked.connect(lambda _checked=False, letter=letter: self.turn(letter))
            line.addWidget(button, 1)
            self.buttons[letter] = button
        theme().changed.connect(self._colour)
        self._colour()

    def turn(self, letter: str) -> None:
        """Agree a state, or take it back."""
        self.fill("" if self.state == letter else letter)
        self.chosen.emit()

    def fill(self, letter: str) -> None:
        """Show what is agreed."""
        self.state = letter
        for each, button in self.buttons.items():
            button.setChecked(each == letter)
        self._colour()

    def _colour(self) -> None:
        for letter, button in self.buttons.items():
            weight = " font-weight: 600;" if letter == self.state else ""
            button.setStyleSheet(f"color: {theme().colour(COLOURS[letter]).name()};{weight}")
