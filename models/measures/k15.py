"""Children in external residential care."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K15",
    "Children in external residential care",
    group="Placements",
    unit="children",
    source="Local measure (board report)",
    better="lower",
    over="day",
)
def k15(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period in a children's home (K2 on the day) that is not the authority's
    own.

    In care as in M01. Not the authority's own is any provider code but PR1, a blank one included.

    Who is out: secure homes (K1), residential care homes (R1) and residential schools (S1) are not counted.
    """
    return snapshot.once(Events).present("bought")
