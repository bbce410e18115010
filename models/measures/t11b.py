"""Entry to care to adoption order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T11b",
    "Entry to care to adoption order",
    group="Timeliness",
    unit="days",
    source="Local measure; DfE statistics on children looked after",
    better="lower",
)
def t11b(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the start of the period of care to the adoption order, for children adopted in the period.

    The period of care is the one that ended in adoption.

    Children in care with a placement order are shown apart with their days so far.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the start of the period of care is not known in this data the child is left out of the mean
    and counted under no date.
    """
    return clock(snapshot, period, "entry", "ao", running="waits")
