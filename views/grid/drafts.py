"""What is typed in a cell and not recorded yet: settled before one goes elsewhere, kept while the list is read anew,
and beside the file, so that a crash does not take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from views.grid.editors import DateEditor, Draft
from views.grid.table import GridTable
from views.kept import Keeping, Kept, begun
from views.workspace import Workspace


class Drafts:
    """The fields open in a table's cells, and what was typed in one that a new reading of the list took away."""

    def __init__(self, table: GridTable, workspace: Workspace | None, code: str) -> None:
        self._table, self._workspace = table, workspace
        self.kept: Draft | None = None
        self._form = f"cell/{code}"
        self._beside = Kept(workspace, workspace.told.emit) if workspace is not None else None
        self._later = Keeping(self._write, table)
        self._looked = self._written = self._waits = False

    def watch(self, field: DateEditor) -> None:
        """Keep what is typed in a field beside the file, until it is recorded or discarded."""
        field.field.textChanged.connect(self._later.letter)
        field.finished.connect(self._forget)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While other columns are laid out: what was typed stands in its cell again once they are."""
        self._waits = True
        try:
            yield
        finally:
            self._waits = False
        self.put_back()

    def settle(self) -> bool:
        """Record what is typed; False and a sentence where that cannot be, and the keyboard goes back to it."""
        if self._waits:
            return True
        self.put_back()
        stopped = [field for field in self._fields() if not field.leave()]
        if stopped:
            self._table.scrollTo(self._table.currentIndex())
        if self.kept is None:
            return not stopped
        self._say_why_not(self.kept)
        if self._table.grid.row_of(self.kept.child) is None:
            self.kept = None
            self._forget()
        return False

    def keep(self) -> None:
        """The list is about to be read anew, and its fields go: keep what is typed in one."""
        drafts = [field.draft for field in self._fields()]
        self.kept = next((draft for draft in drafts if draft), self.kept) or self._left_unfinished()
        self._table.grid.held = self.kept.child if self.kept else None

    def put_back(self) -> None:
        """Open the field again in which something was typed, where its cell can be edited now."""
        draft, model = self.kept, self._table.grid
        if draft is None or self._waits or not (model.editable and self._table.isVisible()):
            return
        row, column = model.row_of(draft.child), model.column_of(draft.key)
        if row is None or column is None:
            return
        self.kept = None
        self._table.set_hidden(column, False)
        self._table.setCurrentIndex(model.index(row, column))
        if self._table.start_edit():
            for field in self._fields():
                field.take_up(draft)

    def _left_unfinished(self) -> Draft | None:
        """What this person was typing in the list when the program last ended; looked for once."""
        if self._looked or self._beside is None or not self._table.grid.editable:
            return None
        self._looked = True
        if (left := self._beside.of(self._form)) is None:
            return None
        self._written, words = True, left.words
        over = dt.date.fromisoformat(words["day"]) if words["day"] else words["over"] or None
        return Draft(words["child"], words["key"], words["text"], over, begun(left))

    def _write(self) -> None:
        draft = next((draft for field in self._fields() if (draft := field.draft)), None)
        if draft is None:
            self._forget()
        elif self._beside is not None:
            self._written = True
            day, over = (draft.over.isoformat(), "") if isinstance(draft.over, dt.date) else ("", draft.over or "")
            words = {"child": draft.child, "key": draft.key, "text": draft.text, "day": day, "over": over}
            self._beside.keep(self._form, f"typing in the list for {draft.child}", words)

    def _forget(self) -> None:
        self._later.stop()
        if self._written and self._beside is not None:
            self._written = False
            self._beside.keep(self._form, "", {})

    def _say_why_not(self, draft: Draft) -> None:
        gone = self._table.grid.row_of(draft.child) is None
        if self._workspace is not None:
            why = "The child is not in this list any more" if gone else self._workspace.why_not
            self._workspace.told.emit(f"“{draft.text}”, typed for {draft.child}, is not recorded: {why}.")

    def _fields(self) -> list[DateEditor]:
        return [each for each in self._table.findChildren(DateEditor) if each.is_open]
