"""Entry to care to decision for adoption."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import clock
from models.snapshot import Snapshot


@measure(
    "T09",
    "Entry to care to decision for adoption",
    group="Timeliness",
    unit="days",
    source="Local measure; DfE statistics on children looked after",
    better="lower",
)
def t09(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the start of the period of care to the decision that the child should be placed for adoption, for
    decisions made in the period.

    The decision is the latest one within the period of care by the end of the period, also if later reversed.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the start of the period of care is not known in this data the child is left out of the mean
    and counted under no date.
    """
    return clock(snapshot, period, "entry", "adm")
