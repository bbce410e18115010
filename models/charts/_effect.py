"""A measure month by month with the day an action started: what came since, held against the time before it."""

from __future__ import annotations

import datetime as dt
from statistics import median

from models.charts import Chart, Line
from models.charts._drawn import limits, points, said, source
from models.dates import british
from models.measures import MEASURES, Period
from models.progress import Progress, silent
from models.series import Series, monthly, months_to
from models.series.judged import CAVEAT, events, rare, rebased
from models.snapshot import Snapshot
from models.statistics.control import LEAST, RUN
from models.statistics.since import Since, since

LEAST_OF_SHARE = 10
"""Children in a usual month below which their share jumps by itself; runs of it are no sign."""
BEFORE, LEAST_MONTHS, LONGEST = 24, 36, 120
"""Months before the start that are drawn; the fewest and the most in all."""
NOT_WHY = "It does not say that the action is why."


def effect(snapshot: Snapshot, code: str, starts: dt.date, called: str, progress: Progress = silent) -> Chart:
    """The run chart of a measure with the day from which an action is to show; `called` is what the mark says.

    `reading` is what a test holds; else `note` says “No clear change”, or why nothing can be said.
    """
    whole = (snapshot.as_at.year - starts.year) * 12 + snapshot.as_at.month - starts.month
    months = min(max(whole + BEFORE, LEAST_MONTHS), LONGEST)
    series = monthly(snapshot, code, months, progress=progress)
    measure, ends = MEASURES[code], [point.period.last for point in series.points]
    wanted = next((point.tally.wanted for point in reversed(series.points) if not point.tally.kept), "")
    drawn = any(value is not None for value in series.values)
    found = None if series.rolling or _few(series) else _since(series, snapshot, starts, ends)
    reading = "" if found is None else _reading(found, measure.unit, starts)
    note = "" if reading else _note(series, found, starts, wanted if not drawn else "")
    shown = Period(months_to(snapshot.as_at, months)[0].first, snapshot.as_at)
    marked = sorted([*events(snapshot, shown), *([(starts, called)] if starts <= snapshot.as_at else [])])
    chart = found.chart if found is not None else None
    return Chart(
        f"effect-{code}",
        f"{code} {measure.title}",
        "",
        measure.unit,
        (Line(code, measure.title, points(series, chart)),) if drawn else (),
        limits=limits(chart, ends, measure.unit) if drawn else None,
        events=tuple(marked),
        reading=reading,
        note=note,
        source=source(code) if found is not None else MEASURES[code].source,
    )


def _few(series: Series) -> bool:
    """Whether a usual month has too few for its count or its share to tell anything."""
    if series.measure.unit != "%":
        return rare(series)
    return median([point.tally.n for point in series.points] or [0]) < LEAST_OF_SHARE


def _since(series: Series, snapshot: Snapshot, starts: dt.date, ends: list[dt.date]) -> Since:
    """Judged from the first month that ends on or after the start; limits begun anew keep apart what is not alike."""
    at = next((number for number, end in enumerate(ends) if end >= starts), len(ends))
    anew = rebased(snapshot, series.measure.code, ends)
    first = max((number for number in anew if number < at), default=0)
    last = min((number for number in anew if number > at), default=len(ends))
    values: list[float | None] = [
        value if first <= number < last else None for number, value in enumerate(series.values)
    ]
    return since(
        values,
        at,
        better=series.measure.better,
        floor=0.0 if all(value is None or value >= 0 for value in values) else None,
        ceiling=100.0 if series.measure.unit == "%" else None,
    )


def _reading(found: Since, unit: str, starts: dt.date) -> str:
    if found.found != "changed":
        return ""
    lead = {True: "Improvement", False: "Concern", None: "Change"}[found.good]
    way = "higher" if found.high else "lower"
    months = f"{found.signalled} of the {found.points} month{'s' * (found.points != 1)} since"
    return (
        f"{lead}: {way} since {british(starts)} than chance makes it. Mean {said(found.before, unit)} before and "
        f"{said(found.since, unit)} since; {months} signal it. {NOT_WHY}"
    )


def _note(series: Series, found: Since | None, starts: dt.date, wanted: str) -> str:
    if wanted or not any(value is not None for value in series.values):
        return wanted or "There are no figures yet."
    if series.rolling:
        return CAVEAT
    if found is None:
        return "No clear change: so few are counted in a month that it tells nothing."
    if found.found == "too few before":
        before = sum(mark.value is not None for mark in found.chart.marks) - found.points
        return f"Nothing can be said yet: {before} months before the start have figures, and {LEAST} are needed."
    if found.found == "too few since":
        since_ = f"{found.points} month{'s' * (found.points != 1)} since {british(starts)}"
        return f"No clear change: {since_}, and none beyond the limits. {RUN} in a row on one side would be one."
    if found.found == "already":
        return f"No clear change since {british(starts)}: it was moving the same way in the months before."
    if found.found == "passed":
        many = f"{found.signalled} of the {found.points} months since {british(starts)} signal one"
        return f"No clear change that lasts: {many}, and none of the last {RUN}."
    if found.found == "both ways":
        return f"No clear change: the months since {british(starts)} signal upwards and downwards."
    return f"No clear change since {british(starts)}: every month lies within what chance did before."
