"""The authority's own choices."""

from __future__ import annotations

from typing import ClassVar

from models.tables.versioned import Versioned


class Setting(Versioned, table=True):
    """One policy of the authority, or a filter its people share."""

    __tablename__ = "setting"
    KEY: ClassVar[tuple[str, ...]] = ("child", "kind", "name")
    kind: str
    name: str
    value: str | None = None
