"""What is typed and not recorded, kept beside the file: when, and for a form or a list that is about no one child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.dates import british
from models.store import CannotOpen
from views.workspace import UK, Workspace

if TYPE_CHECKING:
    from models.store.drafts import Draft

NOBODY = ""
"""Such a draft belongs to its form, and not to a child."""
SOON = 400
"""Milliseconds after a letter, when what is typed is kept."""


class Keeping(QTimer):
    """Has what is typed kept a moment after a letter, also for somebody who types on and never pauses."""

    def __init__(self, keep: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent, interval=SOON, singleShot=True)
        self.timeout.connect(keep)

    def letter(self) -> None:
        """A letter was typed; a moment that runs already is not put off."""
        if not self.isActive():
            self.start()


class Kept:
    """This person's drafts of such forms; a file that may only be read keeps none."""

    def __init__(self, workspace: Workspace, say: Callable[[str], object]) -> None:
        self._workspace, self._say = workspace, say

    def of(self, form: str) -> Draft | None:
        """What was typed into a form and not recorded; None where nothing was."""
        return next((draft for draft in self._all() if draft.form == form), None)

    def _all(self) -> list[Draft]:
        drafts = self._workspace.store.drafts
        try:
            return drafts.of(NOBODY, self._workspace.who) if drafts is not None else []
        except CannotOpen as problem:
            self._say(str(problem))
            return []

    def beginning(self, prefix: str) -> dict[str, Draft]:
        """What was typed and not recorded into the forms that begin so, by the rest of their names."""
        kept = self._all()
        return {draft.form.removeprefix(prefix): draft for draft in kept if draft.form.startswith(prefix)}

    def keep(self, form: str, doing: str, words: Mapping[str, str]) -> None:
        """Keep what is typed by now; no words at all forget the draft."""
        drafts = self._workspace.store.drafts
        if drafts is None or self._workspace.closed:  # a field is left, too, by closing the file
            return
        try:
            if words:
                drafts.keep(NOBODY, self._workspace.who, form, doing, words)
            else:
                drafts.drop(NOBODY, self._workspace.who, form)
        except CannotOpen as problem:
            self._say(str(problem))


def begun(draft: Draft) -> str:
    """When it was begun, in a sentence."""
    return f"You began this on {british(draft.begun.astimezone(UK).date())}; it is not recorded yet."
