"""Special guardianship orders."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K10",
    "Special guardianship orders",
    group="Permanence",
    unit="children",
    source="Local measure; DfE statistics on children looked after",
    better="higher",
)
def k10(snapshot: Snapshot, period: Period) -> Tally:
    """Periods of care that ended with a special guardianship order in the period.

    The order is the end of the period of care with E43 to E48 (E43 and E44 until 2017-18).
    """
    events = snapshot.once(Events)
    return Tally("children", events.children(events.within("sgo", period)))
