"""How long all measures take at a new date, beside one indexed plain Python loop over the same facts."""

from __future__ import annotations

import datetime as dt
import functools
import sys
import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.dates import add_months
from models.measures import MEASURES, Period, evaluate
from models.snapshot import Facts, Snapshot
from tests.benchmarks.plain import PlainLoop
from tests.support.sampled import TODAY, authority

DAYS = [add_months(TODAY, -back) + dt.timedelta(days=3) for back in range(2, 26, 3)]


@functools.cache
def loop(children: int) -> PlainLoop:
    return PlainLoop(authority(children))


def say(words: str) -> None:
    """Tell whoever runs the benchmark (pytest -s)."""
    sys.stdout.write(f"\n{words}\n")


def at_new_dates(benchmark: BenchmarkFixture, facts: Facts) -> float:
    """All measures at dates never asked for before; the shortest run."""
    evaluate(Snapshot(facts, TODAY), Period.year_to(TODAY))  # the file is open: what no date changes is there
    days = iter(DAYS)

    def one_more() -> None:
        day = next(days)
        evaluate(Snapshot(facts, day), Period.year_to(day))

    benchmark.pedantic(one_more, rounds=5)
    return float(benchmark.stats["min"])


def beside_the_loop(benchmark: BenchmarkFixture, children: int, limit: float, times: float) -> None:
    """Measure both in this run and hold the limit and the ratio."""
    took = at_new_dates(benchmark, authority(children))
    plain, floors = loop(children), []
    for day in DAYS[:3]:
        began = time.perf_counter()
        plain.answers(Period.year_to(day))
        floors.append(time.perf_counter() - began)
    floor = min(floors)
    benchmark.extra_info |= {"floor_ms": round(floor * 1000, 1), "times_faster": round(floor / took, 1)}
    say(f"{children:,} children: {took * 1000:.1f} ms; plain loop {floor * 1000:.1f} ms, {floor / took:.1f} times")
    assert took <= limit, f"{took:.3f} s; the plain loop {floor:.3f} s"
    assert floor / took >= times, f"only {floor / took:.1f} times faster than the plain loop"


def test_all_measures_at_a_new_date(benchmark: BenchmarkFixture) -> None:
    beside_the_loop(benchmark, 3_000, 0.060, 2)


@pytest.mark.big
def test_all_measures_at_a_new_date_of_100_000_children(benchmark: BenchmarkFixture) -> None:
    beside_the_loop(benchmark, 100_000, 1.0, 10)


def test_36_monthly_values_of_every_measure(benchmark: BenchmarkFixture) -> None:
    known, plain = authority(3_000), loop(3_000)
    months = [add_months(TODAY, -back) for back in range(35, -1, -1)]
    began = time.perf_counter()
    for day in months[:3]:
        plain.answers(Period.year_to(day))
    floor = (time.perf_counter() - began) * 12

    def series() -> None:
        fresh = Snapshot(Facts(lambda table: known[table]), TODAY)
        for day in months:
            evaluate(fresh, Period.year_to(day))

    benchmark.pedantic(series, rounds=3)
    took = float(benchmark.stats["min"])
    benchmark.extra_info["floor_ms"] = round(floor * 1000)
    say(f"36 months: {took:.2f} s; plain loop {floor:.2f} s, {floor / took:.1f} times")
    assert took <= 1.5, f"{took:.2f} s; the plain loop {floor:.2f} s"


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]], ids=str)
def test_the_plain_loop_gives_the_same_answers(day: dt.date) -> None:
    period = Period.year_to(day)
    plain, tallies = loop(3_000).answers(period), evaluate(Snapshot(authority(3_000), day), period)
    for code, tally in tallies.items():
        if code in plain:
            counted = tally.children if tally.days is None else tally.days
            assert sorted(plain[code]) == sorted(counted), MEASURES[code].title
