"""Whether a monthly series has changed or only moved as chance moves it, with the authority's own events beside it.

Monthly stocks, counts, means and shares are judged on an XmR chart (Wheeler 2000; NHS England, Making Data Count). What
happens at most twice in a usual month is judged by the days between one and the next, on a t chart (Nelson 1994), or by
how many others left care between, on a g chart (Benneyan 2001). The published examples that these agree with are in
tests/models/statistics. Fewer than 12 points have no limits; limits begin anew only on a day recorded with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import polars as pl

from models.measures import Measure, Period
from models.measures._events import Events
from models.series import Series
from models.snapshot import Snapshot
from models.statistics.control import Chart, xmr
from models.statistics.rare import g_chart, t_chart

SELDOM = 2
"""What a usual month has at most, if a monthly count is to be called rare."""
DAYS_OF = {"K01": "ao", "K10": "sgo"}
"""Orders that can be judged by the time between them, and the event that is their day."""
CAVEAT = "Rolling figures have no limits: neighbouring points share most of their children."


def judged(series: Series, snapshot: Snapshot) -> Chart | None:
    """The XmR chart of a series; None of a rolling one, which is never judged."""
    if series.rolling:
        return None
    measure = series.measure
    ends = [point.period.last for point in series.points]
    return xmr(
        series.values,
        better=measure.better,
        rebase=rebased(snapshot, measure.code, ends),
        floor=0.0 if all(value is None or value >= 0 for value in series.values) else None,
        ceiling=100.0 if measure.unit == "%" else None,
    )


def rare(series: Series) -> bool:
    """Whether a usual month has so few that its count tells nothing."""
    return series.measure.unit in ("children", "spells") and (
        series.measure.over == "period" and median([value or 0 for value in series.values] or [0]) <= SELDOM
    )


@dataclass(frozen=True, eq=False)
class Between:
    """Orders one after another: the day of each, its children, what lay between it and the one before, and the chart.

    The first has nothing before it; `chart` is of the others.
    """

    days: tuple[dt.date, ...]
    children: tuple[pl.Series, ...]
    between: tuple[int, ...]
    chart: Chart


def between(snapshot: Snapshot, measure: Measure, period: Period, *, count: bool = False) -> Between:
    """Orders of a period (of DAYS_OF) by the days between them; by `count`, how many left care otherwise between.

    Orders made on one day (brothers and sisters, mostly) are one: they do not happen independently.
    """
    events = snapshot.once(Events)
    when = events.within(DAYS_OF[measure.code], period).fill_null(False)
    made = events.rows(when, "child", DAYS_OF[measure.code]).rename({DAYS_OF[measure.code]: "day"})
    found = made.group_by("day").agg("child").sort("day")
    days: list[int] = found["day"].to_list()
    if count:
        left = events["ended"].filter(events["exits"] & events.within("ended", period) & ~when).sort()
        by = left.search_sorted(found["day"], "left").to_list()
    else:
        by = days
    gaps = tuple(after - before for before, after in pairwise(by))
    as_dates = tuple(dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in days)
    anew = {at - 1: why for at, why in rebased(snapshot, measure.code, as_dates).items() if at > 1}
    chart = (g_chart if count else t_chart)(gaps, better="lower" if measure.better == "higher" else "", rebase=anew)
    children = tuple(pl.Series("child", each, dtype=pl.String) for each in found["child"].to_list())
    return Between(as_dates, children, gaps, chart)


def rebased(snapshot: Snapshot, code: str, ends: Sequence[dt.date]) -> dict[int, str]:
    """At which points the limits of a measure begin anew, and why; a day before or after all of them has none."""
    found = {}
    rows = _said(snapshot, "rebase").filter((pl.col("measure") == code) & pl.col("why").is_not_null())
    for day, why in rows.sort("day").select("day", "why").iter_rows():
        at = next((number for number, end in enumerate(ends) if end >= day), 0)
        if at and why.strip():
            found[at] = why
    return found


def events(snapshot: Snapshot, period: Period) -> tuple[tuple[dt.date, str], ...]:
    """What the authority's register says happened in a period, in order of day."""
    rows = _said(snapshot, "event").filter(period.covers("day")).sort("day", "words")
    return tuple(rows.select("day", "words").iter_rows())


def _said(snapshot: Snapshot, table: str) -> pl.DataFrame:
    """What the authority itself says by the day, also where the snapshot is of some children only."""
    return snapshot.facts.whole[table].filter(pl.col("day") <= snapshot.as_at)
