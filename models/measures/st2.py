"""Long-term stability."""

from __future__ import annotations

from models.dates import add_months
from models.measures import Period, Tally, measure
from models.measures._events import Events, number
from models.snapshot import Snapshot


@measure(
    "ST2",
    "Same placement for two years",
    group="Placements",
    unit="%",
    source="National indicator 63",
    better="higher",
    over="day",
)
def st2(snapshot: Snapshot, period: Period) -> Tally:
    """Of children under 16 in care for two and a half years or more, the share in the same placement for two years.

    Of: children in care (as M01) and under 16 on the last day whose period of care began two years and six calendar
    months before it or earlier.

    Counted: those in the same placement for two calendar years or more, or placed for adoption where this placement and
    the one just before it together lasted that long. Temporary moves and changes with the same carer (T, U, L) do not
    break a placement. A beginning that the data does not show is taken as "at least since".

    Who is out: a child under 16 first seen less than two and a half years ago, whose start is not shown, and a child
    whose birth is not known are counted under no date.
    """
    events = snapshot.once(Events)
    long = events["in_care"] & (events["begins"] <= number(add_months(period.last, -30)))
    young, born = (events["age"] < 16).fill_null(False), events.known("dob")
    base = long & young
    unsure = events["in_care"] & ~events.known("entry") & ~long & young
    settled = base & (events["settled_since"] <= number(add_months(period.last, -24)))
    return Tally(
        "%",
        events.children(settled),
        base=events.children(base),
        no_date=events.children(unsure | (events["in_care"] & ~born & (long | ~events.known("entry")))),
    )
