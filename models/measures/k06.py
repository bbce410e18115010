"""Early permanence."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "K06",
    "Early permanence",
    group="Adoption",
    unit="%",
    source="Local measure (not published nationally)",
    better="higher",
)
def k06(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children placed for adoption in the period, the share who had an early permanence placement before.

    Counted: an earlier placement with carers also approved as adopters (U2, U5) in the same period of care.

    Of: all children whose present (or last) unbroken run of placements for adoption began in the period.

    Who is out: a run first seen in the period whose beginning the data does not show is counted under no date.
    """
    events = snapshot.once(Events)
    placed = events.within("placed", period)
    unseen = events.within("placed_least", period) & ~events.known("placed")
    early = placed & (events["ffa"] < events["placed"])
    return Tally("%", events.children(early), base=events.children(placed), no_date=events.children(unseen))
