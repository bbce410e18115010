"""Why a document cannot be made: no child or worker is known by that id, or no meeting is called (for that day)."""

from __future__ import annotations

import datetime as dt

from models.rules import pmg
from models.rules.journeys import shown
from models.rules.people import workers
from models.snapshot import Snapshot

OF_MEETING = ("pmg-minutes", "pmg-pack")
"""Documents about one meeting; where no day is given, about the last one or the next."""
NO_MEETING = "No meeting of the monitoring group is called by this day; call one first, on the Meetings page"


def lacking(
    snapshot: Snapshot, child: str = "", meeting: dt.date | None = None, code: str = "", worker: str = ""
) -> str:
    """Why nothing can be told of them, in a sentence; blank where it can. `code` is the document's."""
    if worker and worker.strip().casefold() not in _people(snapshot):
        return f"Nobody is known here as {worker.strip()}: no worker of a child, no owner of an action"
    if child and child not in snapshot.once(shown)["child"]:
        return f"No child {child} is recorded here by this day"
    if meeting is not None:
        return pmg.not_called(snapshot, meeting)
    return NO_MEETING if code in OF_MEETING and snapshot.once(pmg.meetings).is_empty() else ""


def _people(snapshot: Snapshot) -> set[str]:
    """Everybody who ever worked with a child or owned an action, in small letters."""
    named = (
        snapshot.once(workers)["worker"],
        snapshot["social_worker"]["sw_id"],
        snapshot["pmg_action"]["owner"],
    )
    return {each.casefold() for column in named for each in column if each}
