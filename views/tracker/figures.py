"""The numbers over a tracker: how many of its children meet each condition; a number opens exactly those."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from models.trackers import Figure


class Figures(QWidget):
    """One line of numbers with their words. `opened` gives the children behind a number, and which they are.

    Of a list whose rows are no children, `key` is the column that tells them apart, and `noun` what one and many are.
    """

    opened = Signal(list, str)

    def __init__(
        self,
        figures: Sequence[Figure],
        parent: QWidget | None = None,
        *,
        key: str = "child",
        noun: tuple[str, str] = ("child", "children"),
    ) -> None:
        super().__init__(parent)
        self._figures, self._key, self._noun = tuple(figures), key, noun
        self._children: list[list[str]] = [[] for _ in figures]
        self.buttons: list[QPushButton] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for number, figure in enumerate(self._figures):
            button = QPushButton(figure.words)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _checked=False, number=number: self._open(number))
            line.addWidget(button)
            self.buttons.append(button)
        line.addStretch(1)
        if not figures:
            self.hide()

    def show_rows(self, frame: pl.DataFrame) -> None:
        """Count anew, of exactly these rows."""
        if not self._figures:
            return
        masks = frame.select(figure.when.fill_null(False).alias(str(n)) for n, figure in enumerate(self._figures))
        for number, (figure, button) in enumerate(zip(self._figures, self.buttons, strict=True)):
            found = frame.filter(masks[str(number)])[self._key].to_list()
            self._children[number] = found
            button.setText(f"{len(found):,} {figure.words}")
            some = f"{len(found):,} {self._noun[len(found) != 1]}"
            button.setAccessibleName(f"{figure.words}: {some}, opens list")
            button.setToolTip(f"Shows exactly these {some}")

    def _open(self, number: int) -> None:
        self.opened.emit(self._children[number], self._figures[number].words)
