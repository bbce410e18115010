"""Which rows a grid shows and in what order: whole columns at a time, never row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models.dates import NOTHING, british
from models.trackers import STATES, Column

_RANK = {state: rank for rank, state in enumerate(STATES)}
Sort = tuple[tuple[str, bool], ...]
"""Keys of columns in order of weight, each with whether it runs downwards."""


def turned(sort: Sort, key: str, also: bool) -> Sort:
    """A column was asked for: sorted by it, then downwards, then not; with `also` after those sorted by already."""
    now = dict(sort)
    next_ = {None: ((key, False),), False: ((key, True),), True: ()}[now.get(key)]
    if not also:
        return next_
    if key in now and next_:
        return tuple((each, next_[0][1] if each == key else now[each]) for each in now)
    return (*((each, down) for each, down in now.items() if each != key), *next_)


def arranged(frame: pl.DataFrame, columns: Sequence[Column], sort: Sort) -> pl.Series:
    """The numbers of all rows in order; nothing known always comes last."""
    by_key = {column.key: column for column in columns}
    wanted = [(by_key[key], down) for key, down in sort if key in by_key]
    if not wanted:
        return pl.int_range(len(frame), dtype=pl.UInt32, eager=True)
    keys = [_sort_key(frame, column) for column, _ in wanted]
    downs = [down for _, down in wanted]
    table = pl.DataFrame({f"k{n}": key for n, key in enumerate(keys)})
    numbers = pl.int_range(pl.len(), dtype=pl.UInt32)
    by = [pl.col(name) for name in table.columns]
    return table.select(pl.arg_sort_by([*by, numbers], descending=[*downs, False], nulls_last=True)).to_series()


def _sort_key(frame: pl.DataFrame, column: Column) -> pl.Series:
    cells = frame[column.key]
    if column.kind == "state":
        return cells.replace_strict(_RANK, default=len(_RANK), return_dtype=pl.UInt8)
    if cells.dtype == pl.String:
        numbers = cells.cast(pl.Int64, strict=False)
        if numbers.null_count() == cells.null_count():
            return numbers
        lower = cells.str.to_lowercase()
        return lower.set(lower == "", None)
    return cells


def search_text(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.Series:
    """Every row's cells as people read them, lower case, in one text; what the filter field looks in."""
    if not columns or frame.is_empty():
        return pl.Series("text", [""] * len(frame), dtype=pl.String)
    cells = pl.DataFrame({column.key: texts(frame, column) for column in columns})
    return cells.select(pl.concat_str(pl.all(), separator="\n").str.to_lowercase().alias("text")).to_series()


def texts(frame: pl.DataFrame, column: Column) -> pl.Series:
    """One column's cells as people read them, as a column."""
    cells = frame[column.key]
    if column.kind == "date":
        said = _dates(cells)
    elif column.kind == "state":
        known = {state: column.text(state) for state in STATES}
        said = cells.replace_strict(known, default=cells, return_dtype=pl.String)
    else:
        said = cells.cast(pl.String)
    words = f"{column.key}_words"
    if words in frame.columns:
        given = frame[words]
        said = pl.select(pl.when(given.fill_null("") != "").then(given).otherwise(said)).to_series()
    return said.fill_null(NOTHING).alias(column.key)


def _dates(cells: pl.Series) -> pl.Series:
    """Dates in words: each day between the first and the last is said once, and looked up."""
    first, last = cells.min(), cells.max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return pl.Series(cells.name, [None] * len(cells), dtype=pl.String)
    if (last - first).days > 40_000:
        return pl.Series(cells.name, [british(cell) if cell else None for cell in cells.to_list()], dtype=pl.String)
    days = pl.Series([british(first + dt.timedelta(days=n)) for n in range((last - first).days + 1)])
    return days.gather((cells - first).dt.total_days().cast(pl.UInt32))
