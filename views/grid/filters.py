"""What a grid shows: filters by column, and which rows it is about at all."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.trackers.filters import TESTS, Filter, made, values_wanted

__all__ = ["TESTS", "Filter", "Only", "made", "values_wanted"]


@dataclass(frozen=True)
class Only:
    """A default or a drill: the rows of exactly these children, or of a column that says yes."""

    words: str
    children: frozenset[str] | None = None
    column: str | None = None

    def mask(self, key: str) -> pl.Expr:
        """The rows as an expression over the frame."""
        if self.children is not None:
            wanted = pl.Series("wanted", sorted(self.children), dtype=pl.String)
            return pl.col(key).is_in(wanted.implode())
        assert self.column is not None
        return pl.col(self.column).fill_null(False)
