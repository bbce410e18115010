"""Who works with the child, and what is noted."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class Allocation(Versioned, table=True):
    """Who held a role for the child, and from when; social workers are in the statutory return."""

    __tablename__ = "allocation"
    KEY: ClassVar[tuple[str, ...]] = ("child", "role", "begins")
    role: str
    begins: dt.date
    who: str | None = None
    why: str | None = None
    ends: dt.date | None = None


class Note(Versioned, table=True):
    """A note about the child."""

    __tablename__ = "note"
    KEY: ClassVar[tuple[str, ...]] = ("child", "written", "number")
    written: dt.date
    number: int
    about: str | None = None
    words: str | None = None
