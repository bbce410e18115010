"""What stands behind one claim: its wording, how it was worked out, and each recomputed figure with its children."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.claims import Judged, Term

HIGH = 148
"""Its height, which never changes."""
NOBODY = "Choose a claim to read how it was worked out. Enter opens the children behind the recomputed figure."


class Side(QScrollArea):
    """One claim in full."""

    opened = Signal(object)
    """The figure whose children are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(HIGH)
        self.setAccessibleName("About the claim")
        self.links: list[QPushButton] = []
        self.show_claim(None)

    def show_claim(self, judged: Judged | None) -> None:
        """Show what stands behind a claim."""
        inside = QFrame()
        inside.setProperty("role", "side")
        across = QHBoxLayout(inside)
        across.setContentsMargins(12, 8, 12, 8)
        across.setSpacing(24)
        told = QVBoxLayout()
        told.setSpacing(4)
        self.links = []
        if judged is None:
            told.addWidget(_words(NOBODY, "muted"))
        else:
            claim = judged.claim
            place = f", {claim.place}" if claim.place else ""
            told.addWidget(_words(f"{judged.verdict} · claim {claim.number}, {claim.paper}{place}", "section"))
            told.addWidget(_words(f"“{claim.wording}”"))
            for sentence in (judged.why, *judged.also):
                told.addWidget(_words(sentence))
        told.addStretch(1)
        across.addLayout(told, 3)
        if judged is not None and judged.terms:
            across.addLayout(self._figures(judged.terms), 2)
        self.setWidget(inside)

    def _figures(self, terms: tuple[Term, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_words("Recomputed", "section"))
        for term in terms:
            printed = f" (printed {term.said})" if term.said is not None else ""
            many = len(term.children.unique())
            if not many:
                column.addWidget(_words(f"{term.words}{printed}"))
                continue
            button = QPushButton(f"{term.words}{printed}")
            button.setProperty("role", "link")
            some = f"{many:,} {'child' if many == 1 else 'children'}"
            button.setAccessibleName(f"{button.text()}: {some}, opens list")
            button.setToolTip(f"Opens exactly these {some}")
            button.clicked.connect(lambda _checked=False, term=term: self.opened.emit(term))
            self.links.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column


def _words(words: str, role: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
