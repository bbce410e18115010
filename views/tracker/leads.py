"""Where a cell that is not typed in the list leads: to the form of the fact that stands in it, or of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from models.history.sources import Source
from models.history.words import NOUNS, small
from models.rules.plans import live
from models.snapshot import Snapshot
from models.subjects import DETAILS, LEGAL, PLACEMENT, SUBJECTS
from models.trackers import Column

PLAN = "plan"
WORKER = "social_worker"
"""Kept in the return, and allocated by a form of its own: whoever had the child hands over."""
AS_PLACED = {cell.name for cell in PLACEMENT.cells} - {"decom"}
"""Cells of the care episodes that are corrected with the placement."""
BEGUN = {"S": "care/entry/", "SPB": f"record/{PLACEMENT.table}/", "SLBU": f"record/{LEGAL.table}/"}
"""The form of the day an episode began, by the reasons for a new episode that are meant."""


def form_of(snapshot: Snapshot, child: str, found: Sequence[Source]) -> str:
    """The code of the form for a cell whose value is recorded there; blank where no form is of it."""
    for source in found:
        if source.table == WORKER:
            return f"record/{WORKER}/"
        if source.table == DETAILS.table:
            return f"record/{source.table}/"
        if source.table == PLACEMENT.table and (code := _of_care(source)):
            return code
        subject = SUBJECTS.get(source.table)
        if subject is None or not subject.page:
            continue
        every = snapshot[source.table].filter(pl.col("child") == child).to_dicts()
        rows = [row for row in every if source.holds(row)]
        standing = [row for row in rows if subject.ends is None or row[subject.ends] is None] or rows
        if source.table == PLAN:
            standing = _ranked(snapshot, child, standing, beside="pathway" in source.cells)
        if standing:
            return f"correct/{source.table}/{standing[-1]['row_id']}"
        where = dict(source.where)
        which = (where.get("kind") or where.get("rule") or ("",))[0]
        verb = {"planned_step": "plan", "primary_plan": "switch"}.get(source.table, "record")
        return f"{verb}/{source.table}/{which}"
    return ""


def _ranked(snapshot: Snapshot, child: str, plans: list[dict[str, Any]], *, beside: bool) -> list[dict[str, Any]]:
    """A child's plans, the primary one last; of what is worked `beside` it, a contingency last."""
    chosen = snapshot.once(live).filter((pl.col("child") == child) & pl.col("primary"))["plan"].to_list()
    return sorted(plans, key=lambda row: (row["plan"] in chosen) != beside)


def _of_care(source: Source) -> str:
    """The form of cells of the care episodes; blank for those of some episodes alone."""
    where = dict(source.where)
    if set(source.cells) <= AS_PLACED:
        return f"record/{PLACEMENT.table}/"
    if source.cells == ("ls",):
        return f"record/{LEGAL.table}/"
    if "rec" in where:
        return "care/left/"
    some = "ls" in where or "place" in where
    return "" if some else BEGUN.get("".join(where.get("rne", "")), "")


def why_none(column: Column, found: Sequence[Source]) -> str:
    """Why no form is of a cell, and what to do instead."""
    if not found:
        return f"“{column.title}” is worked out, and nobody types it."
    kept = small(NOUNS[found[0].table][0])
    return f"“{column.title}” is read from the {kept}: type the day in the date beside it, or open the child (Enter)."
