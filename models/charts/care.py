"""Children in care, month by month."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.dates import british
from models.measures import MEASURES
from models.progress import Progress
from models.series import monthly
from models.snapshot import Snapshot


@chart("care", "Children in care", group="Population")
def care(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children looked after on the last day of each month, with the rate per 10,000 where a population is recorded."""
    count = monthly(snapshot, "M01", months, progress=progress)
    points = tuple(
        Point(
            value.period.last,
            value.tally.value,
            value.tally.children,
            f"{british(value.period.last)}: {value.tally.value:,} children",
        )
        for value in count.points
    )
    return Chart(
        "care",
        "Children in care",
        "Population",
        "children",
        (Line("M01", "Children in care", points),),
        source=MEASURES["M01"].source,
    )
