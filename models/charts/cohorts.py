"""Entry cohorts: how many of those who came into care reached permanence within 12 months."""

from __future__ import annotations

import polars as pl

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import said
from models.progress import Progress
from models.series.cohorts import PERMANENT, WITHIN, By, Cohort, cohorts
from models.snapshot import Snapshot
from models.statistics.control import xmr


@chart("cohorts", "Permanence within 12 months of entry", group="Pathways")
def entry_cohorts(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Of those who came into care in each quarter, the share that returned home or left by a child arrangements,
    special guardianship or adoption order within 12 months.

    A quarter is finished when the 12 months of its last child are over; until then those whose months are not over
    stand in a part of their own, and the share can only rise. A child whose entry the data does not show is in none.
    """
    return _chart(snapshot, months, "quarter", "cohorts", "Permanence within 12 months of entry")


@chart("cohorts by year", "Permanence within 12 months of entry, by year", group="Pathways")
def by_year(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same of those who came into care in each year from 1 April to 31 March."""
    return _chart(snapshot, months, "year", "cohorts by year", "Permanence within 12 months of entry, by year")


def _chart(snapshot: Snapshot, months: int, by: By, code: str, title: str) -> Chart:
    found = [each for each in cohorts(snapshot, months, by) if each.n]
    lines = [
        Line(
            ending,
            title,
            tuple(_point(each, len(each.reached[ending]), each.reached[ending], title) for each in found),
            "stack",
        )
        for ending, title in PERMANENT.items()
    ]
    unknown = tuple(_point(each, len(each.open), each.open, "Not known yet") for each in found)
    lines.append(Line("open", f"In care, {WITHIN} months not over", unknown, "stack"))
    done = [each for each in found if not each.unfinished]
    judged = xmr([each.share for each in done], better="higher", floor=0.0, ceiling=100.0)
    signals = judged.latest is not None and judged.latest.signals
    return Chart(
        code,
        title,
        "Pathways",
        "%",
        tuple(line for line in lines if any(point.value for point in line.points)),
        "category",
        reading=f"Of the {by}s that are over: {judged.sentence}" if signals else "",
        note="" if signals else f"Of the {by}s that are over: {judged.sentence}",
        source="Local measure on entry cohorts, as in the Child and Family Services Reviews of the United States",
    )


def _point(each: Cohort, count: int, children: pl.Series, title: str) -> Point:
    high = each.bounds[1] if each.bounds else None
    so_far = f"; so far {each.share:.1f} % in all, at most {high:.1f} %" if each.unfinished and high is not None else ""
    words = (
        f"{each.title}, {title.lower()}: {count:,} of {said(each.n, 'children')}, {100 * count / each.n:.1f} %{so_far}"
    )
    mark = "follow-up not finished" if each.unfinished else ""
    return Point(each.title, 100 * count / each.n, children, words, mark=mark, unfinished=each.unfinished)
