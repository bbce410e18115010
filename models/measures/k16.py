"""Permanence plan by the second review."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Period, Tally, Threshold, measure
from models.measures._plans import kept_since, second_reviews
from models.snapshot import Snapshot

LIMITS = (Threshold(100, dt.date(2011, 4, 1), "every child, expected by statutory guidance", "target"),)


@measure(
    "K16",
    "Permanence plan by the second review",
    group="Permanence",
    unit="%",
    source="Statutory guidance on care planning: a plan for permanence by the second review",
    better="higher",
    thresholds=LIMITS,
)
def k16(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children whose second review was held in the period, the share with a plan for permanence agreed by then.

    Of: times in care whose second review on record was held in the period; a child with two counts twice.

    Counted: those with a primary plan on the day of that review, agreed on that day or before.

    Who is out: a plan closed by then without another one chosen does not count. Where the start of care is not shown,
    or the first review on record came more than twelve months after it, it is not known which review was the second:
    such a child is counted under no date. So is one whose second review was held before the authority kept any child's
    plan here, for nothing can be said of it.
    """
    kept = kept_since(snapshot)
    rows = snapshot.facts.once(second_reviews).filter(period.covers("held"))
    judged = pl.col("known").fill_null(False) & (pl.lit(False) if kept is None else pl.col("held") >= kept)
    rows = rows.with_columns(judged=judged)
    base = rows.filter("judged")
    return Tally(
        "%",
        base["child"].filter(base["planned"]),
        base=base["child"],
        no_date=rows["child"].filter(~rows["judged"]),
        kept=kept is not None,
        wanted="" if kept else "Record each child's plans for permanence on the child's page.",
    )
