"""The child in care: episodes as reported, and what has its own beginning and end beside them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class CareEpisode(Versioned, table=True):
    """The atom of the statutory record: all thirteen cells as reported, one row per child and DECOM.

    Periods of care, legal-status spells and placement spells are derived from these, never stored.
    """

    __tablename__ = "care_episode"
    KEY: ClassVar[tuple[str, ...]] = ("child", "decom")
    decom: dt.date
    rne: str | None = None
    ls: str | None = None
    cin: str | None = None
    place: str | None = None
    place_provider: str | None = None
    dec: dt.date | None = None
    rec: str | None = None
    reason_place_change: str | None = None
    home_post: str | None = None
    pl_post: str | None = None
    urn: str | None = None
    imported_as: dt.date | None = None


class Review(Versioned, table=True):
    """A review that was held, and how the child took part."""

    __tablename__ = "review"
    KEY: ClassVar[tuple[str, ...]] = ("child", "review")
    review: dt.date
    dob: dt.date | None = None
    review_code: str | None = None
    imported_as: dt.date | None = None


class MissingEpisode(Versioned, table=True):
    """A time the child was missing (M) or away without authorisation (A)."""

    __tablename__ = "missing_episode"
    KEY: ClassVar[tuple[str, ...]] = ("child", "mis_start")
    mis_start: dt.date
    dob: dt.date | None = None
    missing: str | None = None
    mis_end: dt.date | None = None
    imported_as: dt.date | None = None


class SocialWorker(Versioned, table=True):
    """One worker's time with the child, and why this worker took over."""

    __tablename__ = "social_worker"
    KEY: ClassVar[tuple[str, ...]] = ("child", "sw_decom")
    sw_decom: dt.date
    dob: dt.date | None = None
    sw_id: str | None = None
    sw_dec: dt.date | None = None
    sw_reason: str | None = None
    imported_as: dt.date | None = None


class DeprivationOrder(Versioned, table=True):
    """A deprivation of liberty order."""

    __tablename__ = "deprivation_order"
    KEY: ClassVar[tuple[str, ...]] = ("child", "dolo_start")
    dolo_start: dt.date
    dob: dt.date | None = None
    dolo_end: dt.date | None = None
    imported_as: dt.date | None = None


class Residential(Versioned, table=True):
    """What is known of a stay in residential care beside its episodes."""

    __tablename__ = "residential"
    KEY: ClassVar[tuple[str, ...]] = ("child", "since")
    since: dt.date
    home: str | None = None
    provider_name: str | None = None
    area: str | None = None
    miles: int | None = None
    cost: str | None = None
    reason: str | None = None
    step_down: str | None = None
