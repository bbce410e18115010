"""The form that puts a child on the agenda of the monitoring group's next meeting, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.dates import british
from models.edits import Edit
from models.edits.pmg_items import PutOnAgenda
from models.rules import pmg
from models.snapshot import Snapshot
from models.subjects import SUBJECTS
from views.child.cells import Field, of
from views.child.record import Form

ADD, ADDING = "Add to next meeting …", "record/pmg_item/"
"""The verb that puts a child on the next meeting's agenda, and the code of its form."""
TABLE = "pmg_item"
NONE = "No meeting is called yet: Ctrl+8, then “Call a meeting”."


def adding(snapshot: Snapshot, child: str) -> Form:
    """Which meeting, and why; the next one called is proposed."""
    coming = pmg.coming(snapshot)
    fields = (
        of(SUBJECTS[TABLE].cell("meeting")),
        Field("why", "Why", "words", "The minutes tell it.", True),
    )

    def edit(cells: Mapping[str, Any]) -> Edit:
        return PutOnAgenda(child, cells["meeting"], cells["why"], None, snapshot.facts.number)

    already = coming is not None and pmg.agenda(snapshot, coming).filter(child=child).height > 0
    says = NONE if coming is None else "The rules have put the child on it already." if already else ""
    start = {"meeting": british(coming) if coming is not None else ""}
    return Form(ADDING, "Add to next meeting", "adding the child to a meeting", fields, edit, start, says, "Add")
