"""The children's names for as long as somebody has unlocked them in this window; without them all is as ever."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from models.store.names import Names


class ChildNames(QObject):
    """The names of one window: shown, forgotten, and withheld while a meeting fills the screen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.list: Names | None = None
        self._withheld = False

    @property
    def by_child(self) -> Mapping[str, str]:
        """The names that may be shown now, by the children's numbers."""
        return {} if self.list is None or self._withheld else self.list.by_child

    def show(self, names: Names | None) -> None:
        """Show the names of a list that was unlocked; None forgets them."""
        if names is not self.list:
            self.list = names
            self.changed.emit()

    def forget(self) -> None:
        """Know no name any more."""
        self.show(None)

    def withhold(self, withheld: bool) -> None:
        """Show none for a while, or again."""
        self._withheld = withheld
        self.changed.emit()

    def beside(self, child: str) -> str:
        """“104233 · Ada Example”; the number alone where no name is known."""
        name = self.by_child.get(child)
        return f"{child} · {name}" if name else child


def sought(name: str) -> str:
    """A name as it is looked for: as it is written, and without its accents."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    return f"{name} {bare}".lower()
