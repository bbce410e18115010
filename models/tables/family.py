"""Brothers and sisters."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class SiblingGroup(Versioned, table=True):
    """The child belongs to a group of brothers and sisters, named by the family's reference."""

    __tablename__ = "sibling_group"
    KEY: ClassVar[tuple[str, ...]] = ("child", "family", "since")
    family: str
    since: dt.date
    ends: dt.date | None = None
