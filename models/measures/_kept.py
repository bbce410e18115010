"""The steps that measures of court, practice and school count, and from which day the authority keeps each record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models.rules.steps import dated, stored
from models.snapshot import SPELLS, Facts, Snapshot

COURT = ("LGM", "LBP", "PPM", "FGC", "EXTENSION")
LIFE_STORY = ("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE", "LS-LETTER", "CELEBRATION")
KINDS = (
    *(*COURT, *LIFE_STORY),
    *("AD-REVIEW", "DISRUPTION", "VISIT", "CC-APPROVED", "PWP-REG19", "PEP"),
)
TABLES = ("proceedings", "pre_proceedings", "school_term", "suspension", "review")


def steps(facts: Facts) -> pl.DataFrame:
    """Every such step, in order of child, kind and day: child, kind, day (of an approximate one the last day it can
    mean), counted (blank where approximate), outcome, amount."""
    rows = dated(stored(facts, KINDS), dt.date.max)
    columns = ("child", "kind", "day", "counted", "outcome", "amount")
    return rows.sort("child", "kind", "day", "plan", "recorded").select(columns)


def of_kind(facts: Facts, *kinds: str) -> pl.DataFrame:
    """The same of some kinds."""
    return facts.once(steps).filter(pl.col("kind").is_in(kinds))


def _first_days(facts: Facts) -> Mapping[str, dt.date]:
    found = dict(facts.once(steps).group_by("kind").agg(pl.col("day").min().alias("first")).rows())
    for table in TABLES:
        begins = SPELLS[table].begins
        first = facts[table][begins].min() if begins else None
        if isinstance(first, dt.date):
            found[table] = first
    return found


def first_day(snapshot: Snapshot, *records: str) -> dt.date | None:
    """From which day the authority keeps any of some records of any child; None where it keeps none by the day."""
    first = snapshot.facts.whole.once(_first_days)
    day = min(first.get(record, dt.date.max) for record in records)
    return day if day <= snapshot.as_at else None


def since(snapshot: Snapshot, *records: str) -> dt.date | None:
    """From which day the authority keeps all of some records (kinds of step, tables) of any child; None where it keeps
    one of them not at all by the day: then nothing can be said of anybody."""
    first = snapshot.facts.whole.once(_first_days)
    days = [first.get(record, dt.date.max) for record in records]
    return max(days) if max(days) <= snapshot.as_at else None
