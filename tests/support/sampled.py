"""The invented authority as facts, without a database."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

import polars as pl

from models import samples
from models.snapshot import SPELLS, Facts
from tests.support.facts import schema

TODAY = dt.date(2026, 3, 31)


def authority(children: int, seed: int = 11) -> Facts:
    """The facts of an authority of so many children, made once in a test run."""
    return _made(children, seed)


@functools.cache
def _made(children: int, seed: int) -> Facts:
    frames = samples.authority(children, seed=seed, today=TODAY).new

    def load(table: str) -> pl.DataFrame:
        columns, begins = schema(table), SPELLS[table].begins
        if table not in frames:
            return pl.DataFrame(schema=columns)
        given = frames[table].with_row_index("row_id", 1)
        whole = given.select(
            (pl.col(name) if name in given.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in columns.items()
        )
        return whole.sort(["child", begins] if begins else ["child"])

    return Facts(load, number=1)


def changed(facts: Facts, change: Callable[[str, pl.DataFrame], pl.DataFrame]) -> Facts:
    """The same facts with every table changed."""
    return Facts(lambda table: change(table, facts[table]), number=facts.number)
