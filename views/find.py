"""Going anywhere by a few letters: to a child by its number (or its name, while names are unlocked), to a page, or
doing a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from models.rules import merged
from models.snapshot import Facts
from views.grid.popups import Popup
from views.names import sought
from views.theme import theme
from views.workspace import Workspace

MOST = 50
"""Children that are listed at once."""
HINT = "A child's number, a page or a command"
HINT_NAMED = "A child's number or name, a page or a command"


@dataclass(frozen=True)
class Goal:
    """Somewhere to go or something to do: its words, whether it is a page or a command, its key, what else finds it;
    `away` says where it is done, where that is not here."""

    code: str
    words: str
    what: str
    keys: str = ""
    does: str = ""
    away: str = ""

    @property
    def shown(self) -> str:
        """“Verify (on the Ledger page)”."""
        return f"{self.words} ({self.away})" if self.away else self.words

    def meets(self, words: Sequence[str]) -> bool:
        """Whether every word is part of what is said of it, in any order."""
        said = f"{self.words} {self.what} {self.does} {self.away}".lower()
        return all(word in said for word in words)


def listed(facts: Facts) -> pl.DataFrame:
    """Every child that is or was recorded, with its number as it is looked for."""
    known = [facts.only(table, "child") for table in ("child_details", "care_episode", "merged")]
    return pl.concat(known).unique().sort("child").with_columns(sought=pl.col("child").str.to_lowercase())


def _named(children: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """The same children, looked for by their names as well; nothing of it is kept."""
    if not names:
        return children
    called = {"child": list(names), "called": [sought(name) for name in names.values()]}
    return children.join(
        pl.DataFrame(called, schema={"child": pl.String, "called": pl.String}), "child", "left"
    ).select("child", sought=pl.concat_str("sought", "called", separator=" ", ignore_nulls=True))


class Find(Popup):
    """Type parts of words in any order; Up and Down choose, Enter goes. What was chosen lately stands first."""

    chosen = Signal(str)
    """The code of a goal, or “child:” and its number."""

    def __init__(self, workspace: Workspace, goals: Sequence[Goal], recent: Sequence[str], parent: QWidget) -> None:
        super().__init__("Find", parent)
        facts = workspace.snapshot().facts
        self._names = workspace.names
        self._children, self._into = _named(facts.once(listed), self._names.by_child), facts.once(merged.into)
        self._goals, self._recent = tuple(goals), tuple(recent)
        self.field = QLineEdit()
        hint = HINT_NAMED if self._names.by_child else HINT
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Found")
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setMinimumSize(560, 380)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in ((1, 80), (2, 170)):
            self.list.header().resizeSection(section, width)
        self.found = QLabel()
        self.found.setProperty("role", "muted")
        for widget in (self.field, self.list, self.found):
            self.inside.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentItemChanged.connect(self._tell)
        self._search("")

    def _search(self, typed: str) -> None:
        words = typed.lower().split()
        goals = sorted((goal for goal in self._goals if goal.meets(words)), key=lambda goal: _weight(goal, words))
        met = [pl.col("sought").str.contains(word, literal=True) for word in words]
        found = (self._children.filter(met) if met else self._children)["child"]
        first = self._exactly(words)
        recent = [code for code in self._recent if code not in first and self._meets(code, words)]
        children = [f"child:{child}" for child in found.head(MOST).to_list()]
        self._list(tuple(dict.fromkeys([*first, *recent, *(goal.code for goal in goals), *children])))
        more = f"; the first {MOST} are listed" if len(found) > MOST else ""
        others = f"; {len(goals):,} pages and commands" if goals else ""
        self.found.setText(f"{len(found):,} of {len(self._children):,} children{more}{others}")

    def _exactly(self, words: Sequence[str]) -> list[str]:
        """The child of exactly this number."""
        if len(words) != 1:
            return []
        return [
            f"child:{child}"
            for child in self._children.filter(pl.col("child").str.to_lowercase() == words[0])["child"].to_list()
        ]

    def _meets(self, code: str, words: Sequence[str]) -> bool:
        kind, _, name = code.partition(":")
        if kind == "child":
            called = sought(self._names.by_child.get(name, ""))
            return all(word in f"{name.lower()} {called}" for word in words)
        return any(goal.code == code and goal.meets(words) for goal in self._goals)

    def _list(self, codes: Sequence[str]) -> None:
        by_code = {goal.code: goal for goal in self._goals}
        muted = theme().colour("muted")
        items = []
        for code in codes:
            goal = by_code.get(code) or self._child(code)
            item = QTreeWidgetItem([goal.shown, goal.what, goal.keys])
            item.setData(0, Qt.ItemDataRole.UserRole, code)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _spoken(goal))
            item.setToolTip(0, goal.does)
            for column in (1, 2):
                item.setForeground(column, muted)
            items.append(item)
        self.list.clear()
        self.list.addTopLevelItems(items)
        if items:
            self.list.setCurrentItem(items[0])

    def _child(self, code: str) -> Goal:
        child = code.partition(":")[2]
        into = self._into.get(child)
        if into is None:
            return Goal(code, self._names.beside(child), "child", does="opens page")
        return Goal(
            code, f"{self._names.beside(child)} (merged into {into})", "child", does=f"opens the page of {into}"
        )

    def _tell(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None = None) -> None:
        """The keyboard stays in the field, so the field says what Enter would open."""
        said = "" if item is None else str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))
        self.field.setAccessibleDescription(said or "Nothing is found")

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            code = str(item.data(0, Qt.ItemDataRole.UserRole))
            self.close()
            self.chosen.emit(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes; up and down in the field choose."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                at = self.list.currentIndex()
                below = at.sibling(at.row() + (1 if event.key() == Qt.Key.Key_Down else -1), 0)
                if below.isValid():
                    self.list.setCurrentIndex(below)
                return True
        return super().eventFilter(watched, event)


def _weight(goal: Goal, words: Sequence[str]) -> tuple[int, bool]:
    """What begins with the words typed comes first, then what has them, then what is only explained by them; of alike
    ones first what can be done here."""
    said = goal.words.lower()
    if words and said.startswith(words[0]):
        return 0, bool(goal.away)
    return 1 if all(word in said for word in words) else 2, bool(goal.away)


def _spoken(goal: Goal) -> str:
    """A goal for a screen reader: “104233, child; opens page”, “Print …, command, Ctrl+P”."""
    if goal.what == "child":
        return f"{goal.words}, child; {goal.does}"
    return ", ".join(part for part in (goal.shown, goal.what, goal.keys) if part)
