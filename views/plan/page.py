"""The action plan page: six themes by red, amber and green; of the one chosen its actions, page and notes; risks, next
steps, audit findings and training of the whole plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from models.edits import Conflict, Edit, Refused
from models.edits.facts import RemoveFact
from models.rules.action_plan import Action, Plan, plan
from models.subjects import AUTHORITY
from models.trackers import Column
from models.trackers import action_plan as listed
from models.trackers.shown import About
from views.child.forms import FormView
from views.child.record import Form
from views.grid.view import GridView
from views.message import Message
from views.paper import PaperPage
from views.plan import forms
from views.plan.side import Side
from views.plan.theme_page import ThemePage
from views.side_form import SideForm
from views.theme import theme
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

EMPTY = "No action is recorded yet: “Add …” records the first, or load the plan from a CSV file (More)."
HEADINGS, LISTED = 28, 7
"""Height of a heading; rows of the list of themes: the whole plan, and the six."""
LAST, NARROWEST, WIDEN = 76, 420, (0.6, 0.4)
"""Width of the last column of the themes; of theme and lead together at least, and how they share it."""
ADD, NOTE, CHANGE, CORRECT, CLOSE = "Add …", "Note progress …", "It changed …", "Correct …", "Close …"
TABLES = ("plan_action", "", "progress_note", "plan_risk", "next_step", "audit_finding", "training")
"""What each tab is a list of; the theme's page is none."""
WORDS = ("Actions", "Theme page", "Notes", "Risks", "Next steps", "Audit findings", "Training")
ACTIONS, PAGE, NOTES = range(3)


class PlanForm(SideForm):
    """The page's form; it takes the place of what stands behind the action."""

    turned = Signal(bool)
    """Whether it is about to be shown, or was taken away."""

    def open_for(self, form: Form, table: QWidget) -> None:
        """Ask for something; the keyboard goes back to the list it came from."""
        self._table = table
        self.close()
        self.turned.emit(True)  # first, for there is no room for both
        self.open(form)

    def close(self) -> None:
        """Take the form away."""
        if self.view is not None:
            super().close()
            self.turned.emit(False)


