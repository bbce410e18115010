"""New adoption decisions."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.snapshot import Snapshot


@measure(
    "A15",
    "New adoption decisions",
    group="Adoption",
    unit="children",
    source="DfE adoption scorecards, indicator A15",
)
def a15(snapshot: Snapshot, period: Period) -> Tally:
    """Decisions made in the period that a child should be placed for adoption.

    Every decision (DATE_PLACED in the should-be-placed table) with its date in the period counts, also if it was
    reversed later. A child with two new decisions in the period counts twice.
    """
    made = snapshot.facts["adm_decision"].select(pl.col("child").filter(period.covers("date_placed")))
    return Tally("children", made["child"])
