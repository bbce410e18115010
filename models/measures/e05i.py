"""First education plan in time."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._kept import since
from models.measures._school import first_plans
from models.snapshot import Snapshot


@measure(
    "E05i",
    "First education plan within 10 working days",
    group="Education",
    unit="%",
    source="Statutory guidance on the education of looked after children",
    better="higher",
)
def e05i(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children of school age who entered care and whose ten working days ended in the period, the share with a
    first personal education plan by then.

    Of: the entries of children aged 5 to 16 on the 31 August that ends the school year of the entry (reception to year
    11), whose tenth working day was in the period.

    Who is out: a child who left care or turned 18 by the tenth working day is out, as is one whose entry is not shown
    or lies before the first plan of any child on record here. A plan from the day of entry on counts; where the first
    one's day is known only roughly, the child is counted under no date. Where no plan of any child is on record, they
    are kept elsewhere and there is no figure.
    """
    kept = since(snapshot, "PEP")
    if kept is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = snapshot.facts.once(first_plans).filter(period.covers("due") & (pl.col("entry") >= kept))
    unsure = (pl.col("plan") <= period.last).fill_null(False) & pl.col("plan_counted").is_null()
    sure = rows.filter(~unsure)
    return Tally(
        "%",
        sure.filter(pl.col("plan_counted") <= pl.col("due"))["child"],
        base=sure["child"],
        no_date=rows.filter(unsure)["child"],
    )
