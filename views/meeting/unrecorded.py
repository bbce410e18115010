"""What was typed in a meeting and never recorded: said before the minutes are sealed, offered to a correction after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.edits import Edit
from models.edits.meetings import CorrectMinutes
from views.kept import Kept
from views.meeting.fields import AGREED
from views.workspace import Workspace

TYPED = ("decision", "heard", "why", "outcome", "evidence", "reworded")
"""What somebody typed into meeting mode; the rest says only what it is about."""


def prefix(held: dt.date) -> str:
    """What the forms of a meeting's children begin with."""
    return f"pmg/{held.isoformat()}/"


def unrecorded(workspace: Workspace, held: dt.date) -> dict[str, str]:
    """By child, the words that this person typed in a meeting and did not record."""
    kept = Kept(workspace, lambda _problem: None).beginning(prefix(held))
    return {child: _text(draft.words) for child, draft in kept.items()}


def _text(words: Mapping[str, str]) -> str:
    state = dict(AGREED).get(words.get("agreed", ""), "")
    agreed = f"state agreed {state.lower()}" if state else ""
    return "; ".join(filter(None, (*map(words.get, TYPED), agreed)))


def said(children: dict[str, str], *, words: bool) -> str:
    """Of whom something is typed and not recorded; with the words, or without."""
    if not children:
        return ""
    many = "child" if len(children) == 1 else "children"
    told = (f"{child} (“{text}”)" if words and text else child for child, text in children.items())
    return f"Typed, not recorded: {many} {', '.join(told)}."


def appended(workspace: Workspace, edit: Edit) -> None:
    """What was typed of a child stands in a correction now and is kept no more; other words do not count."""
    if not isinstance(edit, CorrectMinutes) or not edit.child_ref:
        return
    if unrecorded(workspace, edit.held).get(edit.child_ref, "") in edit.words:
        Kept(workspace, lambda _problem: None).keep(f"{prefix(edit.held)}{edit.child_ref}", "", {})
