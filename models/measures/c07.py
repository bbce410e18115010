"""Applications at short notice."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._court import issues
from models.snapshot import Facts, Snapshot


def _first(facts: Facts) -> dt.date | None:
    """The day of the first proceedings of which it was recorded that notice was short."""
    day = facts["proceedings"].filter(pl.col("short_notice").is_not_null())["issued"].min()
    return day if isinstance(day, dt.date) else None


@measure(
    "C07",
    "Short-notice applications",
    group="Court",
    unit="%",
    source="Local measure; field of the Department's pre-proceedings set",
    better="lower",
)
def c07(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children whose care proceedings were issued in the period, the share whose application was at short
    notice.

    Counted: those with a reason for short notice recorded; a blank says that notice was not short.

    Of: the children's care proceedings issued in the period, those of brothers and sisters each for themselves.

    Who is out: where no application of any child was ever recorded as at short notice by the last day, the authority
    keeps it elsewhere and there is no figure.
    """
    rows, first = snapshot.facts.once(issues), snapshot.facts.whole.once(_first)
    if first is None or first > period.last:
        return Tally("%", base=NOBODY, kept=False)
    issued = rows.filter(period.covers("issued"))
    return Tally("%", issued.filter(pl.col("short_notice").is_not_null())["child"], base=issued["child"])
