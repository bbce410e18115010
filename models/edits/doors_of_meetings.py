"""Which facts of the monitoring group's meetings are impossible, and what to do about it: part of `edits.doors`.

What is signed off is sealed: nothing of the meeting changes any more, but its actions still come to their end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.dates import british
from models.edits import Refused, Row, Tx
from models.rules.pmg.agenda import TAKEN_OFF
from models.rules.pmg.minutes import fingerprint
from models.subjects import AUTHORITY

Cells = Mapping[str, Any]


def _meeting(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    held, begun, closed = cells["held"], cells.get("begun"), cells.get("closed")
    if cells["called"] > held:
        raise Refused(f"Called on {british(cells['called'])}, it cannot have been held on {british(held)}.")
    if begun is not None and (cells.get("as_at") is None or cells.get("known") is None):
        raise Refused(
            "A meeting that begins looks at one state: say as at which day, and as known at which change set."
        )
    if closed is not None and begun is None:
        raise Refused("A meeting that has not begun cannot be closed.")
    if cells.get("signed") is not None:
        if begun is None:
            raise Refused("A meeting that has not begun has no minutes to sign off.")
        if fingerprint(cells.get("sealed") or "") != cells.get("fingerprint"):
            raise Refused("The fingerprint is not that of the minutes as sealed.")


def _held(meeting: dt.date, tx: Tx) -> Row:
    for row in tx.current("meeting", AUTHORITY):
        if row["held"] == meeting:
            return row
    raise Refused(f"No meeting is called for {british(meeting)}; call it first.")


def unsigned(tx: Tx, held: dt.date, instead: str = "Append a correction to them.") -> Row:
    """A meeting as it stands; refused once its minutes are signed off, with what to do instead."""
    row = _held(held, tx)
    if row["signed"] is not None:
        signed = british(row["signed"])
        raise Refused(f"The minutes of {british(held)} were signed off on {signed} and stand as they are. {instead}")
    return row


ENDING = {"ends", "why_ended", "evidence"}
"""What may still be said of an action after its meeting was signed off: that it is done, and what shows it."""
AMENDED = {"words", "owner", "due"}
"""What a later meeting may agree otherwise of an action."""
REPLACED = "REPLACED"
"""How actions ended once: as another one, of which no carry was counted."""


def keep_seal(table: str, cells: Cells, tx: Tx, changed: Cells | None = None) -> None:
    """Refuse to record, change or take away a fact of a signed meeting, or to move one into it; `changed` are the cells
    that change, as they will be.

    Only an action of it may still come to its end.
    """
    if table not in ("meeting", *OF_MEETING):
        return
    if table == "pmg_action" and changed and ENDING.issuperset(changed):
        return
    cell = "held" if table == "meeting" else "meeting"
    days = {cells.get(cell), (changed or {}).get(cell)}
    for row in tx.current("meeting", AUTHORITY):
        if row["held"] in days:
            unsigned(tx, row["held"])


def on_agenda(tx: Tx, child: str, held: dt.date) -> Row:
    """A child's item on the agenda of a meeting; refused where there is none, or the chair took the child off."""
    for row in tx.current("pmg_item", child):
        if row["meeting"] == held and row["off"] != TAKEN_OFF:
            return row
    raise Refused(f"The child is not on the agenda of {british(held)}; put the child on it first.")


def _no_action(tx: Tx, child: str, held: dt.date) -> None:
    """Refuse where the meeting agreed an action about the child: it would stand in no minutes."""
    if any(row["meeting"] == held for row in tx.current("pmg_action", child)):
        raise Refused("An action was agreed about the child at this meeting; take that away first.")


def _attended(cells: Cells, _others: Sequence[Row], tx: Tx, _child: str) -> None:
    _held(cells["meeting"], tx)


def _item(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    held, off, discussed = cells["meeting"], cells.get("off"), cells.get("discussed")
    _held(held, tx)
    if off == TAKEN_OFF and not cells.get("why"):
        raise Refused("Say why the child is taken off the agenda.")
    if off == TAKEN_OFF and discussed is not None:
        raise Refused("The child was discussed; what was said stays in the minutes.")
    if off == TAKEN_OFF:
        _no_action(tx, child, held)
    if discussed is not None and discussed < held:
        raise Refused(f"The child cannot have been discussed before the meeting, on {british(held)}.")


def _action(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    held, due, ends = cells["meeting"], cells.get("due"), cells.get("ends")
    _held(held, tx)
    if cells["number"] == 0:
        raise Refused("An action's number begins at 1.")
    if due is not None and due < held:
        raise Refused(f"Agreed on {british(held)}, it cannot be due on {british(due)}; give a later day.")
    if ends is not None and not cells.get("why_ended"):
        raise Refused("Done or withdrawn: say which.")
    if cells.get("why_ended") == REPLACED and not any(
        (row["number"], row["why_ended"]) == (cells["number"], REPLACED) for row in tx.current("pmg_action", child)
    ):
        raise Refused(
            "An action is not replaced by another: change its words, owner or due day, and its carries go on; or "
            "withdraw it, with the reason."
        )
    if ends is not None and not cells.get("evidence"):
        raise Refused("Evidence: say what shows that it was done, or why it was withdrawn.")


def _escalation(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    action, answered = cells["action"], cells.get("answered")
    agreed = {row["number"]: row["meeting"] for row in tx.current("pmg_action", child)}
    if action and action not in agreed:
        raise Refused(f"The child has no action {action}; escalate one that is recorded, or the case as such.")
    if action and cells["since"] < agreed[action]:
        raise Refused(f"The action was agreed on {british(agreed[action])} and cannot be escalated before that.")
    if answered is not None and not cells.get("outcome"):
        raise Refused("Outcome: say what came of it.")


def _correction(cells: Cells, _others: Sequence[Row], tx: Tx, _child: str) -> None:
    row = _held(cells["meeting"], tx)
    if row["signed"] is None:
        raise Refused("The minutes are not signed off yet; change them where they stand.")
    if cells["said"] < row["signed"]:
        raise Refused(f"They were signed off on {british(row['signed'])} and cannot be corrected before that.")
    about = cells.get("child_ref")
    if about is not None and not any(tx.current(table, about) for table in ("child_details", "care_episode")):
        raise Refused(f"No child {about} is recorded here; leave it blank where it is about the meeting.")


def spare(table: str, row: Row, tx: Tx) -> None:
    """Refuse to take away a fact of a signed meeting, a meeting with anything on it, and an action that went higher."""
    keep_seal(table, row, tx)
    if table == "meeting" and any(tx.across(each, "meeting", row["held"]) for each in OF_MEETING):
        raise Refused(
            "Members, items or actions are recorded for this meeting; change its day, or take them away first."
        )
    if table == "pmg_item":
        _no_action(tx, row["child"], row["meeting"])
    if table == "pmg_action" and any(
        each["action"] == row["number"] for each in tx.current("escalation", row["child"])
    ):
        raise Refused("The action was escalated; close it instead, as withdrawn.")


OF_MEETING = ("attendance", "pmg_item", "pmg_action")
"""Tables whose facts belong to a meeting."""
RULES: dict[str, Callable[[Cells, Sequence[Row], Tx, str], None]] = {
    "meeting": _meeting,
    "attendance": _attended,
    "minute_correction": _correction,
    "pmg_item": _item,
    "pmg_action": _action,
    "escalation": _escalation,
}
