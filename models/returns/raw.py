"""A table as it stood in a file, before any cell of it has a type."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.returns.layouts import Table


@dataclass(frozen=True)
class RawTable:
    """One table as it stood: text columns by heading, `_row` which row each was, as `Where` counts."""

    file: str
    group: str
    table: Table
    frame: pl.DataFrame


class Unreadable(Exception):
    """This file cannot be read; the sentence says why, with the row where that is known."""

    def __init__(self, words: str, row: int | None = None, column: str | None = None) -> None:
        super().__init__(words)
        self.row, self.column = row, column
