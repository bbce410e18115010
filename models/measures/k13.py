"""Children placed with parents."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K13",
    "Children placed with parents",
    group="Permanence",
    unit="children",
    source="Local measure (board report); CPPR Regulations 2010, regulations 15 to 20",
    better="lower",
    over="day",
)
def k13(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period who are placed with parents (P1 on the day) under an interim or
    full care order (C1, C2).

    In care as in M01.

    Who is out: P1 under section 20 is a fault in the data and is not counted. A child away on a temporary move on the
    day is not counted.
    """
    return snapshot.once(Events).present("with_parents")
