"""Adoption as decided: the decision, the match and the adopters' codes, and permanence arrangements before."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from models.tables.versioned import Versioned


class AdmDecision(Versioned, table=True):
    """The agency decision maker's decision that the child should be placed for adoption, and its reversal."""

    __tablename__ = "adm_decision"
    KEY: ClassVar[tuple[str, ...]] = ("child", "date_placed")
    date_placed: dt.date
    dob: dt.date | None = None
    date_placed_ceased: dt.date | None = None
    reason_placed_ceased: str | None = None
    imported_as: dt.date | None = None


class Adoption(Versioned, table=True):
    """AD1: decision and match dates, whether the foster carer adopts, and the adopters' codes (never who they are)."""

    __tablename__ = "adoption"
    dob: dt.date | None = None
    date_int: dt.date | None = None
    date_match: dt.date | None = None
    foster_care: str | None = None
    nb_adoptr: str | None = None
    sex_adoptr: str | None = None
    ls_adoptr: str | None = None


class PreviousPermanence(Versioned, table=True):
    """A permanence order made before this time in care. `date_perm` is text: "zz/05/2015" where the day is unknown."""

    __tablename__ = "previous_permanence"
    dob: dt.date | None = None
    prev_perm: str | None = None
    la_perm: str | None = None
    date_perm: str | None = None
