"""The life of one value: who wrote it, when, from what to what, and why; oldest first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.codes import label
from models.dates import NOTHING
from models.history.sources import Source
from models.history.words import FIELDS, KINDS, NOUNS, Cells, called, dated, rough, small, value_of


@dataclass(frozen=True)
class Turn:
    """One time the value became otherwise: in which act, when (UTC), by whom, what of which fact, from, to, and why."""

    number: int
    at: dt.datetime
    who: str
    what: str
    before: str
    after: str
    why: str


def life(history: pl.DataFrame, sources: Sequence[Source]) -> list[Turn]:
    """Every change of some cells in the history of a child (every version of every fact, as the ledger has them)."""
    plans = _plans(history)
    turns: list[Turn] = []
    last: dict[tuple[str, int], Cells | None] = {}
    tables = {source.table for source in sources}
    versions = history.filter(pl.col("table").is_in(sorted(tables))).sort("recorded_by", "row_id")
    for version in versions.to_dicts():
        fact = (version["table"], version["fact_id"])
        before, after = last.get(fact), None if version["ended"] else json.loads(version["cells"])
        if before is None and after is not None:
            before = _followed(fact[0], after, [cells for (table, _), cells in last.items() if table == fact[0]])
        last[fact] = after
        at = dt.datetime.fromisoformat(version["at"])
        for source in sources:
            if source.table == version["table"]:
                for what, old, new in _changes(source, before, after, plans):
                    turns.append(Turn(version["recorded_by"], at, version["who"], what, old, new, _why(version, after)))
    return turns


FOLLOWED = {"planned_step": ("kind", "plan"), "primary_plan": (), "allocation": ("role",), "social_worker": ()}
"""Tables of which a new fact takes the place of the one before it, if these cells are the same."""


def _followed(table: str, new: Cells, standing: Sequence[Cells | None]) -> Cells | None:
    """The fact whose place a new one takes; None for one that stands by itself."""
    if table not in FOLLOWED:
        return None
    when = NOUNS[table][1]
    earlier = [
        cells
        for cells in standing
        if cells is not None
        and str(cells[when]) <= str(new[when])
        and all(cells[cell] == new[cell] for cell in FOLLOWED[table])
    ]
    found = max(earlier, key=lambda cells: str(cells[when]), default=None)
    return None if found is None else {**found, "ends": None, "sw_dec": None}


def _changes(
    source: Source, before: Cells | None, after: Cells | None, plans: Mapping[int, str]
) -> Iterator[tuple[str, str, str]]:
    """What became otherwise of the cells of a source between two versions of one fact: what, from, to."""
    old = before if before is not None and source.holds(before) else {}
    new = after if after is not None and source.holds(after) else {}
    for cell in source.cells:
        was, now = _said(source.table, cell, old, plans), _said(source.table, cell, new, plans)
        if was != now:
            yield _what(source.table, cell, new or old), was, now


def _what(table: str, cell: str, cells: Cells) -> str:
    """“Care episode of 3 May 2021: legal status”."""
    when = NOUNS[table][1]
    name = FIELDS[table][cell][0]
    day = cells.get(when) if when else None
    noun = called(table, cells)
    if cell == when or day is None:
        return name if table not in KINDS else noun
    fact = dated(table, cells)
    return fact if cell == "plan" else f"{fact}: {small(name)}"


def _said(table: str, cell: str, cells: Cells, plans: Mapping[int, str]) -> str:
    """A cell of a fact as people read it; nothing where there is none."""
    value = cells.get(cell)
    if value in (None, ""):
        return NOTHING
    if cell == "plan" and value in plans:
        return plans[value]
    if cell in ("day", "begins") and cells.get("precision") not in (None, "DAY"):
        return rough(value, str(cells["precision"]))
    return value_of(table, cell, value)


def _why(act: Mapping[str, Any], cells: Cells | None) -> str:
    """The name of the act, the reason that was given for it, and the one that the fact itself gives."""
    given = (act["label"], act.get("reason"), (cells or {}).get("why"))
    return ": ".join(str(words) for words in given if words)


def _plans(history: pl.DataFrame) -> dict[int, str]:
    """The child's plans by their numbers, in words."""
    found = history.filter((pl.col("table") == "plan") & ~pl.col("ended")).sort("recorded_by")["cells"].to_list()
    rows = [json.loads(cells) for cells in found]
    return {row["plan"]: label("pathway", row["pathway"]) for row in rows}
