"""The policies page: what the authority chooses for itself, beside what law and guidance set for everybody."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.dates import british, typed
from models.edits import Conflict, Edit, Refused
from models.edits.facts import RemoveFact
from models.edits.house import SetHouse
from models.edits.policy import SetHoliday, SetPolicy
from models.returns.figures import KINDS, Unreadable, read
from models.rules.house import KIND as HOUSE_ID
from models.rules.house import LOGO
from models.rules.policies import POLICIES
from models.subjects import AUTHORITY, SUBJECTS
from views.child.forms import FormView
from views.grid.view import GridView
from views.kept import Keeping, Kept, begun
from views.message import Message
from views.page import Page
from views.settings import figures, logo
from views.settings.logo import PICTURES
from views.settings.rows import COLUMNS, DAY, HOLDS, HOUSE, LAW, rows
from views.side_form import SideForm
from views.workspace import Workspace

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettingsPage(Page):
    """Every policy, limit, own figure and bank holiday. Enter on a row asks what it is to be: one undo step."""

    code = "policies"
    title = "Policies"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.figure_menu = QMenu(self)
        for table in KINDS:
            add = self.figure_menu.addAction(SUBJECTS[table].noun)
            add.triggered.connect(lambda _checked=False, table=table: self.add_figure(table))
        self.adding_figure = self.verb_menu("Add a figure", self.figure_menu)
        self.removing = self.verb("Take away", self.take_away)
        self.loading = self.verb("Load figures …", self.ask_file)
        self.adding = self.verb("&Add a bank holiday", self.ask_holiday, tip="A day that was proclaimed, or your own")
        self.message = Message()
        self.grid = GridView("policies", workspace, noun="policies, figures and holidays", key="id")
        self.grid.opened.connect(self.ask)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._middle.addWidget(self.grid, 1)
        self.body.addLayout(self._middle, 1)
        self.form = SideForm(workspace, self._middle, self.grid.table, self.message.tell, self._record_figure)
        self.grid.current_changed.connect(lambda _row: self._allow())
        self.kept = Kept(workspace, lambda sentence: self.message.tell(sentence, wrong=True))
        self._later = Keeping(self._keep, self)
        self._lay_out()
        self.body.addWidget(self.message)
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self._asked = ""
        """The row that is asked about: its id, “new” for a day to be added, empty for none."""
        self.setFocusProxy(self.grid)

    def _lay_out(self) -> None:
        self.panel = QFrame()
        self.panel.setProperty("role", "side")
        self.about = QLabel(" ")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.value, self.name = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("Name of the day")
        self.name.setAccessibleName("Name of the day")
        self.recording, self.returning = QPushButton("Record"), QPushButton("Back to the default")
        self.recording.setProperty("role", "primary")
        self.recording.clicked.connect(self.record)
        self.returning.clicked.connect(self.give_up)
        for field in (self.value, self.name):
            field.returnPressed.connect(self.record)
            field.textEdited.connect(lambda _text: self._later.letter())
        across = QHBoxLayout()
        for widget in (self.value, self.name, self.recording, self.returning):
            across.addWidget(widget)
        across.addStretch(1)
        down = QVBoxLayout(self.panel)
        down.addWidget(self.about)
        down.addLayout(across)
        self.panel.hide()
        self.body.addWidget(self.panel)

    def refresh(self) -> None:
        """Read what is chosen now."""
        facts = self.workspace.snapshot().facts
        self.frame = rows(facts, dt.date(self.workspace.today.year - 1, 1, 1))
        kept = self.grid.current
        self.grid.show_rows(COLUMNS, self.frame)
        own = self.frame["own"].count()
        many = int(self.frame["id"].str.starts_with(f"{figures.MARK} ").sum())
        self.say(
            f"{own:,} of the authority's own choice and {many:,} figure{'' if many == 1 else 's'} of its own; "
            "the rest by default, or by law and guidance · Enter changes a row"
        )
        self.grid.select(kept or self.frame["id"][0])
        self._allow()

    # What is asked

    def ask(self, row: str) -> None:
        """Ask what a row is to be."""
        said = self.frame.filter(pl.col("id") == row).row(0, named=True)
        self.message.tell(" ")
        if (figure := self._figure(row)) is not None:
            self._hide_panel()
            self.form.open(figures.correcting(*figure, self._seen))
            return
        self.form.leave()
        if said["what"] == LAW:
            self._close()
            self.message.tell(
                f"Nobody can choose “{said['title']}” here. It is set by {said['whose']}".rstrip(".") + ".", wrong=True
            )
            return
        self._asked = row
        if said["what"] == HOUSE:
            self._ask_house(said)
            return
        if said["what"] == DAY:
            holds = said["value"] == HOLDS
            words = "counts as a working day" if holds else "is a bank holiday"
            self._open(
                f"{said['title']}, {british(said['on'])}: {said['value'].lower()} · Record: from now on it {words}."
            )
            self.recording.setFocus()
            return
        unit = next(policy.unit for policy in POLICIES if policy.code == self._asked)
        self._open(f"{said['title']} · default {said['default']} · {said['whose']}", value=f"In {unit}")
        self.value.setText(said["number"])
        self._take_up()
        self.value.selectAll()
        self.returning.setVisible(said["own"] is not None)

    def _ask_house(self, said: dict[str, Any]) -> None:
        """Ask for a part of the house style; for the logo, which picture."""
        self._open(f"{said['title']} · {said['whose']}", value="" if self._part == LOGO else said["title"])
        self.returning.setVisible(said["own"] is not None)
        if self._part == LOGO:
            self.recording.setFocus()
            self.about.setText(f"{said['title']} · {said['whose']} Record: choose the picture (PNG, SVG or JPEG).")
            return
        self.value.setText(said["number"])
        self._take_up()
        self.value.selectAll()

    @property
    def _part(self) -> str:
        """The part of the house style that is asked about."""
        return self._asked.partition(" ")[2]

    def ask_logo(self) -> None:
        """Ask which picture is the logo, and record it."""
        where, _kind = QFileDialog.getOpenFileName(self, "Logo", "", PICTURES)
        if where:
            self.take_logo(Path(where))

    def take_logo(self, path: Path) -> None:
        """Record the picture of a file as the logo."""
        try:
            self._do(SetHouse(LOGO, logo.read(path), self._seen))
        except ValueError as problem:
            self.message.tell(f"{problem}.", wrong=True)

    def ask_holiday(self) -> None:
        """Ask for a day to be added."""
        self.message.tell(" ")
        self._asked = "new"
        self._open("A bank holiday to be added: no working day is counted on it.", value="Day, such as 27 3 2022")
        self.value.clear()
        self.name.clear()
        self.name.show()
        self._take_up()

    # The authority's own figures

    def _figure(self, row: str) -> tuple[str, dict[str, Any]] | None:
        """The table and cells of a row that is such a figure; None for any other row."""
        mark, _, rest = row.partition(" ")
        table, _, number = rest.partition(" ")
        if mark != figures.MARK:
            return None
        found = self.workspace.snapshot().facts.whole[table].filter(pl.col("row_id") == int(number))
        return (table, found.row(0, named=True)) if len(found) else None

    def add_figure(self, table: str) -> None:
        """Ask for a new figure of a kind."""
        self._hide_panel()
        self.form.open(figures.adding(table))

    def _hide_panel(self) -> None:
        """Close what is asked of a policy or a day; what is typed of it is kept."""
        self.leave()
        self._asked = ""
        self.panel.hide()

    def _record_figure(self, edit: Edit, view: FormView) -> bool:
        """Carry out what the form asks."""
        from models.store import CannotOpen

        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            view.refuse(problem)
            return False
        self.message.tell(f"{edit.label}. Ctrl+Z takes it back." if changes.number else "It is so already.")
        return True

    def take_away(self) -> None:
        """The figure of the row should never have been recorded; Ctrl+Z brings it back."""
        figure = self._figure(self.grid.current or "")
        if figure is not None and self.removing.isEnabled():
            self._do(RemoveFact(AUTHORITY, figure[0], int(figure[1]["row_id"]), self._seen))

    def ask_file(self) -> None:
        """Ask which CSV file, and record its figures as one act."""
        where, _kind = QFileDialog.getOpenFileName(self, "Load figures", "", "CSV files (*.csv);;All files (*)")
        if where:
            self.load(Path(where))

    def load(self, path: Path) -> None:
        """Record the figures of a file; what is wrong is told by row and column, and nothing is recorded."""
        try:
            edit = read(path, self._seen)
        except Unreadable as wrong:
            self.message.tell(str(wrong), wrong=True)
        else:
            self._do(edit)

    def _open(self, about: str, value: str = "") -> None:
        self.about.setText(about)
        self.value.setVisible(bool(value))
        self.value.setPlaceholderText(value)
        self.value.setAccessibleName(value)
        self.form.leave()
        self.name.hide()
        self.returning.hide()
        self.panel.show()
        if value:
            self.value.setFocus()

    def _close(self) -> None:
        """It is recorded or discarded."""
        self._later.stop()
        self.kept.keep(f"{self.code}/{self._asked}", "", {})
        self._asked = ""
        self.panel.hide()

    def _take_up(self) -> None:
        """Put in what was typed of it before the file was closed."""
        draft = self.kept.of(f"{self.code}/{self._asked}")
        if draft is not None:
            self.value.setText(draft.words["value"])
            self.name.setText(draft.words["name"])
            self.message.tell(begun(draft))

    def _keep(self) -> None:
        """Keep what is typed beside the file."""
        if self._asked:
            words = {"value": self.value.text(), "name": self.name.text()}
            self.kept.keep(f"{self.code}/{self._asked}", self.about.text(), words)

    def leave(self) -> bool:
        """What is typed is kept, and stands here when one comes back."""
        if self._later.isActive():
            self._later.stop()
            self._keep()
        self.form.keep()
        return True

    # Recording

    def record(self) -> None:
        """Record what is asked; what is typed stays where it cannot be."""
        if self._asked.startswith(f"{HOUSE_ID} ") and self._part == LOGO:
            self.ask_logo()
            return
        try:
            edit = self._edit()
        except ValueError as problem:
            self.message.tell(f"{problem}.", wrong=True)
            return
        self._do(edit)

    def give_up(self) -> None:
        """Go back to the default."""
        if self._asked.startswith(f"{HOUSE_ID} "):
            self._do(SetHouse(self._part, "", self._seen))
        else:
            self._do(SetPolicy(self._asked, None, self._seen))

    @property
    def _seen(self) -> int:
        return self.workspace.snapshot().facts.number

    def _edit(self) -> Edit:
        """What is to be recorded; ValueError with a sentence where it cannot be read."""
        text = self.value.text().strip()
        if self._asked == "new":
            day = typed(text)
            if day is None:
                raise ValueError("Type the day of the holiday first")
            return SetHoliday(day, True, self.name.text(), self._seen)
        said = self.frame.filter(pl.col("id") == self._asked).row(0, named=True)
        if said["what"] == DAY:
            return SetHoliday(said["on"], said["value"] != HOLDS, "", self._seen)
        if said["what"] == HOUSE:
            return SetHouse(self._part, text, self._seen)
        if not text.isascii() or not text.isdigit():
            raise ValueError(f"“{text}” is not a whole number")
        return SetPolicy(self._asked, int(text), self._seen)

    def _do(self, edit: Edit) -> None:
        from models.store import CannotOpen

        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            self.message.tell(str(problem), wrong=True)
            return
        self._close()
        self.grid.table.setFocus()
        self.message.tell(f"{edit.label}. Ctrl+Z takes it back." if changes.number else "It is so already.")

    def step_out(self) -> bool:
        """Esc closes what is asked, then takes the message away."""
        if self.form.leave():
            return True
        if self._asked:
            self._close()
            self.grid.table.setFocus()
            return True
        return self.message.take_away()

    def _allow(self) -> None:
        for button in (self.adding, self.adding_figure, self.loading, self.recording, self.returning):
            button.setEnabled(self.workspace.can_edit)
            button.setToolTip(self.workspace.why_not)
        own = (self.grid.current or "").startswith(f"{figures.MARK} ")
        self.removing.setEnabled(self.workspace.can_edit and own)
        self.removing.setToolTip(
            self.workspace.why_not or ("It should never have been recorded" if own else "Go to a figure of your own")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)
