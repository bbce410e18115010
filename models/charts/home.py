"""Where children live who are with relatives, with parents, or in homes run by others."""

from __future__ import annotations

from models.charts import Chart, chart
from models.charts._run import run
from models.progress import Progress
from models.snapshot import Snapshot


@chart("connected", "Connected carers", group="Placements")
def connected(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children fostered by relatives or friends on the last day of each month (K11)."""
    return run(snapshot, months, progress, "connected", "Connected carers", "Placements", "K11")


@chart("parents", "Placed with parents", group="Placements")
def parents(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children placed with parents under a care order on the last day of each month (K13)."""
    return run(snapshot, months, progress, "parents", "Placed with parents", "Placements", "K13")


@chart("residential", "External residential care", group="Placements")
def residential(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children in a children's home that is not the authority's own, on the last day of each month (K15)."""
    return run(snapshot, months, progress, "residential", "External residential care", "Placements", "K15")
