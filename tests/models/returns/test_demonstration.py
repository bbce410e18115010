"""The demonstration that the papers tell of, through the returns of their two years and back: cell for cell, and with
the papers' figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.measures import MEASURES, Period
from models.returns import ssda903
from models.snapshot import Snapshot
from models.store import Store
from tests.support.northport import TODAY, northport_facts

YEARS = (2021, 2022)
FIGURES = (
    ("M01", "2020-11-30", "", 654),
    ("M01", "2021-11-30", "", 526),
    ("M04", "2021-11-30", "2020-12-01", 344),
    ("M03", "2021-11-30", "2020-12-01", 205),
    ("K01", "2021-11-30", "2021-04-01", 19),
    ("K10", "2021-11-30", "2020-12-01", 76),
    ("K11", "2021-11-30", "", 124),
    ("K13", "2021-11-30", "", 47),
    ("K15", "2021-06-30", "", 74),
)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns")
    for year in YEARS:
        ssda903.write(northport_facts(), year, folder / str(year))
    return folder


def test_it_comes_back_cell_for_cell_with_the_papers_figures(returns: Path, tmp_path: Path) -> None:
    with Store.create(str(tmp_path / "new.db")) as store:
        reading = ssda903.read([returns / str(year) for year in YEARS], year=None, today=TODAY)
        proposal = ssda903.plan(reading, store.standing())
        assert proposal.bulk is not None
        store.record(proposal.bulk, who="tests")
        known = store.facts()
        for year in YEARS:
            ssda903.write(known, year, tmp_path / str(year))
            for path in sorted((returns / str(year)).iterdir()):
                assert (tmp_path / str(year) / path.name).read_text() == path.read_text(), path.name
        for code, last, first, told in FIGURES:
            day = dt.date.fromisoformat(last)
            period = Period(dt.date.fromisoformat(first), day) if first else Period.year_to(day)
            assert MEASURES[code].tally(Snapshot(known, day), period).value == told, code
