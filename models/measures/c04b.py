"""Letter before proceedings to the first meeting."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._court import letters
from models.snapshot import Snapshot


@measure("C04b", "Letter to first meeting", group="Court", unit="days", source="Local measure", better="lower")
def c04b(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the letter before proceedings to the first pre-proceedings meeting, for children whose first
    meeting was held in the period.

    Letter and meeting are the first of the same matter, each child's own. A meeting before the letter stays negative.
    No limit of law applies.

    Who is out: a meeting without a letter on record, outside every pre-proceedings on record, or where either day is
    known only roughly, is counted under no date.
    """
    rows = snapshot.facts.once(letters).filter(period.covers("meeting"))
    sent, met = pl.col("letter_counted"), pl.col("meeting_counted")
    known = (pl.col("begins").is_not_null() & met.is_not_null() & (sent <= period.last)).fill_null(False)
    sure = rows.filter(known)
    days = (sure["meeting_counted"] - sure["letter_counted"]).dt.total_days()
    return Tally("days", sure["child"], days=days, no_date=rows.filter(~known)["child"])
