"""Weeks in court against the 26 of the law."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import flat, said
from models.charts._run import run
from models.dates import british
from models.measures._court import applications, proceedings
from models.progress import Progress
from models.rules.timescales import WEEKS
from models.series import months_to
from models.snapshot import Snapshot


@chart("court", "Weeks in court", group="Timeliness")
def court(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Weeks from the issue of care proceedings to the final order: the mean of the applications that ended in each
    month (C01), each of them on its own, and those still in court with their weeks so far, against 26 weeks.

    One application may be about several children. The 26 weeks of the law begin with the day of issue and bind each
    application, not the mean.
    """
    found = run(snapshot, months, progress, "court", "Weeks in court", "Timeliness", "C01")
    periods = months_to(snapshot.as_at, months)
    first, day = periods[0].first, snapshot.as_at
    until = pl.coalesce("ended", pl.lit(day))
    known = snapshot.facts.once(proceedings).filter(pl.col("issued") <= day)
    children = known.group_by("case").agg(children=pl.col("child").sort())
    cases = applications(snapshot).with_columns(weeks=(until - pl.col("issued")).dt.total_days() / 7)
    cases = cases.join(children, on="case", how="left", maintain_order="left")
    over = cases.filter(pl.col("ended") >= first).sort("ended", "case")
    ended = tuple(
        Point(on, weeks, _children(children), f"{british(on)}: ended after {said(weeks, 'weeks')}")
        for on, weeks, children in over.select("ended", "weeks", "children").iter_rows()
    )
    still = cases.filter(pl.col("ended").is_null()).sort("weeks", "case")
    open_yet = tuple(
        Point(day, weeks, _children(children), f"In court for {said(weeks, 'weeks')} so far", unfinished=True)
        for weeks, children in still.select("weeks", "children").iter_rows()
    )
    lines = (Line("ended", "Application that ended", ended, "dots"), Line("open", "Still in court", open_yet, "dots"))
    if not cases.height:
        return found
    line = flat("threshold", f"{WEEKS} weeks", WEEKS, (first, day), "weeks")
    return replace(
        found,
        lines=(*found.lines, *(each for each in lines if each.points)),
        limits=(*(found.limits or ()), line),
    )


def _children(ids: list[str]) -> pl.Series:
    return pl.Series("child", ids, dtype=pl.String)
