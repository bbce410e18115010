"""What the keyboard is on in the timeline, and the form of the fact that it shows."""

from __future__ import annotations

from models.snapshot import Snapshot
from models.timeline import Span
from views.child.layout import Item
from views.child.of_return import legal_statuses, placements
from views.child.record import mine

FACTS = {
    "Missing": ("missing_episode", "mis_start"),
    "Liberty order": ("deprivation_order", "dolo_start"),
    "School": ("school_term", "begins"),
}
"""The lanes whose stretches are facts that are typed here: the table, and the cell of the first day."""
CARE = {"Placement": ("care_episode", placements), "Legal status": ("legal_status", legal_statuses)}
COURT = {"plo": ("pre_proceedings", "begins"), "proceedings": ("proceedings", "issued")}


def form_at(snapshot: Snapshot, child: str, item: Item) -> str:
    """The code of the form for an item of the timeline; blank for one that is worked out or typed elsewhere."""
    if not isinstance(item.what, Span):
        return ""
    on, lane = item.what.start, item.lane
    if lane in CARE:
        table, spells = CARE[lane]
        return next((f"correct/{table}/{row['row_id']}" for row in spells(snapshot, child) if row["decom"] == on), "")
    if lane.startswith("Plan "):
        plans = mine(snapshot, child, "plan")
        return next((f"correct/plan/{row['row_id']}" for row in plans if f"Plan {row['plan']}" == lane), "")
    table, begins = COURT.get(item.what.code, ("", "")) if lane == "Court" else FACTS.get(lane, ("", ""))
    rows = mine(snapshot, child, table) if table else []
    return next((f"correct/{table}/{row['row_id']}" for row in rows if row[begins] == on), "")
