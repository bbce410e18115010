"""The first page, where no file is open yet: four ways to begin, and the files opened before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

CHOICES = (
    (
        "demonstration",
        "Look at a &demonstration",
        "An invented authority with ten years of history. Nobody in it is real.",
    ),
    ("open", "&Open a file", "A permanence file that this program made before."),
    ("new", "&New file", "An empty file for your authority, encrypted with a pass-phrase."),
    ("import", "&Import a return", "Your SSDA903 return, as CSV files or XML, becomes a new permanence file."),
)
"""Each choice: its name, its words (with the key that chooses it), what it does."""


class Choice(QPushButton):
    """One way to begin: a large button with its words and a line that says what it does."""

    def __init__(self, words: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain = words.replace("&", "")
        self.setAccessibleName(plain)
        self.setAccessibleDescription(what)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(96)
        at = words.index("&") + 1
        self.setShortcut(f"Alt+{words[at].upper()}")
        title = QLabel(f"{words[: at - 1]}<u>{words[at]}</u>{words[at + 1 :]}")
        title.setProperty("role", "section")
        told = QLabel(what)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (title, told):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """Four ways to begin, and below them the files opened before. Says only what was chosen."""

    demonstration = Signal()
    open_file = Signal()
    new_file = Signal()
    import_return = Signal()
    open_recent = Signal(str)

    def __init__(self, recent: list[str] | tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAccessibleName("Start")
        title = QLabel("Permanence")
        title.setProperty("role", "title")
        line = QLabel("From a return to a tracker, a timeline and a scorecard of every child's way to permanence.")
        line.setProperty("role", "muted")
        line.setWordWrap(True)
        acts: dict[str, Callable[[], None]] = {
            "demonstration": self.demonstration.emit,
            "open": self.open_file.emit,
            "new": self.new_file.emit,
            "import": self.import_return.emit,
        }
        self.choices: dict[str, Choice] = {}
        grid = QGridLayout()
        grid.setSpacing(16)
        for n, (name, words, what) in enumerate(CHOICES):
            choice = self.choices[name] = Choice(words, what)
            choice.clicked.connect(lambda _checked=False, act=acts[name]: act())
            grid.addWidget(choice, n // 2, n % 2)
        self.message = QLabel(" ")
        self.message.setProperty("role", "problem")
        self.message.setWordWrap(True)
        self.recent = QVBoxLayout()
        self.recent.setSpacing(0)
        middle = QWidget()
        middle.setMaximumWidth(800)
        inside = QVBoxLayout(middle)
        inside.setSpacing(8)
        inside.addWidget(title)
        inside.addWidget(line)
        inside.addSpacing(16)
        inside.addLayout(grid)
        inside.addWidget(self.message)
        inside.addLayout(self.recent)
        whole = QGridLayout(self)
        whole.setContentsMargins(32, 32, 32, 32)
        whole.addWidget(middle, 1, 1)
        for side in (0, 2):
            whole.setColumnStretch(side, 1)
            whole.setRowStretch(side, 1)
        whole.setColumnStretch(1, 8)
        self.show_recent(recent)

    def show_recent(self, recent: list[str] | tuple[str, ...]) -> None:
        """List the files opened before, the last one first."""
        while (item := self.recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if recent:
            heading = QLabel("Opened before")
            heading.setProperty("role", "small-heading")
            self.recent.addWidget(heading)
        for where in recent:
            link = QPushButton(Path(where).name.replace("&", "&&"))
            link.setProperty("role", "link")
            link.setToolTip(where)
            link.setAccessibleName(f"Open {where}")
            link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            link.clicked.connect(lambda _checked=False, where=where: self.open_recent.emit(where))
            self.recent.addWidget(link)

    def tell(self, sentence: str) -> None:
        """Say what went wrong; the place for it is always kept."""
        self.message.setText(sentence or " ")
