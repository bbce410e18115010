"""The scorecard as a table: a heading for a group, a row for a measure, and under it its children told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from models.measures.breakdowns import OVERLAP, Breakdown
from models.scorecard import Line
from models.scorecard.trends import Trend
from views.badge import COLOURS
from views.scorecard import columns, words
from views.scorecard.columns import BEFORE, HEADINGS, LIMIT, LINKS, TREND, VALUE, WAITING, N, Shown, Sub
from views.theme import theme

__all__ = ["BEFORE", "HEADINGS", "LIMIT", "LINKS", "TREND", "VALUE", "WAITING", "N", "ScorecardModel"]

Index = QModelIndex | QPersistentModelIndex
Row = str | Line | Sub
ROLE = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TREND_ROLE = int(ROLE.UserRole) + 1
"""The months of a measure, for who paints them."""
FOLD_ROLE = TREND_ROLE + 1
"""The mark of a row that unfolds, before its name."""


class ScorecardModel(QAbstractTableModel):
    """Lines in their groups; a row is a group's name, a line, or a part of an unfolded line's children."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.shown = Shown()
        self.apart: Callable[[Line], Sequence[Breakdown]] = lambda _line: ()
        """What tells the children of a line apart, asked when it is unfolded."""
        self._lines: list[Line] = []
        self._asked = ""
        self.unfolded: set[str] = set()
        self._bold = theme().font(bold=True)
        self._link = QFont(theme().font())
        self._link.setUnderline(True)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines, in the order they come, under their groups."""
        self._lines = list(lines)
        self._lay_out()

    def ask(self, words_: str) -> None:
        """Only lines whose title, code or group has these words."""
        self._asked = words_.strip().casefold()
        self._lay_out()

    def unfold(self, code: str, open_: bool) -> None:
        """Tell a measure's children apart in rows under it, or fold these away."""
        (self.unfolded.add if open_ else self.unfolded.discard)(code)
        self._lay_out()

    def take_in(self, trends: dict[str, Trend]) -> None:
        """The months, now that they are worked out."""
        self.shown.trends = trends
        if self.rows:
            self.dataChanged.emit(self.index(0, TREND), self.index(len(self.rows) - 1, TREND))

    def cut_off(self, truncated: bool) -> None:
        """Show percentages cut off, or rounded."""
        self.shown.truncated = truncated
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADINGS) - 1))

    @property
    def lines(self) -> list[Line]:
        """The measures in sight."""
        return [row for row in self.rows if isinstance(row, Line)]

    def _lay_out(self) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for line in self._lines:
            said = f"{line.measure.title} {line.measure.code} {line.measure.group}".casefold()
            if not all(word in said for word in self._asked.split()):
                continue
            if line.measure.group != group:
                group = line.measure.group
                self.rows.append(group)
            self.rows.append(line)
            if line.measure.code in self.unfolded:
                self.rows.extend(_unfolded(line, self.apart(line)))
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """What a row is."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def line(self, index: Index) -> Line | None:
        """The line of a row, also of a part under it; None for a group's name."""
        found = self.row(index)
        return found.line if isinstance(found, Sub) else found if isinstance(found, Line) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many rows, names of groups among them."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def opens(self, index: Index) -> bool:
        """Whether a cell is a figure that opens its children."""
        row = self.row(index)
        if not isinstance(row, Line | Sub) or index.column() not in LINKS:
            return False
        return len(columns.opened(row, HEADINGS[index.column()].key, self.shown)) > 0

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """One cell for one purpose."""
        row = self.row(index)
        if row is None:
            return None
        heading = HEADINGS[index.column()]
        if isinstance(row, str):
            if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
                return row if index.column() == 0 else ""
            return self._bold if role == ROLE.FontRole else None
        if role == ROLE.DisplayRole:
            return columns.text(row, heading.key, self.shown)
        if role == FOLD_ROLE:
            return self._fold(row, index.column())
        if role == ROLE.TextAlignmentRole:
            return RIGHT if heading.right else LEFT
        if role == ROLE.FontRole and self.opens(index) and heading.key != "trend":
            return self._link
        if role == ROLE.ForegroundRole:
            return self._colour(row, heading.key, self.opens(index))
        if role == ROLE.AccessibleTextRole:
            folded = {"▸ ": ", folded", "▾ ": ", unfolded"}.get(self._fold(row, index.column()), "")
            return columns.spoken(row, heading, self.shown) + folded
        if role == ROLE.ToolTipRole:
            return columns.tip(row, heading, self.shown)
        if role == TREND_ROLE and heading.key == "trend" and isinstance(row, Line):
            return self.shown.trends.get(row.measure.code)
        return None

    def _fold(self, row: Line | Sub, column: int) -> str:
        if column or isinstance(row, Sub):
            return ""
        return "▾ " if row.measure.code in self.unfolded else "▸ "

    def _colour(self, row: Line | Sub, key: str, opens: bool) -> Any:
        if opens:
            return theme().colour("accent")
        if isinstance(row, Sub):
            return theme().colour("muted") if row.part is None else None
        if key == "direction" and words.doubt(row):
            return theme().colour("muted")
        if key == "direction":
            moved = row.direction if words.difference(row, self.shown.truncated) else ""
            return theme().colour({"better": "blue", "worse": "orange"}.get(moved, "text"))
        if key == "limit":
            return theme().colour(COLOURS.get(row.judged.letter, "muted"))
        return theme().colour("muted") if key in ("period", "elsewhere", "quartiles") else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        """A column's title and what it says."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        heading = HEADINGS[section]
        if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return heading.title
        if role == ROLE.ToolTipRole:
            return heading.note
        return (RIGHT if heading.right else LEFT) if role == ROLE.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name of a group, or of what tells children apart, cannot be gone to; a line's cells can."""
        row = self.row(index)
        if not isinstance(row, Line | Sub) or (isinstance(row, Sub) and row.part is None):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _unfolded(line: Line, apart: Sequence[Breakdown]) -> list[Row]:
    rows: list[Row] = [Sub(line, OVERLAP)]
    for each in apart:
        if each.parts:
            rows.append(Sub(line, f"{each.characteristic.title} · {each.note}"))
            rows += [Sub(line, part.words, part, each.characteristic.title) for part in each.parts]
    return rows if len(rows) > 1 else [Sub(line, "Nobody counts: there is nobody to tell apart.")]
