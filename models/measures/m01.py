"""Children looked after."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "M01",
    "Children looked after",
    group="Population",
    unit="children",
    source="DfE statistics on children looked after: methodology",
    over="day",
)
def m01(snapshot: Snapshot, period: Period) -> Tally:
    """Children looked after on the last day of the period, each counted once.

    Who is in: an episode that began on or before the day and had not ended on it (an episode that ended on the day has
    ended), and a child under 18 on it; unaccompanied asylum-seeking children are in. A child whose record shows two
    periods of care at once counts once, by the later one.

    Who is out: short breaks (V3, V4).
    """
    return snapshot.once(Events).present()
