"""Children with a placement order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K02",
    "Children with a placement order",
    group="Adoption",
    unit="children",
    source="Local measure (board report)",
    over="day",
)
def k02(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period with a placement order in force.

    In care as in M01, with legal status E1 on the day: not adopted, not revoked. An order whose beginning is not known
    is in force all the same.
    """
    return snapshot.once(Events).present("waits")
