"""Before and in the family court."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class PreProceedings(Versioned, table=True):
    """Pre-proceedings of the child's family, as they concern this child."""

    __tablename__ = "pre_proceedings"
    KEY: ClassVar[tuple[str, ...]] = ("child", "begins")
    begins: dt.date
    family_ref: str | None = None
    represented: str | None = None
    cp_plans: int | None = None
    previous_plo: int | None = None
    previous_proceedings: int | None = None
    ends: dt.date | None = None
    outcome: str | None = None


class Proceedings(Versioned, table=True):
    """Care proceedings about the child."""

    __tablename__ = "proceedings"
    KEY: ClassVar[tuple[str, ...]] = ("child", "issued")
    issued: dt.date
    court_ref: str | None = None
    family_ref: str | None = None
    tier: str | None = None
    allocated: dt.date | None = None
    short_notice: str | None = None
    care_plan_initial: str | None = None
    order_sought: str | None = None
    expert: str | None = None
    ends: dt.date | None = None
    care_plan_final: str | None = None
    order_made: str | None = None
