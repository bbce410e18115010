"""A screen of the program: title, one line saying what is shown, its verbs, its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from models.subjects import AUTHORITY
from views.line import Line
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes


class Page(QWidget):
    """A screen. Draws when seen; while hidden, only remembers that it is out of date.

    A page fills `body`, puts its verbs at the right with `verb`, and says its one line with `say`. `refresh` draws it
    anew; `patch` redraws what an edit touched (everything, where a page does not say better).
    """

    code = ""
    title = ""
    open_child = Signal(str)
    open_children = Signal(list, str)
    """Exactly these children, and the words that say which they are."""
    open_record = Signal(str, str)
    """A child's page with a form open, by its code; without one, asking what is to be recorded."""
    open_page = Signal(str)
    open_with = Signal(str, list)
    """A page, with exactly these children."""
    open_form = Signal(str, object)
    """A page, and what its form is to be about."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self._first: QWidget | None = None
        self.setObjectName(self.code)
        self.setAccessibleName(self.title)
        self.title_label = QLabel(self.title)
        self.title_label.setProperty("role", "title")
        self.subtitle_label = Line()
        self.subtitle_label.setProperty("role", "muted")
        self.verbs = QHBoxLayout()
        self.verbs.setSpacing(8)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        self.header.addWidget(self.title_label)
        self.header.addStretch(1)
        self.header.addLayout(self.verbs)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(4)
        whole.addLayout(self.header)
        whole.addWidget(self.subtitle_label)
        whole.addSpacing(4)
        whole.addLayout(self.body, 1)
        workspace.changed.connect(self._changed)
        workspace.moved.connect(self._moved)

    def refresh(self) -> None:
        """Draw everything anew."""

    def patch(self, changes: Changes) -> None:
        """Redraw what an edit touched."""
        self.refresh()

    def say(self, words: str) -> None:
        """The one line that says what is shown."""
        self.subtitle_label.setText(words)

    def verb(self, words: str, act: Callable[[], object], *, primary: bool = False, tip: str = "") -> QPushButton:
        """Add a verb at the right of the title."""
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        if primary:
            button.setProperty("role", "primary")
        button.setToolTip(tip)
        self.verbs.addWidget(button)
        return button

    def verb_menu(self, words: str, menu: QMenu) -> QPushButton:
        """Add a verb that opens a menu."""
        button = QPushButton(words)
        button.setProperty("menu", "yes")
        button.setMenu(menu)
        self.verbs.addWidget(button)
        return button

    def setFocusProxy(self, first: QWidget | None) -> None:
        """Where the keyboard goes on this page. Not by Qt's own proxy: Tab would pass by all that stands before it."""
        self._first = first

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to where this page begins."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

    def step_out(self) -> bool:
        """Esc: close or clear the innermost thing; False where nothing was open."""
        return False

    def leave(self) -> bool:
        """Settle what is being typed before something else is shown; False where it could not be recorded."""
        return True

    def stale(self) -> None:
        """Draw anew, now if seen, else when next shown."""
        if self.isVisible():
            self._stale = False
            self.refresh()
        else:
            self._stale = True

    def ensure_drawn(self) -> None:
        """Draw if out of date."""
        if self._stale:
            self._stale = False
            self.refresh()

    def hasHeightForWidth(self) -> bool:
        """No page is as high as its width needs: else every page is asked whenever one is laid out."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what went out of date while nobody looked."""
        self.ensure_drawn()
        super().showEvent(event)

    def _changed(self, changes: Changes) -> None:
        if self.workspace.known_on is not None:
            return
        if self.isVisible() and not self._stale and AUTHORITY in changes.children:
            self.refresh()  # a policy is about everybody
        elif self.isVisible() and not self._stale:
            self.patch(changes)
        else:
            self._stale = True

    def _moved(self) -> None:
        self.stale()
