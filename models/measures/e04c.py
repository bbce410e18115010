"""Children suspended."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._suspended import suspended
from models.snapshot import Snapshot


@measure(
    "E04c",
    "Children suspended in the school year",
    group="Education",
    unit="children",
    source="Local measure (board report)",
    better="lower",
    over="school year",
)
def e04c(snapshot: Snapshot, period: Period) -> Tally:
    """Children suspended while in care, from 1 September to the last day; a child suspended twice counts once.

    As E04, which counts suspensions, and E04s, which counts sessions missed: three figures, never to be mixed. Beside
    the figure stands the school year before to the same day with the change in per cent, where the record reaches back
    so far.

    Who is out: where no suspension or exclusion of any child is on record, they are kept elsewhere and there is no
    figure.
    """
    return suspended(
        snapshot,
        period,
        "children",
        lambda rows: rows["child"].unique(maintain_order=True),
        lambda rows: rows["child"].clear(),
    )
