"""How far life story work is for the children with a placement order."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import said
from models.measures import MEASURES, Period
from models.progress import Progress
from models.snapshot import Snapshot


@chart("life story", "Life story work", group="Practice")
def life_story(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The children in care with a placement order on the day (K02) by how far their life story work is (L01); each
    child is in one bar.

    Where no life story work of any child is on record, it is kept elsewhere and there are no bars.
    """
    measure = MEASURES["L01"]
    tally = measure.tally(snapshot, Period(snapshot.as_at, snapshot.as_at))
    groups = tally.apart()
    of = sum(len(group.children) for group in groups)
    bars = tuple(
        Point(
            group.title,
            len(group.children),
            group.children,
            f"{group.title}: {said(len(group.children), 'children')} of {of:,}",
        )
        for group in groups
    )
    return Chart(
        "life story",
        "Life story work",
        "Practice",
        "children",
        (Line("stages", "Children with a placement order", bars, "bars"),) if bars else (),
        "category",
        note="" if bars else tally.wanted or "No life story work is recorded here.",
        source=measure.source,
    )
