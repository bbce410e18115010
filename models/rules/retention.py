"""Whose record is past its keeping time, by what the authority chose; and what the ledger keeps of a record that went.

The law's own keeping times are not known to the program: where the authority chose none, nobody's record is due.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.rules.journeys import details, shown
from models.rules.merged import into
from models.rules.policies import policies
from models.snapshot import Snapshot

BIRTH, CARE = "KEEP-BIRTH", "KEEP-CARE"


@dataclass(frozen=True)
class Erased:
    """An erasure as the ledger keeps it: its change set, and how many rows of each table went; never whose."""

    number: int
    at: dt.datetime
    who: str
    reason: str
    digest: str
    rows: Mapping[str, int]
    minutes: int
    """Signed minutes that were sealed anew without the child."""
    named: int
    """Words about others that still named the child."""


def chosen(snapshot: Snapshot) -> dict[str, int]:
    """The keeping times that the authority chose, in years: after the birth, after leaving care, both or none."""
    said = policies(snapshot.facts)
    return {code: said[code] for code in (BIRTH, CARE) if said[code]}


def due(snapshot: Snapshot) -> pl.DataFrame:
    """Children whose record is past every keeping time that the authority chose: child, dob, left, until (the last day
    it was kept). Nobody in care is among them, nor anybody whose day to count from is not known."""
    times = chosen(snapshot)
    left = snapshot.once(shown).select("child", "in_care", left="ended")
    known = snapshot.facts.once(details).select("child", "dob")
    rows = known.join(left, on="child", how="full", coalesce=True).filter(
        ~pl.col("in_care").fill_null(value=False), ~pl.col("child").is_in(list(into(snapshot.facts)))
    )
    ends = [
        pl.col(day).dt.offset_by(f"{times[code]}y") for code, day in ((BIRTH, "dob"), (CARE, "left")) if code in times
    ]
    if not ends:
        return rows.clear().select("child", "dob", "left", until=pl.col("dob"))
    return (
        rows.filter(end.is_not_null() for end in ends)
        .select("child", "dob", "left", until=pl.max_horizontal(ends))
        .filter(pl.col("until") < snapshot.as_at)
        .sort("until", "child")
    )
