"""Parts of a panel that take the room they need, and scroll where a small screen or large letters leave less."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

TITLE = 28
"""Pixels over a field that come into sight with it: its title."""


class Yielding(QScrollArea):
    """Widgets below each other. What the keyboard goes to comes into sight."""

    def __init__(self, parts: Sequence[QWidget], *, least: int, fills: bool = False) -> None:
        """No lower than `least` pixels; with `fills` it takes what room is left over, else what its parts need."""
        super().__init__()
        self._fills, self._least = fills, least
        self.inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        for part in parts:
            self.column.addWidget(part)
            for each in (part, *part.findChildren(QWidget)):
                each.installEventFilter(self)
        if fills:
            self.column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWidget(inside)
        inside.installEventFilter(self)
        for part in (self.viewport(), inside):
            part.setAutoFillBackground(False)

    def need(self, part: QWidget | None) -> None:
        """Be as high as a part of it; where it is None, as low as it may be."""
        self.setMinimumHeight(self._least if part is None else max(self._least, part.sizeHint().height()))

    def bring(self, part: QWidget) -> None:
        """Scroll as little as brings all of a part into sight, with its title; its top, if it is too high."""
        bar, top = self.verticalScrollBar(), part.mapTo(self.inside, QPoint(0, -TITLE)).y()
        foot = top + TITLE + part.height()
        bar.setValue(min(max(bar.value(), foot - self.viewport().height()), max(0, top)))

    def minimumSizeHint(self) -> QSize:
        """As low as it may be."""
        return QSize(0, self._least)

    def sizeHint(self) -> QSize:
        """As high as its parts are at this width."""
        if self._fills:
            return QSize(0, max(self._least, self.minimumHeight()))
        inside, wide = self.inside, self.width()
        high = inside.heightForWidth(wide) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return QSize(wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What its parts need changes what it needs; what has the keyboard is in sight."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.inside:
            self.updateGeometry()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.bring(watched)
        return super().eventFilter(watched, event)
