"""Placement order to match."""

from __future__ import annotations

import datetime as dt

from models.measures import Period, Tally, Threshold, measure
from models.measures._events import clock
from models.snapshot import Snapshot

LIMITS = (Threshold(121, dt.date(2016, 3, 31), "4 months, as A2: a limit on an average, for comparison"),)


@measure(
    "T01",
    "Placement order to match",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
    thresholds=LIMITS,
)
def t01(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from placement order to match, for children matched in the period.

    The order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since; an order
    made again starts a new clock. The match counts from its own date, adopted or not. A match before the order stays
    negative; only A2 counts it as 0. The 121 days are the scorecard's limit on an average (A2), used here as a
    comparison.

    Who is out: children without a placement order (consent). A child who turned 18 before the second date is left out
    and listed as ended otherwise, as is one who died before it. Where the day of the order is not known in this data
    the child is left out of the mean and counted under no date.
    """
    return clock(snapshot, period, "po", "match", begun="order_since", running="waits")
