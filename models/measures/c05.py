"""Decision to issue to the issue of proceedings."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._court import issues
from models.snapshot import Snapshot


@measure("C05", "Gateway to issue", group="Court", unit="days", source="Local measure", better="lower")
def c05(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the legal gateway's decision to issue to the issue of care proceedings, for children whose
    proceedings were issued in the period.

    The decision is the last legal gateway meeting by the day of issue whose outcome was to issue; where none is on
    record, the day on which pre-proceedings ended with that outcome; in either case after the child's earlier
    proceedings were issued. Each child counts. No limit of law applies.

    Who is out: without a decision on record, or where its day is known only roughly, the child is counted under no
    date.
    """
    rows = snapshot.facts.once(issues).filter(period.covers("issued"))
    known = pl.col("decided_counted").is_not_null()
    sure = rows.filter(known)
    days = (sure["issued"] - sure["decided_counted"]).dt.total_days()
    return Tally("days", sure["child"], days=days, no_date=rows.filter(~known)["child"])
