"""The columns that many trackers share: who the child is, a step's date that can be typed, a day planned, a code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from models import codes
from models.edits import Edit
from models.edits.steps import SetPlanned, SetStep
from models.rules.people import families, workers
from models.rules.plans import plans
from models.rules.steps import planned, taken
from models.snapshot import Snapshot
from models.subjects import steps
from models.trackers import Column, Question
from models.trackers.permanence import everyone
from models.trackers.permanence_columns import COLUMNS

_OWN = (
    Column("siblings", "Brothers and sisters", "number", "How many others are in the child's sibling group.", 10),
    Column("primary_words", "Primary plan", "text", "The plan that is the primary one on the day shown.", 24),
    Column("contingency_words", "Contingency", "text", "The plans worked beside the primary one.", 26, shown=False),
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
    for beside in (plans(snapshot), workers(snapshot), families(snapshot)):
        rows = rows.join(beside, on="child", how="left", maintain_order="left")
    return rows


def said(column: str, code_set: str) -> pl.Expr:
    """A column of codes in words; an unknown code says so, none stays none."""
    words = {code: found.label for code, found in codes.codes(code_set).items()}
    unknown = pl.format("unknown code {}", pl.col(column))
    return pl.col(column).replace_strict(words, default=unknown, return_dtype=pl.String)


def step(kind: str, title: str, note: str = "", *, width: int = 13, shown: bool = True) -> Column:
    """The date of a step, under the step's code as its key; a date typed in the cell records, moves or clears it."""

    def edit(snapshot: Snapshot, child: str, on: dt.date | None, answers: Mapping[str, str]) -> Edit:
        found = _last(snapshot, child, kind)
        was, plan = found if found else (None, _plan(snapshot, child, kind))
        return SetStep(child, kind, plan, on, was, snapshot.facts.number, answers.get("outcome"))

    def asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
        choices = tuple((code, codes.label("outcome", code)) for code in steps()[kind].outcomes)
        return (Question("outcome", f"{steps()[kind].words}: with what outcome?", choices),) if choices else ()

    about = note or f"The day of: {steps()[kind].words.lower()}."
    return Column(kind, title, "date", about, width, shown, edit, asks if steps()[kind].outcomes else None)


def to_come(kind: str, title: str, note: str = "", *, width: int = 13, shown: bool = True) -> Column:
    """The day a step is planned or listed for, under KIND_planned; a day typed in the cell says it anew."""

    def edit(snapshot: Snapshot, child: str, on: dt.date | None, _answers: Mapping[str, str]) -> Edit:
        rows = snapshot.once(planned).filter((pl.col("child") == child) & (pl.col("kind") == kind)).to_dicts()
        was, plan = (rows[0]["planned"], rows[0]["plan"]) if rows else (None, _plan(snapshot, child, kind))
        return SetPlanned(child, kind, plan, on, was, snapshot.facts.number)

    about = note or f"The day planned for: {steps()[kind].words.lower()}."
    return Column(f"{kind}_planned", title, "date", about, width, shown, edit)


def _last(snapshot: Snapshot, child: str, kind: str) -> tuple[dt.date, int] | None:
    rows = snapshot.once(taken).filter((pl.col("child") == child) & (pl.col("kind") == kind)).to_dicts()
    return (rows[-1]["day"], rows[-1]["plan"]) if rows else None


PATHWAYS: Mapping[str, tuple[str, ...]] = {
    "Adoption": ("ADOPTION",),
    "Connected carers": ("SGO", "KIN", "CAO"),
    "At home": ("HOME",),
    "Long-term care": ("LTF", "KIN"),
    "Residential": ("RESIDENTIAL",),
}
"""Which plans the steps of a page belong to."""


def _plan(snapshot: Snapshot, child: str, kind: str) -> int:
    """The live plan a new step belongs to: the last one of its pathway; 0 where there is none."""
    wanted = PATHWAYS.get(steps()[kind].page, ())
    rows = snapshot["plan"].filter((pl.col("child") == child) & pl.col("ends").is_null()).to_dicts()
    return max((int(row["plan"]) for row in rows if row["pathway"] in wanted), default=0)


def columns(*parts: Column | Iterable[Column]) -> tuple[Column, ...]:
    """Columns and groups of columns as one row of them."""
    return tuple(column for part in parts for column in ((part,) if isinstance(part, Column) else part))
