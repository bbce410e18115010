"""Days from the placement order to the match and to the adoption order, month by month, those waiting beside them."""

from __future__ import annotations

from dataclasses import replace

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import drawn, said
from models.charts._run import run
from models.dates import british
from models.measures import MEASURES, Period
from models.progress import Progress
from models.series.gaps import bounded
from models.series.spread import spread
from models.snapshot import Snapshot


@chart("match", "Placement order to match", group="Timeliness")
def match(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Mean days from placement order to match of those matched in each month (T01), beside the mean days so far of
    those who waited for a match on its last day.

    A child who waited long and is matched at last makes the mean of that month worse and the waiting shorter: read
    both. A month in which nobody was matched has no point.
    """
    return _beside(snapshot, months, progress, "match", "T01")


@chart("order", "Placement order to adoption order", group="Timeliness")
def order(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same to the adoption order (T03). It is another clock and never drawn with the one to the match."""
    return _beside(snapshot, months, progress, "order", "T03")


def _beside(snapshot: Snapshot, months: int, progress: Progress, code: str, measure: str) -> Chart:
    found = run(snapshot, months, progress, code, MEASURES[measure].title, "Timeliness", measure)
    waiting = tuple(
        Point(
            value.period.last,
            value.waiting.value,
            value.waiting.children,
            f"{british(value.period.last)}: {said(value.waiting.value, 'days')} so far on average, "
            f"{said(len(value.waiting.children), 'children')} waiting",
            *(value.waiting.quartiles or ()),
        )
        for value in drawn(snapshot, measure, months, progress).points
        if value.waiting is not None
    )
    note = f"{found.note} {_year(snapshot, measure)}".strip()
    if not waiting:
        return replace(found, note=note)
    line = Line("waiting", "Still waiting, days so far", waiting, "dots")
    return replace(found, lines=(*found.lines, line), note=note)


def _year(snapshot: Snapshot, measure: str) -> str:
    """The last twelve months in words: those who finished and those who wait, and what the missing dates leave open."""
    year = Period.year_to(snapshot.as_at)
    both = spread(snapshot, measure, year)
    open_by = bounded(snapshot, measure, year)
    parts = [f"Last twelve months: {both.words}."]
    for title, days in (("Finished", both.finished), ("still waiting", both.waiting)):
        if days.quartiles and days.median is not None:
            low, high = days.quartiles
            parts.append(f"{title}: median {days.median:,.0f}, half of them between {low:,.0f} and {high:,.0f}.")
    if open_by and open_by.missing:
        parts.append(f"Missing dates: {open_by.said()}.")
    return " ".join(part[:1].upper() + part[1:] for part in parts)
