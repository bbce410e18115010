"""The stages as a table: one row a stage, every number a figure that opens its children."""

from __future__ import annotations

from typing import Any

import polars as pl
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from models.dates import NOTHING
from models.rules.funnel import ALL
from models.trackers import Column
from views.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
SHARE = int(ROLE.UserRole)
"""The role that gives a bar: how many there are now and were at the start, each as a share of the largest stage."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

COLUMNS = (
    Column("at", "Stage", "text", "The stage on the way to permanence, or how children left care in the period.", 44),
    Column("start", "At the start", "number", "Children at the stage at the close of the day before the period.", 11),
    Column("came", "Came in", "number", "At the stage now, and not at the start.", 9),
    Column("went", "Went out", "number", "At the stage at the start, and not now.", 9),
    Column("here", "Now", "number", "At the stage now: at the start, and came in, less went out.", 9),
    Column(
        "bar",
        "As bars",
        "text",
        "The bar is as long as there are children now; the line: at the start.",
        30,
    ),
    Column("median", "Median days", "days", "How long those who are there now have been at the stage.", 9),
)
KEYS = tuple(column.key for column in COLUMNS)
NUMBERS = ("start", "came", "went", "here")
BAR, NOW = KEYS.index("bar"), KEYS.index("here")


class BoardModel(QAbstractTableModel):
    """The rows of a board."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[dict[str, Any]] = []
        self._most = 1
        self._bold = theme().font(bold=True)
        self._link = QFont(theme().font())
        self._link.setUnderline(True)

    def show(self, board: pl.DataFrame) -> None:
        """Show these stages, in the order they come."""
        self.beginResetModel()
        self.rows = board.to_dicts()
        self._most = max((max(row["here"], row["start"]) for row in self.rows if row["stage"] != ALL), default=1) or 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many stages."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def number(self, index: Index) -> str:
        """Which number a cell is, where it opens children; else nothing."""
        if not index.isValid():
            return ""
        key, row = KEYS[index.column()], self.rows[index.row()]
        return key if key in NUMBERS and row[key] and not (row["left"] and key != "came") else ""

    def text(self, row: dict[str, Any], key: str) -> str:
        """A cell as people read it."""
        if key == "at":
            return str(row["stage"])
        if key == "bar" or (row["left"] and key != "came") or row.get(key) is None:
            return "" if key == "bar" else NOTHING
        return f"{int(row[key] + 0.5):,}"

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """One cell for one purpose."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == ROLE.DisplayRole:
            return self.text(row, column.key)
        if role == ROLE.TextAlignmentRole:
            return RIGHT if column.kind in ("number", "days") else LEFT
        if role == ROLE.FontRole:
            return self._link if self.number(index) else self._bold if row["stage"] == ALL else None
        if role == ROLE.ForegroundRole:
            return theme().colour("accent") if self.number(index) else None
        if role == ROLE.ToolTipRole:
            return self.text(row, column.key) or column.note
        if role == SHARE and column.key == "bar" and not row["left"] and row["stage"] != ALL:
            return row["here"] / self._most, row["start"] / self._most
        if role == ROLE.AccessibleTextRole:
            return self.spoken(row, column, bool(self.number(index)))
        return None

    def spoken(self, row: dict[str, Any], column: Column, opens: bool) -> str:
        """What a screen reader says of a cell."""
        if column.key == "at":
            return str(row["stage"])
        if column.key == "bar":
            return "" if row["left"] else f"{row['here']:,} now, {row['start']:,} at the start"
        said = self.text(row, column.key)
        return f"{column.title}, {'none' if said == NOTHING else said}" + (", opens list" if opens else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        """A column's title and what it says."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return column.title
        if role == ROLE.ToolTipRole:
            return column.note
        return (RIGHT if column.kind in ("number", "days") else LEFT) if role == ROLE.TextAlignmentRole else None
