"""Columns in which the day of a step is typed, taken or planned for; and lines of words typed over what stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.facts import CorrectFact, values
from models.edits.steps import SetPlanned, SetStep
from models.rules.court import HEARINGS, WAS_HELD
from models.rules.steps import planned, taken
from models.snapshot import Snapshot
from models.subjects import steps
from models.trackers import Column, Question


def step(kind: str, title: str, note: str = "", *, width: int = 13, shown: bool = True) -> Column:
    """The date of a step, under the step's code as its key; a date typed in the cell records, moves or clears it."""

    def edit(snapshot: Snapshot, child: str, on: dt.date | None, answers: Mapping[str, str]) -> Edit:
        found = None if answers.get("which") == "new" else _last(snapshot, child, kind)
        was, plan = found if found else (None, _plan(snapshot, child, kind))
        return SetStep(child, kind, plan, on, was, snapshot.facts.number, answers.get("outcome"))

    def asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
        choices = tuple((code, codes.label("outcome", code)) for code in steps()[kind].outcomes)
        outcome = (Question("outcome", f"{steps()[kind].words}: with what outcome?", choices),) if choices else ()
        return (*_which(snapshot, child, kind, on), *outcome)

    about = note or f"The day of: {steps()[kind].words.lower()}."
    asked = asks if steps()[kind].outcomes or kind in AGAIN else None
    return Column(kind, title, "date", about, width, shown, edit, asked)


def to_come(kind: str, title: str, note: str = "", *, width: int = 13, shown: bool = True) -> Column:
    """The day a step is planned or listed for, under KIND_planned; a day typed in the cell says it anew."""

    def edit(snapshot: Snapshot, child: str, on: dt.date | None, _answers: Mapping[str, str]) -> Edit:
        mine = (pl.col("child") == child) & (pl.col("kind") == kind)
        rows = snapshot.once(planned).filter(mine).sort("planned", maintain_order=True).to_dicts()
        was, plan = (rows[0]["planned"], rows[0]["plan"]) if rows else (None, _plan(snapshot, child, kind))
        return SetPlanned(child, kind, plan, on, was, snapshot.facts.number)

    about = note or f"The day planned for: {steps()[kind].words.lower()}."
    return Column(f"{kind}_planned", title, "date", about, width, shown, edit)


AGAIN = ("LGM", "PPM", "AD-REVIEW", "RES-REVIEW", "PEP", "VISIT", "PMG")
"""Steps that are taken again and again: a later day is most often another one."""


def _which(snapshot: Snapshot, child: str, kind: str, on: dt.date) -> tuple[Question, ...]:
    """After the last one of a step that is taken again and again: is it another, or was the last one typed wrongly?"""
    last = _last(snapshot, child, kind) if kind in AGAIN else None
    if last is None or on <= last[0]:
        return ()
    new = ("new", f"Another one, on {british(on)}")
    moved = ("moved", f"The one of {british(last[0])}, which was typed wrongly")
    return (
        Question("which", f"{steps()[kind].words}: the last was on {british(last[0])}. Which is this?", (new, moved)),
    )


def line(table: str, name: str) -> Callable[[Snapshot, str, Any, Mapping[str, str]], Edit]:
    """What words typed over those in a cell ask for: the child's last fact of the table is corrected."""

    def edit(snapshot: Snapshot, child: str, words: str | None, _answers: Mapping[str, str]) -> Edit:
        rows = snapshot[table].filter(pl.col("child") == child).to_dicts()
        which = rows[-1]["row_id"] if rows else 0
        return CorrectFact(child, table, which, values({name: words}), snapshot.facts.number)

    return edit


def _last(snapshot: Snapshot, child: str, kind: str) -> tuple[dt.date, int] | None:
    """The last step of a kind; a hearing that was adjourned or vacated is none that stands in the cell."""
    mine = (pl.col("child") == child) & (pl.col("kind") == kind)
    rows = snapshot.once(taken).filter(mine & WAS_HELD if kind in HEARINGS else mine).to_dicts()
    return (rows[-1]["recorded"], rows[-1]["plan"]) if rows else None


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
