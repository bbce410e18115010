"""The grid with all that belongs to it: filter field, chips, table, columns, named views."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

import polars as pl
from PySide6.QtCore import QModelIndex, QPoint, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from models.trackers import Column
from views.grid.bar import FilterBar
from views.grid.delegate import EditDelegate
from views.grid.editors import DateEditor
from views.grid.filters import Filter, Only
from views.grid.layouts import Layout, Memory
from views.grid.model import GridModel
from views.grid.popups import ColumnPopup, FilterPopup, NamePopup
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
        self.memory = Memory(workspace.preferences if workspace else None, code)
        self.model = GridModel(key=key, parent=self)
        self.first: tuple[str, ...] = ()
        """Keys of columns that stand first until somebody moves them."""
        self.default_only: Only | None = None
        """The default filter, given back when a drill is cleared."""
        self.bar = FilterBar(noun)
        self.table = GridTable(self.model)
        self.table.setAccessibleName(noun)
        if workspace is not None:
            self.table.setItemDelegate(EditDelegate(self.table, workspace))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._here: tuple[str, int] | None = None
        self._laid_out = False
        self._leaving = QTimer(self, interval=0, singleShot=True)
        self._leaving.timeout.connect(self.model.leave)
        self._seeing = QTimer(self, interval=0, singleShot=True)
        self._seeing.timeout.connect(lambda: self.table.scrollTo(self.table.currentIndex()))
        self.bar.searched.connect(lambda words: self.model.arrange(search=words))
        self.bar.add_wanted.connect(self._choose_filter)
        self.bar.into_rows.connect(self.table.setFocus)
        self.model.arranging.connect(self.settle)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.arranged.connect(self._arranged)
        self.table.opened.connect(self._opened)
        self.table.step_out = self.clear
        self.table.menu_wanted.connect(self.column_menu)
        self.table.headed.connect(self.sort_by)
        self.table.selectionModel().currentChanged.connect(self._moved)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(self._keep_later)
        header.sectionMoved.connect(self._keep_later)
        self._keeping = QTimer(self, interval=400, singleShot=True)
        self._keeping.timeout.connect(self._keep)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    # What is shown

    def show_rows(self, columns: Sequence[Column], frame: pl.DataFrame) -> None:
        """Show some rows; the layout is as it was left on this machine."""
        new = tuple(columns) != self.model.columns
        if new:
            self._laid_out = False
            self.model.columns = ()
        self.model.show(columns, frame)
        if new:
            self.apply(self.memory.last() or self._default())
        if len(frame) >= LARGE:
            QThreadPool.globalInstance().start(self.model.ready_search)

    def patch(self, children: Collection[str], fresh: pl.DataFrame) -> None:
        """Show what an edit changed; the row stays where it is until left."""
        self.model.patch(children, fresh)

    def settle(self) -> bool:
        """Record what is typed in a cell, or say why not; False where something typed was not recorded."""
        settled = [editor.leave() for editor in self.table.findChildren(DateEditor)]
        return all(settled)

    def leave(self) -> bool:
        """Go elsewhere: what is typed is settled, and the edited row goes where it belongs now."""
        settled = self.settle()
        self.model.leave()
        return settled

    def set_editable(self, editable: bool) -> None:
        """Let dates be edited, or not (the past, work under way)."""
        self.model.editable = editable

    def show_only(self, only: Only | None) -> None:
        """Show exactly these rows (a drill), with every other filter lifted."""
        self.bar.field.blockSignals(True)
        self.bar.field.clear()
        self.bar.field.blockSignals(False)
        self.model.arrange(only=only, filters=(), search="")

    def select(self, child: str) -> None:
        """Put the keyboard on a row."""
        row = self.model.row_of(child)
        if row is not None:
            column = max(0, self.table.currentIndex().column())
            self.table.setCurrentIndex(self.model.index(row, column))

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

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns as shown, in their order."""
        header = self.table.horizontalHeader()
        logical = (header.logicalIndex(at) for at in range(header.count()))
        return tuple(self.model.columns[at] for at in logical if not self.table.isColumnHidden(at))

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

    def clear(self) -> bool:
        """Lift every filter but the default; False where there was none."""
        drilled = self.model.only != self.default_only
        if not (self.model.filters or self.model.search or drilled):
            return False
        self.show_only(self.default_only)
        return True

    def sort_by(self, column: int, also: bool = False) -> None:
        """Sort by a column, then downwards, then not; with `also` after the columns sorted by already."""
        key = self.model.columns[column].key
        now = dict(self.model.sort_by)
        turned = {None: ((key, False),), False: ((key, True),), True: ()}[now.get(key)]
        if not also:
            self.model.arrange(sort=turned)
        elif key in now and turned:
            self.model.arrange(sort=tuple((each, turned[0][1] if each == key else now[each]) for each in now))
        else:
            self.model.arrange(sort=(*((each, down) for each, down in now.items() if each != key), *turned))
        self._keep_later()

    def ask_filter(self, column: int, at: QPoint) -> FilterPopup:
        """Ask a column a question."""
        asked = self.model.columns[column]
        choices: list[str] = []
        if asked.kind == "text":
            cells = self.model.frame[asked.key].cast(pl.String).drop_nulls()
            if cells.n_unique() <= 40:
                choices = sorted(cells.unique().to_list())
        popup = FilterPopup(asked, choices, self)
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
        menu.addAction(f"Sort, {up}", lambda: self.model.arrange(sort=((key, False),)))
        menu.addAction(f"Sort, {down}", lambda: self.model.arrange(sort=((key, True),)))
        menu.addAction("Sort by this too", lambda: self.sort_by(column, True))
        menu.addSeparator()
        menu.addAction("Fit width", lambda: self.table.resizeColumnToContents(column))
        hide = menu.addAction("Hide column", lambda: self.hide_column(key))
        hide.setEnabled(column != 0)
        menu.addAction("Copy rows with headings", self.table.copy)
        menu.popup(at)

    # Columns and views

    def hide_column(self, key: str, hidden: bool = True) -> None:
        """Hide or show a column."""
        at = self.model.column_of(key)
        if at is not None:
            self.table.set_hidden(at, hidden)
            self._columns_changed()

    def choose_columns(self, at: QPoint) -> ColumnPopup:
        """Which columns are shown."""
        header = self.table.horizontalHeader()
        ordered = [self.model.columns[header.logicalIndex(n)] for n in range(header.count())]
        popup = ColumnPopup(ordered, {column.key for column in self.shown_columns()}, self)
        popup.toggled.connect(lambda key, shown: self.hide_column(key, not shown))
        popup.moved.connect(self._move_column)
        popup.reset.connect(lambda: self.apply(replace(self._default(), sort=self.model.sort_by)))
        popup.show_at(at)
        popup.search.setFocus()
        return popup

    def views_menu(self, menu: QMenu, ask_at: QWidget) -> None:
        """Fill a menu with the named views."""
        menu.clear()
        views = self.memory.views()
        for name, layout in sorted(views.items()):
            menu.addAction(name, partial(self.apply, layout, filters=True))
        if views:
            menu.addSeparator()
        menu.addAction("Save this view …", lambda: self._ask_name(ask_at))
        if views:
            forget = menu.addMenu("Forget")
            for name in sorted(views):
                forget.addAction(name, partial(self.memory.drop, name))
        menu.addAction("Back to the first view", self.reset)

    def reset(self) -> None:
        """Columns, order and filters as they first were."""
        self.apply(self._default(), filters=True)
        self.show_only(self.default_only)

    def layout_now(self) -> Layout:
        """The layout as it stands."""
        header = self.table.horizontalHeader()
        keys = [self.model.columns[header.logicalIndex(at)].key for at in range(header.count())]
        shown = {column.key for column in self.shown_columns()}
        hidden = tuple(key for key in keys if key not in shown)
        widths = {c.key: self.table.columnWidth(n) for n, c in enumerate(self.model.columns) if c.key in shown}
        return Layout(tuple(keys), hidden, widths, self.model.sort_by, self.model.filters)

    def apply(self, layout: Layout, *, filters: bool = False) -> None:
        """Lay the grid out; with `filters`, filter it so as well."""
        self._laid_out = False
        header = self.table.horizontalHeader()
        default = self._default()
        keys = [column.key for column in self.model.columns]
        wanted = [key for key in layout.order if key in keys] + [key for key in keys if key not in layout.order]
        for at, key in enumerate(sorted(wanted, key=lambda key: key != keys[0])):
            header.moveSection(header.visualIndex(keys.index(key)), at)
        for at, key in enumerate(keys):
            self.table.setColumnWidth(at, layout.widths.get(key, default.widths[key]))
            unknown = key not in layout.order and key in default.hidden
            self.table.set_hidden(at, key in layout.hidden or unknown)
        self.table.freeze()
        sort = tuple((key, down) for key, down in layout.sort if key in keys)
        given = tuple(each for each in layout.filters if each.key in keys)
        self.model.arrange(sort=sort, filters=given if filters else None)
        self._laid_out = True
        self._columns_changed()

    def _default(self) -> Layout:
        letter = self.table.fontMetrics().averageCharWidth() + 1
        columns = self.model.columns
        widths = {column.key: column.width * letter + 20 for column in columns}
        hidden = tuple(column.key for column in columns if not column.shown)
        keys = [column.key for column in columns]
        return Layout(tuple(sorted(keys, key=lambda key: (key not in self.first, keys.index(key)))), hidden, widths)

    def _move_column(self, key: str, to: int) -> None:
        at = self.model.column_of(key)
        header = self.table.horizontalHeader()
        if at is not None:
            header.moveSection(header.visualIndex(at), to)

    def _columns_changed(self) -> None:
        self.model.searched = tuple(column.key for column in self.shown_columns())
        if self.model.search:
            self.model.arrange()
        self._keep_later()
        self.shown_changed.emit()

    def _keep_later(self, *_what: int) -> None:
        if self._laid_out:
            self._keeping.start()

    def _keep(self) -> None:
        if self._laid_out:
            self.memory.keep(replace(self.layout_now(), filters=()))

    def _ask_name(self, widget: QWidget) -> None:
        at = widget.mapToGlobal(QPoint(0, widget.height()))
        popup = NamePopup("Name of the view", lambda name: self.memory.save(name, self.layout_now()), self)
        popup.show_at(at)
        popup.field.setFocus()

    def _choose_filter(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.bar.add.mapToGlobal(QPoint(0, self.bar.add.height()))
        for column in self.model.columns:
            number = self.model.columns.index(column)
            menu.addAction(column.title.replace("&", "&&"), partial(self.ask_filter, number, at))
        menu.popup(at)

    # What happens below

    def _chips(self) -> None:
        by_key = {column.key: column for column in self.model.columns}
        chips: list[tuple[str, Callable[[], None]]] = []
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

    def _remember(self) -> None:
        index = self.table.currentIndex()
        child = self.model.key_at(index.row()) if index.isValid() else None
        if child is not None:
            self._here = (child, index.column())

    def _restore(self) -> None:
        if self._here is not None and self.model.columns:
            row = self.model.row_of(self._here[0])
            if row is not None:
                self.table.setCurrentIndex(self.model.index(row, min(self._here[1], len(self.model.columns) - 1)))
                self._seeing.start()
        if not self.table.currentIndex().isValid():
            self.current_changed.emit("")

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