class PlanPage(PaperPage):
    """The permanence action plan as at the day looked at."""

    code = "plan"
    title = "Action plan"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.plan: Plan | None = None
        self.themes = self._grid("plan_themes", "themes", plain=True)
        self.themes.table.installEventFilter(self)
        self.action_list = self._grid("plan_actions", "actions")
        self.theme_page = ThemePage()
        self.notes = self._grid("plan_notes", "notes")
        self.risks = self._grid("plan_risks", "risks")
        self.steps = self._grid("plan_steps", "next steps")
        self.findings = self._grid("plan_findings", "audit findings")
        self.training = self._grid("plan_training", "days of training")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("More about the plan")
        self.tabs.tabBar().setAccessibleName("More about the plan")
        for tab, words in zip(self._tabs(), WORDS, strict=True):
            self.tabs.addTab(tab, words)
        self.side = Side(workspace)
        self.message = Message()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.themes)
        left.addWidget(self.tabs, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.message)
        self.adding = self.verb(ADD, self.add, primary=True)
        self.noting = self.verb(NOTE, self.note)
        self.changing = self.verb(CHANGE, self.change)
        self.correcting = self.verb(CORRECT, self.correct)
        self.closing = self.verb(CLOSE, self.close_it)
        self.more = QMenu(self)
        self.more_button = self.verb_menu("More", self.more)
        self.more.aboutToShow.connect(self._fill_more)
        self.paper_verbs()
        self.form = PlanForm(workspace, middle, self.action_list.table, self.message.tell, self._record)
        self.form.turned.connect(self._make_room)
        self.themes.current_changed.connect(lambda _theme: self._show_theme())
        self.themes.opened.connect(self._open_theme)
        self.action_list.current_changed.connect(lambda _action: self._choose())
        self.action_list.opened.connect(lambda _action: self._into_side())
        self.action_list.shown_changed.connect(self._describe)
        self.notes.current_changed.connect(lambda _note: self._choose())
        self.notes.opened.connect(self._open_note)
        for grid in (self.risks, self.steps, self.findings, self.training):
            grid.current_changed.connect(lambda _row: self._allow())
            grid.opened.connect(lambda _row: self.correct())
        self.theme_page.asked.connect(self._show_theme)
        self.side.opened.connect(self.open_children)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        workspace.busy_changed.connect(lambda _busy: self._allow())
        theme().changed.connect(self._dress)
        self.setFocusProxy(self.themes)

    def _tabs(self) -> tuple[QWidget, ...]:
        return (self.action_list, self.theme_page, self.notes, self.risks, self.steps, self.findings, self.training)

    def _grid(self, code: str, noun: str, *, plain: bool = False) -> GridView:
        grid = GridView(code, self.workspace, noun=noun, key="id")
        grid.table.horizontalHeader().setStretchLastSection(True)
        for table in (grid.table, grid.table.frozen):
            table.horizontalHeader().setFixedHeight(HEADINGS)
        if plain:
            grid.bar.hide()
            grid.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            grid.setFixedHeight(HEADINGS + LISTED * theme().row + 2)
        return grid

    # What is shown

    def refresh(self) -> None:
        """Read the plan as at the day looked at."""
        found = self.plan = self.workspace.snapshot().once(plan)
        self.side.forget()
        kept = self.themes.current
        self.themes.show_rows(listed.THEMES, listed.themes(found))
        self.themes.select(kept or listed.WHOLE)
        self._widen()
        QTimer.singleShot(0, self, self._widen)
        for grid, columns, rows in (
            (self.risks, listed.RISKS, listed.risks),
            (self.steps, listed.STEPS, listed.steps),
            (self.findings, listed.FINDINGS, listed.findings),
            (self.training, listed.TRAINING, listed.training),
        ):
            self._fill(grid, columns, rows(found))
        self._show_theme()

    def patch(self, changes: Changes) -> None:
        """A child's fact changes no plan, but it may change a measure."""
        self.side.forget()
        self._choose()

    @property
    def theme(self) -> str:
        """The code of the theme that is chosen; “all” for the whole plan."""
        return self.themes.current or listed.WHOLE

    @property
    def action(self) -> Action | None:
        """The action that is chosen: of the list, or among the notes the one that the note is about."""
        if self.plan is None:
            return None
        if self.tabs.currentIndex() != NOTES:
            return self.plan.action(int(self.action_list.current or 0))
        row = self._row("progress_note", self.notes)
        return self.plan.action(row["action"] or 0) if row is not None else None

    def _show_theme(self) -> None:
        if self.plan is None:
            return
        self._fill(self.action_list, listed.ACTIONS, listed.actions(self.plan, self.theme))
        self._fill(self.notes, listed.NOTES, listed.notes(self.plan, self.theme))
        wanted = [each for each in self.plan.themes if self.theme in (listed.WHOLE, each.code)]
        self.theme_page.show_themes(self.plan, wanted)
        self._describe()
        self._choose()

    @staticmethod
    def _fill(grid: GridView, columns: tuple[Column, ...], rows: pl.DataFrame) -> None:
        grid.show_rows(columns, rows)
        if grid.current is None and len(rows):
            grid.table.setCurrentIndex(grid.model.index(0, 0))

    def _describe(self) -> None:
        if self.plan is not None:
            said = listed.described(self.plan) if self.plan.actions else EMPTY
            self.say(f"{said} · {self.workspace.when}")

    def _choose(self) -> None:
        self.side.show_action(self.action)
        self._allow()

    def _make_room(self, form: bool) -> None:
        """The action stands beside the lists that are about actions; the others have its room, and so has a form."""
        self.side.setVisible(self.tabs.currentIndex() in (ACTIONS, NOTES) and not form)
        QTimer.singleShot(0, self, self._widen)

    def _turn(self) -> None:
        self._make_room(self.form.view is not None)
        self._choose()

    def _open_theme(self, _theme: str) -> None:
        self.tabs.setCurrentIndex(PAGE)
        self.theme_page.setFocus()

    def _into_side(self) -> None:
        if not self.side.to_months():
            self.side.setFocus()

    def _open_note(self, _note: str) -> None:
        row = self._row("progress_note", self.notes)
        if row is not None and row["action"] and self.plan is not None:
            self.tabs.setCurrentIndex(ACTIONS)
            self.action_list.select(str(row["action"]))
            self.action_list.table.setFocus()

    def shown(self) -> tuple[tuple[Column, ...], pl.DataFrame, About]:
        """Exactly what is shown: the columns, the rows, and what stands beside them on paper."""
        grid = self._list() or self.action_list
        rows = grid.model.shown()
        about = self.about(f"{self._words()}. {self._line()}", grid.filter_words(), len(rows), grid.population())
        return grid.columns.shown(), rows, about

    def choose_columns(self) -> None:
        """Which columns of the list are shown."""
        grid = self._list() or self.action_list
        grid.columns.choose(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _line(self) -> str:
        return listed.described(self.plan) if self.plan is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The names of the themes have what room there is, once the list itself has it."""
        if watched is self.themes.table and event.type() == QEvent.Type.Resize:
            self._widen()
        return super().eventFilter(watched, event)

    def _widen(self) -> None:
        """Theme and lead share what the narrow columns leave."""
        table, header = self.themes.table, self.themes.table.horizontalHeader()
        shown = [at for at in range(self.themes.model.columnCount()) if not header.isSectionHidden(at)]
        if len(shown) > len(WIDEN):
            narrow = sum(table.columnWidth(at) for at in shown[len(WIDEN) : -1]) + LAST
            left = max(NARROWEST, table.width() - narrow)
            for at, share in zip(shown, WIDEN, strict=False):
                table.setColumnWidth(at, int(left * share))

    def _words(self) -> str:
        """Which list it is: “Actions of theme 3”."""
        at = self.tabs.currentIndex()
        of = f" of theme {self.theme}" if at <= NOTES and self.theme != listed.WHOLE else ""
        return f"{WORDS[ACTIONS if at == PAGE else at]}{of}"

    # Recording

    def add(self) -> None:
        """The form of something new for the list that is shown."""
        table = self._table_shown()
        today, of = self.workspace.today, "" if self.theme == listed.WHOLE else self.theme
        if table in ("", "progress_note"):
            self.note()
        elif table == "training":
            self._ask(forms.training(today))
        else:
            self._ask(forms.adding(table, today, of if table in ("plan_action", "audit_finding") else ""))

    def note(self) -> None:
        """The form of progress: of the action chosen, or of the theme whose page or note is chosen."""
        if self.plan is not None and (of := self._noted()):
            action = self.action if self.tabs.currentIndex() != PAGE else None
            self._ask(forms.noting(self.plan.theme(of), action, self.workspace.today))

    def _noted(self) -> str:
        """The theme of which progress can be noted; blank for none."""
        at, one = self.tabs.currentIndex(), "" if self.theme == listed.WHOLE else self.theme
        if at == PAGE or (at == NOTES and self.action is None):
            row = self._row("progress_note", self.notes) if at == NOTES else None
            return row["theme"] if row is not None else one
        still = at in (ACTIONS, NOTES) and self.action is not None and self.action.open
        return self.action.theme if still and self.action is not None else ""

    def change(self) -> None:
        """The form of an action that is otherwise from a day on."""
        if self.action is not None:
            self._ask(forms.changing(self.action, self.workspace.today))

    def correct(self) -> None:
        """The form of the row that was typed wrongly."""
        table, grid = self._table_shown(), self._list()
        row = self._row(table, grid) if grid is not None else None
        if row is not None and self.workspace.can_edit:
            self._ask(forms.correcting(table, row, self._seen))

    def close_it(self) -> None:
        """The form of the row that is done, withdrawn or over."""
        table, grid = self._table_shown(), self._list()
        if table == "plan_action" and self.action is not None:
            self._ask(forms.closing(self.action, self.workspace.today))
        elif table in forms.ENDING and grid is not None and (row := self._row(table, grid)) is not None:
            self._ask(forms.ending(table, row, self.workspace.today, self._seen))

    def take_away(self) -> None:
        """The row should never have been recorded; Ctrl+Z brings it back."""
        table, grid = self._table_shown(), self._list()
        row = self._row(table, grid) if grid is not None else None
        if row is not None:
            self._do(RemoveFact(AUTHORITY, table, int(row["row_id"]), self._seen))

    def ask_file(self) -> None:
        """Ask which CSV file, and take its actions over as one act."""
        where, _kind = QFileDialog.getOpenFileName(self, "Load actions", "", "CSV files (*.csv);;All files (*)")
        if where:
            self.load(Path(where))

    def load(self, path: Path) -> None:
        """Take over the actions of a file; what is wrong with it is told by row and column, and nothing is recorded."""
        from models.returns.plan import Unreadable, read

        try:
            edit = read(path, self.workspace.today, self._seen)
        except Unreadable as problem:
            self.message.tell(str(problem), wrong=True)
        else:
            self._do(edit)

    def _fill_more(self) -> None:
        self.more.clear()
        can = self.workspace.can_edit and self.plan is not None
        for words, act, may in (
            ("Accountable lead …", self._ask_lead, can),
            ("When the plan began …", self._ask_beginning, can),
            ("Take away", self.take_away, can and self._list() is not None),
            ("Load actions …", self.ask_file, can),
        ):
            self.more.addAction(words, act).setEnabled(may)
        self.more.addSeparator()
        self.more.addAction("Columns …", self.choose_columns).setEnabled(self._list() is not None)

    def _ask_lead(self) -> None:
        assert self.plan is not None
        self._ask(forms.leading(self.plan, self.theme, self.workspace.today))

    def _ask_beginning(self) -> None:
        assert self.plan is not None
        self._ask(forms.beginning(self.plan, self._seen))

    @property
    def _seen(self) -> int:
        return self.workspace.snapshot().facts.number

    def _table_shown(self) -> str:
        return TABLES[self.tabs.currentIndex()]

    def _list(self) -> GridView | None:
        shown = self.tabs.currentWidget()
        return shown if isinstance(shown, GridView) else None

    def _row(self, table: str, grid: GridView) -> dict[str, Any] | None:
        """The cells of the row the keyboard is on, as they are recorded."""
        index = grid.table.currentIndex().row()
        shown = grid.model.shown()
        if not 0 <= index < len(shown):
            return None
        wanted = shown["row"][index]
        rows = self.workspace.snapshot().facts.whole[table].filter(pl.col("row_id") == wanted)
        return rows.row(0, named=True) if len(rows) else None

    def _ask(self, form: Form) -> None:
        if self.workspace.why_not:
            self.message.tell(f"{self.workspace.why_not}.", wrong=True)
            return
        shown = self._list()
        self.form.open_for(form, shown.table if shown is not None else self.theme_page)

    def _record(self, edit: Edit, form: FormView) -> bool:
        return self._do(edit, form)

    def _do(self, edit: Edit, form: FormView | None = None) -> bool:
        from models.store import CannotOpen

        before = {action.number for action in self.plan.actions} if self.plan is not None else set()
        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            if form is not None:
                form.refuse(problem)
            else:
                self.message.tell(str(problem), wrong=True)
            return False
        self.ensure_drawn()
        self._show_new(before)
        self.message.tell(f"{edit.label}. Ctrl+Z takes it back." if changes.number else "It is so already.")
        return True

    def _show_new(self, before: set[int]) -> None:
        """The keyboard goes to the action that was added."""
        new = [action.number for action in self.plan.actions if action.number not in before] if self.plan else []
        if len(new) == 1:
            self.action_list.select(str(new[0]))

    def _allow(self) -> None:
        can, why = self.workspace.can_edit, self.workspace.why_not
        at, table = self.tabs.currentIndex(), self._table_shown()
        grid = self._list()
        row = grid is not None and grid.current is not None
        still = self.action is not None and self.action.open
        noted = bool(self._noted())
        first = "Choose one theme first" if at == PAGE else "Choose an open action first"
        open_row = row and (still if table == "plan_action" else self._still(table, grid))
        for button, may, words, otherwise in (
            (self.adding, at not in (PAGE, NOTES) or noted, f"Something new: {WORDS[at].lower()}", first),
            (
                self.noting,
                noted,
                "What progress the action made (on the theme's page: the theme), on a day",
                first,
            ),
            (self.changing, at == ACTIONS and still, "The action is otherwise from a day on", "Choose an open action"),
            (self.correcting, row, "It was typed wrongly", "Choose a row first"),
            (self.closing, open_row, "Done, withdrawn or over, on a day", "There is nothing open here to close"),
        ):
            button.setEnabled(bool(can and may))
            button.setToolTip(why or (words if may else otherwise))

    def _still(self, table: str, grid: GridView | None) -> bool:
        if table not in forms.ENDING or grid is None:
            return False
        found = self._row(table, grid)
        return found is not None and found["ends"] is None

    # What is said

    def _dress(self) -> None:
        if self.plan is not None:
            self._show_theme()

    def step_out(self) -> bool:
        """Esc closes the form, then lifts the filters, then takes the message away."""
        grid = self._list()
        if self.form.leave() or (grid is not None and grid.clear()):
            return True
        return self.message.take_away()

    def leave(self) -> bool:
        """What is typed is kept, and stands in the form when it is opened again."""
        self.form.keep()
        return all(grid.leave() for grid in self._tabs() if isinstance(grid, GridView))
