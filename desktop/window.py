"""The main window: menus, the open file or the first page, and the bottom line."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import opening, places
from desktop.actions import COMMANDS, key_lines
from desktop.demonstration import Demonstration
from desktop.inside import Inside
from desktop.locking import Lock
from desktop.menus import Menus, press
from desktop.preferences import last, opened, recent
from views.jobs import Job, Jobs, JobStrip
from views.saving import ask_where
from views.theme import ROW, ROW_COMFORTABLE, theme
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Store
    from views.start import StartPage

MINUTE = 60_000
FILES = "Permanence files (*.db *.permanence);;All files (*)"


class Window(QMainWindow):
    """The program's window."""

    def __init__(
        self,
        preferences: QSettings,
        *,
        today: dt.date,
        who: str = "",
        clock: Callable[[], dt.date] | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self.preferences, self.today_is = preferences, today
        self.who = who or getpass.getuser()
        self.workspace: Workspace | None = None
        self.inside: Inside | None = None
        self.first: StartPage | None = None
        self.jobs = Jobs(self)
        self.strip = JobStrip(self.jobs)
        self.demonstration = Demonstration(self.jobs, self)
        self.demonstration.told.connect(self.tell)
        self.demonstration.begun_or_ended.connect(self._enable)
        self.lock_ = Lock(self, preferences)
        self.lock_.idle.timeout.connect(self.lock)
        self.menus = Menus(self, self.perform)
        self.actions_ = self.menus.actions
        if str(preferences.value("view/comfortable", 0)) == "1":
            self.actions_["comfortable"].setChecked(True)
            self.comfortable()
        self.places = QStackedWidget()
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.places, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(whole)
        self.setWindowIcon(theme().icon("permanence", "accent"))
        self.resize(1366, 768)
        geometry = preferences.value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._let_enter_press)
        self.jobs.started.connect(self._let_stop)
        self.jobs.ended.connect(self._let_stop)
        self._enable()
        if clock is not None:
            self._minutes = QTimer(self, interval=MINUTE)
            self._minutes.timeout.connect(self.look_at_clock)
            self._minutes.start()

    # Files

    def begin(self) -> None:
        """The last file, or the first page."""
        where = last(self.preferences)
        problem = self._try(where) if where else ""
        if self.inside is None:
            self.start()
            self.tell(problem)

    def start(self) -> None:
        """Close the file; the first page."""
        from views.start import StartPage

        if not self._may_leave():
            return
        self._leave()
        self.first = StartPage(recent(self.preferences))
        self.first.demonstration.connect(self.open_demonstration)
        self.first.open_file.connect(self.open_file)
        self.first.new_file.connect(self.new_file)
        self.first.import_return.connect(self.go_import)
        self.first.open_recent.connect(self.open)
        self._put(self.first)
        self.setWindowTitle("Permanence")
        self._enable()

    def open(self, where: str) -> bool:
        """Open a file; False and a sentence where that cannot be."""
        before = self.workspace
        if not self._may_leave():
            return False
        if problem := self._try(where):
            self.tell(problem)
        return self.workspace is not before

    def _try(self, where: str) -> str:
        """Open a file; what is wrong with it where that cannot be, nothing where the asking was left."""
        from models.store import CannotOpen

        try:
            store = opening.open_store(where, self)
        except CannotOpen as refused:
            return str(refused)
        if store is not None:
            self.use(store)
        return ""

    def use(self, store: Store) -> None:
        """Look at an open store."""
        self._leave()
        workspace = Workspace(
            store, today=self.today_is, who=self.who, preferences=self.preferences, jobs=self.jobs, parent=self
        )
        self.workspace = workspace
        self.inside = Inside(workspace, self.actions_)
        self._put(self.inside)
        opened(self.preferences, store.where)
        self.setWindowTitle(f"{places.name(store.where)} – Permanence")
        self.strip.tell_saved(places.name(store.where))
        workspace.told.connect(self.tell)
        workspace.changed.connect(lambda _changes: self._saved(store.where))
        workspace.steps_changed.connect(self._enable)
        workspace.busy_changed.connect(lambda _busy: self._enable())
        self.inside.going.connect(self.strip.hush)
        self.inside.visited.connect(self._enable)
        self.inside.go("tracker")
        self._enable()

    def open_file(self) -> None:
        """Ask which file, and open it."""
        where, _kind = QFileDialog.getOpenFileName(self, "Open", str(places.folder(last(self.preferences))), FILES)
        if where:
            self.open(where)

    def new_file(self) -> bool:
        """Ask where and with which pass-phrase, and make an empty file."""
        from models.store import CannotOpen, Store

        if not self._may_leave():
            return False
        proposed = places.folder(last(self.preferences)) / "permanence.db"
        asked = ask_where(self, "New file", str(proposed), "Permanence files", "db")
        if asked is None:
            return False
        where = str(asked)
        dialog = opening.NewKeyDialog(where, self)
        if dialog.exec() != opening.NewKeyDialog.DialogCode.Accepted:
            return False
        try:
            self.use(Store.create(where, key=dialog.key))
        except CannotOpen as refused:
            self.tell(str(refused))
            return False
        return True

    def open_demonstration(self, path: Path | str | None = None, children: int = 3000) -> None:
        """Open the demonstration authority, made beside the window where it is not there yet.

        A server's address is given only where its database is still empty.
        """
        if self.demonstration.under_way:
            return
        where = path or places.demonstration()
        here = self.workspace
        if isinstance(where, Path) and where.exists():
            self.open(str(where))
            return

        def done() -> None:
            if self.workspace is here:
                self.open(str(where))
            else:
                self.tell("The demonstration is made: File, Demonstration opens it.")

        self.demonstration.make(where, children, self.today_is, done)

    # Steps and places

    def go_import(self) -> None:
        """To the import; where no file is open, into a new one."""
        if self.inside is not None or self.new_file():
            assert self.inside is not None
            self.inside.go("import")

    def comfortable(self) -> None:
        """Rows with more room, or with less; this machine remembers."""
        ticked = self.actions_["comfortable"].isChecked()
        self.preferences.setValue("view/comfortable", int(ticked))
        theme().use_rows(ROW_COMFORTABLE if ticked else ROW)

    def stop_work(self) -> None:
        """Cancel what is under way, as its button in the bottom line does."""
        self.strip.cancel.click()

    def show_keys(self) -> None:
        """All keys on one sheet."""
        from views.keys import KeySheet, Line

        KeySheet([Line(*each) for each in key_lines()], self).open()

    def about(self) -> None:
        """Version, file and ledger."""
        from desktop.sheet import About

        About(self.workspace, self).open()

    def names(self) -> None:
        """The children's names, if somebody keeps a list of them: unlocked, loaded or removed."""
        from desktop.naming import NamesDialog

        if self.workspace is not None:
            NamesDialog(self.workspace, self).open()

    def lock(self) -> None:
        """Hide everything until the pass-phrase is typed, and forget the names; what is being typed stays as it is."""
        if self.workspace is not None:
            self.workspace.names.forget()
            self.lock_.fall(self.workspace.store)

    def lock_when(self) -> None:
        """Ask after which time the window locks by itself."""
        self.lock_.ask_when()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it is counted how long nobody does anything."""
        super().showEvent(event)
        self.lock_.watch()

    def tell(self, words: str) -> None:
        """Say one sentence: on the first page there, else in the bottom line."""
        if self.first is not None:
            self.first.tell(words)
        else:
            self.strip.tell(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop what is under way, close the file; stays open while something typed is left."""
        event.ignore()
        if not self._settled() or not self._may_stop():
            return
        self.preferences.setValue("window/geometry", self.saveGeometry())
        self._leave()
        self.jobs.stop()
        self.preferences.sync()
        super().closeEvent(event)

    def look_at_clock(self) -> None:
        """Go along where a new day has begun since the window was opened."""
        if self._clock is None or (today := self._clock()) == self.today_is:
            return
        self.today_is = today
        if self.workspace is not None:
            self.workspace.turn_to(today)

    def changeEvent(self, event: QEvent) -> None:
        """Somebody comes back to the window: perhaps on another day."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_at_clock()
        super().changeEvent(event)

    # Behind

    def perform(self, name: str) -> None:
        """Do a command by its name."""
        command = next(each for each in COMMANDS if each.name == name)
        if command.pages:
            if problem := press(command, self.inside.page if self.inside else None):
                self.tell(problem)
            return
        doer = self if hasattr(self, name) else self.inside
        if doer is not None:
            getattr(doer, name)()

    def _enable(self) -> None:
        self.menus.enable(self.inside)
        self._let_stop()
        idle = not self.demonstration.under_way
        self.actions_["open_demonstration"].setEnabled(idle)
        if self.first is not None:
            self.first.choices["demonstration"].setEnabled(idle)

    def _let_enter_press(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Enter presses the button that the keyboard is on, as Space does; dialogs have their own rule."""
        if isinstance(reached, QPushButton) and not isinstance(reached.window(), QDialog):
            reached.setAutoDefault(True)

    def _let_stop(self) -> None:
        self.actions_["stop_work"].setEnabled(bool(self.jobs.running))

    def _settled(self) -> bool:
        """Whether what was being typed is recorded, or nothing was; what is wrong with it is said."""
        return self.inside is None or self.inside.leave()

    def _may_leave(self) -> bool:
        """The same, and nothing is being written to the file: that is not stopped unasked, and it is said."""
        if (job := self._writing()) is not None:
            self.tell(f"{job.title} is under way: wait until it is done, or stop it first with Ctrl+. (full stop).")
            return False
        return self._settled()

    def _may_stop(self) -> bool:
        """Whether what is being written to the file, if anything, may be stopped to quit: it is asked."""
        if (job := self._writing()) is None:
            return True
        box = QMessageBox(QMessageBox.Icon.Question, "Quit", f"{job.title} is under way.", parent=self)
        box.setInformativeText("If you quit now it is stopped, and nothing of it is kept.")
        stopping = box.addButton("Stop it and quit", QMessageBox.ButtonRole.DestructiveRole)
        staying = box.addButton("Go on", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(staying)
        box.setEscapeButton(staying)
        job.ended.connect(box.reject)  # it is done: what it brought is looked at first
        box.exec()
        return box.clickedButton() is stopping

    def _writing(self) -> Job | None:
        return next((job for job in self.jobs.running if job.writes), None)

    def _put(self, widget: QWidget) -> None:
        self.places.addWidget(widget)
        self.places.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        for widget in (self.inside, self.first):
            if widget is not None:
                self.places.removeWidget(widget)
                widget.deleteLater()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace.deleteLater()
        self.inside = self.first = self.workspace = None
        self.strip.tell("")
        self.strip.tell_saved("")

    def _saved(self, where: str) -> None:
        self.strip.tell_saved(f"Saved {dt.datetime.now():%H:%M} · {places.name(where)}")
