"""Children in care and their rate, month by month."""

from __future__ import annotations

from models.charts import Chart, chart
from models.charts._run import run
from models.progress import Progress
from models.snapshot import Snapshot


@chart("care", "Children in care", group="Population")
def care(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children looked after on the last day of each month (M01), with the limits between which chance moves the number.

    Children come and stay, so neighbouring months are alike by nature, and the limits are narrow for it: a point
    beyond them says that the number has moved, not why.
    """
    return run(snapshot, months, progress, "care", "Children in care", "Population", "M01")


@chart("rate", "Children in care per 10,000", group="Population")
def rate(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Children looked after per 10,000 children of the authority (M02), each month on the estimate that held then.

    A step may be a new estimate and nothing else. It stands apart from the number of children, since two scales on one
    chart can be made to say anything.
    """
    return run(snapshot, months, progress, "rate", "Children in care per 10,000", "Population", "M02")
