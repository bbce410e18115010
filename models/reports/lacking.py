"""Why a document cannot be made: nobody is known by that id, no meeting is called for that day."""

from __future__ import annotations

import datetime as dt

from models.rules import pmg
from models.rules.journeys import shown
from models.snapshot import Snapshot


def lacking(snapshot: Snapshot, child: str = "", meeting: dt.date | None = None) -> str:
    """Why nothing can be told of them, in a sentence; blank where it can."""
    if child and child not in snapshot.once(shown)["child"]:
        return f"No child {child} is recorded here by this day"
    return pmg.not_called(snapshot, meeting) if meeting is not None else ""
