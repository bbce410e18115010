"""How long the tracker's rows and its paper take, each beside the least that could do the same."""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import SimpleDocTemplate, Table

from models.reports import tracker_summary
from models.rules.journeys import journeys
from models.rules.status import status
from models.samples import authority
from models.snapshot import SPELLS, Facts, Snapshot
from models.trackers import TRACKERS
from models.trackers.shown import About, rows
from tests.support.facts import schema

TODAY = dt.date(2026, 3, 31)
TRACKER = TRACKERS["permanence"]
SHOWN = tuple(column for column in TRACKER.columns if column.shown)


@functools.cache
def invented(children: int) -> Facts:
    """An invented authority in memory."""
    tables = {}
    for name, frame in authority(children, seed=1, today=TODAY).new.items():
        begins = SPELLS[name].begins
        numbered = frame.with_columns(row_id=pl.int_range(pl.len()) + 1, recorded_by=pl.lit(1))
        tables[name] = numbered.sort(["child", begins] if begins else ["child"])
    return Facts(lambda name: tables[name] if name in tables else pl.DataFrame(schema=schema(name)), number=1)


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def held(benchmark: BenchmarkFixture, work: Callable[[], object], floor: float, limit: float) -> None:
    """Measure, write the floor beside the figure, and hold the limit."""
    benchmark.extra_info["floor_ms"] = round(floor * 1000, 1)
    benchmark.extra_info["limit_ms"] = limit * 1000
    benchmark.pedantic(work, rounds=5, warmup_rounds=1)
    assert benchmark.stats["min"] <= limit, f"{benchmark.stats['min']:.3f} s; floor {floor:.3f} s, limit {limit} s"


def test_paper_of_a_tracker_of_500_children(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Floor: the same cells in a bare table of the library, neither fitted nor wrapped."""
    frame = TRACKER.rows(Snapshot(invented(3_000), TODAY)).head(500)
    cells = [[column.title for column in SHOWN], *rows(SHOWN, frame)]

    def bare() -> None:
        table = Table(cells, repeatRows=1, style=[("FONTSIZE", (0, 0), (-1, -1), 3)])
        SimpleDocTemplate(str(tmp_path / "bare.pdf"), pagesize=landscape(A4)).build([table])

    about = About("Permanence tracker", TODAY, "500 in care", n=500)
    floor = best(bare, 2)
    held(benchmark, lambda: tracker_summary.write(tmp_path / "out.pdf", SHOWN, frame, about), floor, 2.0)


@pytest.mark.parametrize(("children", "limit"), [(3_000, 0.030), pytest.param(100_000, 0.250, marks=pytest.mark.big)])
def test_rows_of_the_tracker(benchmark: BenchmarkFixture, children: int, limit: float) -> None:
    """Journeys and status are worked out once a day for every page. Floor: picking the same rows and joining them."""
    snapshot = Snapshot(invented(children), TODAY)
    known, now = snapshot.once(journeys), snapshot.once(status)
    shown = pl.col("in_care") | pl.col("ended").is_between(dt.date(2025, 4, 1), TODAY)

    def bare() -> pl.DataFrame:
        return known.filter(shown).join(now, on=["child", "period"], how="left")

    held(benchmark, lambda: TRACKER.rows(snapshot), best(bare), limit)
