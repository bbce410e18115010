"""Placed for adoption to adoption order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T05",
    "Placed for adoption to adoption order",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t05(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from being placed for adoption to the adoption order, for children adopted in the period.

    Placed is the first day of the last unbroken run of A3 to A6, temporary moves aside.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the day of placing is not known in this data, or the last placement on record was not for
    adoption (a fault), the child is left out of the mean and counted under no date.
    """
    return clock(snapshot, period, "placed", "ao", running="in_care")
