"""Adoptions from care."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "A4",
    "Adoptions from care",
    group="Adoption",
    unit="%",
    source="DfE adoption scorecards, indicator A4",
    better="higher",
)
def a4(snapshot: Snapshot, period: Period) -> Tally:
    """Children adopted in the period as a share of all children who left care in it.

    Counted: children with an adoption order (E11, E12) in the period.

    Of: children whose period of care ended in the period (as M04). Each child counts once in either.
    """
    events = snapshot.once(Events)
    left = events.children(events.within("ended", period) & events["exits"])
    adopted = events.children(events.within("ao", period) & events["exits"])
    return Tally("%", adopted.unique(maintain_order=True), base=left.unique(maintain_order=True))
