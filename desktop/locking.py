"""The lock: after a while without a key or the mouse nothing of any child is seen; what was typed stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from views.workspace import Preferences

if TYPE_CHECKING:
    from models.store import Store

AFTER, MOST = 10, 240
"""Minutes after which the window locks, where nobody said otherwise; and the most that can be said."""
KEPT = "lock/minutes"
MINUTE = 60_000
DOING = (QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
WRONG = "That is not the pass-phrase of this file."


class Locked(QDialog):
    """Asks for the pass-phrase of the file, or for Enter where it has none."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Locked")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._store = store
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Pass-phrase")
        self.field.setMinimumWidth(320)
        self.field.setVisible(store.has_key)
        self.problem = QLabel(" ")
        self.problem.setProperty("role", "problem")
        unlock = QPushButton("Unlock")
        unlock.setProperty("role", "primary")
        unlock.setDefault(True)
        unlock.clicked.connect(self.accept)
        says = "Pass-phrase of the file:" if store.has_key else "The file has no pass-phrase: Enter shows it again."
        layout = QVBoxLayout(self)
        for part in (QLabel(f"Locked. What you were doing stands as you left it.\n{says}"), self.field, self.problem):
            layout.addWidget(part)
        layout.addWidget(unlock)

    def accept(self) -> None:
        """Only with the pass-phrase."""
        if self._store.opens_with(self.field.text()):
            super().accept()
        else:
            self.field.clear()
            self.problem.setText(WRONG)

    def reject(self) -> None:
        """Esc does not unlock."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does closing it."""
        event.ignore()


class Lock(QObject):
    """The lock of one window, and the time that passes until it falls."""

    unlocked = Signal()

    def __init__(self, window: QMainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._hidden: list[QWidget] = []
        self._seen: list[tuple[QWidget, float]] = []
        self._focus: QWidget | None = None
        self.shown: Locked | None = None
        self.idle = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._also)

    @property
    def minutes(self) -> int:
        """Minutes without a key or the mouse; 0 for never."""
        try:
            return min(MOST, max(0, int(str(self._preferences.value(KEPT, AFTER)))))
        except ValueError:
            return AFTER

    def ask_when(self) -> None:
        """Ask after how many minutes the window locks."""
        words = "Minutes without a key or the mouse until the window locks; 0 for never:"
        said, answered = QInputDialog.getInt(self._window, "Lock", words, self.minutes, 0, MOST)
        if answered:
            self._preferences.setValue(KEPT, said)
            self.watch()

    def watch(self) -> None:
        """Count from now on; the window is on the screen."""
        if (handle := self._window.windowHandle()) is not None:
            handle.installEventFilter(self)
        self.idle.stop()
        if self.minutes:
            self.idle.start(self.minutes * MINUTE)

    def _also(self, window: QWindow | None) -> None:
        """Keys in another window of the program count as well: a meeting goes on for hours in its own."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key or the mouse: count anew."""
        if event.type() in DOING and self.idle.isActive():
            self.idle.start()
        return False

    def fall(self, store: Store) -> None:
        """Hide everything until the pass-phrase is typed."""
        if self.shown is not None:
            return
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        above = QApplication.activeModalWidget()
        self._seen = [
            (each, each.windowOpacity())
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each is not self._window
        ]
        for each, _opacity in self._seen:
            each.setWindowOpacity(0.0)
        self.shown = Locked(store, above or self._window)
        whole = [self._window, *(each for each, _opacity in self._seen if each.isFullScreen())]
        self._hidden = [
            each
            for window in whole
            for each in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if each.isVisible() and not each.isWindow()
        ]
        self.shown.accepted.connect(self._rise)
        self.shown.open()
        for each in self._hidden:
            each.hide()
        self.shown.field.setFocus()

    def _rise(self) -> None:
        gone, self.shown = self.shown, None
        for each in self._hidden:
            each.show()
        for each, opacity in self._seen:
            each.setWindowOpacity(opacity)
        if gone is not None:
            gone.deleteLater()
        self._hidden, self._seen = [], []
        there = self._focus if self._focus is not None and isValid(self._focus) else self._window
        there.window().activateWindow()
        if there is not self._window:
            there.setFocus()
        self.watch()
        self.unlocked.emit()
