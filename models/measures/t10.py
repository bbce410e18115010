"""Entry to care to special guardianship order."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T10",
    "Entry to care to special guardianship order",
    group="Timeliness",
    unit="days",
    source="Local measure; DfE statistics on children looked after",
    better="lower",
)
def t10(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the start of the period of care to a special guardianship order, for orders made in the period.

    The order is the end of the period of care with E43 to E48.

    Who is out: earlier periods of care do not count. A child who turned 18 before the second date is left out and
    listed as ended otherwise, as is one who died before it. Where the start of the period of care is not known in this
    data the child is left out of the mean and counted under no date.
    """
    return clock(snapshot, period, "entry", "sgo")
