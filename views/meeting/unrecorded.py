"""What was typed in a meeting and never recorded: said before the minutes are sealed, offered to a correction after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.edits import Edit
from models.edits.meetings import CorrectMinutes
from models.rules import pmg
from views.kept import Kept
from views.meeting.fields import AGREED
from views.workspace import Workspace

TYPED = ("decision", "heard", "why", "outcome", "evidence", "reworded")
"""What somebody typed into meeting mode; the rest says only what it is about."""

GENERAL = ""
"""In place of a child: what is minuted about no one child."""


def prefix(held: dt.date) -> str:
    """What the forms of a meeting's children begin with."""
    return f"pmg/{held.isoformat()}/"


def general(held: dt.date) -> str:
    """The form of a meeting's general minutes."""
    return f"meeting/notes/{held}"


def unrecorded(workspace: Workspace, held: dt.date) -> dict[str, str]:
    """By child, the words that this person typed in a meeting and did not record; under no child the general minutes,
    where they are not as they are recorded."""
    kept = Kept(workspace, lambda _problem: None)
    found = {child: _text(draft.words) for child, draft in kept.beginning(prefix(held)).items()}
    draft, meeting = kept.of(general(held)), pmg.meeting(workspace.snapshot(), held)
    typed = "" if draft is None else draft.words.get("notes", "").strip()
    stands = (meeting or {}).get("notes") or ""
    return found if draft is None or typed == stands else {**found, GENERAL: typed}


def _text(words: Mapping[str, str]) -> str:
    state = dict(AGREED).get(words.get("agreed", ""), "")
    agreed = f"state agreed {state.lower()}" if state else ""
    return "; ".join(filter(None, (*map(words.get, TYPED), agreed)))


def said(typed: Mapping[str, str], *, words: bool) -> str:
    """What is typed and not recorded, and of whom; with the words, or without."""
    children = {child: text for child, text in typed.items() if child != GENERAL}
    told = [f"{child} (“{text}”)" if words and text else child for child, text in children.items()]
    about = [f"{'child' if len(children) == 1 else 'children'} {', '.join(told)}"] if children else []
    if GENERAL in typed:
        about.append(f"general minutes (“{typed[GENERAL]}”)" if words else "general minutes")
    return f"Typed, not recorded: {'; '.join(about)}." if about else ""


def appended(workspace: Workspace, edit: Edit) -> None:
    """What was typed of a child, or generally, stands in a correction now and is kept no more; other words do not
    count."""
    if not isinstance(edit, CorrectMinutes):
        return
    child = edit.child_ref or GENERAL
    if (text := unrecorded(workspace, edit.held).get(child)) is not None and text in edit.words:
        form = f"{prefix(edit.held)}{child}" if child else general(edit.held)
        Kept(workspace, lambda _problem: None).keep(form, "", {})
