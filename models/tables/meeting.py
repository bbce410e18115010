"""What the Permanency Monitoring Group did: its meetings, and what it agreed about each child."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class Meeting(Versioned, table=True):
    """A meeting of the Permanency Monitoring Group, from its calling to its sealed minutes."""

    __tablename__ = "meeting"
    KEY: ClassVar[tuple[str, ...]] = ("child", "held")
    held: dt.date
    called: dt.date
    chair: str | None = None
    quorum: int | None = None
    minutes_each: int | None = None
    as_at: dt.date | None = None
    known: int | None = None
    begun: str | None = None
    closed: str | None = None
    notes: str | None = None
    signed: dt.date | None = None
    signed_by: str | None = None
    sealed: str | None = None
    fingerprint: str | None = None


class Attendance(Versioned, table=True):
    """Who was at a meeting, sent apologies or declared an interest."""

    __tablename__ = "attendance"
    KEY: ClassVar[tuple[str, ...]] = ("child", "meeting", "who")
    meeting: dt.date
    who: str
    role: str | None = None
    present: str | None = None
    interest: str | None = None


class MinuteCorrection(Versioned, table=True):
    """What was put right about signed minutes, appended to them."""

    __tablename__ = "minute_correction"
    KEY: ClassVar[tuple[str, ...]] = ("child", "meeting", "number")
    meeting: dt.date
    number: int
    said: dt.date
    words: str | None = None
    child_ref: str | None = None


class PmgItem(Versioned, table=True):
    """A child's place on an agenda, and what the group decided."""

    __tablename__ = "pmg_item"
    KEY: ClassVar[tuple[str, ...]] = ("child", "meeting")
    meeting: dt.date
    listed: dt.date
    place: int | None = None
    put: str | None = None
    why: str | None = None
    off: str | None = None
    minutes: int | None = None
    discussed: dt.date | None = None
    decision: str | None = None
    agreed: str | None = None
    heard: str | None = None
    seconds: int | None = None


class PmgAction(Versioned, table=True):
    """An action that the group agreed about a child."""

    __tablename__ = "pmg_action"
    KEY: ClassVar[tuple[str, ...]] = ("child", "number")
    number: int
    meeting: dt.date
    words: str | None = None
    owner: str | None = None
    due: dt.date | None = None
    ends: dt.date | None = None
    why_ended: str | None = None
    evidence: str | None = None


class Escalation(Versioned, table=True):
    """An escalation about a child, and what came of it."""

    __tablename__ = "escalation"
    KEY: ClassVar[tuple[str, ...]] = ("child", "action", "rung")
    action: int
    rung: str
    since: dt.date
    why: str | None = None
    answered: dt.date | None = None
    outcome: str | None = None
