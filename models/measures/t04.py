"""Match to placed for adoption."""

from __future__ import annotations

from dataclasses import replace

from models.measures import Period, Tally, measure
from models.measures._events import Events, clock
from models.snapshot import Snapshot


@measure(
    "T04",
    "Match to placed for adoption",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t04(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from match to being placed for adoption, for children placed in the period.

    Placed is the first day of the last unbroken run of A3 to A6. All are in the figure; children adopted by their
    foster carers and fostering-for-adoption children, who already live there, are also flagged. The match is in the
    return only once the child is adopted.

    Who is out: a child who turned 18 before the second date is left out and listed as ended otherwise, as is one who
    died before it. Where the day of the match is not known in this data the child is left out of the mean and counted
    under no date.
    """
    tally = clock(snapshot, period, "match", "placed", running="matched")
    events = snapshot.once(Events)
    at_home = events["foster_carer"] | events.known("ffa")
    counted = events.within("placed", period) & events.known("match") & (events["grown"] >= events["placed"])
    return replace(tally, flagged=events.children(counted & at_home))
