"""Children who started to be looked after."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "M03",
    "Children who started to be looked after",
    group="Population",
    unit="children",
    source="DfE statistics on children looked after: methodology",
)
def m03(snapshot: Snapshot, period: Period) -> Tally:
    """Children who started to be looked after in the period, each counted once, as national statistics count.

    A start is the first episode of a period of care with reason S and its date in the period; short breaks (V3, V4) do
    not start one.

    Who is out: a period of care first seen in the period without reason S may have started before: it is counted under
    no date.
    """
    events = snapshot.once(Events)
    begun, entered = events.within("begins", period), events.known("entry")
    return Tally(
        "children",
        events.children(begun & entered).unique(maintain_order=True),
        no_date=events.children(begun & ~entered),
    )
