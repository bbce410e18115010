"""School: terms, suspensions and exclusions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class SchoolTerm(Versioned, table=True):
    """One school term of the child."""

    __tablename__ = "school_term"
    KEY: ClassVar[tuple[str, ...]] = ("child", "begins")
    begins: dt.date
    term: str | None = None
    school: str | None = None
    year_group: str | None = None
    attendance: int | None = None
    hours: int | None = None
    hours_why: str | None = None
    hours_plan: str | None = None
    sen: str | None = None
    alternative: str | None = None
    note: str | None = None


class Suspension(Versioned, table=True):
    """One spell of suspension, or a permanent exclusion."""

    __tablename__ = "suspension"
    KEY: ClassVar[tuple[str, ...]] = ("child", "begins")
    begins: dt.date
    permanent: str | None = None
    sessions: int | None = None
