"""The grid with all that belongs to it: filter field, chips, table, columns, named views."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import polars as pl
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from models.trackers import Column
from models.trackers.filters import Shared
from views.grid.arrange import Sort, turned
from views.grid.bar import FilterBar
from views.grid.columns import Columns
from views.grid.delegate import EditDelegate
from views.grid.drafts import Drafts
from views.grid.filters import Filter, Only
from views.grid.layouts import Memory
from views.grid.model import GridModel
from views.grid.popups import FilterPopup, choices
from views.grid.shared import SharedFilters
from views.grid.table import GridTable
from views.grid.under import Under
from views.workspace import Workspace

SORTS = {
    "date": ("earliest first", "latest first"),
    "text": ("A to Z", "Z to A"),
    "state": ("overdue first", "overdue last"),
}
"""The two orders of a column in words, by its kind."""
LARGE = 20_000
"""Rows from which the filter field's text is made ready beside the window."""


class GridView(QWidget):
    """A table of anything: `show_rows` gives it columns and a frame, `patch` what an edit changed."""

    opened = Signal(str)
    """The key of a row that was opened (Enter, double click)."""
    current_changed = Signal(str)
    """The key of the row the keyboard is on; empty for none."""
    shown_changed = Signal()
    """Other rows, another order or other filters."""
    chosen_changed = Signal()
    """Other rows are chosen."""

    def __init__(
        self,
        code: str,
        workspace: Workspace | None = None,
        *,
        noun: str = "rows",
        key: str = "child",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.code = workspace, code
        self.model = GridModel(key=key, parent=self)
        self.default_only: Only | None = None
        """The default filter, given back when a drill is cleared."""
        self.bar = FilterBar(noun)
        self.table = GridTable(self.model)
        self.table.setAccessibleName(noun)
        self.drafts = Drafts(self.table, workspace, code)
        if workspace is not None:
            self.table.setItemDelegate(EditDelegate(self.table, workspace, self.drafts.watch))
        self.columns = Columns(self.table, Memory(workspace.preferences if workspace else None, code), self)
        if workspace is not None:
            self.columns.told.connect(workspace.told)
        self.columns.shared = SharedFilters(self.model, workspace, self, self.show_shared)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        self._here: tuple[str, int] | None = None
        self._leaving = QTimer(self, interval=0, singleShot=True)
        self._leaving.timeout.connect(self.model.leave)
        self._seeing = QTimer(self, interval=0, singleShot=True)
        self._seeing.timeout.connect(lambda: self.table.scrollTo(self.table.currentIndex()))
        self.bar.searched.connect(self._search)
        self.bar.add_wanted.connect(self._choose_filter)
        self.bar.into_rows.connect(self.table.setFocus)
        self.model.may_arrange = self.table.may_go = self.settle
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.arranged.connect(self._arranged)
        self.table.opened.connect(self._opened)
        self.table.step_out = self.clear
        self.table.menu_wanted.connect(self.column_menu)
        self.table.headed.connect(self.sort_by)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.columns.changed.connect(self.shown_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    # What is shown

    def show_rows(self, columns: Sequence[Column], frame: pl.DataFrame) -> None:
        """Show some rows; the layout is as it was left on this machine."""
        new = tuple(columns) != self.model.columns
        if not new:
            self.model.show(columns, frame)
        else:
            self.model.columns = ()
            with self.drafts.waiting():
                self.model.show(columns, frame)
                self.columns.begin()
        if len(frame) >= LARGE:
            QThreadPool.globalInstance().start(self.model.ready_search)

    def patch(self, children: Collection[str], fresh: pl.DataFrame) -> None:
        """Show what an edit changed; the row stays where it is until left."""
        self.model.patch(children, fresh)

    def settle(self) -> bool:
        """Record what is typed in a cell; False where it cannot be: nobody goes elsewhere, and a sentence says why."""
        return self.drafts.settle()

    def leave(self) -> bool:
        """Go elsewhere: what is typed is settled, and the edited row goes where it belongs now. False: not now."""
        if not self.settle():
            return False
        self.columns.keep_now()
        self.model.leave()
        return True

    def set_editable(self, editable: bool) -> None:
        """Let dates be edited, or not (the past, work under way)."""
        self.model.editable = editable
        self.drafts.put_back()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the table; Tab comes to the filter before it, too, as it would not with a proxy."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """What was being typed stands in its cell again."""
        super().showEvent(event)
        self.drafts.put_back()

    def show_only(self, only: Only | None) -> None:
        """Show exactly these rows (a drill), with every other filter lifted."""
        self.model.arrange(only=only, filters=(), search="")
        self._show_search()

    def select(self, child: str) -> None:
        """Put the keyboard on a row."""
        row = self.model.row_of(child)
        if row is not None and self.settle():
            self._go(row, max(0, self.table.currentIndex().column()))

    def chosen(self) -> list[str]:
        """The children of the rows that are chosen, each once, in the order shown."""
        ranges = self.table.selectionModel().selection()
        spans = (ranges.at(at) for at in range(ranges.count()))
        rows = {row for each in spans for row in range(each.top(), each.bottom() + 1)}
        children = (self.model.child_at(row) for row in sorted(rows))
        return list(dict.fromkeys(child for child in children if child is not None))

    def choose(self, children: Collection[str] | None) -> None:
        """Choose every shown row of these children; None for all. The keyboard stays where it is."""
        if children is None:
            self.table.selectAll()
            return
        last = self.model.columnCount() - 1
        wanted = pl.col("child").is_in(pl.Series(sorted(children), dtype=pl.String).implode())
        chosen = QItemSelection()
        for row in self.model.shown().select(wanted).to_series().arg_true() if children else ():
            chosen.select(self.model.index(row, 0), self.model.index(row, last))
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def child(self) -> str | None:
        """The child of the row the keyboard is on."""
        return self.model.child_at(self.table.currentIndex().row())

    @property
    def current(self) -> str | None:
        """The key of the row the keyboard is on."""
        return self.model.key_at(self.table.currentIndex().row())

    def population(self) -> int:
        """How many rows there are before the filters: those of the default or of the drill."""
        only = self.model.only
        if only is None or self.model.frame.is_empty():
            return self.model.total
        return int(self.model.frame.select(only.mask(self.model.key).sum()).item())

    def filter_words(self) -> tuple[str, ...]:
        """Every active filter in words."""
        by_key = {column.key: column for column in self.model.columns}
        words = [self.model.only.words] if self.model.only else []
        words += [each.words(by_key[each.key]) for each in self.model.filters if each.key in by_key]
        return (*words, f"“{self.model.search}”") if self.model.search else tuple(words)

    # Filters and order

    def add_filter(self, added: Filter) -> None:
        """Add a filter; one of the same column and test is replaced."""
        kept = tuple(each for each in self.model.filters if (each.key, each.test) != (added.key, added.test))
        self.model.arrange(filters=(*kept, added))

    def show_shared(self, shared: Shared) -> None:
        """Ask a shared filter's questions in place of those that are on; of the same children as before."""
        self.model.arrange(filters=shared.filters, search="")
        self._show_search()

    def clear(self) -> bool:
        """Lift every filter but the default; False where there was none."""
        drilled = self.model.only != self.default_only
        if not (self.model.filters or self.model.search or drilled):
            return False
        self.show_only(self.default_only)
        return True

    def sort_by(self, column: int, also: bool = False) -> None:
        """Sort by a column, then downwards, then not; with `also` after the columns sorted by already."""
        self._sort(turned(self.model.sort_by, self.model.columns[column].key, also))

    def _sort(self, by: Sort) -> None:
        self.model.arrange(sort=by)
        self.columns.keep_later()

    def ask_filter(self, column: int, at: QPoint) -> FilterPopup | None:
        """Ask a column a question; None where one may not go elsewhere now."""
        if not self.settle():
            return None
        asked = self.model.columns[column]
        popup = FilterPopup(asked, choices(asked, self.model.frame), self)
        popup.made.connect(self.add_filter)
        popup.show_at(at)
        popup.values[0].setFocus()
        return popup

    def column_menu(self, column: int, at: QPoint) -> None:
        """The menu of one column."""
        if not 0 <= column < len(self.model.columns):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = self.model.columns[column].key
        menu.addAction("Filter …", lambda: self.ask_filter(column, at))
        up, down = SORTS.get(self.model.columns[column].kind, ("smallest first", "largest first"))
        menu.addAction(f"Sort, {up}", lambda: self._sort(((key, False),)))
        menu.addAction(f"Sort, {down}", lambda: self._sort(((key, True),)))
        menu.addAction("Sort by this too", lambda: self.sort_by(column, True))
        menu.addSeparator()
        menu.addAction("Fit width", lambda: self.table.resizeColumnToContents(column))
        hide = menu.addAction("Hide column", lambda: self.columns.hide(key))
        hide.setEnabled(column != 0)
        menu.addAction("Copy rows with headings", self.table.copy)
        menu.popup(at)

    def reset(self) -> None:
        """Columns, order and filters as they first were."""
        self.columns.apply(self.columns.default(), filters=True)
        self.show_only(self.default_only)

    def _choose_filter(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.bar.add.mapToGlobal(QPoint(0, self.bar.add.height()))
        self.columns.shared.offer(menu)
        for number, column in enumerate(self.model.columns):
            menu.addAction(column.title.replace("&", "&&"), partial(self.ask_filter, number, at))
        self.columns.shared.change(menu, lambda: at)
        menu.popup(at)

    # What happens below

    def _chips(self) -> None:
        by_key = {column.key: column for column in self.model.columns}
        chips: list[tuple[str, Callable[[], object]]] = []
        if self.model.only is not None:
            chips.append((self.model.only.words, lambda: self.model.arrange(only=None)))
        for each in self.model.filters:
            if each.key in by_key:
                chips.append((each.words(by_key[each.key]), partial(self._remove, each)))
        self.bar.show_chips(chips)

    def _remove(self, gone: Filter) -> None:
        self.model.arrange(filters=tuple(each for each in self.model.filters if each != gone))

    def _arranged(self) -> None:
        self._chips()
        filtered = bool(self.model.filters or self.model.search or self.model.only != self.default_only)
        self.bar.say(self.model.rowCount(), self.population(), filtered)
        self.shown_changed.emit()

    def _search(self, words: str) -> None:
        if not self.model.arrange(search=words):
            self._show_search()

    def _show_search(self) -> None:
        self.bar.field.blockSignals(True)
        self.bar.field.setText(self.model.search)
        self.bar.field.blockSignals(False)

    def _remember(self) -> None:
        self.drafts.keep()
        index = self.table.currentIndex()
        child = self.model.key_at(index.row()) if index.isValid() else None
        if child is not None:
            self._here = (child, index.column())

    def _restore(self) -> None:
        if self._here is not None and self.model.columns:
            row = self.model.row_of(self._here[0])
            if row is not None:
                self._go(row, min(self._here[1], len(self.model.columns) - 1))
                self._seeing.start()
        if not self.table.currentIndex().isValid():
            self.current_changed.emit("")
        self.drafts.put_back()

    def _go(self, row: int, column: int) -> None:
        """Put the keyboard on a cell, with its row chosen also while Ctrl is held down, as by Ctrl+Z."""
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(row, column), chosen)

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if previous.isValid() and current.isValid() and current.row() != previous.row():
            self._leaving.start()
        self.current_changed.emit(self.model.key_at(current.row()) or "")
        self.table.viewport().update()
        self.table.frozen.viewport().update()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The edited row is left when the keyboard goes elsewhere in the program."""
        above = new
        while above is not None:
            if above is self.table or isinstance(above, Under):
                return
            above = above.parentWidget()
        if new is not None and self.model.has_staying:
            self._leaving.start()

    def _opened(self, index: QModelIndex) -> None:
        child = self.model.key_at(index.row())
        if child is not None:
            self.opened.emit(child)
