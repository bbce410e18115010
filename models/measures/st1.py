"""Three or more placements in twelve months."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.dates import add_months
from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.rules.stays import placements
from models.snapshot import Facts, Snapshot


def _placements(facts: Facts) -> pl.DataFrame:
    """Placements that count: a foster carer's adoption of the child prolongs the placement with that carer."""
    adopted_by_carer = pl.col("same_carer").shift(-1) & (pl.col("journey").shift(-1) == pl.col("journey"))
    return (
        facts.once(placements)
        .with_columns(ended=pl.when(adopted_by_carer).then(pl.col("ended").shift(-1)).otherwise("ended"))
        .filter(~pl.col("same_carer") & ~pl.col("temporary") & ~pl.col("ls").is_in(codes.SHORT_BREAKS).fill_null(False))
        .select("child", "begins", "ended")
    )


@measure(
    "ST1",
    "Three or more placements in twelve months",
    group="Placements",
    unit="%",
    source="National indicator 62; LG Inform metric 850",
    better="lower",
    over="twelve months",
)
def st1(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day, the share who had three or more placements in the twelve months to it.

    Of: children in care (as M01) on the last day. A placement counts if it was open at any time from the first of the
    twelve months to the last day, also one that was open already; one that ended on the first day does not. All periods
    of care of the child count.

    Who is out: temporary moves (T0 to T4) and the return from them, changes with the same carer (T, U) and adoption by
    the child's foster carer are no new placements; short breaks are left out.
    """
    events = snapshot.once(Events)
    start: dt.date = add_months(period.last, -12) + dt.timedelta(days=1)
    open_then = pl.col("ended").is_null() | (pl.col("ended") > start)
    lived = snapshot.facts.once(_placements).filter((pl.col("begins") <= period.last) & open_then)
    many = lived.group_by("child").len().filter(pl.col("len") >= 3)
    base = pl.DataFrame({"child": events.children(events["in_care"])})
    moved = base.join(many, on="child", how="semi", maintain_order="left")
    return Tally("%", moved["child"], base=base["child"])
