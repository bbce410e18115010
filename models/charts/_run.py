"""A chart of one measure month by month, judged by its XmR chart: what most charts of the dashboard are."""

from __future__ import annotations

from models.charts import Chart, Line
from models.charts._drawn import drawn, limits, note, points, reading, source
from models.measures import MEASURES, Period
from models.progress import Progress
from models.series import months_to
from models.series.judged import events, judged
from models.snapshot import Snapshot


def run(
    snapshot: Snapshot, months: int, progress: Progress, code: str, title: str, group: str, *measures: str
) -> Chart:
    """The chart of one or more measures of one unit; the limits and the reading are those of the first."""
    series = [drawn(snapshot, measure, months, progress) for measure in measures]
    charts = [judged(each, snapshot) for each in series]
    first, whole = series[0], Period(months_to(snapshot.as_at, months)[0].first, snapshot.as_at)
    wanted = next((point.tally.wanted for point in reversed(first.points) if not point.tally.kept), "")
    if all(value is None for each in series for value in each.values):
        lines: tuple[Line, ...] = ()
        said = wanted or "There are no figures yet."
    else:
        lines = tuple(
            Line(each.measure.code, MEASURES[each.measure.code].title, points(each, chart))
            for each, chart in zip(series, charts, strict=True)
        )
        said = note(charts[0])
    return Chart(
        code,
        title,
        group,
        first.measure.unit,
        lines,
        limits=limits(charts[0], [point.period.last for point in first.points], first.measure.unit) if lines else None,
        events=events(snapshot, whole),
        reading=reading(charts[0]) if lines else "",
        note=said,
        source=source(measures[0]),
    )
