"""The facts kept on a child's page beside the return, as one list in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from models.codes import label
from models.dates import british
from models.history.words import small
from models.rules.drift import titled
from models.snapshot import Snapshot
from models.subjects import DETAILS, LEGAL, MATCH, PLACEMENT, SUBJECTS, Subject, steps
from models.trackers import Column
from views.child.cells import told
from views.child.of_return import legal_statuses, placements
from views.child.record import PAGES, WEEKS, WEEKS_OF, mine, plan_words

Row = Mapping[str, Any]

COLUMNS = (
    Column("page", "Under", "text", "The heading it is kept under.", 16),
    Column("what", "What", "text", "What is recorded.", 34),
    Column("on", "On, from", "date", "The day it happened or began; the month or year where no more is known.", 16),
    Column("until", "Until", "date", "The day it ended; none while it goes on.", 14),
    Column("words", "In words", "text", "What else is recorded of it.", 70),
)
SCHEMA = {
    "id": pl.String, "place": pl.Int32, "page": pl.String, "what": pl.String, "on": pl.Date, "on_words": pl.String,
    "until": pl.Date, "words": pl.String,
}  # fmt: skip
SAID = ("kind", "place", "ls", "plan", "precision", "said", "planned", "pathway", "number", "role", "with_whom", "rule")
"""Cells that are told elsewhere in the line."""
KEPT = tuple(subject for subject in SUBJECTS.values() if subject.page)


def recorded(snapshot: Snapshot, child: str) -> pl.DataFrame:
    """Every fact about a child that can be changed here, under its heading, the latest first."""
    plans = {row["plan"]: plan_words(row) for row in mine(snapshot, child, "plan")}
    found = [_line(subject, row, plans) for subject in KEPT for row in mine(snapshot, child, subject.table)]
    found += [_line(DETAILS, row, plans) for row in mine(snapshot, child, DETAILS.table)]
    found += [_line(MATCH, row, plans) for row in mine(snapshot, child, MATCH.table)]
    found += [_line(PLACEMENT, row, plans) for row in placements(snapshot, child)]
    found += [_line(LEGAL, row, plans) for row in legal_statuses(snapshot, child)]
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    return frame.sort("place", "on", descending=[False, True], nulls_last=True, maintain_order=True)


def _line(subject: Subject, row: Row, plans: Mapping[int, str]) -> tuple[Any, ...]:
    kind = row.get("kind") if subject.table in ("milestone", "planned_step") else None
    step = steps().get(kind) if kind else None
    page = step.page if step else subject.page
    page = page if page in PAGES else "Notes"
    what = step.words if step else subject.noun
    on = row[subject.begins] if subject.begins else None
    parts = []
    if subject.table == "planned_step":
        what, on = f"{what}, planned", row["planned"]
        parts.append(f"said on {british(row['said'])}" + ("" if on else ", withdrawn"))
    elif subject.table == "plan":
        what = f"Plan: {small(plan_words(row))}"
    elif subject.table == "primary_plan":
        what = f"Primary plan: {small(plans.get(row['plan'], 'not known'))}"
    elif subject is PLACEMENT:
        what = f"Placement: {small(label('place', row['place']))}"
    elif subject is LEGAL:
        what = f"Legal status: {small(label('ls', row['ls']))}"
    elif subject.table == "allocation":
        what = told(subject.cell("role"), row["role"])
    elif subject.table == "answer":
        what = f"Answer: {small(titled(row['rule']))}"
    for cell in subject.cells:
        value = row[cell.name]
        if value in (None, "") or cell.name in (subject.begins, subject.ends, *SAID):
            continue
        words = label("upn", value) if cell.name == "upn" else told(cell, value)
        itself = cell.kind == "words" or cell.name in ("outcome", "who")
        title = WEEKS_OF if cell.name == "amount" and kind == WEEKS else cell.title
        parts.append(words if itself else f"{small(title)}: {words}")
    if subject.table in ("milestone", "planned_step") and row["plan"]:
        parts.append(f"for the plan: {small(plans.get(row['plan'], 'not known'))}")
    words = "; ".join(parts)
    on_words = _on_words(on, row.get("precision")) if row.get("known", True) else f"before {british(on)}"
    until = row[subject.ends] if subject.ends else None
    return (
        f"{subject.table}/{row['row_id']}", PAGES.index(page), page, what, on, on_words,
        until, words[:1].upper() + words[1:] or None,
    )  # fmt: skip


def _on_words(on: Any, precision: str | None) -> str | None:
    if on is None or precision in (None, "DAY"):
        return None
    month = british(on).partition(" ")[2]
    return {"MONTH": month, "YEAR": month.rpartition(" ")[2]}.get(precision, f"by {british(on)}")
