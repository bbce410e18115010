"""What somebody left unfinished about this child: offered at the head of the page, to go on with or to discard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.dates import british
from views.child.form_fields import said_label

if TYPE_CHECKING:
    from models.store.drafts import Draft

UK = ZoneInfo("Europe/London")
MOST = 2


class Offers(QFrame):
    """One line for each draft, the ones begun first on top."""

    taken_up = Signal(str)
    discarded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Left unfinished")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Offer these."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for draft in drafts[:MOST]:
            line = self._line(draft, len(drafts))
            self._layout.addWidget(line)
            line.show()
        self.setVisible(bool(drafts))

    def _line(self, draft: Draft, many: int) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        words = f"You began {draft.doing} on {british(draft.begun.astimezone(UK).date())}"
        more = f" (one of {many} left unfinished)" if many > MOST else ""
        label = said_label(f"{words}{more}", "")
        label.setWordWrap(False)
        layout.addWidget(label)
        for said, signal in (("Go on", self.taken_up), ("Discard", self.discarded)):
            button = QPushButton(said)
            button.setProperty("role", "link")
            button.setAccessibleName(f"{said}: {words}")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(draft.form))
            layout.addWidget(button)
        layout.addStretch(1)
        return line
