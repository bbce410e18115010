"""Entry to care to placed for adoption."""

from __future__ import annotations

import datetime as dt

from models.measures import Period, Tally, Threshold, measure
from models.measures._scorecard import adopted
from models.snapshot import Snapshot

LIMITS = (
    Threshold(639, dt.date(2011, 3, 31), "21 months, a limit on the three-year average"),
    Threshold(547, dt.date(2014, 3, 31), "18 months, a limit on the three-year average"),
    Threshold(487, dt.date(2015, 3, 31), "16 months, a limit on the three-year average"),
    Threshold(426, dt.date(2016, 3, 31), "14 months, a limit on the three-year average"),
)


@measure(
    "A1",
    "Entry to care to placed for adoption",
    group="Timeliness",
    unit="days",
    source="DfE adoption scorecards: methodology and threshold note (January 2014)",
    better="lower",
    over="three years",
    thresholds=LIMITS,
)
def a1(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the start of the period of care to moving in with the adoptive family, for children adopted in the
    three years to the last 31 March.

    Who is in: periods of care that ended with an adoption order (E11, E12) in those three years; each child of a
    sibling group counts. The first date is the start (reason S) of the period of care that ended in adoption, so time
    in care before an earlier return home does not count. The second is the first day of the last unbroken run of
    placements for adoption (A3 to A6), temporary moves aside.

    The limits before 2016 are taken to have come one scorecard apart, in 2014 and 2015.

    Children in care with an open decision for adoption who are not placed stand beside the figure with their days so
    far, on the day asked for.

    Who is out: children whose last placement was not for adoption. Where either date is not known in this data the
    child is left out of the mean and counted under no date.
    """
    return adopted(snapshot, period, "entry", "placed", waits=("entry", "placed", "adm_open"))
