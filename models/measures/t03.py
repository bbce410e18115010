"""Placement order to adoption order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T03",
    "Placement order to adoption order",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t03(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from placement order to adoption order, for children adopted in the period.

    The order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since; an order
    made again starts a new clock. It is a longer stretch than T01 and not to be compared with 121 days.

    Who is out: children without a placement order (consent). A child who turned 18 before the second date is left out
    and listed as ended otherwise, as is one who died before it. Where the day of the placement order is not known in
    this data the child is left out of the mean and counted under no date.
    """
    return clock(snapshot, period, "po", "ao", begun="order_since", running="waits")
