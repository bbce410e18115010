"""Children looked after per 10,000 children of the authority."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.rules.figures import estimate
from models.snapshot import Facts, Snapshot

WANTED = "Record the estimate of children aged 0 to 17 that holds on this day, on the Policies page or from a file."


@measure(
    "M02",
    "Children looked after per 10,000",
    group="Population",
    unit="per 10,000",
    source="DfE statistics on children looked after: methodology; ONS mid-year estimates",
    over="day",
)
def m02(snapshot: Snapshot, period: Period) -> Tally:
    """Children looked after on the last day of the period (as M01), per 10,000 children aged 0 to 17 in the authority.

    Counted: children in care (as M01) on the last day.

    Of: children aged 0 to 17 in the authority, by the estimate in force on that day: each estimate holds from a day on,
    so that a past rate keeps the one used then. A rate is shown with one decimal.

    Who is out: where no estimate holds on the day there is no rate.
    """
    return per_10_000(snapshot.facts, period.last, snapshot.once(Events).present().children)


def per_10_000(facts: Facts, day: dt.date, children: pl.Series) -> Tally:
    """The rate of some children on the estimate of a day."""
    of = estimate(facts, day)
    if not of:
        return Tally("per 10,000", kept=False, wanted=WANTED)
    return Tally("per 10,000", children, given=10_000 * len(children) / of)
