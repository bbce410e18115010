"""How long all measures take at a new date, beside one indexed plain Python loop over the same facts."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from models.dates import add_months
from models.measures import MEASURES, Period, evaluate
from models.snapshot import Facts, Snapshot
from tests.benchmarks.conftest import Beside
from tests.benchmarks.plain import PlainLoop
from tests.benchmarks.sizes import CHILDREN, sizes
from tests.support.northport import TODAY, northport_facts

DAYS = [add_months(TODAY, -back) + dt.timedelta(days=3) for back in range(2, 26, 3)]
LIMITS = {CHILDREN: 0.060, 100_000: 1.0}
FASTER = {CHILDREN: 2, 100_000: 10}


@functools.cache
def loop(children: int) -> PlainLoop:
    return PlainLoop(northport_facts(children))


@pytest.mark.parametrize("children", sizes())
def test_all_measures_at_a_new_date(children: int, beside: Beside) -> None:
    """At dates never asked for before; the file is open, so what no date changes is there."""
    facts, plain, days = northport_facts(children), loop(children), iter(DAYS)
    evaluate(Snapshot(facts, TODAY), Period.year_to(TODAY))

    def one_more() -> None:
        day = next(days)
        evaluate(Snapshot(facts, day), Period.year_to(day))

    beside(
        f"all measures at a new date, {children:,} children (floor: a plain Python loop)",
        one_more,
        lambda: plain.answers(Period.year_to(DAYS[0])),
        within=LIMITS[children],
        faster=FASTER[children],
        rounds=5,
    )


def test_36_monthly_values_of_every_measure(beside: Beside) -> None:
    known, plain = northport_facts(CHILDREN), loop(CHILDREN)
    months = [add_months(TODAY, -back) for back in range(beside.some(36) - 1, -1, -1)]

    def series() -> None:
        fresh = Snapshot(Facts(lambda table: known[table]), TODAY)
        for day in months:
            evaluate(fresh, Period.year_to(day))

    beside(
        "36 monthly values of every measure, 3,000 children (floor: the plain loop 36 times)",
        series,
        lambda: plain.answers(Period.year_to(months[-1])),
        within=1.5,
        again=len(months),
    )


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]], ids=str)
def test_the_plain_loop_gives_the_same_answers(day: dt.date) -> None:
    period = Period.year_to(day)
    plain, tallies = loop(CHILDREN).answers(period), evaluate(Snapshot(northport_facts(CHILDREN), day), period)
    for code, tally in tallies.items():
        if code in plain:
            counted = tally.children if tally.days is None else tally.days
            assert sorted(plain[code]) == sorted(counted), MEASURES[code].title
