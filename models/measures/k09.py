"""Adoption placements disrupted."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.stays import adoptive_runs
from models.snapshot import Snapshot


@measure(
    "K09",
    "Adoption placements disrupted",
    group="Adoption",
    unit="%",
    source="Local measure (regional adoption agency report)",
    better="lower",
)
def k09(snapshot: Snapshot, period: Period) -> Tally:
    """Placements for adoption that broke down in the period, against those that began in it.

    Counted: unbroken runs of A3 to A6, temporary moves aside, that ended in the period because the next placement was
    not for adoption or because the period of care ended without an adoption order, whatever the reason.

    Of: runs that began in the period; those broken down need not be among them. Being placed again with the same
    adopters without another placement between is one run.

    Who is out: a run first seen in the period whose beginning the data does not show is counted under no date.
    """
    runs = snapshot.facts.once(adoptive_runs)
    broken = runs.filter(period.covers("ended") & (pl.col("how") == "disrupted"))
    begun = runs.filter(period.covers("begins"))
    return Tally(
        "%",
        broken["child"],
        base=begun["child"].filter(begun["known"]),
        no_date=begun["child"].filter(~begun["known"]),
    )
