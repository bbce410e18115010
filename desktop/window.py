"""The main window: menus, the open file or the first page, and the bottom line."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import opening, places
from desktop.actions import COMMANDS, Command
from desktop.inside import Inside
from desktop.preferences import last, opened, recent
from models.progress import Cancelled
from views.jobs import Job, Jobs, JobStrip
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
        self._making: Job | None = None
        self.preferences, self.today_is = preferences, today
        self.who = who or getpass.getuser()
        self.workspace: Workspace | None = None
        self.inside: Inside | None = None
        self.first: StartPage | None = None
        self.jobs = Jobs(self)
        self.strip = JobStrip(self.jobs)
        self.actions_: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._build_menus()
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
        theme().changed.connect(self._dress)
        self._dress()
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

        if not self._settled():
            return
        self._leave()
        self.first = StartPage(recent(self.preferences))
        self.first.demonstration.connect(self.open_demonstration)
        self.first.open_file.connect(self.open_file)
        self.first.new_file.connect(self.new_file)
        self.first.import_return.connect(self._import_new)
        self.first.open_recent.connect(self.open)
        self._put(self.first)
        self.setWindowTitle("Permanence")
        self._enable()

    def open(self, where: str) -> bool:
        """Open a file; False and a sentence where that cannot be."""
        before = self.workspace
        if not self._settled():
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
        self.setWindowTitle(f"{self._name()} – Permanence")
        self.strip.tell_saved(self._name())
        workspace.told.connect(self.tell)
        workspace.changed.connect(lambda _changes: self._saved())
        workspace.steps_changed.connect(self._enable)
        workspace.busy_changed.connect(lambda _busy: self._enable())
        self.inside.visited.connect(self._enable)
        self.inside.go("tracker")
        self._enable()

    def open_file(self) -> None:
        """Ask which file, and open it."""
        where, _kind = QFileDialog.getOpenFileName(self, "Open", self._folder(), FILES)
        if where:
            self.open(where)

    def new_file(self) -> bool:
        """Ask where and with which pass-phrase, and make an empty file."""
        from models.store import CannotOpen, Store

        if not self._settled():
            return False
        where, _kind = QFileDialog.getSaveFileName(self, "New file", str(Path(self._folder()) / "permanence.db"), FILES)
        if not where:
            return False
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
        from models.store import CannotOpen

        if self._making is not None:
            return
        where = path or places.demonstration()
        if isinstance(where, Path) and where.exists():
            self.open(str(where))
            return

        here = self.workspace

        def done(_nothing: object) -> None:
            if self.workspace is here:
                self.open(str(where))
            else:
                self.tell("The demonstration is made: File, Demonstration opens it.")

        def failed(problem: Exception) -> None:
            if isinstance(problem, (OSError, CannotOpen)):
                why = getattr(problem, "strerror", None) or problem
                self.tell(f"The demonstration could not be made: {why}")
            elif not isinstance(problem, Cancelled):
                raise problem

        self._making = self.jobs.run(
            "Making the demonstration",
            lambda progress: opening.make_demonstration(where, children, self.today_is, progress),
            done,
            failed,
        )
        self._making.ended.connect(self._made)
        self._enable()

    def _made(self) -> None:
        """The demonstration is made, or stopped: it may be asked for again."""
        self._making = None
        self._enable()

    def _import_new(self) -> None:
        if self.new_file():
            self._go("import")

    # Steps and places

    def read_again(self) -> None:
        """Show what others have recorded meanwhile."""
        if self.workspace:
            self.workspace.read_again()
            self.tell("Read again: this is what stands in the file now.")

    def undo(self) -> None:
        """Take the last step back."""
        if self.workspace:
            self.workspace.undo()

    def redo(self) -> None:
        """Bring it back."""
        if self.workspace:
            self.workspace.redo()

    def go_tracker(self) -> None:
        """To the permanence tracker, with its own children."""
        self._go("tracker")

    def go_scorecard(self) -> None:
        """To the scorecard."""
        self._go("scorecard")

    def go_import(self) -> None:
        """To the import; where no file is open, into a new one."""
        if self.inside is None:
            self._import_new()
        else:
            self._go("import")

    def go_ledger(self) -> None:
        """To the ledger."""
        self._go("ledger")

    def print_page(self) -> None:
        """Print what is shown."""
        self._ask_page("print_shown")

    def choose_columns(self) -> None:
        """Which columns are shown."""
        self._ask_page("choose_columns")

    def export_csv(self) -> None:
        """Write what is shown as CSV."""
        self._ask_page("ask_export", "csv")

    def export_xlsx(self) -> None:
        """Write what is shown as a workbook."""
        self._ask_page("ask_export", "xlsx")

    def export_pdf(self) -> None:
        """Write what is shown as PDF."""
        self._ask_page("ask_export", "pdf")

    def comfortable(self) -> None:
        """Rows with more room, or with less; this machine remembers."""
        ticked = self.actions_["comfortable"].isChecked()
        self.preferences.setValue("view/comfortable", int(ticked))
        theme().use_rows(ROW_COMFORTABLE if ticked else ROW)

    def show_keys(self) -> None:
        """All keys on one sheet."""
        from desktop.sheet import KeySheet

        KeySheet(self).open()

    def about(self) -> None:
        """Version, file and ledger."""
        from desktop.sheet import About

        About(self.workspace, self).open()

    def tell(self, words: str) -> None:
        """Say one sentence: on the first page there, else in the bottom line."""
        if self.first is not None:
            self.first.tell(words)
        else:
            self.strip.tell(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop what is under way, close the file; stays open while something typed is left."""
        event.ignore()
        if not self._settled():
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

    def _build_menus(self) -> None:
        for command in COMMANDS:
            if command.menu not in self._menus:
                self._menus[command.menu] = self.menuBar().addMenu(command.menu)
            action = QAction(command.words, self)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.ticked)
            action.setStatusTip(command.does)
            action.setToolTip(f"{command.does} ({command.keys[0]})" if command.keys else command.does)
            action.triggered.connect(lambda _checked=False, name=command.name: self.perform(name))
            self._menus[command.menu].addAction(action)
            if command.line_after:
                self._menus[command.menu].addSeparator()
            self.actions_[command.name] = action

    def perform(self, name: str) -> None:
        """Do a command by its name."""
        command = next(each for each in COMMANDS if each.name == name)
        if command.pages:
            self._press(command)
            return
        doer = self if hasattr(self, name) else self.inside
        if doer is not None:
            getattr(doer, name)()

    def _press(self, command: Command) -> None:
        """Press the page's own button; a sentence where it cannot be pressed now."""
        page = self.inside.page if self.inside else None
        buttons = page.findChildren(QPushButton) if page else []
        button = next((each for each in buttons if each.isVisible() and each.text() == command.plain), None)
        if button is None:
            self.tell(f"There is nothing here now for “{command.plain}”.")
        elif not button.isEnabled():
            self.tell(f"{(button.toolTip() or 'Other work is under way').rstrip('.')}.")
        elif button.menu() is not None:
            button.showMenu()
        else:
            button.click()

    def _dress(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self.actions_[command.name].setIcon(theme().icon(command.icon))

    def _enable(self) -> None:
        workspace, inside = self.workspace, self.inside
        for command in COMMANDS:
            self.actions_[command.name].setEnabled(inside is not None or not command.needs_file)
            if command.pages:
                now = inside.visits.now if inside is not None else None
                self.actions_[command.name].setEnabled(now is not None and now.page in command.pages)
        idle = self._making is None
        self.actions_["open_demonstration"].setEnabled(idle)
        if self.first is not None:
            self.first.choices["demonstration"].setEnabled(idle)
        free = workspace is not None and not workspace.busy
        for name, label in (("undo", workspace and workspace.undo_label), ("redo", workspace and workspace.redo_label)):
            words = f"{name.title()} {label}" if label else name.title()
            self.actions_[name].setText(words.replace("&", "&&"))
            self.actions_[name].setEnabled(bool(label) and free)
        if inside is not None:
            page = inside.page
            for name, asked in (("print_page", "print_shown"), ("choose_columns", "choose_columns")):
                self.actions_[name].setEnabled(hasattr(page, asked))
            for form in ("csv", "xlsx", "pdf"):
                self.actions_[f"export_{form}"].setEnabled(hasattr(page, "ask_export"))
            self.actions_["back"].setEnabled(inside.visits.can_go_back)
            self.actions_["forward"].setEnabled(inside.visits.can_go_forward)

    def _go(self, code: str) -> None:
        if self.inside:
            self.inside.go(code)

    def _ask_page(self, what: str, *words: str) -> None:
        asked = getattr(self.inside.page, what, None) if self.inside else None
        if asked is not None:
            asked(*words)

    def _settled(self) -> bool:
        """Whether what was being typed is recorded, or nothing was; what is wrong with it is said."""
        return self.inside is None or self.inside.leave()

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

    def _saved(self) -> None:
        self.strip.tell_saved(f"Saved {dt.datetime.now():%H:%M} · {self._name()}")

    def _name(self) -> str:
        if self.workspace is None:
            return ""
        where = self.workspace.store.where
        return where.rsplit("@", 1)[-1] if "://" in where else Path(where).name

    def _folder(self) -> str:
        where = last(self.preferences)
        return str(Path(where).parent) if where and "://" not in where else str(Path.home())
