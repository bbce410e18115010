"""The one Qt item model: columns of a tracker over a frame. Asked for a cell, it only looks it up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any

import polars as pl
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models.trackers import STATES, Column
from views.grid.arrange import Sort, arranged, search_text
from views.grid.filters import Filter, Only

Index = QModelIndex | QPersistentModelIndex
STATE = int(Qt.ItemDataRole.UserRole)
"""The role that gives a state's letter."""
VALUE = STATE + 1
"""The role that gives a cell's value as it is."""
_ROLE = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable


class GridModel(QAbstractTableModel):
    """Rows of a frame as some columns show them, filtered and sorted by an index over them.

    A row that was edited stays where it is until `leave`, also when it no longer matches the filters.
    """

    arranged = Signal()
    """Other rows are shown, or in another order."""

    def __init__(
        self,
        columns: Sequence[Column] = (),
        frame: pl.DataFrame | None = None,
        *,
        key: str = "child",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.columns: tuple[Column, ...] = tuple(columns)
        self.frame = pl.DataFrame() if frame is None else frame
        self.filters: tuple[Filter, ...] = ()
        self.only: Only | None = None
        self.search = ""
        self.sort_by: Sort = ()
        self.editable = False
        self.may_arrange: Callable[[], bool] = lambda: True
        """Whether rows may be filtered or sorted otherwise now: not where something typed in a cell would be left."""
        self.held: str | None = None
        """The row that something is being typed in: shown whatever the filters."""
        self.searched: tuple[str, ...] | None = None
        """Keys of the columns that the filter field looks in; None for all."""
        self.named: Callable[[str], str] = str
        """What is said of a child where the mouse rests: never shown in a cell, copied or written out."""
        self._staying: set[str] = set()
        self._gone: set[str] = set()
        self._lists: dict[str, pl.Series] = {}
        self._said: dict[str, pl.Series | None] = {}
        self._texts: pl.Series | None = None
        self._texts_of: tuple[str, ...] = ()
        self._sorted: pl.Series | None = None
        self._order: list[int] = list(range(len(self.frame)))

    def show(self, columns: Sequence[Column], frame: pl.DataFrame) -> None:
        """Show another frame, with the filters and the order as they are."""
        self.beginResetModel()
        self.columns, self.frame = tuple(columns), frame
        self._staying.clear()
        self._gone.clear()
        self._forget()
        self._order = self._arrangement()
        self.endResetModel()
        self.arranged.emit()

    def arrange(
        self,
        *,
        filters: tuple[Filter, ...] | None = None,
        only: Only | bool | None = False,
        search: str | None = None,
        sort: Sort | None = None,
    ) -> bool:
        """Filter or sort otherwise; what is not said stays (`only=None` lifts the default or the drill).

        False where it may not be done now.
        """
        if not self.may_arrange():
            return False
        self.filters = self.filters if filters is None else filters
        if not isinstance(only, bool):
            self.only = only
        self.search = self.search if search is None else search
        if sort is not None and sort != self.sort_by:
            self.sort_by, self._sorted = sort, None
        self._staying.clear()
        self._rearrange()
        return True

    def patch(self, children: Collection[str], fresh: pl.DataFrame) -> None:
        """Show what is known now about some children; rows stay where they are until left."""
        wanted = pl.Series(self.key, sorted(children), dtype=pl.String)
        stood = self.frame.select(pl.col(self.key).is_in(wanted.implode())).to_series().arg_true().to_list()
        where = dict(zip(self.frame[self.key].gather(stood).to_list(), stood, strict=True))
        now = fresh.filter(pl.col(self.key).is_in(wanted.implode())).select(self.frame.columns)
        known = now[self.key].to_list()
        self._gone = (self._gone | (where.keys() - set(known))) - set(known)
        new = [child for child in known if child not in where]
        self._put(now, [where.get(child) for child in known])
        self._forget()
        self._staying.update(child for child in children if child not in new)
        if new:
            self._rearrange()
            return
        rows = frozenset(where.values())
        changed = [at for at, row in enumerate(self._order) if row in rows]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.columns) - 1))
        self.arranged.emit()

    def _put(self, now: pl.DataFrame, places: Sequence[int | None]) -> None:
        """Put rows in the place of those that stood there; a row without a place comes last."""
        if len(now) == 1 and (place := places[0]) is not None:
            self.frame = pl.concat([self.frame[:place], now, self.frame[place + 1 :]])
            return
        order, whole = list(range(len(self.frame))), pl.concat([self.frame, now])
        for number, row in enumerate(places, len(self.frame)):
            if row is None:
                order.append(number)
            else:
                order[row] = number
        self.frame = whole[order]

    def leave(self) -> None:
        """The edited row was left: it goes where it belongs now."""
        if not self._staying:
            return
        self._staying.clear()
        if self._gone:
            self.frame = self.frame.filter(~pl.col(self.key).is_in(sorted(self._gone)))
            self._gone.clear()
            self._forget()
            self._rearrange()
        elif self._arrangement() != self._order:
            self._rearrange()

    @property
    def has_staying(self) -> bool:
        """Whether an edited row stays where it was."""
        return bool(self._staying)

    @property
    def there(self) -> pl.DataFrame:
        """The rows of all there is, without those that stay only until they are left."""
        return self.frame.filter(~pl.col(self.key).is_in(sorted(self._gone))) if self._gone else self.frame

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self.frame)

    def shown(self) -> pl.DataFrame:
        """The rows as shown, in their order."""
        return self.frame[self._order] if self._order else self.frame.clear()

    def key_at(self, row: int) -> str | None:
        """The child (or other key) of a shown row."""
        if not 0 <= row < len(self._order):
            return None
        return str(self._cells(self.key)[self._order[row]])

    def child_at(self, row: int) -> str | None:
        """The child a shown row is about, also where rows have a key of their own."""
        return str(self._cells("child")[self._order[row]]) if 0 <= row < len(self._order) else None

    def row_of(self, child: str) -> int | None:
        """Where a child is shown."""
        row = self._row_in_frame(child)
        try:
            return None if row is None else self._order.index(row)
        except ValueError:
            return None

    def record(self, row: int) -> dict[str, Any]:
        """Everything the frame knows of a shown row."""
        return self.frame.row(self._order[row], named=True)

    def column_of(self, key: str) -> int | None:
        """Where a column stands in the model."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), None)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """One cell for one purpose."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _ROLE.DisplayRole:
            return self._text(column, self._order[index.row()])
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if column.kind in ("days", "number") else _LEFT
        if role == STATE:
            return self._cells(column.key)[self._order[index.row()]] if column.kind == "state" else None
        if role == VALUE:
            return self._cells(column.key)[self._order[index.row()]]
        if role == _ROLE.ToolTipRole:
            return self._tip(column, self._order[index.row()])
        if role == _ROLE.AccessibleTextRole:
            return f"{column.title}, {self._spoken(column, self._order[index.row()])}"
        if role == _ROLE.AccessibleDescriptionRole:
            return column.note
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        if not self.editable or column.edit is None:
            return _READ
        # A date can be typed into a blank cell; words only over words, for a blank cell may have no fact yet.
        return _EDITED if column.kind != "text" or self.data(index, VALUE) else _READ

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """A column's title, in two lines where it needs them, with the mark of its place in the order."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _ROLE.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _ROLE.DisplayRole:
            return column.title + self._sort_mark(column.key)
        if role == _ROLE.ToolTipRole:
            return f"{column.title}: {column.note}" if column.note else column.title
        if role == _ROLE.TextAlignmentRole:
            side = _RIGHT if column.kind in ("days", "number") else _LEFT
            return side.value | Qt.TextFlag.TextWordWrap.value
        if role == _ROLE.AccessibleTextRole:
            return column.title + self._sort_words(column.key)
        return None

    # What stands behind

    def _forget(self) -> None:
        self._lists, self._said, self._texts, self._sorted = {}, {}, None, None

    def _cells(self, key: str) -> pl.Series:
        if key not in self._lists:
            self._lists[key] = self.frame[key]
        return self._lists[key]

    def _text(self, column: Column, row: int) -> str:
        if column.key not in self._said:
            self._said[column.key] = self.frame.get_column(f"{column.key}_words", default=None)
        said = self._said[column.key]
        return column.text(self._cells(column.key)[row], None if said is None else said[row])

    def _spoken(self, column: Column, row: int) -> str:
        value = self._cells(column.key)[row]
        if column.kind == "state":
            word = STATES[value][1] if value in STATES else "none"
            return f"{word}, set by a person" if self._text(column, row).startswith("◇") else word
        text = self._text(column, row)
        return "none" if text == "–" else text

    def _tip(self, column: Column, row: int) -> str:
        if column.kind == "date" and isinstance(value := self._cells(column.key)[row], dt.date):
            return f"{self._text(column, row)} ({value:%A})"
        return self.named(self._text(column, row)) if column.key == "child" else self._text(column, row)

    def _row_in_frame(self, child: str) -> int | None:
        if self.frame.is_empty():
            return None
        found = self._cells(self.key).index_of(child)
        return None if found is None else int(found)

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._order = self._arrangement()
        self.endResetModel()
        self.arranged.emit()

    def _arrangement(self) -> list[int]:
        if self._sorted is None:
            self._sorted = arranged(self.frame, self.columns, self.sort_by)
        wanted = self._mask()
        order: list[int] = (
            self._sorted if wanted is None else self._sorted.filter(wanted.gather(self._sorted))
        ).to_list()
        return order

    def _mask(self) -> pl.Series | None:
        by_key = {column.key: column for column in self.columns}
        asked = [each.mask(by_key[each.key]) for each in self.filters if each.key in by_key]
        if self.only is not None:
            asked.append(self.only.mask(self.key))
        frame = self.frame
        if self.search:
            frame = frame.with_columns(self._search_text().alias("_searched"))
            asked += [pl.col("_searched").str.contains(word, literal=True) for word in self.search.lower().split()]
        if not asked:
            return None
        wanted = pl.all_horizontal(asked)
        if staying := self._staying | ({self.held} if self.held else set()):
            wanted = wanted | pl.col(self.key).is_in(sorted(staying))
        return frame.select(wanted.alias("wanted")).to_series()

    def _searched_keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns) if self.searched is None else self.searched

    def _search_text(self) -> pl.Series:
        keys = self._searched_keys()
        if self._texts is None or self._texts_of != keys or len(self._texts) != len(self.frame):
            self._texts = search_text(self.frame, [column for column in self.columns if column.key in keys])
            self._texts_of = keys
        return self._texts

    def ready_search(self) -> None:
        """Put the rows into words before the first letter is typed; may run beside the window."""
        frame, keys = self.frame, self._searched_keys()
        made = search_text(frame, [column for column in self.columns if column.key in keys])
        if self.frame is frame:
            self._texts, self._texts_of = made, keys

    def _sort_mark(self, key: str) -> str:
        for place, (sorted_key, down) in enumerate(self.sort_by, 1):
            if sorted_key == key:
                return f" {'↓' if down else '↑'}{place if len(self.sort_by) > 1 else ''}"
        return ""

    def _sort_words(self, key: str) -> str:
        for place, (sorted_key, down) in enumerate(self.sort_by, 1):
            if sorted_key == key:
                return f", sorted {'downwards' if down else 'upwards'}, {place} of {len(self.sort_by)}"
        return ""
