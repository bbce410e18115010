"""The plans for a child, and the steps on the ways to permanence that the statutory return does not hold."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class Plan(Versioned, table=True):
    """One way to permanence that is pursued for a child, with whom, and until when. Several may be live at once."""

    __tablename__ = "plan"
    KEY: ClassVar[tuple[str, ...]] = ("child", "plan")
    plan: int
    pathway: str | None = None
    begins: dt.date | None = None
    precision: str | None = None
    with_whom: str | None = None
    decider: str | None = None
    lead: str | None = None
    ends: dt.date | None = None
    why_ended: str | None = None


class PrimaryPlan(Versioned, table=True):
    """From a day on, which of the child's plans is the primary one; so there is never more than one."""

    __tablename__ = "primary_plan"
    KEY: ClassVar[tuple[str, ...]] = ("child", "since")
    since: dt.date
    plan: int | None = None
    decider: str | None = None
    why: str | None = None


class Milestone(Versioned, table=True):
    """One step that was taken, of one plan or (0) of none."""

    __tablename__ = "milestone"
    KEY: ClassVar[tuple[str, ...]] = ("child", "kind", "plan", "day")
    kind: str
    plan: int
    day: dt.date
    precision: str | None = None
    outcome: str | None = None
    amount: int | None = None
    ref: str | None = None
    decider: str | None = None
    note: str | None = None


class PlannedStep(Versioned, table=True):
    """A day for which a step was planned or listed, as it was said on a day; the latest one holds."""

    __tablename__ = "planned_step"
    KEY: ClassVar[tuple[str, ...]] = ("child", "kind", "plan", "said")
    kind: str
    plan: int
    said: dt.date
    planned: dt.date | None = None
    why: str | None = None
