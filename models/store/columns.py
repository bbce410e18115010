"""The stored tables in plain words, so that reading rows needs no table classes: a test holds both to be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import polars as pl

from models.subjects import SUBJECTS

Kind = Literal["text", "date", "number"]
TYPES: Mapping[Kind, pl.DataType] = {"text": pl.String(), "date": pl.Date(), "number": pl.Int64()}


@dataclass(frozen=True)
class Table:
    """One table of facts: what tells two of its facts apart, and its own columns with their kinds."""

    name: str
    key: tuple[str, ...]
    own: Mapping[str, Kind]

    @cached_property
    def recorded(self) -> Mapping[str, Kind]:
        """The columns that are recorded: the child, where the cells came from, and the table's own."""
        return {"child": "text", "year": "number", "older": "text", **self.own}

    @property
    def stored(self) -> tuple[str, ...]:
        """Every column of a version, in the order in which rows are written."""
        return ("row_id", "fact_id", "recorded_by", "ended", "digest", *self.recorded)

    @cached_property
    def dtypes(self) -> Mapping[str, pl.DataType]:
        """How each column is held in a frame."""
        numbers = dict.fromkeys(("row_id", "fact_id", "recorded_by", "superseded_by"), pl.Int64())
        own = {column: TYPES[kind] for column, kind in self.recorded.items()}
        return {**numbers, "ended": pl.Boolean(), "digest": pl.Binary(), **own}

    @cached_property
    def _nothing(self) -> pl.DataFrame:
        return pl.DataFrame(schema=dict(self.dtypes))

    def empty(self, columns: Sequence[str]) -> pl.DataFrame:
        """No rows of these columns, as most tables of a few children have; so it is quickly made."""
        return self._nothing[list(columns)]


_KINDS: Mapping[str, Kind] = {"date": "date", "number": "number", "tenths": "number"}


def _table(name: str, key: str, own: str) -> Table:
    kinds: dict[str, Kind] = {}
    for word in own.split():
        column, _, kind = word.partition(":")
        kinds[column] = "date" if kind == "date" else "number" if kind == "number" else "text"
    return Table(name, ("child", *key.split()), kinds)


_RETURNED: dict[str, Table] = {
    table.name: table
    for table in (
        _table("child_details", "", "sex dob:date ethnic upn mother mc_dob:date"),
        _table(
            "care_episode",
            "decom",
            "decom:date rne ls cin place place_provider dec:date rec reason_place_change home_post pl_post urn"
            " imported_as:date",
        ),
        _table("uasc", "", "sex dob:date duc:date"),
        _table("review", "review", "review:date dob:date review_code imported_as:date"),
        _table(
            "health_year",
            "of_year",
            "of_year:number dob:date sdq_score sdq_reason convicted health_check immunisations teeth_check"
            " health_assessment substance_misuse intervention_received intervention_offered",
        ),
        _table("care_leaver", "of_year", "of_year:number dob:date in_touch activ accom"),
        _table("adoption", "", "dob:date date_int:date date_match:date foster_care nb_adoptr sex_adoptr ls_adoptr"),
        _table(
            "adm_decision",
            "date_placed",
            "date_placed:date dob:date date_placed_ceased:date reason_placed_ceased imported_as:date",
        ),
        _table("previous_permanence", "", "dob:date prev_perm la_perm date_perm"),
        _table("missing_episode", "mis_start", "mis_start:date dob:date missing mis_end:date imported_as:date"),
        _table("social_worker", "sw_decom", "sw_decom:date dob:date sw_id sw_dec:date sw_reason imported_as:date"),
        _table("deprivation_order", "dolo_start", "dolo_start:date dob:date dolo_end:date imported_as:date"),
        _table("set_aside", "source content", "source content why"),
    )
}
TABLES: dict[str, Table] = _RETURNED | {
    subject.table: Table(
        subject.table,
        ("child", *subject.key),
        {cell.name: _KINDS.get(cell.kind, "text") for cell in subject.cells},
    )
    for subject in SUBJECTS.values()
    if subject.table not in _RETURNED
}
"""Every table of facts: those of the statutory return, then those recorded beside it."""
