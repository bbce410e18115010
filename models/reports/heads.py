"""The columns that tables of several documents share, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.dates import british
from models.reports.blocks import Head

CHILD = Head("Child", note="The authority's own identifier of the child; never a name.")
NO = Head("No", True, note="The number of the child's action.")
ACTION = Head("Action", note="What is to be done.")
OWNER = Head("Owner", note="Who is to do it: an identifier or a role, never a name.")
AGREED = Head("Agreed", whole=True, note="The day of the meeting that agreed it.")
DUE = Head("Due", whole=True, note="The day by which it is to be done.")
OVER = Head("Days over", True, note="Days past the day it was due.")
CARRIED = Head("Carried", True, note="How many meetings carried it forward.")
AGE = Head("Age in days", True, note="Days since it was agreed.")
ESCALATED = Head("Escalated to", note="To whom it stands escalated.")


def action(row: Mapping[str, Any]) -> str:
    """What is to be done, as a paper says it; of one that was agreed without a quorum, that it is to be confirmed."""
    words: str = row["words"]
    if not row["unconfirmed"]:
        return words
    return f"{words} (agreed without a quorum on {british(row['meeting'])}, to be confirmed)"
