"""What stands beside a figure is in the figure's own unit, on paper, on screen and on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.cli import main
from models.measures import Period
from models.reports import REPORTS, Asked
from models.reports.blocks import Grid
from models.scorecard import lines
from models.store import Store
from tests.models.measures.test_court import SETTLED
from tests.models.measures.test_school import BORN, PUPILS, TERMS
from tests.support.facts import episodes, snapshot
from tests.support.pages import recorded
from views.scorecard import columns
from views.scorecard.columns import HEADINGS, Shown

DAY = "2022-03-31"
TABLES = {"proceedings": SETTLED, "child_details": BORN, "school_term": TERMS}


def test_on_paper() -> None:
    """Of applications the weeks; of attendance nobody waits."""
    document = REPORTS["scorecard"].make(snapshot(DAY, episodes(PUPILS), **TABLES), Asked())
    cells = {}
    for grid in document.all(Grid):
        heads = [head.title for head in grid.headings]
        cells |= {row[0].split()[0]: dict(zip(heads, row, strict=True)) for row in grid.texts}
    assert (cells["C01"]["Median"], cells["C01"]["Still waiting"]) == ("26", "2, for 50 weeks")
    assert (cells["E01"]["Figure"], cells["E01"]["Median"]) == ("94.0\u00a0%", "94.0")
    assert cells["E01"].get("Still waiting", "–") == "–"


def test_on_screen() -> None:
    """The same in the cells of the scorecard, and as they are read out."""
    here = snapshot(DAY, episodes(PUPILS), **TABLES)
    court, school = lines(here, Period.year_to(here.as_at), only=("C01", "E01"))
    keys = {heading.key: heading for heading in HEADINGS}
    assert columns.text(court, "waiting", Shown()) == "2: 50"
    assert columns.spoken(court, keys["waiting"], Shown()).startswith("Still waiting, 2 children, 50 weeks so far")
    assert columns.text(school, "waiting", Shown()) == "–"
    assert columns.text(school, "median", Shown()) == "94.0"
    assert columns.text(school, "quartiles", Shown()) == "92.3 to 95.8"


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Attendance is shown in per cent, with its decimal."""
    path = tmp_path / "school.db"
    with Store.create(str(path), key=None) as store:
        recorded(store, care_episode=episodes(PUPILS), **TABLES)
    assert main(["measures", "--db", str(path), "--as-at", DAY, "--only", "E01"]) == 0
    told = capsys.readouterr().out
    assert "median 94.0, quartiles 92.3 to 95.8" in told
    assert "Of these in care for twelve months or more: 94.0, n 2" in told
