"""Filters that everybody in the file shares, in the menus of a grid: applied, kept under a name, dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models.edits import Conflict, Edit, Refused
from models.edits.filters import LONGEST, DropFilter, KeepFilter
from models.trackers.filters import Shared, shared, to_share
from views.grid.model import GridModel
from views.grid.popups import NamePopup
from views.workspace import Workspace


class SharedFilters:
    """The shared filters of one grid. `show` puts a filter's questions in place of those that are on."""

    def __init__(
        self, model: GridModel, workspace: Workspace | None, parent: QWidget, show: Callable[[Shared], object]
    ) -> None:
        self._model, self._workspace, self._parent, self._show = model, workspace, parent, show

    def offer(self, menu: QMenu) -> None:
        """Those that are kept; one that asks a column the grid has not says which, and cannot be chosen."""
        kept = self.kept()
        if not kept:
            return
        menu.addSection("For everybody in this file")
        for each in kept:
            missing = each.missing(self._model.columns)
            words = f"{each.name} (not here: {', '.join(missing)})" if missing else each.name
            action = menu.addAction(words.replace("&", "&&"), partial(self._show, each))
            action.setEnabled(not missing)
            action.setCheckable(not missing)
            action.setChecked(bool(self._model.filters) and set(each.filters) == set(self._model.filters))
        menu.addSeparator()

    def change(self, menu: QMenu, at: Callable[[], QPoint]) -> None:
        """To keep the filters that are on, and to drop one that is kept; `at` is where the name is asked for."""
        if self._workspace is None:
            return
        menu.addSeparator()
        why = self._workspace.why_not or ("" if self._model.filters else "none is on")
        words = "Keep these filters for everybody …"
        keep = menu.addAction(f"{words} ({why[:1].lower()}{why[1:]})" if why else words, lambda: self._ask(at()))
        keep.setEnabled(not why)
        kept = self.kept()
        if kept and not self._workspace.why_not:
            drop = menu.addMenu("Drop for everybody")
            for each in kept:
                drop.addAction(each.name.replace("&", "&&"), partial(self._drop, each.name))

    def kept(self) -> tuple[Shared, ...]:
        """The filters that are shared in the file looked at."""
        return () if self._workspace is None else shared(self._workspace.snapshot().facts)

    def _ask(self, at: QPoint) -> None:
        popup = NamePopup("Name of the filter, for everybody", self._keep, self._parent)
        popup.field.setMaxLength(LONGEST)
        popup.show_at(at)
        popup.field.setFocus()

    def _keep(self, name: str) -> None:
        there = any(each.name.casefold() == name.casefold() for each in self.kept())
        asked = to_share(self._model.filters, self._model.columns)
        words = f"Kept “{name}” for everybody{', in place of the one before' if there else ''}"
        if self._model.search:
            words += f"; the words “{self._model.search}” are not part of it"
        self._do(lambda seen: KeepFilter(name, asked, seen), words)

    def _drop(self, name: str) -> None:
        self._do(lambda seen: DropFilter(name, seen), f"Dropped “{name}” for everybody; undo brings it back")

    def _do(self, edit: Callable[[int], Edit], words: str) -> None:
        from models.store import CannotOpen

        assert self._workspace is not None
        try:
            self._workspace.do(edit(self._workspace.snapshot().facts.number))
        except (Refused, Conflict, CannotOpen) as problem:
            words = str(problem)
        self._workspace.told.emit(words)
