"""Children who left care."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "M04",
    "Children who left care",
    group="Population",
    unit="children",
    source="DfE statistics on children looked after: methodology",
)
def m04(snapshot: Snapshot, period: Period) -> Tally:
    """Children whose period of care ended in the period, each counted once, as national statistics count.

    A period of care ends with its last episode, on the recorded date, for any reason but X1. Turning 18 is not an
    ending by itself.

    Who is out: an ending while in short breaks (V3, V4) is not counted.
    """
    events = snapshot.once(Events)
    left = events.children(events.within("ended", period) & events["exits"])
    return Tally("children", left.unique(maintain_order=True))
