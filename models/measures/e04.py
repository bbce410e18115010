"""Suspensions."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._suspended import suspended
from models.snapshot import Snapshot


@measure(
    "E04",
    "Suspensions in the school year",
    group="Education",
    unit="suspensions",
    source="Local measure (board report)",
    better="lower",
    over="school year",
)
def e04(snapshot: Snapshot, period: Period) -> Tally:
    """Suspensions (formerly fixed-term exclusions) of children in care that began from 1 September to the last day.

    This counts suspensions; E04c counts the children suspended and E04s the sessions missed: three figures, never to be
    mixed. A suspension counts if the child was in care (as M01) on its first day. Beside the figure stands the school
    year before to the same day with the change in per cent, where the record reaches back so far.

    Who is out: where no suspension or exclusion of any child is on record, they are kept elsewhere and there is no
    figure.
    """
    return suspended(snapshot, period, "suspensions", lambda rows: rows["child"], lambda rows: rows["child"].clear())
