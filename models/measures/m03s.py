"""Starts of periods of care."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot


@measure(
    "M03s",
    "Starts of periods of care",
    group="Population",
    unit="spells",
    source="Local measure on DfE statistics on children looked after",
)
def m03s(snapshot: Snapshot, period: Period) -> Tally:
    """Periods of care that started in the period; a child who started twice counts twice.

    A start is the first episode of a period of care with reason S and its date in the period; short breaks (V3, V4) do
    not start one.

    Who is out: a period of care first seen in the period without reason S may have started before: it is counted under
    no date.
    """
    events = snapshot.once(Events)
    begun, entered = events.within("begins", period), events.known("entry")
    return Tally("spells", events.children(begun & entered), no_date=events.children(begun & ~entered))
