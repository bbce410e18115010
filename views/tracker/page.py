"""The page of a tracker: its children, why each is red, amber or green, and the ways to print and export them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.snapshot import Snapshot
from models.trackers import Tracker
from views.child.next_meeting import ADDING
from views.grid.filters import Only
from views.grid.view import GridView
from views.paper import ListPage
from views.tracker.figures import Figures
from views.tracker.side import Side
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.history.sources import Source
    from models.store import Changes
    from views.tracker.bulk import Bulk

FIRST = ("child", "state")
SEVERAL = "Record for several …"


class TrackerPage(ListPage):
    """One tracker: a row per child; by default those it is about, after a drill exactly the figure's children."""

    def __init__(self, workspace: Workspace, tracker: Tracker, parent: QWidget | None = None) -> None:
        self.code, self.title = tracker.code, tracker.title
        super().__init__(workspace, parent)
        self.tracker = tracker
        self._everyone = Only(tracker.population, column="shown")
        self._looked: Snapshot = workspace.snapshot()
        self.grid = GridView(tracker.code, workspace, noun="children")
        self.grid.columns.first = FIRST
        self.grid.default_only = self._everyone
        self.grid.model.only = self._everyone
        self.side = Side(workspace.names, of_cells=True)
        self.grid.model.named = workspace.names.beside
        self.figures = Figures(tracker.figures)
        self.figures.opened.connect(self.show_children)
        self.bulk: Bulk | None = None
        self.body.addWidget(self.figures)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._middle.addWidget(self.grid, 1)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self.side)
        self.several = self.verb(SEVERAL, self.act_for_several)
        self.list_verbs()
        self.grid.opened.connect(self.open_child)
        self.grid.current_changed.connect(self._show_current)
        self.grid.shown_changed.connect(self._describe)
        self.side.opened.connect(self.open_child)
        self.side.life_wanted.connect(self.show_life)
        self.side.record_wanted.connect(lambda child: self.open_record.emit(child, ""))
        self.side.meeting_wanted.connect(lambda child: self.open_record.emit(child, ADDING))
        self.grid.table.form_wanted.connect(self._open_form)
        workspace.busy_changed.connect(lambda _busy: self._let_edit())
        self.setFocusProxy(self.grid)

    def refresh(self) -> None:
        """Read every child's row from the day looked at."""
        # Before the rows, and without a field given back on those of another day.
        self.grid.model.editable = self.workspace.can_edit
        self._let_record()
        self._looked = self.workspace.snapshot()
        rows = self._rows(self._looked)
        self.side.empty = "There is nobody here yet. Ctrl+I imports a return." if rows.is_empty() else ""
        self.grid.show_rows(self.tracker.columns, rows)
        self._count()
        self._show_current(self.grid.current or "")

    def patch(self, changes: Changes) -> None:
        """Read only the rows of the children that an edit touched."""
        if len(changes.children) > 200:
            self.refresh()
            return
        self._looked = self.workspace.about(changes.children)
        self.grid.patch(changes.children, self._rows(self._looked))
        self._count()
        self._show_current(self.grid.current or "")

    def show_children(self, children: Sequence[str], words: str) -> None:
        """Exactly these children, whoever they are, with a chip that says which."""
        self.ensure_drawn()
        self.grid.show_only(Only(words, children=frozenset(children)))

    @property
    def drilled(self) -> bool:
        """Whether a figure's children are shown instead of the tracker's own."""
        return self.grid.model.only not in (None, self._everyone)

    def show_population(self) -> None:
        """The children the tracker is about."""
        self.ensure_drawn()
        self.grid.show_only(self._everyone)

    def act_for_several(self) -> None:
        """Ask what is to be recorded for all the rows that are chosen."""
        if not self.grid.settle():
            return
        if self.bulk is None:
            from views.tracker.bulk import Bulk

            self.bulk = Bulk(self.workspace, self.grid)
            self.bulk.closed.connect(self.grid.table.setFocus)
            self._middle.addWidget(self.bulk)
        self.bulk.open()

    def show_life(self) -> None:
        """The history of what stands in the cell the keyboard is in."""
        from models.history.sources import standing
        from views.grid.life import open_life

        child, model = self.grid.child, self.grid.model
        if child is not None:
            key = model.columns[self.grid.table.currentIndex().column()].key
            open_life(self.grid, standing(self._sources(), key, self.workspace.about([child]), child))

    def step_out(self) -> bool:
        """Esc: one step out of what is recorded for several, then lift the filters."""
        return (self.bulk is not None and self.bulk.step_out()) or self.grid.clear()

    def leave(self) -> bool:
        """Record what is typed in a cell; False and a sentence where it cannot be, and the keyboard goes back to it."""
        if self.bulk is not None:
            self.bulk.keep()
        return self.grid.leave()

    def _rows(self, snapshot: Snapshot) -> pl.DataFrame:
        if self.tracker.everyone is not None:
            return snapshot.once(self.tracker.everyone)
        return snapshot.once(self.tracker.rows).with_columns(pl.lit(True).alias("shown"))

    def _about_rows(self) -> pl.DataFrame:
        frame = self.grid.model.frame
        only = self.grid.model.only
        return frame if only is None else frame.filter(only.mask("child"))

    def _count(self) -> None:
        """The numbers over the list: of those it is about, whatever filters are on."""
        self.figures.show_rows(self.grid.model.there.filter("shown"))

    def _describe(self) -> None:
        if self.grid.model.frame.is_empty():
            self.say(f"No children {self.workspace.when}. Import a return to fill this list.")
            return
        self.say(f"{self._line()} · {self.workspace.when}")

    def _line(self) -> str:
        """Who is shown, on the screen and on paper alike; a figure's children are only counted, also those who have no
        row on this day."""
        about, only = self._about_rows(), self.grid.model.only
        if only == self._everyone:
            return self.tracker.describe(about, self._looked)
        notes = self.tracker.notes(about) if self.tracker.notes is not None else ()
        said = [f"{len(about):,} {'child' if len(about) == 1 else 'children'}"]
        if only is not None and only.children is not None and (others := len(only.children) - len(about)) > 0:
            said.append(f"{others:,} more not in this list on this day")
        return "; ".join([*said, *notes])

    def _show_current(self, child: str) -> None:
        row = self.grid.model.row_of(child) if child else None
        self.side.show_row(self.tracker.columns, None if row is None else self.grid.model.record(row))

    def _sources(self) -> tuple[Source, ...]:
        from models.history.sources import sources

        index, model = self.grid.table.currentIndex(), self.grid.model
        return sources(
            self.tracker.code, model.columns[index.column()].key, str(model.record(index.row()).get("rule") or "")
        )

    def _open_form(self, index: QModelIndex) -> None:
        """F2 on a cell that is not typed in its place: the form of what stands in it, on the child's page."""
        from views.tracker.leads import form_of, why_none

        child, found = self.grid.model.key_at(index.row()), self._sources()
        if child is None:
            return
        if code := form_of(self.workspace.about([child]), child, found):
            self.open_record.emit(child, code)
        else:
            self.workspace.told.emit(why_none(self.grid.model.columns[index.column()], found))

    def _let_edit(self) -> None:
        self.grid.set_editable(self.workspace.can_edit)
        self._let_record()

    def _let_record(self) -> None:
        self.several.setEnabled(self.workspace.can_edit)
        self.several.setToolTip(
            self.workspace.why_not or "Allocate, add or plan a step, flag: all rows chosen (Ctrl+M)"
        )
