"""How long all measures with their breakdowns take at a new date, and the scorecard to its painted figures."""

from __future__ import annotations

import datetime as dt

import pytest

from models.dates import add_months
from models.measures import Period, evaluate
from models.measures.breakdowns import breakdowns
from models.scorecard import lines
from models.snapshot import Snapshot
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN, sizes
from tests.benchmarks.test_measures import loop
from tests.support.northport import TODAY, northport_facts

DAYS = [add_months(TODAY, -back) + dt.timedelta(days=5) for back in range(2, 26, 3)]
LIMITS = {CHILDREN: 0.150, 100_000: 2.0}


@pytest.mark.parametrize("children", sizes())
def test_all_measures_with_their_breakdowns_at_a_new_date(children: int, beside: Beside) -> None:
    """Ages, sex, ethnicity, sibling groups and disability of each, at dates never asked for before."""
    facts, plain, days = northport_facts(children), loop(children), iter(DAYS)
    first = Snapshot(facts, TODAY)
    breakdowns(first, evaluate(first, Period.year_to(TODAY)))

    def one_more() -> None:
        snapshot = Snapshot(facts, next(days))
        breakdowns(snapshot, evaluate(snapshot, Period.year_to(snapshot.as_at)))

    beside(
        f"all measures with their breakdowns at a new date, {children:,} children (floor: a plain loop without them)",
        one_more,
        lambda: plain.answers(Period.year_to(DAYS[0])),
        within=LIMITS[children],
        rounds=5,
    )


def test_the_lines_of_the_scorecard_at_a_new_date(beside: Beside) -> None:
    """Every figure beside the year before, its limit, target and comparators, as the page asks for them first."""
    facts, plain, days = northport_facts(CHILDREN), loop(CHILDREN), iter(DAYS)
    lines(Snapshot(facts, TODAY), Period.year_to(TODAY))

    def one_more() -> None:
        snapshot = Snapshot(facts, next(days))
        lines(snapshot, Period.year_to(snapshot.as_at))

    beside(
        "the scorecard's lines at a new date, 3,000 children (floor: the plain loop twice)",
        one_more,
        lambda: plain.answers(Period.year_to(DAYS[0])),
        within=0.3,
        rounds=5,
        again=2,
    )
