"""The tiles in their groups, as many beside each other as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from models.charts import Maker
from views.dashboard.tile import Tile

WIDE = 348
"""The least width of a tile in pixels."""
BETWEEN = 12


class Tiles(QScrollArea):
    """All charts as tiles; arrow keys go from one to the next."""

    def __init__(self, makers: Sequence[Maker], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Charts")
        self.tiles = {maker.code: Tile(maker) for maker in makers}
        self.current = next(iter(self.tiles), "")
        self._rows: list[list[str]] = []
        self._headings: dict[str, QLabel] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 8)
        self._grid.setSpacing(BETWEEN)
        self._across = 0
        self.setWidget(inside)
        for tile in self.tiles.values():
            tile.walked.connect(self._walk)
            tile.reached.connect(self._reached)
        self._lay(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many tiles beside each other as there is room for."""
        super().resizeEvent(event)
        self._lay(max(1, (self.viewport().width() - 8 + BETWEEN) // (WIDE + BETWEEN)))

    def go_to(self, code: str) -> None:
        """Put the keyboard on a tile."""
        if code in self.tiles:
            self.tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        self._across, self._rows = across, []
        row, group, column = -1, "", 0
        before: QWidget | None = None
        for code, tile in self.tiles.items():
            if tile.maker.group != group:
                group, column, row = tile.maker.group, 0, row + 1
                self._grid.addWidget(self._heading(group), row, 0, 1, across)
                self._rows.append([])
                row += 1
            elif column == across:
                column, row = 0, row + 1
                self._rows.append([])
            self._grid.addWidget(tile, row, column)
            self._rows[-1].append(code)
            column += 1
            if before is not None:
                QWidget.setTabOrder(before, tile)
            QWidget.setTabOrder(tile, tile.figure)
            before = tile.figure
        self._grid.setRowStretch(row + 1, 1)

    def _heading(self, group: str) -> QLabel:
        if group not in self._headings:
            label = QLabel(group)
            label.setProperty("role", "section")
            self._headings[group] = label
        return self._headings[group]

    def _walk(self, across: int, down: int) -> None:
        codes = [code for row in self._rows for code in row]
        if across:
            at = min(max(codes.index(self.current) + across, 0), len(codes) - 1)
            self.go_to(codes[at])
            return
        row = next(number for number, row in enumerate(self._rows) if self.current in row)
        if 0 <= row + down < len(self._rows):
            column = self._rows[row].index(self.current)
            self.go_to(self._rows[row + down][min(column, len(self._rows[row + down]) - 1)])

    def _reached(self, code: str) -> None:
        self.current = code
        tile = self.tiles[code]
        first = any(row and row[0] == code for row in self._rows)
        self.ensureWidgetVisible(tile, 0, 44 if first else 12)
