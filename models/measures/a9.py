"""Waiting to be placed with adopters."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "A9",
    "Waiting to be placed with adopters",
    group="Adoption",
    unit="children",
    source="DfE adoption scorecards, indicator A9",
    better="lower",
    over="day",
)
def a9(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period with an open decision for adoption who are not placed for
    adoption.

    In care as in M01. The decision is the latest one within the present period of care, not reversed by the day. A
    child in a placement for adoption (A3 to A6) is placed, also while away on a temporary move.
    """
    events = snapshot.once(Events)
    return Tally("children", events.children(events["adm_open"] & ~events["adoptive"]))
