"""The permanence action plan, and the words of reports."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class ThemeLead(Versioned, table=True):
    """Who is accountable for a theme of the action plan, from a day on."""

    __tablename__ = "theme_lead"
    KEY: ClassVar[tuple[str, ...]] = ("child", "theme", "since")
    theme: str
    since: dt.date
    lead: str | None = None


class PlanAction(Versioned, table=True):
    """An action of the permanence action plan."""

    __tablename__ = "plan_action"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    theme: str | None = None
    words: str | None = None
    owner: str | None = None
    agreed: dt.date
    starts: dt.date | None = None
    due: dt.date | None = None
    measure: str | None = None
    ends: dt.date | None = None
    why_ended: str | None = None


class ProgressNote(Versioned, table=True):
    """What progress a theme or one of its actions made, said on a day."""

    __tablename__ = "progress_note"
    KEY: ClassVar[tuple[str, ...]] = ("child", "theme", "day", "number")
    theme: str
    day: dt.date
    number: int
    action: int | None = None
    words: str | None = None
    status: str | None = None
    state: str | None = None
    evidence: str | None = None


class PlanRisk(Versioned, table=True):
    """A risk to the plan."""

    __tablename__ = "plan_risk"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    words: str | None = None
    since: dt.date
    level: str | None = None
    owner: str | None = None
    mitigation: str | None = None
    ends: dt.date | None = None


class NextStep(Versioned, table=True):
    """What is to be done next."""

    __tablename__ = "next_step"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    words: str | None = None
    since: dt.date
    owner: str | None = None
    due: dt.date | None = None
    ends: dt.date | None = None


class AuditFinding(Versioned, table=True):
    """What an audit or inspection found, and what was done about it."""

    __tablename__ = "audit_finding"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    day: dt.date
    source: str | None = None
    words: str | None = None
    theme: str | None = None
    response: str | None = None
    ends: dt.date | None = None


class ReportText(Versioned, table=True):
    """Words that the authority gave a part of a report; figures stand in them by their measure."""

    __tablename__ = "report_text"
    KEY: ClassVar[tuple[str, ...]] = ("child", "report", "as_at", "part")
    report: str
    as_at: dt.date
    part: str
    words: str | None = None
