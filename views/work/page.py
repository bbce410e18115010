"""The page of my work: what is overdue, due soon, drifting, waited for or missing, for a person, a team or everyone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.progress import Cancelled, Progress
from models.rules.work import people
from models.snapshot import Snapshot
from models.trackers.my_work import COLUMNS, FIGURES, checked_work, mine, persons, work
from views.child.next_meeting import ADDING
from views.grid.filters import Only
from views.grid.view import GridView
from views.paper import ListPage
from views.tracker.figures import Figures
from views.tracker.page import SEVERAL
from views.tracker.side import Side
from views.work.who import EVERYONE, WhoPopup
from views.workspace import Workspace

if TYPE_CHECKING:
    from views.tracker.bulk import Bulk

REMEMBERED = "work/who"


class WorkPage(ListPage):
    """One list: a row for each thing to be done, with figures over it; Enter opens the child."""

    code = "work"
    title = "My work"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._who = str(workspace.preferences.value(REMEMBERED, "") or "")
        self._persons: list[tuple[str, str]] = []
        self._looked: Snapshot | None = None
        self._rows = pl.DataFrame()
        self._checks = ""
        """What is said of the checks until they are through."""
        self.grid = GridView(self.code, workspace, noun="things", key="id")
        self.side = Side(workspace.names, of_cells=True)
        self.grid.model.named = workspace.names.beside
        self.side.button.setAccessibleName("Open the child")
        self.bulk: Bulk | None = None
        self.figures = Figures(FIGURES, key="id", noun=("thing", "things"))
        self.figures.opened.connect(self.show_things)
        self.body.addWidget(self.figures)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._middle.addWidget(self.grid, 1)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self.side)
        self.who_button = self.verb("For everyone …", self.choose_who, tip="Whose work is shown: choose another")
        self.several = self.verb(SEVERAL, self.act_for_several)
        self.list_verbs()
        self.grid.opened.connect(self._open)
        self.grid.current_changed.connect(self._show_current)
        self.grid.shown_changed.connect(self._describe)
        self.side.opened.connect(self.open_child)
        self.side.life_wanted.connect(self.show_life)
        self.side.record_wanted.connect(lambda child: self.open_record.emit(child, ""))
        self.side.meeting_wanted.connect(lambda child: self.open_record.emit(child, ADDING))
        workspace.busy_changed.connect(lambda _busy: self._let_record())
        self.setFocusProxy(self.grid)

    @property
    def who(self) -> str:
        """Whose work is shown: an identifier the data knows, else nobody's and so everyone's."""
        return self._who if self._who in dict(self._persons) else ""

    def refresh(self) -> None:
        """Show everything to be done as at the day looked at; what the checks find follows, worked out beside it."""
        self._let_record()
        snapshot = self.workspace.snapshot()
        if snapshot is not self._looked or self._checks:
            self._looked, self._rows = snapshot, snapshot.once(work)
            self._checks = "; looking for missing data …"
            self._check(snapshot)
        self._show()

    def _check(self, snapshot: Snapshot) -> None:
        def checked(progress: Progress) -> pl.DataFrame:
            return checked_work(snapshot, progress)

        def done(rows: pl.DataFrame) -> None:
            if snapshot is self._looked:
                self._rows, self._checks = rows, ""
                self._show()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem
            self._checks = "; stopped before missing data was looked for"
            self._describe()

        self.workspace.run("Looking for missing data", checked, done, failed)

    def _show(self) -> None:
        assert self._looked is not None
        roles = self._looked.once(people)
        self._persons = persons(self._rows, roles)
        who = self.who
        self.who_button.setText(f"For {who or 'everyone'} …")
        self.side.empty = "" if len(self._rows) else "There is nothing to be done here yet."
        chosen = self.grid.chosen() if self.bulk is not None and self.bulk.isVisible() else []
        self.grid.show_rows(COLUMNS, mine(self._rows, roles, who) if who else self._rows)
        self._show_current(self.grid.current or "")
        if chosen:  # still those that something is being recorded for
            self.grid.choose(chosen)

    def choose_who(self) -> WhoPopup:
        """Ask whose work is to be shown."""
        popup = WhoPopup(self._persons, self.who, self)
        popup.chosen.connect(self.show_who)
        popup.show_at(self.who_button.mapToGlobal(QPoint(0, self.who_button.height())))
        popup.field.setFocus()
        return popup

    def show_who(self, who: str) -> None:
        """The work of a person or team, or of everyone; this machine remembers."""
        self._who = who
        self.workspace.preferences.setValue(REMEMBERED, who)
        self.grid.clear()
        self._show()
        self.grid.setFocus()

    def show_things(self, ids: Sequence[str], words: str) -> None:
        """Exactly the rows a figure counts."""
        self.grid.show_only(Only(words, children=frozenset(ids)))

    def act_for_several(self) -> None:
        """Ask what is to be recorded for the children of all the rows that are chosen."""
        if self.bulk is None:
            from views.tracker.bulk import Bulk

            self.bulk = Bulk(self.workspace, self.grid)
            self.bulk.closed.connect(self.grid.table.setFocus)
            self._middle.addWidget(self.bulk)
        self.bulk.open()

    def show_life(self) -> None:
        """The history of what the row is about: what is wanted, what was answered, who works with the child."""
        from models.history.things import of_thing
        from views.grid.life import open_life

        record = self._record(self.grid.current or "")
        if record is not None:
            key = self.grid.model.columns[self.grid.table.currentIndex().column()].key
            open_life(self.grid, of_thing(key, str(record["what"]), str(record["rule"] or "")))

    def step_out(self) -> bool:
        """Esc: one step out of what is recorded for several, then lift the filters."""
        return (self.bulk is not None and self.bulk.step_out()) or self.grid.clear()

    def leave(self) -> bool:
        """Nothing is typed in this list; what is typed for several is kept."""
        if self.bulk is not None:
            self.bulk.keep()
        return self.grid.leave()

    def _let_record(self) -> None:
        self.several.setEnabled(self.workspace.can_edit)
        self.several.setToolTip(
            self.workspace.why_not or "Allocate, add or plan a step, flag: the children of all rows chosen (Ctrl+M)"
        )

    def _line(self) -> str:
        """Whose work it is and how much: “CARE-1 (Team): 84 things about 37 children”."""
        frame, who = self.grid.model.frame, self.who
        whose = f"{who} ({dict(self._persons)[who]})" if who else EVERYONE
        children = frame["child"].n_unique() if len(frame) else 0
        return (
            f"{whose}: {len(frame):,} {'thing' if len(frame) == 1 else 'things'} to be done for"
            f" {children:,} {'child' if children == 1 else 'children'}"
        )

    def _describe(self) -> None:
        self.figures.show_rows(self.grid.model.frame)
        self.say(f"{self._line()}{self._checks} · {self.workspace.when}")

    def _record(self, thing: str) -> dict[str, object] | None:
        row = self.grid.model.row_of(thing) if thing else None
        return None if row is None else self.grid.model.record(row)

    def _open(self, thing: str) -> None:
        record = self._record(thing)
        if record is not None:
            self.open_child.emit(str(record["child"]))

    def _show_current(self, thing: str) -> None:
        record = self._record(thing)
        if record is not None:
            near = (("Social worker", "worker"), ("Team", "team"), ("Reviewing officer", "iro"))
            around = " · ".join(f"{words}: {record[key]}" for words, key in near if record[key])
            stage, reason = f"{record['what']} · {record['decides']}", f"{record['why']}\n{around}"
            record = record | {"stage": stage, "reason": reason}
        self.side.show_row((), record)
