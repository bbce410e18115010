"""Where the children in care lived, month by month."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.charts import Chart, Line, Point, chart
from models.charts._drawn import said
from models.dates import british
from models.measures import NOBODY, Period
from models.progress import Progress
from models.series import months_to
from models.series.judged import events
from models.series.stocks import present
from models.snapshot import Snapshot

KINDS = {
    "adoptive": ("Placed for adoption", codes.ADOPTIVE),
    "connected": ("Connected carers", codes.CONNECTED),
    "foster": ("Other foster carers", ("U4", "U5", "U6")),
    "parents": ("With parents", (codes.WITH_PARENTS,)),
    "homes": ("Children's homes", ("K1", "K2")),
    "supported": ("Supported or independent living", ("K3", "H5", "P2", "P3")),
    "residential": ("Other residential", ("R1", "R2", "R3", "R5", "S1")),
}
OTHERS = "Temporary moves and other placements"


@chart("mix", "Where children live", group="Placements")
def mix(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The placements of the children in care on the last day of each month; each child is in one, and they add up to
    the children in care (M01).

    The placement of the day counts, so a child away on a temporary move is among the others.
    """
    periods = months_to(snapshot.as_at, months)
    days = [each.last for each in periods]
    progress(0.0, "Where children live")
    found, whole = snapshot.facts.worked(lambda: _found(snapshot, days))
    lines = []
    for code, title in {**{code: title for code, (title, _) in KINDS.items()}, "others": OTHERS}.items():
        points = []
        for day in days:
            children = found.get((day, code), NOBODY)
            share = f", {100 * len(children) / whole[day]:.1f} %" if whole.get(day) else ""
            words = f"{british(day)}, {title.lower()}: {said(len(children), 'children')}{share}"
            points.append(Point(day, len(children), children, words))
        if any(point.value for point in points):
            lines.append(Line(code, title, tuple(points), "stack"))
    return Chart(
        "mix",
        "Where children live",
        "Placements",
        "children",
        tuple(lines),
        events=events(snapshot, Period(periods[0].first, snapshot.as_at)),
        source="PLACE of the statutory return, grouped locally",
    )


def _found(snapshot: Snapshot, days: list[dt.date]) -> tuple[dict[tuple[dt.date, str], pl.Series], dict[dt.date, int]]:
    """The children of each day and kind of place, and how many were in care on each day."""
    kind = pl.col("place").replace_strict(
        {place: code for code, (_, places) in KINDS.items() for place in places}, default="others"
    )
    rows = present(snapshot.facts, days).filter("in_care")
    parts = rows.group_by("day", kind.fill_null("others").alias("kind"), maintain_order=True).agg("who")
    found = {
        (day, code): who.alias("child")
        for (day, code), who in zip(parts.select("day", "kind").rows(), parts["who"], strict=True)
    }
    return found, dict(rows.group_by("day").len().iter_rows())
