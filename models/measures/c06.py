"""Family group conference before proceedings."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._court import issues
from models.measures._kept import since
from models.snapshot import Snapshot


@measure(
    "C06",
    "Family group conference before issue",
    group="Court",
    unit="%",
    source="Local measure",
    better="higher",
)
def c06(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children whose care proceedings were issued in the period, the share with a family group conference before
    it.

    Counted: those with a conference held by the day of issue, and after the child's earlier proceedings were issued;
    one known only roughly counts if the last day it can mean was by then.

    Of: the children's care proceedings issued in the period, those of brothers and sisters each for themselves.

    Who is out: that a conference was offered and refused is not recorded here, so it does not count. Where no
    conference of any child is on record, they are kept elsewhere and there is no figure.
    """
    rows = snapshot.facts.once(issues).filter(period.covers("issued"))
    if since(snapshot, "FGC") is None:
        return Tally("%", base=NOBODY, kept=False)
    return Tally("%", rows.filter(pl.col("conference").is_not_null())["child"], base=rows["child"])
