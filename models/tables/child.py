"""Who the child is, and what is said about a child once or once a year."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlmodel import Field, SQLModel

from models.tables.versioned import Versioned


class Child(SQLModel, table=True):
    """A child by the authority's own id, kept as text: the key of everything. Never a name.

    The salt makes the digests of this child's facts unguessable; erasure destroys it.
    """

    __tablename__ = "child"
    id: str = Field(primary_key=True)
    salt: bytes | None = None


class ChildDetails(Versioned, table=True):
    """The return's Header: sex (M, F, U), birth, ethnicity, pupil number, whether a mother, and her child's birth."""

    __tablename__ = "child_details"
    sex: str | None = None
    dob: dt.date | None = None
    ethnic: str | None = None
    upn: str | None = None
    mother: str | None = None
    mc_dob: dt.date | None = None


class Uasc(Versioned, table=True):
    """An unaccompanied asylum-seeking child; `duc` is the day the child ceased to be one. Sex and birth only where the
    return's row differs from its Header."""

    __tablename__ = "uasc"
    sex: str | None = None
    dob: dt.date | None = None
    duc: dt.date | None = None


class HealthYear(Versioned, table=True):
    """OC2 of one collection year: health, development and offending of a child looked after for twelve months."""

    __tablename__ = "health_year"
    KEY: ClassVar[tuple[str, ...]] = ("child", "of_year")
    of_year: int
    dob: dt.date | None = None
    sdq_score: str | None = None
    sdq_reason: str | None = None
    convicted: str | None = None
    health_check: str | None = None
    immunisations: str | None = None
    teeth_check: str | None = None
    health_assessment: str | None = None
    substance_misuse: str | None = None
    intervention_received: str | None = None
    intervention_offered: str | None = None


class CareLeaver(Versioned, table=True):
    """OC3 of one collection year: whether in touch, what the care leaver does and where they live."""

    __tablename__ = "care_leaver"
    KEY: ClassVar[tuple[str, ...]] = ("child", "of_year")
    of_year: int
    dob: dt.date | None = None
    in_touch: str | None = None
    activ: str | None = None
    accom: str | None = None
