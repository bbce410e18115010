"""Children with a placement order, matched or placed."""

from __future__ import annotations

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K04",
    "Children with a placement order, matched or placed",
    group="Adoption",
    unit="children",
    source="Local measure (board report)",
    better="higher",
    over="day",
)
def k04(snapshot: Snapshot, period: Period) -> Tally:
    """Children with a placement order in force on the last day of the period (K02) who have been matched or are placed
    for adoption.

    Matched: a match on or before the day within the period of care. Placed: in a placement for adoption (A3 to A6),
    also while away on a temporary move. The groups part those placed from those matched and not yet placed.
    """
    events = snapshot.once(Events)
    placed = events["waits"] & events["adoptive"]
    matched = events["waits"] & ~events["adoptive"] & events.known("match")
    groups = tuple(
        Group(code, title, len(events.children(where)), events.children(where))
        for code, title, where in (("placed", "Placed", placed), ("matched", "Matched, not placed", matched))
    )
    return Tally("children", events.children(placed | matched), groups=groups)
