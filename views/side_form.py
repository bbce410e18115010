"""A form beside a page's table: opened, kept while it is typed, recorded or left, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.edits import Edit
from views.child.forms import FormView
from views.child.record import Form
from views.kept import Kept, begun
from views.workspace import Workspace

WIDE = 360
"""Width of the form."""


class SideForm(QObject):
    """The one form of a page. `do` carries out what was typed and says whether it was recorded."""

    def __init__(
        self,
        workspace: Workspace,
        room: QHBoxLayout,
        table: QWidget,
        tell: Callable[[str], object],
        do: Callable[[Edit, FormView], bool],
    ) -> None:
        super().__init__(table)
        self._room, self._table, self._tell, self._do = room, table, tell, do
        self.kept = Kept(workspace, tell)
        self.view: FormView | None = None

    def open(self, form: Form) -> None:
        """Ask for something, with what was typed of it before; what is typed in the one that is open is kept."""
        self.keep()
        self.close()
        draft = self.kept.of(form.code)
        view = FormView(form, draft.words if draft is not None else None)
        view.setFixedWidth(WIDE)
        view.typed.connect(lambda words: self.kept.keep(form.code, form.doing, words))
        view.ready.connect(self._record)
        view.left.connect(self.leave)
        self.view = view
        self._room.addWidget(view)
        view.show()  # a layout shows it a moment later, and until then Tab would pass it by
        view.setFocus()
        self._tell(begun(draft) if draft is not None else " ")

    def close(self) -> None:
        """Take the form away."""
        if self.view is not None:
            self.view.hide()
            self._room.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def done(self) -> None:
        """It is recorded: nothing of it is kept, and the keyboard goes back to the table."""
        if self.view is not None:
            self.kept.keep(self.view.form.code, "", {})
        self.close()
        self._table.setFocus()

    def leave(self) -> bool:
        """Close it; what is typed is kept. False where none was open."""
        if self.view is None:
            return False
        self.view.tell()
        self.close()
        self._table.setFocus()
        return True

    def keep(self) -> None:
        """Keep what is typed; the form stays."""
        if self.view is not None:
            self.view.tell()

    def _record(self, edit: Edit) -> None:
        if self.view is not None and self._do(edit, self.view):
            self.done()
