"""Children with connected carers."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K11",
    "Children with connected carers",
    group="Permanence",
    unit="children",
    source="Local measure (board report)",
    over="day",
)
def k11(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period who are fostered by relatives or friends (placement U1, U2 or U3
    on the day).

    In care as in M01. U3 includes carers with temporary approval.

    Who is out: children placed with parents, and children at home under special guardianship or child arrangements
    orders, are not among them. A child away on a temporary move on the day is not counted.
    """
    return snapshot.once(Events).present("connected")
