"""The invented authority as tests see it: made once a size, as facts that snapshots are taken of."""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl

from models.edits.bulk import Bulk
from models.samples import authority
from models.snapshot import Facts
from tests.support.facts import schema

TODAY = dt.date(2026, 11, 21)
MARCHES = tuple(dt.date(year, 3, 31) for year in range(2022, 2027))
"""The last five 31 Marches before that day."""


def northport(children: int = 3000, seed: int = 20) -> Bulk:
    """The authority of a size, as it would be recorded."""
    return _bulk(children, seed)


def northport_facts(children: int = 3000, seed: int = 20) -> Facts:
    """The authority of a size as a store would give it back."""
    return _facts(children, seed)


@functools.cache
def _bulk(children: int, seed: int) -> Bulk:
    return authority(children, seed=seed, today=TODAY)


@functools.cache
def _facts(children: int, seed: int) -> Facts:
    return as_facts(_bulk(children, seed))


def as_facts(bulk: Bulk) -> Facts:
    """What is to be recorded, as facts."""

    def load(table: str) -> pl.DataFrame:
        columns = schema(table)
        if table not in bulk.new:
            return pl.DataFrame(schema=columns)
        frame = bulk.new[table].with_row_index("row_id", offset=1).with_columns(recorded_by=pl.lit(1))
        return frame.select(
            pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, kind).alias(name)
            for name, kind in columns.items()
        )

    return Facts(load, number=1)
