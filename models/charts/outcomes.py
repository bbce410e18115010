"""What became of those who started, by days since: from entry, from the care order and from the placement order."""

from __future__ import annotations

import polars as pl

from models.charts import Chart, Line, Point, chart
from models.progress import Progress
from models.series.outcomes import Outcomes, outcomes, share_words
from models.series.waits import ENDINGS
from models.snapshot import Snapshot

SOURCE = (
    "Cumulative incidence of endings that compete (Aalen and Johansen 1978), exact with ties; bands 95 %, pointwise, "
    "on the log(-log) scale"
)


@chart("from entry", "What became of those who came into care", group="Pathways")
def from_entry(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The share that came to each ending within so many days of entry to care, those still waiting counted as long as
    they have waited.

    The endings are adoption, special guardianship, child arrangements order, return home, reversal of the placement
    order, the 18th birthday, and leaving otherwise; the first of them counts. They and those still waiting add up to
    all on every day. Children whose entry the data does not show are in none.
    """
    return _chart(snapshot, months, "entry", "from entry", "What became of those who came into care")


@chart("from care order", "What became of those with a care order", group="Pathways")
def from_care_order(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same from the first full care order of the time in care.

    An order made together with the placement order is hidden by it, so these are the care orders that stood alone.
    """
    return _chart(snapshot, months, "care_order", "from care order", "What became of those with a care order")


@chart("from placement order", "What became of those with a placement order", group="Pathways")
def from_placement_order(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same from the placement order; of an order made again, from the last one."""
    return _chart(snapshot, months, "po", "from placement order", "What became of those with a placement order")


def _chart(snapshot: Snapshot, months: int, start: str, code: str, title: str) -> Chart:
    found = outcomes(snapshot, start, months)
    lines = tuple(line for line in (_line(found, ending) for ending in ENDINGS) if line.points)
    if found.curves.n:
        lines = (*lines, _waiting(found))
    half = found.curves.waiting.median
    sure = half.day is not None and half.earliest is not None and half.latest is not None
    halves = [f"{ENDINGS[line.code].lower()} {found.half(line.code)}" for line in lines if line.code in ENDINGS]
    hidden = f" {len(found.unknown):,} more began on a day the data does not show." if len(found.unknown) else ""
    reached = f" The day by which half had come to it: {'; '.join(halves)}." if halves else ""
    return Chart(
        code,
        title,
        "Pathways",
        "%",
        lines,
        "days",
        reading=f"Half of them had come to an ending after {half}." if sure else "",
        note=f"{found.curves.n:,} times in care since {found.since}, from {found.start.words}.{reached}{hidden}",
        source=SOURCE,
    )


def _line(found: Outcomes, ending: str) -> Line:
    """One ending's curve; a step has the children who had come to it by that day."""
    curve, who = found.curves.endings[ending], found.rows.filter(pl.col("ending") == ending)
    points = [
        Point(
            day,
            100 * share,
            who["child"][: int(who["time"].search_sorted(day, "right"))],
            f"{ENDINGS[ending]}: {share_words(share, lower, upper)} by {day:,} days; {at_risk:,} were still followed",
            None if lower is None else 100 * lower,
            None if upper is None else 100 * upper,
        )
        for day, share, at_risk, lower, upper in curve.steps.filter(pl.col("ended") > 0)
        .select("day", "share", "at_risk", "lower", "upper")
        .iter_rows()
    ]
    if points and points[0].at != 0:
        points.insert(0, Point(0, 0.0, words=f"{ENDINGS[ending]}: nobody on the first day"))
    return Line(ending, ENDINGS[ending], tuple(points), "steps")


def _waiting(found: Outcomes) -> Line:
    """The share still waiting; a step has the children followed for longer than that day."""
    rows = found.rows
    points = [
        Point(
            day,
            100 * share,
            rows["child"][int(rows["time"].search_sorted(day, "right")) :],
            f"Still waiting: {share_words(share, lower, upper)} after {day:,} days",
            None if lower is None else 100 * lower,
            None if upper is None else 100 * upper,
        )
        for day, share, lower, upper in found.curves.waiting.steps.select("day", "share", "lower", "upper").iter_rows()
    ]
    if points and points[0].at != 0:
        here = rows["child"][int(rows["time"].search_sorted(0, "right")) :]
        points.insert(0, Point(0, 100.0, here, "Still waiting: everybody on the first day"))
    return Line("waiting", "Still waiting", tuple(points), "steps")
