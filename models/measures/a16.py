"""New placement orders."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.rules.stays import order_stretches
from models.snapshot import Snapshot


@measure(
    "A16",
    "New placement orders",
    group="Adoption",
    unit="children",
    source="DfE adoption scorecards, indicator A16",
)
def a16(snapshot: Snapshot, period: Period) -> Tally:
    """Placement orders made in the period.

    An order is made on the first day of an unbroken stretch of E1; when E1 stops and starts again the second stretch is
    a new order, so a child with two counts twice.

    Who is out: an order first seen in the period whose beginning the data does not show was in force, not made: it is
    counted under no date.
    """
    orders = snapshot.facts.once(order_stretches).filter(period.covers("begins"))
    return Tally(
        "children",
        orders["child"].filter(orders["known"]),
        no_date=orders["child"].filter(~orders["known"]),
    )
