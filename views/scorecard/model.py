"""The scorecard as a table: a heading for every group, a row for every measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from models.dates import NOTHING
from models.scorecard import Line
from models.trackers import STATES
from views.scorecard import words
from views.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Heading:
    """A column of the scorecard: its key, title, width in pixels, and what it says."""

    key: str
    title: str
    width: int
    note: str
    right: bool = False


HEADINGS = (
    Heading("measure", "Measure", 244, "What is counted; the side panel has its definition"),
    Heading("value", "Figure", 108, "The figure; opens exactly the children it counts", right=True),
    Heading("known", "Known", 96, "Where fewer than half of those who should count have their dates"),
    Heading("n", "n", 52, "How many count; opens them", right=True),
    Heading("median", "Median", 66, "The median of the days", right=True),
    Heading("before", "Year before", 104, "The same period a year earlier; opens its children", right=True),
    Heading("direction", "Direction", 104, "How the figure moved against the same period a year earlier"),
    Heading("limit", "Limit", 112, "The limit or target in force, and whether the figure keeps to it"),
    Heading("period", "Period", 96, "From the first to the last day counted"),
)
KEYS = tuple(heading.key for heading in HEADINGS)
VALUE, KNOWN, N, BEFORE = (KEYS.index(key) for key in ("value", "known", "n", "before"))
LINKS = (VALUE, N, BEFORE)


class ScorecardModel(QAbstractTableModel):
    """Lines in their groups; a row is either a group's name or a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[str | Line] = []
        self._bold = theme().font(bold=True)
        self._link = QFont(theme().font())
        self._link.setUnderline(True)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines, in the order they come, under their groups."""
        self.beginResetModel()
        self.rows = []
        group = ""
        for line in lines:
            if line.measure.group != group:
                group = line.measure.group
                self.rows.append(group)
            self.rows.append(line)
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The line of a row; None for a group's name."""
        found = self.rows[index.row()] if index.isValid() else None
        return found if isinstance(found, Line) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many rows, names of groups among them."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def opens(self, index: Index) -> bool:
        """Whether a cell is a figure that opens its children."""
        line = self.line(index)
        if line is None or index.column() not in LINKS:
            return False
        tally = line.before_tally if index.column() == BEFORE else line.tally
        return len(tally.base if index.column() == N and tally.base is not None else tally.children) > 0

    def text(self, line: Line, key: str) -> str:
        """A cell as people read it."""
        tally, unit = line.tally, line.measure.unit
        if key == "measure":
            return line.measure.title
        if key == "value":
            return words.figure(tally.value, unit)
        if key == "n":
            return f"{tally.n:,}"
        if key == "median":
            return NOTHING if tally.median is None else words.number(tally.median, "days")
        if key == "before":
            return words.before(line)
        if key == "direction":
            return words.direction(line)
        if key == "limit":
            said, state = words.limit(line.threshold, line.measure, tally)
            if state == "–":
                return f"○ {said or NOTHING}"
            return f"{STATES[state][0]} {state} {said}"
        if key == "known":
            return tally.known_note
        return words.period(line.period)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """One cell for one purpose."""
        if not index.isValid():
            return None
        row, heading = self.rows[index.row()], HEADINGS[index.column()]
        if not isinstance(row, Line):
            if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
                return row if index.column() == 0 else ""
            return self._bold if role == ROLE.FontRole else None
        if role == ROLE.DisplayRole:
            return self.text(row, heading.key)
        if role == ROLE.TextAlignmentRole:
            return RIGHT if heading.right else LEFT
        if role == ROLE.FontRole and self.opens(index):
            return self._link
        if role == ROLE.ForegroundRole:
            return self._colour(row, heading.key, self.opens(index))
        if role == ROLE.AccessibleTextRole:
            return self.spoken(row, heading)
        if role == ROLE.ToolTipRole and heading.key == "direction" and words.doubt(row):
            return words.doubt(row)
        if role == ROLE.ToolTipRole:
            return words.whole(row.period) if heading.key == "period" else self.text(row, heading.key)
        return None

    def spoken(self, line: Line, heading: Heading) -> str:
        """What a screen reader says of a cell."""
        if heading.key == "value":
            return words.spoken(line.tally)
        if heading.key == "before":
            return f"{heading.title}, {words.spoken(line.before_tally)}"
        if heading.key == "n":
            opens = len(line.tally.children if line.tally.base is None else line.tally.base) > 0
            return f"n, {line.tally.n:,}" + (", opens list" if opens else "")
        if heading.key == "limit":
            said, state = words.limit(line.threshold, line.measure, line.tally)
            if not said:
                return "Limit, none"
            return f"Limit, {said}" + {"G": ", kept to", "R": ", not kept to"}.get(state, "")
        if heading.key == "period":
            return f"Period, {words.whole(line.period)}"
        if heading.key == "direction":
            return f"Direction, {words.direction_spoken(line)}"
        return f"{heading.title}, {self.text(line, heading.key)}"

    def _colour(self, line: Line, key: str, opens: bool) -> Any:
        if opens:
            return theme().colour("accent")
        if key == "direction" and words.doubt(line):
            return theme().colour("muted")
        if key == "direction":
            return theme().colour(
                {"better": "blue", "worse": "orange"}.get(line.direction if words.difference(line) else "", "text")
            )
        if key == "limit":
            state = words.limit(line.threshold, line.measure, line.tally)[1]
            return theme().colour({"G": "good", "R": "danger"}.get(state, "muted"))
        return theme().colour("muted") if key in ("period", "known") else None

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
        """A group's name cannot be gone to; a line's cells can."""
        if self.line(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
