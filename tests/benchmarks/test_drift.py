"""How long drift flags and the explanation of a waiting child take, each beside one bare grouped pass."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.dates import add_months
from models.rules.drift import flags
from models.rules.drift.cases import asked
from models.rules.journeys import journeys
from models.rules.plans import plans
from models.rules.steps import planned, taken
from models.rules.waiting import explain, marks
from models.snapshot import Snapshot
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN, sizes
from tests.support.northport import TODAY, northport_facts

DAYS = [add_months(TODAY, -back) + dt.timedelta(days=5) for back in range(1, 25, 3)]
LIMITS = {CHILDREN: 0.060, 100_000: None}


@pytest.mark.parametrize("children", sizes())
def test_drift_flags(children: int, beside: Beside) -> None:
    """All sixteen rules of everybody, at a day whose journeys, steps and plans are known. Floor: the last day of each
    child's steps."""
    facts = northport_facts(children)
    flags(Snapshot(facts, TODAY))
    steps = facts["milestone"]
    ready = iter([_known(Snapshot(facts, day)) for day in DAYS])
    beside(
        f"drift flags at a new date, {children:,} children, its journeys known (floor: one grouped pass of the steps)",
        lambda: flags(next(ready)),
        lambda: steps.group_by("child").agg(pl.col("day").max()),
        within=LIMITS[children],
        rounds=5,
    )


def test_drift_flags_with_all_they_rest_on(beside: Beside) -> None:
    facts, days = northport_facts(CHILDREN), iter(DAYS)
    flags(Snapshot(facts, TODAY))
    steps = facts["milestone"]
    beside(
        "drift flags at a new date with its journeys, steps and plans, 3,000 children (floor: one grouped pass)",
        lambda: flags(Snapshot(facts, next(days))),
        lambda: steps.group_by("child").agg(pl.col("day").max()),
        rounds=5,
    )


def test_why_a_child_waits(beside: Beside) -> None:
    """At a day not asked about before, its steps known. Floor: one grouped pass of the steps."""
    facts = northport_facts(CHILDREN)
    waiting = Snapshot(facts, TODAY).once(marks).filter("waiting")["child"][0]
    ready = iter([_known(Snapshot(facts, TODAY + dt.timedelta(days=on))) for on in range(8)])
    steps = facts["milestone"]
    beside(
        "why a child waits, in words, beside the medians of 3,000 children (floor: one grouped pass of the steps)",
        lambda: explain(next(ready), waiting),
        lambda: steps.group_by("child").agg(pl.col("day").max()),
        rounds=5,
    )


def _known(snapshot: Snapshot) -> Snapshot:
    for derive in (journeys, taken, asked, planned, plans):
        snapshot.once(derive)
    return snapshot
