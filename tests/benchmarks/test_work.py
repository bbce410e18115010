"""How long the list of my work and the stages take at a new date, beside polars joining what they are made of."""

from __future__ import annotations

import polars as pl

from models.dates import add_months
from models.rules.funnel import board, moves
from models.rules.journeys import journeys
from models.rules.steps import taken
from models.snapshot import Snapshot
from models.trackers.my_work import checked_work, work
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY, northport_facts


def test_my_work(beside: Beside) -> None:
    """Everything to be done for all children, at dates never asked for before; the file is open."""
    facts = northport_facts(CHILDREN)
    warm = Snapshot(facts, TODAY)
    checked_work(warm)
    days = iter(add_months(TODAY, -back) for back in range(1, 20))

    def floor() -> pl.DataFrame:
        return warm.once(taken).join(warm.once(journeys), on="child", how="left")

    beside(
        "my work of 3,000 children at a new date, without the checks (floor: polars joins the steps to the journeys)",
        lambda: work(Snapshot(facts, next(days))),
        floor,
        within=0.2,
        rounds=5,
    )


def test_the_stages(beside: Beside) -> None:
    """Twelve months compared, both dates never asked for before."""
    facts = northport_facts(CHILDREN)
    warm = Snapshot(facts, TODAY)
    board(moves(warm, warm.on(add_months(TODAY, -12))))
    days = iter(add_months(TODAY, -back) for back in range(1, 20))

    def compare() -> None:
        now = Snapshot(facts, next(days))
        board(moves(now, now.on(add_months(now.as_at, -12))))

    def floor() -> pl.DataFrame:
        return warm.once(journeys).join(warm.once(journeys), on="child", how="full")

    beside(
        "the stages of twelve months, 3,000 children (floor: polars joins two days' journeys)",
        compare,
        floor,
        within=0.1,
        rounds=5,
    )
