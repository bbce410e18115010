"""Placement orders revoked."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.journeys import details
from models.rules.stays import order_stretches
from models.snapshot import Facts, Snapshot


def _orders(facts: Facts) -> pl.DataFrame:
    """Every stretch of a placement order beside the child's 18th birthday."""
    grown = facts.once(details).select("child", "eighteenth")
    return facts.once(order_stretches).join(grown, on="child", how="left", maintain_order="left")


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
    the period.

    Of: orders in force at the close of the day before the period, and orders made in it. An order whose beginning is
    not known was in force, not made; one of a child who turned 18 before the period no longer was. The end of the
    period of care, by adoption or otherwise, is no revocation.
    """
    day_before = pl.col("ended").is_null() | (pl.col("ended") >= period.first)
    grown = (pl.col("eighteenth") < period.first).fill_null(False)
    orders = snapshot.facts.once(_orders).filter((pl.col("begins") <= period.last) & day_before & ~grown)
    revoked = orders.filter((pl.col("how") == "replaced") & (pl.col("ended") <= period.last))
    return Tally("%", revoked["child"], base=orders["child"])
