"""How somebody likes a grid: order and widths of columns, what is hidden, sort; a named view adds the filters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from views.grid.arrange import Sort
from views.grid.filters import Filter
from views.workspace import Preferences

OPEN = frozenset(
    (
        *("child", "other", "into_child", "key", "keep", "gone", "before", "after"),
        *("note", "reason", "why", "answer", "action", "words", "sentence", "detail", "label"),
        *("hours_why", "hours_plan", "extension_why", "short_notice", "home", "school", "urn"),
    )
)
"""Columns of ids of children, of free words and of references: what is asked of them stays in the file, never here."""


@dataclass(frozen=True)
class Layout:
    """A grid's appearance, by the keys of its columns."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: Sort = ()
    filters: tuple[Filter, ...] = ()

    @property
    def kept_back(self) -> tuple[Filter, ...]:
        """The filters that this machine must not remember; whether a cell is blank tells nothing of anybody."""
        return tuple(each for each in self.filters if each.key in OPEN and each.values)

    @property
    def remembered(self) -> Layout:
        """The layout without them."""
        return replace(self, filters=tuple(each for each in self.filters if each not in self.kept_back))

    @classmethod
    def from_value(cls, value: Any) -> Layout:
        """A remembered layout; what cannot be read is as if it had not been remembered."""
        try:
            return cls(
                tuple(value["order"]),
                tuple(value["hidden"]),
                {str(key): int(width) for key, width in value["widths"].items()},
                tuple((str(key), bool(down)) for key, down in value["sort"]),
                tuple(Filter(each["key"], each["test"], tuple(each["values"])) for each in value["filters"]),
            )
        except (TypeError, KeyError, ValueError, AttributeError):
            return cls()


class Memory:
    """What is remembered of one grid on this machine."""

    def __init__(self, preferences: Preferences | None, code: str) -> None:
        self._preferences, self._code = preferences, code

    def last(self) -> Layout | None:
        """The layout as it was left."""
        value = self._read("layout")
        return Layout.from_value(value) if value else None

    def keep(self, layout: Layout) -> None:
        """Remember the layout as it is left."""
        self._write("layout", asdict(layout))

    def views(self) -> dict[str, Layout]:
        """The named views."""
        value = self._read("views")
        found = {name: Layout.from_value(each) for name, each in value.items()} if isinstance(value, dict) else {}
        if any(layout.kept_back for layout in found.values()):  # from when they were remembered
            found = {name: layout.remembered for name, layout in found.items()}
            self._write("views", {name: asdict(layout) for name, layout in found.items()})
        return found

    def save(self, name: str, layout: Layout) -> None:
        """Save what may be remembered of a view under a name; the same name replaces it."""
        views = {each: asdict(layout) for each, layout in self.views().items()}
        self._write("views", {**views, name: asdict(layout.remembered)})

    def drop(self, name: str) -> None:
        """Forget a named view."""
        self._write("views", {each: asdict(layout) for each, layout in self.views().items() if each != name})

    def _read(self, what: str) -> Any:
        text = self._preferences.value(f"grid/{self._code}/{what}", "") if self._preferences else ""
        try:
            return json.loads(text) if text else None
        except (ValueError, TypeError):
            return None

    def _write(self, what: str, value: Any) -> None:
        if self._preferences is not None:
            self._preferences.setValue(f"grid/{self._code}/{what}", json.dumps(value, ensure_ascii=False))
