"""The open actions of the monitoring group, owner by owner, for each to take away."""

from __future__ import annotations

from itertools import groupby

from models.dates import NOTHING
from models.progress import Progress
from models.reports import Asked, report
from models.reports.blocks import Block, Document, Grid, Heading, PageBreak, Words
from models.reports.heads import ACTION, AGE, AGREED, CARRIED, CHILD, DUE, ESCALATED, NO, OVER, action
from models.rules import pmg
from models.rules.house import house
from models.snapshot import Snapshot

_HEADS = (CHILD, NO, ACTION, AGREED, DUE, OVER, CARRIED, AGE, ESCALATED)
NOBODY = "No owner"


@report("pmg-actions", "Action list by owner", takes=("worker",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """Every open action of the monitoring group, a section for each owner, the most overdue first."""
    progress(0.0, "Reading the actions")
    rows = snapshot.once(pmg.owed).to_dicts()
    filters: tuple[str, ...] = ()
    if asked.worker:
        wanted = asked.worker.strip().casefold()
        rows = [row for row in rows if (row["owner"] or "").casefold() == wanted]
        filters = (f"owner: {asked.worker.strip()}",)
    about = asked.about(snapshot, "Actions by owner", f"{len(rows):,} open", n=len(rows), of=len(rows), filters=filters)
    blocks: list[Block] = []
    for number, (owner, owed) in enumerate(groupby(rows, key=lambda row: row["owner"])):
        own = list(owed)
        blocks += [PageBreak()] if number else []
        blocks += [
            Heading(f"{owner or NOBODY}: {len(own):,}"),
            Grid(
                "",
                _HEADS,
                tuple(
                    (
                        row["child"],
                        row["number"],
                        action(row),
                        row["meeting"],
                        row["due"],
                        row["over"],
                        row["carried"],
                        row["age"],
                        row["escalated"] or NOTHING,
                    )
                    for row in own
                ),
            ),
        ]
    if not blocks:
        blocks.append(Words("No action is open."))
    style = asked.house or house(snapshot.facts)
    return Document("pmg-actions", "Actions by owner", about, "internal", tuple(blocks), True, house=style)
