"""Placement order to match (scorecard)."""

from __future__ import annotations

import datetime as dt

from models.measures import Period, Tally, Threshold, measure
from models.measures._scorecard import adopted
from models.snapshot import Snapshot

LIMITS = (
    Threshold(213, dt.date(2011, 3, 31), "7 months, a limit on the three-year average"),
    Threshold(182, dt.date(2014, 3, 31), "6 months, a limit on the three-year average"),
    Threshold(152, dt.date(2015, 3, 31), "5 months, a limit on the three-year average"),
    Threshold(121, dt.date(2016, 3, 31), "4 months, a limit on the three-year average"),
)


@measure(
    "A2",
    "Placement order to match (scorecard)",
    group="Timeliness",
    unit="days",
    source="DfE adoption scorecards and threshold note; LG Inform metric 912",
    better="lower",
    over="three years",
    thresholds=LIMITS,
)
def a2(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the placement order to the match with the adopters, for children adopted in the three years to the
    last 31 March.

    The order is the one in force at the match (the last unbroken stretch of E1 begun on or before it), or the last one
    where none had begun. A match before the order counts as 0 days. After a disruption the match is the one with the
    final adopters.

    The limits before 2016 are taken to have come one scorecard apart, in 2014 and 2015.

    Children with a placement order who are not matched stand beside the figure with their days so far, on the day asked
    for.

    Who is out: children not placed for adoption before the adoption order, and children without a placement order
    (adopted with consent). Freeing orders, which ended in 2005, are not counted. Where the day of the order or of the
    match is not known in this data the child is left out of the mean and counted under no date.
    """
    return adopted(
        snapshot, period, "po_at_match", "match", waits=("po", "match", "waits"), happened="order_since", floor=0
    )
