"""What charts of a monthly measure have in common: its points, its limits and what may be said of them."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.charts import Line, Point
from models.dates import MONTHS, add_months, british
from models.measures import MEASURES, Period
from models.progress import Progress
from models.series import Series, Value, several
from models.series.judged import CAVEAT
from models.series.stocks import STOCKS
from models.snapshot import Snapshot
from models.statistics import control

RUN = ("M03s", "M04s", "T01", "T03", "K01", "K10", "C01", "E01", "E02")
"""The measures that charts follow month by month beside the stocks: what one needs of a month serves the others."""
SIGNALS = {
    "outside": ("above the upper limit", "below the lower limit"),
    "shift": ("one of 7 or more in a row above the middle", "one of 7 or more in a row below the middle"),
    "trend": ("one of 7 or more in a row rising", "one of 7 or more in a row falling"),
    "two of three": ("one of 2 in 3 close to the upper limit", "one of 2 in 3 close to the lower limit"),
}


def drawn(snapshot: Snapshot, code: str, months: int, progress: Progress) -> Series:
    """A measure over the months, worked out together with those that other charts will ask for."""
    together = [*STOCKS] if code in STOCKS else [*RUN] if code in RUN else [code]
    return several(snapshot, together, months, progress=progress)[code]


def said(value: float | None, unit: str) -> str:
    """A figure with its unit, as charts write it: “702 children”, “197.4 per 10,000”, “189 days”; a dash for none."""
    if value is None:
        return "–"
    if unit in ("children", "spells", "days", "weeks", "sessions"):
        count = int((value + 0.5) // 1)
        one = {"children": "child"}.get(unit, unit[:-1])
        return f"{count:,} {one if count == 1 else unit}"
    return f"{value:,.1f} %" if unit == "%" else f"{value:,.1f} {unit}"


def month(period: Period) -> str:
    """A point's time in words: the day of a figure of one day, the month of one over a month, else both ends."""
    if period.first == period.last:
        return british(period.last)
    if period.first.day == 1 and period.last == add_months(period.first, 1) - dt.timedelta(days=1):
        return f"{MONTHS[period.last.month - 1]} {period.last.year}"
    return str(period)


def points(series: Series, chart: control.Chart | None = None) -> tuple[Point, ...]:
    """The points of a monthly measure, each with its children and what it signals."""
    marks = chart.marks if chart else [control.Mark(value) for value in series.values]
    return tuple(_point(series, value, mark) for value, mark in zip(series.points, marks, strict=True))


def _point(series: Series, value: Value, mark: control.Mark) -> Point:
    signal = signal_words(mark)
    figure = said(value.tally.value, series.measure.unit)
    of = f", {len(value.tally.children):,} of {value.tally.n:,}" if value.tally.base is not None else ""
    of = f", {said(value.tally.n, 'children')}" if value.tally.days is not None else of
    words = f"{month(value.period)}: {figure}{of}{f'; {signal}' if signal else ''}"
    icon = mark.icon if signal else ""
    return Point(value.period.last, value.tally.value, value.tally.children, words, mark=signal, icon=icon)


def signal_words(mark: control.Mark) -> str:
    """What a point signals, in words; nothing where it signals nothing."""
    if not mark.signals or mark.high is None:
        return ""
    lead = "" if mark.variation == "change" else f"{mark.variation}: "
    return lead + SIGNALS[mark.signals[0]][0 if mark.high else 1]


def limits(chart: control.Chart | None, ats: list[dt.date], unit: str) -> tuple[Line, ...] | None:
    """The limits of a control chart, of each stretch its own; None where there are none."""
    if chart is None:
        return None
    found = []
    for segment in chart.segments:
        if segment.limits is None:
            continue
        ends = (ats[segment.first], ats[segment.last])
        lines = (("centre", "Mean", segment.limits.centre), ("lower", "Lower limit", segment.limits.lower))
        for code, title, value in (*lines, ("upper", "Upper limit", segment.limits.upper)):
            if value is not None:
                found.append(flat(code, title, value, ends, unit))
    return tuple(found) or None


def flat(code: str, title: str, value: float, ends: tuple[dt.date, ...], unit: str) -> Line:
    """A level line between two days."""
    return Line(code, title, tuple(Point(at, value, words=f"{title}: {said(value, unit)}") for at in ends))


def reading(chart: control.Chart | None) -> str:
    """One sentence about the latest point, only where it signals a change."""
    if chart is None or chart.latest is None or not chart.latest.signals:
        return ""
    return chart.sentence


def note(chart: control.Chart | None) -> str:
    """What is to be known where there is nothing to say."""
    if chart is None:
        return CAVEAT
    rebased = " ".join(f"New limits: {segment.reason.rstrip('.')}." for segment in chart.segments if segment.reason)
    plain = "" if reading(chart) else chart.sentence
    return " ".join(part for part in (plain, rebased) if part)


def source(code: str) -> str:
    """Where a measure's definition is from, with the way it is judged."""
    return (
        f"{MEASURES[code].source}. Limits: XmR chart, mean ± 2.66 × mean moving range (NHS England, Making Data Count)."
    )


def ids(*series: pl.Series) -> pl.Series:
    """All children of several lists, one entry for each."""
    return pl.concat([each.alias("child") for each in series]) if series else pl.Series("child", [], dtype=pl.String)
