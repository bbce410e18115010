"""Entry to care to placement order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T11a",
    "Entry to care to placement order",
    group="Timeliness",
    unit="days",
    source="Local measure; DfE statistics on children looked after",
    better="lower",
)
def t11a(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the start of the period of care to the placement order, for orders made in the period.

    The order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since; an order
    made again starts a new clock. Each child counts once, by that last order.

    Children in care with an open decision for adoption and no placement order yet are shown apart with their days so
    far.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the start of the period of care is not known in this data the child is left out of the mean
    and counted under no date.
    """
    return clock(snapshot, period, "entry", "po", running="adm_open")
