"""Decision for adoption to placement order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T07",
    "Decision for adoption to placement order",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t07(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the decision that the child should be placed for adoption to the placement order, for placement
    orders made in the period.

    The order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since. The
    decision is the latest one within the period of care by the end of the period, also if later reversed; one made
    again after the order leaves a negative number, which stays and is shown apart. Children with an open decision and
    no order yet are shown apart with their days so far.

    Who is out: a child who turned 18 before the order is left out and listed as ended otherwise, as is one who died
    before it. Where no decision of this time in care is known the child is left out of the mean and counted under no
    date.
    """
    return clock(snapshot, period, "adm", "po", running="adm_open")
