"""What several checks look at of what is recorded beside the return: steps of a known day, beside the child's care."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.steps import taken
from models.snapshot import Snapshot

_LABELS = {code: found.label for code, found in codes.codes("milestone").items()}


def exact(snapshot: Snapshot) -> pl.DataFrame:
    """Steps whose day is exactly known, since an earlier time in care ended; approximate ones put nothing in doubt."""
    return snapshot.once(taken).filter(pl.col("counted").is_not_null())


def steps(snapshot: Snapshot, *kinds: str) -> pl.DataFrame:
    """The exactly known steps of some kinds, in order of child, kind and day."""
    rows = snapshot.once(exact)
    return rows if rows.is_empty() else rows.filter(pl.col("kind").is_in(kinds))


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """The same with `step`: what each step is called within a sentence."""
    words = pl.col("kind").replace_strict(_LABELS, default=pl.col("kind"), return_dtype=pl.String)
    small = words.str.head(1).str.to_lowercase() + words.str.slice(1)
    return rows.with_columns(step=small)


def days(snapshot: Snapshot, *kinds: str) -> pl.DataFrame:
    """One row for each child with any of some steps: `KIND` (the last day of it) and `KIND_first`."""
    day = pl.col("day")
    return (
        steps(snapshot, *kinds)
        .group_by("child", maintain_order=True)
        .agg(
            expression
            for kind in kinds
            for expression in (
                day.filter(pl.col("kind") == kind).max().alias(kind),
                day.filter(pl.col("kind") == kind).min().alias(f"{kind}_first"),
            )
        )
    )


def written(column: str) -> pl.Expr:
    """A day as people read it, where a sentence is put together before it is found."""
    return pl.col(column).dt.strftime("%-d %b %Y")
