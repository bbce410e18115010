"""The columns of a grid: which are shown, in what order and how wide; kept on this machine, and under names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from models.trackers import Column
from views.grid.layouts import Layout, Memory
from views.grid.model import GridModel
from views.grid.popups import ColumnPopup, NamePopup
from views.grid.shared import SharedFilters
from views.grid.table import GridTable


class Columns(QObject):
    """Lays a table's columns out, by hand or as a named view has them."""

    changed = Signal()
    """Other columns are shown."""
    told = Signal(str)
    """What is not remembered of a view, in a sentence."""

    def __init__(self, table: GridTable, memory: Memory, parent: QWidget) -> None:
        super().__init__(parent)
        self.table, self.memory, self._popups = table, memory, parent
        self.first: tuple[str, ...] = ()
        """Keys of columns that stand first until somebody moves them."""
        self.shared = SharedFilters(table.grid, None, parent, lambda _shared: None)
        """The filters that everybody shares, where the grid is one of a file."""
        self._laid_out = False
        self._keeping = QTimer(self, interval=400, singleShot=True)
        self._keeping.timeout.connect(self._keep)
        header = table.horizontalHeader()
        header.sectionResized.connect(self.keep_later)
        header.sectionMoved.connect(self.keep_later)

    @property
    def _model(self) -> GridModel:
        return self.table.grid

    def begin(self) -> None:
        """New columns: laid out as they were left on this machine."""
        self.apply(self.memory.last() or self.default())

    def ordered(self) -> list[Column]:
        """All columns in their order, shown or not."""
        header = self.table.horizontalHeader()
        return [self._model.columns[header.logicalIndex(at)] for at in range(header.count())]

    def shown(self) -> tuple[Column, ...]:
        """The columns as shown, in their order."""
        hidden = {each.key for at, each in enumerate(self._model.columns) if self.table.isColumnHidden(at)}
        return tuple(each for each in self.ordered() if each.key not in hidden)

    def hide(self, key: str, hidden: bool = True) -> None:
        """Hide or show a column; not one that something is being typed in."""
        at = self._model.column_of(key)
        if at is not None and self.table.may_go():
            self.table.set_hidden(at, hidden)
            self._told()

    def choose(self, at: QPoint) -> ColumnPopup | None:
        """Ask which columns are shown; None where one may not go elsewhere now."""
        if not self.table.may_go():
            return None
        popup = ColumnPopup(self.ordered(), {column.key for column in self.shown()}, self._popups)
        popup.toggled.connect(lambda key, shown: self.hide(key, not shown))
        popup.moved.connect(self._move)
        popup.reset.connect(lambda: self.apply(replace(self.default(), sort=self._model.sort_by)))
        popup.show_at(at)
        popup.search.setFocus()
        return popup

    def fill_menu(self, menu: QMenu, ask_at: QWidget, reset: Callable[[], None]) -> None:
        """Fill a menu with the named views; `reset` brings the first view back."""
        menu.clear()
        views = self.memory.views()
        for name, layout in sorted(views.items()):
            menu.addAction(name.replace("&", "&&"), partial(self.apply, layout, filters=True))
        if views:
            menu.addSeparator()
        menu.addAction("Save this view …", lambda: self._ask_name(ask_at))
        if views:
            forget = menu.addMenu("Forget")
            for name in sorted(views):
                forget.addAction(name.replace("&", "&&"), partial(self.memory.drop, name))
        menu.addAction("Back to the first view", reset)
        menu.addSeparator()
        self.shared.offer(menu)
        self.shared.change(menu, lambda: ask_at.mapToGlobal(QPoint(0, ask_at.height())))

    def now(self) -> Layout:
        """The layout as it stands."""
        shown = {column.key for column in self.shown()}
        keys = tuple(column.key for column in self.ordered())
        hidden = tuple(key for key in keys if key not in shown)
        widths = {c.key: self.table.columnWidth(n) for n, c in enumerate(self._model.columns) if c.key in shown}
        return Layout(keys, hidden, widths, self._model.sort_by, self._model.filters)

    def apply(self, layout: Layout, *, filters: bool = False) -> None:
        """Lay the columns out; with `filters`, filter the rows so as well. Not while something typed would be left."""
        if not self.table.may_go():
            return
        self._laid_out = False
        header = self.table.horizontalHeader()
        default = self.default()
        keys = [column.key for column in self._model.columns]
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
        self._model.arrange(sort=sort, filters=given if filters else None)
        self._laid_out = True
        self._told()

    def default(self) -> Layout:
        """The layout that the columns ask for themselves."""
        letter = self.table.fontMetrics().averageCharWidth() + 1
        columns = self._model.columns
        font = QFont(self.table.horizontalHeader().font())
        font.setWeight(QFont.Weight.DemiBold)
        heading = QFontMetrics(font)
        widths = {
            column.key: max(column.width * letter + 20, two_lines(column.title, heading) + 24) for column in columns
        }
        hidden = tuple(column.key for column in columns if not column.shown)
        keys = [column.key for column in columns]
        return Layout(tuple(sorted(keys, key=lambda key: (key not in self.first, keys.index(key)))), hidden, widths)

    def keep_later(self, *_what: int) -> None:
        """Remember the layout in a moment, when it is still so."""
        if self._laid_out:
            self._keeping.start()

    def keep_now(self) -> None:
        """Remember what was still to be remembered: one goes elsewhere, or the window is closed."""
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()

    def _keep(self) -> None:
        if self._laid_out:
            self.memory.keep(replace(self.now(), filters=()))

    def _move(self, key: str, to: int) -> None:
        at = self._model.column_of(key)
        header = self.table.horizontalHeader()
        if at is not None:
            header.moveSection(header.visualIndex(at), to)

    def _told(self) -> None:
        self._model.searched = tuple(column.key for column in self.shown())
        if self._model.search:
            self._model.arrange()
        self.keep_later()
        self.changed.emit()

    def _ask_name(self, widget: QWidget) -> None:
        at = widget.mapToGlobal(QPoint(0, widget.height()))
        popup = NamePopup("Name of the view", self._save, self._popups)
        popup.show_at(at)
        popup.field.setFocus()

    def _save(self, name: str) -> None:
        layout = self.now()
        self.memory.save(name, layout)
        if layout.kept_back:
            titles = {column.key: column.title for column in self._model.columns}
            left_out = " and ".join(dict.fromkeys(titles[each.key] for each in layout.kept_back))
            self.told.emit(
                f"The view “{name}” is saved without its filter on {left_out}: this machine keeps no child's id and no"
                " free words. Views, Keep these filters for everybody keeps them in the file."
            )


def two_lines(title: str, metrics: QFontMetrics) -> int:
    """How wide a heading must be to stand in two lines, with the mark of its order behind it."""
    words = f"{title} ↓".split(" ")
    return min(
        max(metrics.horizontalAdvance(" ".join(part)) for part in (words[:at], words[at:]))
        for at in range(1, len(words))
    )
