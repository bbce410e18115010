"""How each table's rows lie in time, and what of them is so on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from models.subjects import SUBJECTS


@dataclass(frozen=True)
class Spells:
    """How a table's rows lie in time: the columns of their beginning and their end, and what an end brings along."""

    begins: str | None
    ends: str | None = None
    companions: tuple[str, ...] = ()


SPELLS: dict[str, Spells] = {
    "child_details": Spells(None),
    "care_episode": Spells("decom", "dec", ("rec", "reason_place_change")),
    "uasc": Spells(None, "duc"),
    "health_year": Spells(None),
    "care_leaver": Spells(None),
    "adoption": Spells(None),
    "previous_permanence": Spells(None),
    "set_aside": Spells(None),
} | {subject.table: Spells(subject.begins, subject.ends, subject.companions) for subject in SUBJECTS.values()}
DATED_CELLS: dict[str, tuple[str, ...]] = {"adoption": ("date_int", "date_match")}
"""Cells of undated tables that are facts of a day of their own: blank as at any day before it."""


def as_at(frame: pl.DataFrame, table: str, day: dt.date) -> pl.DataFrame:
    """A table's rows as at a day: begun by then, later ends blank with their companions, cells of a later day blank."""
    spells = SPELLS[table]
    if frame.is_empty():
        return frame
    if spells.begins:
        frame = frame.filter(pl.col(spells.begins) <= day)
    if spells.ends:
        open_yet = pl.col(spells.ends).is_null() | (pl.col(spells.ends) > day)
        frame = frame.with_columns(
            pl.when(open_yet).then(None).otherwise(pl.col(column)).alias(column)
            for column in (spells.ends, *spells.companions)
        )
    if cells := DATED_CELLS.get(table):
        frame = frame.with_columns(pl.when(pl.col(cell) <= day).then(pl.col(cell)).alias(cell) for cell in cells)
    return frame
