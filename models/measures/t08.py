"""Decision for adoption to match."""

from __future__ import annotations

import datetime as dt

from models.measures import Period, Tally, Threshold, measure
from models.measures._events import clock
from models.snapshot import Snapshot

LIMITS = (
    Threshold(183, dt.date(2013, 7, 1), "6 months, guidance for each child (3 for a relinquished baby)", "child"),
)


@measure(
    "T08",
    "Decision for adoption to match",
    group="Timeliness",
    unit="days",
    source="Local measure; adoption statutory guidance (July 2013)",
    better="lower",
    thresholds=LIMITS,
)
def t08(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the decision that the child should be placed for adoption to the match, for children matched in
    the period.

    The decision is the latest one within the period of care by the end of the period, also if later reversed. Six
    months is guidance for each child, three for a relinquished baby under six months; it is no limit on the average.
    183 days stand for six months.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the day of the decision is not known in this data the child is left out of the mean and
    counted under no date.
    """
    return clock(snapshot, period, "adm", "match", running="adm_open")
