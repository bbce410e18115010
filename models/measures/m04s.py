"""Ends of periods of care."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "M04s",
    "Ends of periods of care",
    group="Population",
    unit="spells",
    source="Local measure on DfE statistics on children looked after",
)
def m04s(snapshot: Snapshot, period: Period) -> Tally:
    """Periods of care that ended in the period; a child who left twice counts twice.

    A period of care ends with its last episode, on the recorded date, for any reason but X1. Turning 18 is not an
    ending by itself.

    Who is out: an ending while in short breaks (V3, V4) is not counted.
    """
    events = snapshot.once(Events)
    return Tally("spells", events.children(events.within("ended", period) & events["exits"]))
