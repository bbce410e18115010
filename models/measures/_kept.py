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


def _by_kind(facts: Facts) -> Mapping[str, pl.DataFrame]:
    parts = facts.once(steps).partition_by("kind", as_dict=True, maintain_order=True)
    return {str(kind): part for (kind,), part in parts.items()}


def of_kind(facts: Facts, *kinds: str) -> pl.DataFrame:
    """The same of some kinds."""
    parts = facts.once(_by_kind)
    found = [parts[kind] for kind in kinds if kind in parts]
    return pl.concat(found) if found else facts.once(steps).clear()


def lasting(rows: pl.DataFrame, by: str, day: str) -> pl.DataFrame:
    """Rows in order of `by` and `day`, with `until`, the day of the next: so the last by any day is found at once."""
    same = pl.col(by) == pl.col(by).shift(-1)
    return rows.with_columns(until=pl.when(same).then(pl.col(day).shift(-1)))


def last_by(rows: pl.DataFrame, day: str, on: dt.date) -> pl.DataFrame:
    """The last of `lasting` rows by a day."""
    until = pl.col("until")
    return rows.filter((pl.col(day) <= on) & (until.is_null() | (until > on))).drop("until")


def _first_days(facts: Facts) -> Mapping[str, dt.date]:
    found = dict(facts.once(steps).group_by("kind").agg(pl.col("day").min().alias("first")).rows())
    for table in TABLES:
        begins = SPELLS[table].begins
        first = facts.only(table, begins)[begins].min() if begins else None
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
