"""Where a claim's form stands beside the list; what is typed into it is kept until it is recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.child.forms import FormView
from views.child.record import Form
from views.kept import Kept, begun
from views.workspace import Workspace

WIDE = 360


class FormPlace(QWidget):
    """Nothing, or one form."""

    ready = Signal(object)
    """The edit to be carried out."""
    left = Signal()
    """The keyboard may go back to the list."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: FormView | None = None
        self._kept, self._tell = Kept(workspace, tell), tell
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setFixedWidth(WIDE)
        self.hide()

    def open(self, form: Form) -> None:
        """Show a form, with what was typed into it before."""
        self.close_form()
        draft = self._kept.of(form.code)
        view = FormView(form, draft.words if draft is not None else None)
        view.typed.connect(lambda words: self._kept.keep(form.code, form.doing, words))
        view.ready.connect(self.ready)
        view.left.connect(self.leave)
        self.form = view
        self._layout.addWidget(view)
        self.show()
        view.setFocus()
        self._tell(begun(draft) if draft is not None else " ")

    def keep(self) -> None:
        """Keep what is typed by now."""
        if self.form is not None:
            self.form.tell()

    def recorded(self) -> None:
        """What was typed is recorded: there is nothing to keep."""
        if self.form is not None:
            self._kept.keep(self.form.form.code, "", {})
            self.close_form()
            self.left.emit()

    def leave(self) -> bool:
        """Close the form and keep what is typed; False where none was open."""
        if self.form is None:
            return False
        self.keep()
        self.close_form()
        self.left.emit()
        return True

    def close_form(self) -> None:
        """Take the form away."""
        if self.form is not None:
            self.form.hide()
            self._layout.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self.hide()
