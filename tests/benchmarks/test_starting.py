"""How long the program takes from nothing, and what memory it needs, beside the least process of the kind.

Processes write their bytecode as on everybody's machine, and are measured after a first run that does.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Beside
from tests.benchmarks.painted import Took
from tests.benchmarks.sizes import CHILDREN

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user's machine without a screen and with a home of its own."""
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **homes, "QT_QPA_PLATFORM": "offscreen"}


def whole(words: list[str], environment: dict[str, str]) -> Took:
    """A process from start to exit."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def painted(words: list[str], environment: dict[str, str]) -> tuple[Took, float]:
    """A process from its start until its table is painted, and its memory in the end."""
    command = [sys.executable, "-m", "tests.benchmarks.painted", *words]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline().split()
        clock = time.perf_counter() - began
        second = process.stdout.readline().split()
    assert (first[0], second[0]) == ("painted", "memory")
    return Took(clock, float(first[1])), float(second[1])


def test_measures_as_json(files: Callable[[int], Path], environment: dict[str, str], beside: Beside) -> None:
    command = ["-m", "desktop", "measures", "--db", str(files(CHILDREN)), "--as-at", "2026-03-31", "--json"]
    library = ["-c", "import polars"]
    beside.warm(lambda: whole(command, environment), lambda: whole(library, environment))
    beside(
        "`permanence measures --json`, process start to exit, 3,000 children (floor: a process that imports polars)",
        lambda: whole(command, environment),
        lambda: whole(library, environment),
        within=1,
    )


def test_demonstration_to_painted_tracker(
    files: Callable[[int], Path], environment: dict[str, str], beside: Beside, tmp_path: Path
) -> None:
    file = str(shutil.copy(files(CHILDREN), tmp_path / "demonstration.db"))
    beside.warm(lambda: painted(["demo", file], environment))
    beside(
        "`permanence demo` on an existing file, process start to painted tracker (floor: a bare window, empty table)",
        lambda: painted(["demo", file], environment)[0],
        lambda: painted(["bare"], environment)[0],
        times=6,
    )


def test_memory_of_the_window(
    files: Callable[[int], Path], environment: dict[str, str], beside: Beside, tmp_path: Path
) -> None:
    """The most it ever had, with the tracker, a child, the scorecard, the import and the ledger gone through."""
    file = str(shutil.copy(files(CHILDREN), tmp_path / "demonstration.db"))
    found: list[float] = []
    beside.benchmark.pedantic(lambda: found.append(painted(["every", file], environment)[1]), rounds=1)
    _, bare = painted(["bare"], environment)
    missed = " **missed**" if found[0] > 350 else ""
    beside.row(
        "memory of the window, 3,000 children, every page seen (floor: the bare window)",
        "≤ 350 MB",
        f"{found[0]:.0f} MB",
        f"{bare:.0f} MB",
        f"{found[0] / bare:.1f}{missed}",
    )
