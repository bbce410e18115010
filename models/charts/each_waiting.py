"""Each child who waits for a match or an adoption order, with the days so far and the range of those to come."""

from __future__ import annotations

import polars as pl

from models.charts import Chart, Line, Point, chart
from models.progress import Progress
from models.series.forecasts import Forecast, forecast
from models.snapshot import Snapshot
from models.statistics.forecast import LEAST, Remaining


@chart("each waiting", "Each child waiting for a match", group="Timeliness")
def each_waiting(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The children with a placement order who wait for a match, the longest first: days so far, and the range of days
    from the order within which four in five of those were matched who were matched after as long a wait.

    It is a range and never a date: it says what became of others. Where fewer than 20 are known who were matched after
    as long a wait, nothing is said. Beside it stands how often such ranges held in the past.
    """
    return _chart(snapshot, progress, "each waiting", "match")


@chart("each waiting order", "Each child waiting for an adoption order", group="Timeliness")
def each_waiting_order(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same of the children with a placement order who wait for the adoption order, matched or not."""
    return _chart(snapshot, progress, "each waiting order", "ao")


def _chart(snapshot: Snapshot, progress: Progress, code: str, goal: str) -> Chart:
    progress(0.0, "Forecast of each child")
    found = snapshot.facts.worked(lambda: forecast(snapshot, goal))
    rows = found.waiting.sort("time", "child", descending=[True, False])
    points = tuple(_point(found, child, waited) for child, waited in rows.select("child", "time").iter_rows())
    return Chart(
        code,
        f"Each child waiting for {'a match' if goal == 'match' else 'an adoption order'}",
        "Timeliness",
        "days",
        (Line("waiting", "Days so far, and the range", points, "dots"),) if points else (),
        "category",
        note=f"Past ranges: {found.tested}." if points else "Nobody waits for it since a known day.",
        source=f"Aalen-Johansen curves of all placement orders; from {LEAST} who came to it after as long",
    )


def _point(found: Forecast, child: str, waited: int) -> Point:
    said = found.of(child)
    alone = pl.Series("child", [child], dtype=pl.String)
    words = f"{child}: {waited:,} days so far; {said}"
    if not isinstance(said, Remaining):
        return Point(child, waited, alone, words)
    return Point(child, waited, alone, words, float(waited + said.low), float(waited + said.high))
