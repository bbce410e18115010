"""Placement orders revoked."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.stays import order_stretches
from models.snapshot import Snapshot


@measure(
    "K08",
    "Placement orders revoked",
    group="Adoption",
    unit="%",
    source="Local measure; revocation under section 24, Adoption and Children Act 2002",
    better="lower",
)
def k08(snapshot: Snapshot, period: Period) -> Tally:
    """Placement orders that another legal status replaced in the period, of all orders in force in it.

    Counted: unbroken stretches of E1 after which, in the same period of care, another legal status began on a day in
    the period. Of: orders in force at the close of the day before the period, and orders made in it. An order whose
    beginning is not known was in force, not made. The end of the period of care, by adoption or otherwise, is no
    revocation.
    """
    orders = snapshot.facts.once(order_stretches).filter(
        (pl.col("begins") <= period.last) & (pl.col("ended").is_null() | (pl.col("ended") >= period.first))
    )
    revoked = orders.filter((pl.col("how") == "replaced") & (pl.col("ended") <= period.last))
    return Tally("%", revoked["child"], base=orders["child"])
