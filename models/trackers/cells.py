"""The columns that many trackers share: who the child is and where, what is due, and codes in words."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from models import codes
from models.snapshot import Snapshot
from models.trackers import Column
from models.trackers.annex_a import recognised
from models.trackers.permanence import known
from models.trackers.permanence_columns import COLUMNS, PEOPLE
from models.trackers.typed import line, step, to_come

__all__ = ["JUDGED", "children", "columns", "line", "said", "step", "to_come", "who"]

_KNOWN = {column.key: recognised(column) for column in (*COLUMNS, *PEOPLE)}
_ALWAYS = (
    *("dob", "sex", "ethnic", "siblings", "legal", "legal_since", "placement", "placement_since"),
    *("worker", "team", "iro", "PMG", "action", "owner", "action_due"),
)
"""What every tracker can say of a child, shown at once or when it is asked for."""
JUDGED = (
    Column("next", "Next", "text", "The next step, by the limit that applies.", 24),
    Column("due", "Due", "date", "The day by which it is due.", 13),
    Column(
        "state",
        "State",
        "state",
        "Overdue; to watch: due within 28 days, or past a local limit; on time; or no date to judge by.",
        7,
    ),
    Column("reason", "Reason", "text", "Why the state is what it is, in words.", 44),
)


def who(*keys: str) -> tuple[Column, ...]:
    """The columns that say who a child is, where, with which plan, and who works with the child, by their keys."""
    return tuple(_KNOWN[key] for key in keys)


def children(snapshot: Snapshot) -> pl.DataFrame:
    """One row for every child ever in care with the columns of `who`; `in_care` and `left` say whether the child is in
    care. How its state is judged is each tracker's own."""
    return snapshot.once(known).drop("shown", "last_review")


@functools.cache
def said(column: str, code_set: str) -> pl.Expr:
    """A column of codes in words; an unknown code says so, none stays none."""
    words = {code: found.label for code, found in codes.codes(code_set).items()}
    unknown = pl.format("unknown code {}", pl.col(column))
    return pl.col(column).replace_strict(words, default=unknown, return_dtype=pl.String)


def columns(*parts: Column | Iterable[Column]) -> tuple[Column, ...]:
    """Columns and groups of columns as one row of them; what every tracker can say of a child stands before what is
    next, hidden where it is not among them."""
    every = (column for part in parts for column in ((part,) if isinstance(part, Column) else part))
    own = tuple(recognised(column) for column in every)
    have = [column.key for column in own]
    beside = (replace(_KNOWN[key], shown=False) for key in _ALWAYS if key not in have)
    at = have.index("next")
    return (*own[:at], *beside, *own[at:])
