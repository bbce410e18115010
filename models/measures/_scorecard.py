"""The adoption scorecard's children: those adopted in three years whose last placement was for adoption."""

from __future__ import annotations

from models.measures import Group, Period, Tally
from models.measures._events import Events, clock
from models.snapshot import Snapshot


def adopted(
    snapshot: Snapshot,
    period: Period,
    start: str,
    stop: str,
    *,
    waits: tuple[str, str, str],
    happened: str = "ao",
    floor: int | None = None,
) -> Tally:
    """Days between two events of children adopted in the period and placed for adoption before.

    Children without `happened` are out; of the others, those without both dates are counted under no date. `waits` are
    the two events and the flag of those who wait on the day: they stand beside the figure.
    """
    events = snapshot.once(Events)
    among = events.within("ao", period) & events["adoptive"] & events.known(happened)
    known = events.known(start) & events.known(stop)
    days = (events[stop] - events[start]).filter(among & known)
    return Tally(
        "days",
        events.children(among & known),
        days=days if floor is None else days.clip(floor),
        no_date=events.children(among & ~known),
        apart=lambda: _waiting(snapshot, *waits),
    )


def _waiting(snapshot: Snapshot, start: str, stop: str, running: str) -> tuple[Group, ...]:
    """Those who wait on the snapshot's day, which may lie after the three years."""
    day = Period(snapshot.as_at, snapshot.as_at)
    found = clock(snapshot, day, start, stop, running=running).apart()
    return tuple(group for group in found if group.code == "waiting")
