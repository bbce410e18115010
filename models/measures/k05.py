"""Waiting over 90 days since the placement order."""

from __future__ import annotations

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events, number
from models.snapshot import Snapshot

DAYS = 90


@measure(
    "K05",
    "Waiting over 90 days with a placement order",
    group="Adoption",
    unit="%",
    source="ASGLB quarterly data: that it is reported; which children are the base is not confirmed",
    better="lower",
    over="day",
)
def k05(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children with a placement order who are not placed for adoption, the share whose order is more than 90
    days old.

    Of: children in care on the last day of the period with a placement order in force (K02), not in a placement for
    adoption (A3 to A6, also while away on a temporary move).

    Counted: those with more than 90 days from the order to the last day; 90 days are not more than 90. The groups part
    those who wait longer into those without a match and those matched. National data reports children waiting over 90
    days; that this is its base is not confirmed.

    Who is out: an order first seen more than 90 days ago whose beginning the data does not show counts, for it is at
    least as old; one first seen later is counted under no date.
    """
    events, day = snapshot.once(Events), number(period.last)
    waiting = events["waits"] & ~events["adoptive"]
    long = waiting & (events["order_since"] < day - DAYS)
    base = long | (waiting & events.known("po"))
    parts = (
        ("unmatched", "Over 90 days, without a match", long & ~events["matched"]),
        ("matched", "Over 90 days, matched", long & events["matched"]),
        ("within", "90 days or fewer", base & ~long),
    )
    return Tally(
        "%",
        events.children(long),
        base=events.children(base),
        no_date=events.children(waiting & ~base),
        groups=tuple(Group(code, title, int(where.sum()), events.children(where)) for code, title, where in parts),
    )
