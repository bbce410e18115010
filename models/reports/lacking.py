"""Why a document cannot be made: nobody is known by that id, no meeting is called for that day, or none at all."""

from __future__ import annotations

import datetime as dt

from models.rules import pmg
from models.rules.journeys import shown
from models.snapshot import Snapshot

OF_MEETING = ("pmg-minutes", "pmg-pack")
"""Documents about one meeting; where no day is given, about the last one or the next."""
NO_MEETING = "No meeting of the monitoring group is called by this day; call one first, on the Meetings page"


def lacking(snapshot: Snapshot, child: str = "", meeting: dt.date | None = None, code: str = "") -> str:
    """Why nothing can be told of them, in a sentence; blank where it can. `code` is the document's."""
    if child and child not in snapshot.once(shown)["child"]:
        return f"No child {child} is recorded here by this day"
    if meeting is not None:
        return pmg.not_called(snapshot, meeting)
    return NO_MEETING if code in OF_MEETING and snapshot.once(pmg.meetings).is_empty() else ""
