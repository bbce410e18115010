"""What an older return says otherwise than a later one: the later stands, and the reader is told."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.returns import Issue, Where, YearReturn
from models.returns.layouts import TABLES
from models.returns.state import SHAPES, all_new


def passed_over(fact: str, state: pl.DataFrame, part: YearReturn) -> Issue | None:
    """A warning that counts a return's cells of one table that give way to a later return's, naming the first."""
    if fact not in part.tables or all_new(state):
        return None
    shape = SHAPES[fact]
    keys, cells = ["child", *shape.keys], list(shape.cells)
    if shape.dated:
        state = state.with_columns(pl.coalesce("imported_as", keys[1]).alias(keys[1]))
    marks = [f"{cell}@{mark}" for cell in cells for mark in "by"]
    stands = state.select(*keys, *marks).unique(keys, keep="first", maintain_order=True)
    both = part.tables[fact].join(stands, on=keys, how="inner", maintain_order="left")
    counts = both.select(_gives_way(cell, part.year).sum().alias(cell) for cell in cells).row(0, named=True)
    differing = [cell for cell in cells if counts[cell]]
    if not differing:
        return None
    cell = differing[0]
    first = both.filter(_gives_way(cell, part.year)).row(0, named=True)
    words = f"“{_said(first[cell])}” gives way to “{_said(first[f'{cell}@b'])}”, which a later year's return says"
    place = Where(str(first["_file"]), TABLES[fact].title, int(first["_row"]), cell.upper())
    return Issue("warning", words, place, sum(counts.values()))


def _gives_way(cell: str, year: int) -> pl.Expr:
    said = pl.col(cell)
    return (said.is_not_null() & (pl.col(f"{cell}@y") > year) & (said != pl.col(f"{cell}@b"))).fill_null(False)


def _said(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
