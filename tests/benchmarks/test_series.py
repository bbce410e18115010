"""How long sixty months of every measure take, and what is to be seen first, beside floors that count the same."""

from __future__ import annotations

import datetime as dt
import itertools

import polars as pl

from models.charts import CHARTS
from models.dates import add_months
from models.measures import MEASURES, Period, evaluate
from models.series import backwards, monthly, months_to
from models.snapshot import Facts, Snapshot
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.benchmarks.test_measures import loop
from tests.support.northport import TODAY, northport_facts

MONTHS = 60


def fresh(days_ago: int = 0) -> Snapshot:
    """The file as opened: its tables read, and nothing worked out but what no date changes."""
    known = northport_facts(CHILDREN)
    snapshot = Snapshot(Facts(lambda table: known[table]), TODAY)
    evaluate(snapshot, Period.year_to(TODAY))
    return snapshot.on(TODAY - dt.timedelta(days=days_ago))


def test_60_monthly_values_of_every_measure(beside: Beside) -> None:
    plain, days, waiting = loop(CHILDREN), itertools.count(1), [fresh()]

    def prepare() -> None:
        waiting[0] = fresh(next(days))

    beside(
        f"60 monthly values of all {len(MEASURES)} measures, 3,000 children (floor: the plain loop 60 times)",
        lambda: list(backwards(waiting[0], months=beside.some(MONTHS))),
        lambda: plain.answers(Period.year_to(add_months(TODAY, -MONTHS))),
        within=4.0,
        again=MONTHS,
        rounds=2,
        prepare=prepare,
    )


def test_the_first_tile_with_its_sixty_months(beside: Beside) -> None:
    episodes, days, waiting = northport_facts(CHILDREN)["care_episode"], itertools.count(1), [fresh()]

    def prepare() -> None:
        waiting[0] = fresh(next(days))

    def floor() -> None:
        for month in months_to(TODAY, MONTHS):
            open_yet = pl.col("dec").is_null() | (pl.col("dec") > month.last)
            episodes.filter((pl.col("decom") <= month.last) & open_yet)["child"].n_unique()

    beside(
        "first tile: children in care with its 60 months, 3,000 children (floor: polars counts open episodes)",
        lambda: monthly(waiting[0], "M01", MONTHS),
        floor,
        within=0.1,
        prepare=prepare,
    )


def test_the_newest_month_of_every_measure(beside: Beside) -> None:
    plain, days, waiting = loop(CHILDREN), itertools.count(1), [fresh()]

    def prepare() -> None:
        waiting[0] = fresh(next(days))

    beside(
        "the newest month of all measures, shown first (floor: the plain loop)",
        lambda: next(backwards(waiting[0], months=MONTHS)),
        lambda: plain.answers(Period.year_to(TODAY)),
        within=0.15,
        prepare=prepare,
    )


def test_every_chart(beside: Beside) -> None:
    plain, days, waiting = loop(CHILDREN), itertools.count(1), [fresh()]

    def prepare() -> None:
        waiting[0] = fresh(next(days))

    beside(
        f"all {len(CHARTS)} charts over 60 months, 3,000 children (floor: the plain loop 60 times)",
        lambda: [maker.make(waiting[0], beside.some(MONTHS)) for maker in CHARTS.values()],
        lambda: plain.answers(Period.year_to(TODAY)),
        again=MONTHS,
        rounds=2,
        prepare=prepare,
    )
