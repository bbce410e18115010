"""Benchmarks: an authority of each size made once, and every figure printed beside the floor it is measured against.

uv run pytest tests/benchmarks -n 0 --benchmark-enable         (3,000 children)
uv run pytest tests/benchmarks -n 0 --benchmark-enable -m big  (100,000 children)

The end of a run is a Markdown table: what was measured, what is to be reached, the figure, its floor, and how many
times the floor it is (by the clock, and by the processor's time, which other programs disturb less). A missed target
is said there; it fails nothing, since a busy machine would.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.store import Store
from tests.benchmarks import sizes
from tests.benchmarks.painted import Took
from tests.support.northport import northport

LINES = pytest.StashKey[list[str]]()
HEADING = "| what | to reach | figure | floor | times |\n|---|---|---|---|---|"


def pytest_configure(config: pytest.Config) -> None:
    """Once these benchmarks come into a run, and before they are read."""
    if config.getoption("benchmark_disable") and not config.getoption("benchmark_enable"):
        sizes.only_tried()


def taken(work: Callable[[], object]) -> Took:
    """How long one run takes, with the rubbish of the one before taken out; work that knows better says so itself."""
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    said = work()
    own = Took(time.perf_counter() - clock, time.process_time() - processor)
    return said if isinstance(said, Took) else own


def least(runs: list[Took]) -> Took:
    """The shortest of several runs."""
    return Took(min(run.clock for run in runs), min(run.processor for run in runs))


class Beside:
    """Runs some work and its floor in turns, and writes both down."""

    def __init__(self, lines: list[str], benchmark: BenchmarkFixture) -> None:
        self._lines, self.benchmark = lines, benchmark

    def __call__(
        self,
        what: str,
        work: Callable[[], object],
        floor: Callable[[], object],
        *,
        within: float | None = None,
        times: float | None = None,
        faster: float | None = None,
        rounds: int = 3,
        prepare: Callable[[], object] = lambda: None,
        again: int = 1,
    ) -> tuple[Took, Took]:
        """Measure; the target is seconds (`within`), at most so many `times` the floor, or so many times `faster`.

        `again` says how many floors one figure stands beside.
        """
        figures: list[Took] = []
        floors: list[Took] = []

        def ready() -> None:
            floors.append(taken(floor))
            prepare()

        self.benchmark.pedantic(lambda: figures.append(taken(work)), setup=ready, rounds=rounds)
        figure, bare = least(figures), Took(*(again * part for part in least(floors)))
        targets = [f"≤ {said(within)}"] if within else [f"≤ {times:g} × floor"] if times else []
        targets += [f"{faster:g} × faster"] if faster else []
        target = ", ".join(targets) or "–"
        missed = (
            (within and figure.clock > within)
            or (times and figure.clock > times * bare.clock)
            or (faster and figure.clock * faster > bare.clock)
        )
        by_processor = f" ({figure.processor / bare.processor:.1f} by processor)" if bare.processor else ""
        ratio = f"{figure.clock / bare.clock:.1f}{by_processor}{' **missed**' if missed else ''}"
        self.row(what, target, said(figure.clock), said(bare.clock), ratio)
        return figure, bare

    def some(self, many: int) -> int:
        """So many months where it is measured; two where it is only tried whether it runs."""
        return 2 if self.benchmark.disabled else many

    def warm(self, *works: Callable[[], object]) -> None:
        """Run what a first time would make slower; no need where it is only tried."""
        for work in () if self.benchmark.disabled else works:
            work()

    def row(self, what: str, target: str, figure: str, floor: str, ratio: str) -> None:
        """Write a figure down beside its floor; none of a trial, which says nothing."""
        if self.benchmark.disabled:
            return
        self.benchmark.extra_info |= {"floor": floor, "times": ratio}
        self._lines.append(f"| {what} | {target} | {figure} | {floor} | {ratio} |")


def said(seconds: float) -> str:
    """Seconds as people read them."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.{1 if seconds < 0.1 else 0}f} ms"


@pytest.fixture
def beside(request: pytest.FixtureRequest, benchmark: BenchmarkFixture) -> Beside:
    """Measure work beside its floor, and say both at the end of the run."""
    return Beside(request.config.stash.setdefault(LINES, []), benchmark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was measured, beside its floors."""
    if lines := config.stash.get(LINES, []):
        terminalreporter.section("figures and floors")
        terminalreporter.write_line(HEADING)
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Path]]:
    """The file of an invented authority of so many children, made once in a run; copy it to write to it."""
    folder = tmp_path_factory.mktemp("authorities")
    made: dict[int, Path] = {}

    def file(children: int) -> Path:
        if children not in made:
            path = folder / f"{children}.db"
            with Store.create(str(path)) as store:
                store.record(northport(children), who="benchmark")
            made[children] = path
        return made[children]

    yield file
    shutil.rmtree(folder, ignore_errors=True)
