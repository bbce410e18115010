"""Benchmarks: an authority of each size made once, and every figure printed beside the floor it is measured against.

uv run pytest tests/benchmarks --benchmark-only               (3,000 children)
uv run pytest tests/benchmarks --benchmark-only -m big        (100,000 children)
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.samples import authority
from models.snapshot import Facts
from models.store import Store
from tests.support.northport import TODAY, northport_facts

LINES = pytest.StashKey[list[str]]()


class Floor:
    """Writes down what was measured beside what the least possible work took, and holds it to its target."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __call__(self, what: str, figure: float, floor: float, most: float | None = None) -> None:
        """A figure and its floor, both in seconds; `most` is how many times the floor it may take."""
        target = "" if most is None else f" (to reach: {most:g})"
        self._lines.append(f"{what}: {_said(figure)} / {_said(floor)} = {figure / floor:.2f}{target}")
        assert most is None or figure <= most * floor, self._lines[-1]

    def within(self, what: str, figure: float, seconds: float, floor: float) -> None:
        """A figure that has a limit in seconds, beside its floor."""
        self._lines.append(
            f"{what}: {_said(figure)} / {_said(floor)} = {figure / floor:.2f} (to reach: {_said(seconds)})"
        )
        assert figure <= seconds, self._lines[-1]


def _said(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs in seconds, with the rubbish of the one before taken out."""
    shortest = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


@pytest.fixture
def floor(request: pytest.FixtureRequest) -> Floor:
    """Print `figure / floor = ratio` at the end of the run, and fail where the target is missed."""
    return Floor(request.config.stash.setdefault(LINES, []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was measured, beside its floors."""
    if lines := config.stash.get(LINES, []):
        terminalreporter.section("figure / floor")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def invented() -> Callable[[int], Facts]:
    """The facts of an invented authority of so many children, in memory."""
    return northport_facts


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Path]]:
    """The file of an invented authority of so many children, made once in a run; open it to read only."""
    folder = tmp_path_factory.mktemp("authorities")
    made: dict[int, Path] = {}

    def file(children: int) -> Path:
        if children not in made:
            path = folder / f"{children}.db"
            with Store.create(str(path)) as store:
                store.record(authority(children, today=TODAY), who="benchmark")
            made[children] = path
        return made[children]

    yield file
    shutil.rmtree(folder, ignore_errors=True)
