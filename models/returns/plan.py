"""The actions of a plan that is kept in a spreadsheet, saved as CSV: one action a row.

The first row names the columns, in any order and by any of the names in COLUMNS; theme and action are needed. A theme
is its number or its words, a state red, amber or green or their letters. Days are typed as people type them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from models import codes
from models.edits.action_plan import Noted
from models.edits.plan_load import LoadActions, LoadedAction
from models.edits.sheet import Line, Unreadable, lines, value
from models.measures import MEASURES
from models.subjects import SUBJECTS, Cell

__all__ = ["COLUMNS", "Unreadable", "read"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "theme": ("priority",),
    "action": ("words", "what"),
    "owner": ("lead", "responsible", "lead officer"),
    "agreed": ("agreed on", "date agreed"),
    "starts": ("start", "start date"),
    "due": ("due date", "deadline", "timescale", "by when"),
    "status": (),
    "rag": ("state", "rag rating", "rag status"),
    "progress": ("update", "latest progress", "comments"),
    "noted": ("noted on", "updated", "last update"),
    "evidence": ("impact",),
    "measure": (),
}
"""The columns, and what else each may be called."""
SAID = {
    "status": {
        "complete": "DONE", "completed": "DONE",
        "in progress": "ON-TRACK", "ongoing": "ON-TRACK", "delayed": "OFF-TRACK",
    },
    "rag": {"red": "R", "amber": "A", "yellow": "A", "green": "G"},
}  # fmt: skip
"""Words that councils write for a code."""


def read(path: Path, today: dt.date, seen: int | None = None) -> LoadActions:
    """The actions of a file as one edit. Raises Unreadable with every fault: file, row (headings are row 1), column."""
    headings = {also: column for column, others in COLUMNS.items() for also in (column, *others)}
    faults: list[str] = []
    found: dict[tuple[str, str], LoadedAction] = {}
    for line in lines(path, headings, ("theme", "action"), "actions"):
        loaded = _row(path.name, line, today, faults)
        if loaded is None:
            continue
        key = loaded.theme, " ".join(loaded.words.split()).casefold()
        if key in found:
            faults.append(f"{path.name}, row {line.number}: the same as row {found[key].row}; leave one of them out")
        found[key] = loaded
    if faults:
        raise Unreadable("\n".join(faults))
    if not found:
        raise Unreadable(f"{path.name}: there are no actions under the headings")
    return LoadActions(path.name, tuple(found.values()), seen)


def _row(name: str, line: Line, today: dt.date, faults: list[str]) -> LoadedAction | None:
    said: dict[str, Any] = {}
    before = len(faults)
    if line.beyond:
        faults.append(f"{name}, row {line.number}: it has more cells than there are headings")
    for column in COLUMNS:
        try:
            said[column] = _value(column, line.cells.get(column, "").strip())
        except ValueError as wrong:
            faults.append(f"{name}, row {line.number}, column {column}: {wrong}")
    if len(faults) > before:
        return None
    told = [said[each] for each in ("progress", "status", "rag", "evidence")]
    noted = None
    if any(told):
        label = codes.label("plan_status", said["status"]) if said["status"] else f"As in {name}"
        noted = Noted(said["noted"] or today, said["progress"] or label, said["status"], said["rag"], said["evidence"])
    return LoadedAction(
        line.number,
        said["theme"],
        said["action"],
        said["agreed"] or min(day for day in (today, said["noted"], said["starts"], said["due"]) if day is not None),
        noted,
        **{each: said[each] for each in ("owner", "starts", "due", "measure")},
    )


def _value(column: str, text: str) -> Any:
    """A cell's value; ValueError with what is wrong."""
    if column == "theme":
        return _theme(text)
    return value(_CELLS[column], SAID.get(column, {}).get(text.casefold(), text), MEASURES)


def _theme(text: str) -> str:
    """A theme by its number (“3”, “Theme 3”, “3. Reducing drift”) or by its words."""
    there = codes.codes("theme")
    plain = text.casefold().removeprefix("theme").strip()
    by_words = [code for code, of in there.items() if of.label.casefold() == plain]
    number = plain[:1] if not plain[1:2].isdigit() else ""
    if not text:
        raise ValueError("Theme is needed")
    if not by_words and number not in there:
        raise ValueError(f"“{text}” is none of the themes 1 to {len(there)}, nor the words of one")
    return by_words[0] if by_words else number


_ACTION, _NOTE = SUBJECTS["plan_action"], SUBJECTS["progress_note"]
_CELLS = {
    "action": _ACTION.cell("words"),
    **{name: _ACTION.cell(name) for name in ("owner", "starts", "due", "measure")},
    "status": _NOTE.cell("status"),
    "rag": _NOTE.cell("state"),
    "evidence": _NOTE.cell("evidence"),
    "progress": Cell("progress", "Progress", "words"),
    "agreed": Cell("agreed", "Agreed on", "date"),
    "noted": Cell("noted", "Noted on", "date"),
}
"""The cell that each column fills. Noted on is today where it is blank; agreed on the earliest day of the row."""
