"""Placement order to placed for adoption."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T02",
    "Placement order to placed for adoption",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t02(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from placement order to being placed for adoption, for children placed in the period.

    The order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since; an order
    made again starts a new clock. Placed is the first day of the last unbroken run of A3 to A6. Fostering-for-adoption
    children, who convert soon after the match, are in with their own days and are also flagged.

    Who is out: children without a placement order (consent). A child who turned 18 before the second date is left out
    and listed as ended otherwise, as is one who died before it. Where the day of the order is not known in this data
    the child is left out of the mean and counted under no date.
    """
    return clock(snapshot, period, "po", "placed", begun="order_since", running="waits", flagged="ffa")
