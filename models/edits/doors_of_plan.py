"""Which facts of the permanence action plan are impossible, and what to do about it: part of `edits.doors`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.dates import british
from models.edits import Refused, Row, Tx
from models.subjects import AUTHORITY

Cells = Mapping[str, Any]


def _plan_action(cells: Cells, _others: Sequence[Row], tx: Tx, _child: str) -> None:
    agreed, due, over = cells["agreed"], cells.get("due"), cells.get("ends")
    _from_one(cells)
    _not_before("Due", due, "It was agreed", agreed)
    _not_before("Due", due, "It starts", cells.get("starts"))
    notes = [row for row in tx.current("progress_note", AUTHORITY) if row["action"] == cells["number"]]
    if (first := min((row["day"] for row in notes), default=None)) is not None and first < agreed:
        raise Refused(f"Progress was noted on {british(first)}; the action cannot be agreed after that.")
    if over is None:
        return
    if cells.get("why_ended") is None:
        raise Refused("Done or withdrawn: say which.")
    if (last := max((row["day"] for row in notes), default=over)) > over:
        raise Refused(f"Progress was noted on {british(last)}; the action cannot be closed before that.")
    if not _shown(cells, notes):
        if cells["why_ended"] == "DONE":
            raise Refused("Evidence: say what shows that it is done, and where it can be read; or withdraw it.")
        raise Refused(f"Why: note on {british(over)} why it goes no further; the board reads it.")


def _shown(action: Cells, notes: Sequence[Cells]) -> bool:
    """Whether the notes of a closed action bear it out: done needs evidence, any other end its reason on the day."""
    if action["why_ended"] == "DONE":
        return any(note.get("evidence") for note in notes)
    return any(note["day"] == action["ends"] for note in notes)


def _progress(cells: Cells, others: Sequence[Row], tx: Tx, _child: str) -> None:
    _from_one(cells)
    if not cells.get("action"):
        if cells.get("status") or cells.get("state"):
            raise Refused("Status and state belong to an action: say which one, or leave them blank.")
        return
    actions = tx.current("plan_action", AUTHORITY)
    of = next((row for row in actions if row["number"] == cells["action"]), None)
    if of is None:
        raise Refused(f"The plan has no action of number {cells['action']}; add the action first.")
    _not_before("Day", cells["day"], "The action was agreed", of["agreed"])
    if of["ends"] is not None and cells["day"] > of["ends"]:
        raise Refused(f"The action was closed on {british(of['ends'])}; note this of the theme, or add a new action.")
    if of["ends"] is not None and not _shown(of, (cells, *(row for row in others if row["action"] == of["number"]))):
        raise Refused("The action was closed with what this note says: keep its evidence, or the day of its reason.")


def _next_step(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    _from_one(cells)
    _not_before("Due", cells.get("due"), "It was set", cells["since"])


def _finding(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    _from_one(cells)
    if cells.get("ends") is not None and not cells.get("response"):
        raise Refused("Response: say what was done about it before it is closed.")


def _risk(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    _from_one(cells)


def _from_one(cells: Cells) -> None:
    if cells["number"] == 0:
        raise Refused("Numbers begin at 1.")


def _not_before(title: str, day: dt.date | None, begun: str, since: dt.date | None) -> None:
    if day is not None and since is not None and day < since:
        raise Refused(f"{title}: {british(day)} is too early. {begun} on {british(since)}; check both days.")


def spare(table: str, row: Row, tx: Tx) -> None:
    """Refuse to take away an action of which progress is noted, or the note with which one was closed."""
    notes = tx.current("progress_note", AUTHORITY) if table in ("plan_action", "progress_note") else ()
    if table == "plan_action" and any(note["action"] == row["number"] for note in notes):
        raise Refused("Progress of it is noted; close it as withdrawn and say why, so that the notes stay.")
    if table != "progress_note" or not row["action"]:
        return
    left = [note for note in notes if note["action"] == row["action"] and note["row_id"] != row["row_id"]]
    for of in tx.current("plan_action", AUTHORITY):
        if of["number"] == row["action"] and of["ends"] is not None and not _shown(of, left):
            raise Refused("The action was closed with what this note says; correct the note instead.")


RULES: dict[str, Callable[[Cells, Sequence[Row], Tx, str], None]] = {
    "plan_action": _plan_action,
    "progress_note": _progress,
    "next_step": _next_step,
    "audit_finding": _finding,
    "plan_risk": _risk,
}
