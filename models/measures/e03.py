"""Permanent exclusions."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.dates import add_months
from models.measures import NOBODY, Group, Period, Tally, measure
from models.measures._kept import first_day
from models.measures._school import suspensions
from models.snapshot import Snapshot

RECORDS = ("school_term", "suspension")
"""Where one of these is kept of any child, a year without an exclusion is a year without one."""


@measure(
    "E03",
    "Permanent exclusions in the school year",
    group="Education",
    unit="exclusions",
    source="Local measure (board report)",
    better="lower",
    over="school year",
)
def e03(snapshot: Snapshot, period: Period) -> Tally:
    """Permanent exclusions of children in care, from 1 September to the last day.

    An exclusion counts if it began while the child was in care (as M01, on its first day); a child excluded twice
    counts twice. Beside the figure stand the whole years since the last one, with the children excluded that day, or,
    where there never was one, the whole years on record without.

    Who is out: the record begins with the first term, suspension or exclusion of any child; before it there is no
    figure.
    """
    began = first_day(snapshot, *RECORDS)
    excluded = snapshot.facts.once(suspensions).filter(
        (pl.col("permanent") == "PERM") & (pl.col("begins") <= period.last)
    )
    if began is None:
        return Tally("exclusions", kept=False)
    return Tally(
        "exclusions",
        excluded.filter(period.covers("begins"))["child"],
        apart=lambda: (_since(excluded, began, period.last),),
    )


def _since(excluded: pl.DataFrame, began: dt.date, day: dt.date) -> Group:
    """How long ago the last exclusion was."""
    last = excluded["begins"].max()
    if not isinstance(last, dt.date):
        return Group("without", "Whole years on record without one", _years(began, day), NOBODY)
    children = excluded.filter(pl.col("begins") == last)["child"]
    return Group("since", "Whole years since the last one", _years(last, day), children)


def _years(since: dt.date, day: dt.date) -> int:
    years = day.year - since.year
    return years if add_months(since, 12 * years) <= day else years - 1
