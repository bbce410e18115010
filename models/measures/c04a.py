"""Legal gateway meeting to letter."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._court import letters
from models.snapshot import Snapshot


@measure("C04a", "Gateway to letter", group="Court", unit="days", source="Local measure", better="lower")
def c04a(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the legal gateway meeting that opened pre-proceedings to the letter before proceedings, for
    children whose letter was sent in the period.

    The first letter of the matter counts, each child's own. No limit of law applies.

    Who is out: a letter that falls in no pre-proceedings on record, or whose day is known only roughly, is counted
    under no date.
    """
    rows = snapshot.facts.once(letters).filter(period.covers("letter"))
    known = pl.col("begins").is_not_null() & pl.col("letter_counted").is_not_null()
    sure = rows.filter(known)
    days = (sure["letter_counted"] - sure["begins"]).dt.total_days()
    return Tally("days", sure["child"], days=days, no_date=rows.filter(~known)["child"])
