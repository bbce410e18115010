"""Days placed with parents."""

from __future__ import annotations

import polars as pl

from models.dates import add_months
from models.measures import Group, Period, Tally, measure
from models.measures._care_orders import not_shown
from models.measures._events import Events, number
from models.snapshot import Snapshot

BANDS = (("0-6", 0, 6), ("6-12", 6, 12), ("12-24", 12, 24), ("24+", 24, None))


@measure(
    "K14",
    "Days placed with parents",
    group="Permanence",
    unit="days",
    source="Local measure (board report); CPPR Regulations 2010, regulations 15 to 20",
    better="lower",
    over="day",
)
def k14(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days so far of the children placed with parents on the last day of the period (K13).

    Days run from the care order (the first C2 of the period of care), or from the beginning of the placement with
    parents where that is later; under an interim order only, from the placement. The placement is the present one,
    temporary moves and changes of legal status aside. The groups are calendar months so far: under 6, 6 to under 12, 12
    to under 24, 24 or more.

    Who is out: where the later of the two beginnings is not known in this data the child is left out of the mean and
    counted under no date.
    """
    events, day = snapshot.once(Events), number(period.last)
    columns = ("child", "journey", "care_order", "placement_since", "placement_known")
    at_home = events.rows(events["with_parents"], *columns)
    order, placed = pl.col("care_order"), pl.col("placement_since")
    order_known = ~pl.col("journey").is_in(snapshot.facts.once(not_shown).implode())
    at_home = at_home.with_columns(
        start=pl.max_horizontal(order, placed),
        known=(order.is_not_null() & (order >= placed) & order_known)
        | ((order.is_null() | (order <= placed)) & pl.col("placement_known")),
    )
    known = at_home.filter("known")
    groups = []
    for code, least, most in BANDS:
        band = known["start"] <= number(add_months(period.last, -least))
        if most:
            band = band & (known["start"] > number(add_months(period.last, -most)))
        children = known["child"].filter(band)
        groups.append(Group(code, f"{code} months", len(children), children))
    return Tally(
        "days",
        known["child"],
        days=day - known["start"],
        no_date=at_home["child"].filter(~at_home["known"]),
        groups=tuple(groups),
    )
