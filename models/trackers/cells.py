"""The columns that many trackers share: who the child is and where, what is due, and codes in words."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from models import codes
from models.rules.people import families, workers
from models.snapshot import Snapshot
from models.trackers import Column
from models.trackers.permanence import everyone
from models.trackers.permanence_columns import COLUMNS
from models.trackers.typed import step, to_come

__all__ = ["JUDGED", "children", "columns", "said", "step", "to_come", "who"]

_OWN = (
    Column("siblings", "Siblings", "number", "How many others are in the child's sibling group.", 10),
    Column("team", "Team", "text", "The team that holds the child's case.", 14),
    Column("worker", "Social worker", "text", "The social worker's identifier.", 14),
    Column("iro", "Reviewing officer", "text", "The independent reviewing officer's identifier.", 14, shown=False),
)
_KNOWN = {column.key: column for column in (*COLUMNS, *_OWN)}
JUDGED = (
    Column("next", "Next", "text", "The next step, by the limit that applies.", 24),
    Column("due", "Due", "date", "The day by which it is due.", 13),
    Column("state", "State", "state", "Overdue, due soon, on time, or no date to judge by.", 7),
    Column("reason", "Reason", "text", "Why the state is what it is, in words.", 44),
)


def who(*keys: str) -> tuple[Column, ...]:
    """The columns that say who a child is, where, with which plan, and who works with the child, by their keys."""
    return tuple(_KNOWN[key] for key in keys)


def children(snapshot: Snapshot) -> pl.DataFrame:
    """One row for every child ever in care with the columns of `who`: the permanence tracker's rows, the plans, the
    workers and the family beside them; `in_care` and `left` say whether the child is in care."""
    rows = snapshot.once(everyone).drop("next", "due", "state", "state_words", "reason", "shown", "last_review")
    for beside in (workers(snapshot), families(snapshot)):
        rows = rows.join(beside, on="child", how="left", maintain_order="left")
    return rows


def said(column: str, code_set: str) -> pl.Expr:
    """A column of codes in words; an unknown code says so, none stays none."""
    words = {code: found.label for code, found in codes.codes(code_set).items()}
    unknown = pl.format("unknown code {}", pl.col(column))
    return pl.col(column).replace_strict(words, default=unknown, return_dtype=pl.String)


def columns(*parts: Column | Iterable[Column]) -> tuple[Column, ...]:
    """Columns and groups of columns as one row of them."""
    return tuple(column for part in parts for column in ((part,) if isinstance(part, Column) else part))
