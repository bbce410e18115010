"""A measure is added: one file, and it is in the window, in the command line and under every measure's promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
FOLDERS = ("desktop", "models", "resources", "tests", "views")
MEASURE = '''"""Z99: girls in care."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.journeys import journeys
from models.snapshot import Snapshot


@measure("Z99", "Girls in care", group="Population", unit="children", source="Local measure")
def z99(snapshot: Snapshot, period: Period) -> Tally:
    """Children looked after on the last day of the period whose sex is recorded as female, short breaks left out."""
    rows = snapshot.once(journeys).filter(pl.col("in_care") & (pl.col("sex") == "F"))
    return Tally("children", rows["child"])
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program's files with one more among them."""
    there = tmp_path / "permanence"
    for name in FOLDERS:
        shutil.copytree(HERE / name, there / name)
    shutil.copy(HERE / "pyproject.toml", there)
    (there / "models" / "measures" / "z99.py").write_text(MEASURE, encoding="utf-8")
    return there


def test_one_file_is_all(copy: Path) -> None:
    promises = "tests/models/measures/test_every_measure.py"
    asked = [
        "tests/walks/added.py::test_the_scorecard_shows_it_and_a_click_opens_its_children",
        "tests/walks/added.py::test_the_command_line_has_it",
        f"{promises}::test_it_explains_itself_and_names_its_source[Z99]",
        f"{promises}::test_nobody_gives_no_figure[Z99]",
        f"{promises}::test_every_child_counts_alone[2024-02-29-Z99]",
    ]
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "PYTHONPATH"))}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *asked, "-n", "0", "-v", "--color=no"],
        cwd=copy,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [line.split()[0] for line in ran.stdout.splitlines() if " PASSED" in line] == asked
