"""Adoption and special guardianship orders: month by month, or where they are rare by the days between them."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import drawn, limits, note, reading, signal_words
from models.charts._run import run
from models.dates import british
from models.measures import Period
from models.progress import Progress
from models.series.judged import between, events, rare
from models.snapshot import Snapshot


@chart("adoptions", "Adoption orders", group="Pathways")
def adoptions(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Adoption orders (K01) in each month. Where a usual month has two at most, its count tells nothing; then the days
    between one order and the next are drawn and judged instead, and fewer days are better.

    Orders made on one day are taken as one: brothers and sisters are adopted together.
    """
    return _orders(snapshot, months, progress, "adoptions", "Adoption orders", "K01")


@chart("guardianship", "Special guardianship orders", group="Pathways")
def guardianship(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Special guardianship orders (K10), drawn in the same way."""
    return _orders(snapshot, months, progress, "guardianship", "Special guardianship orders", "K10")


def _orders(snapshot: Snapshot, months: int, progress: Progress, code: str, title: str, measure: str) -> Chart:
    series = drawn(snapshot, measure, months, progress)
    if not rare(series):
        return run(snapshot, months, progress, code, title, "Pathways", measure)
    period = Period(series.points[0].period.first, snapshot.as_at)
    found = between(snapshot, series.measure, period)
    gaps = zip(found.days[1:], found.children[1:], found.between, found.chart.marks, strict=True)
    points = tuple(
        Point(
            day,
            gap,
            children,
            f"{british(day)}: {gap:,} days after the one before{f'; {said}' if (said := signal_words(mark)) else ''}",
            mark=signal_words(mark),
            icon=mark.icon if mark.signals else "",
        )
        for day, children, gap, mark in gaps
    )
    return Chart(
        code,
        f"{title}: days between",
        "Pathways",
        "days",
        (Line(measure, f"Days between {title.lower()}", points, "dots"),) if points else (),
        limits=limits(found.chart, list(found.days[1:]), "days"),
        events=events(snapshot, period),
        reading=reading(found.chart),
        note=note(found.chart) if points else "There are not two orders in these months.",
        source=f"{series.measure.source}. Limits: t chart of the time between rare events (Nelson 1994).",
    )
