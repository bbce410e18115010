"""A measure is added: one file, and it is in the scorecard, the list behind it and the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.cli import main
from desktop.window import Window
from models.measures import MEASURES, Period, Tally, measure
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from tests.walks.steps import press, settled, tracker
from views.scorecard.page import ScorecardPage


@pytest.fixture
def added() -> Iterator[None]:
    """What a new file in the folder of measures would say."""
    len(MEASURES)

    @measure("Z99", "Girls in care", group="Population", unit="children", source="Local measure")
    def z99(snapshot: Snapshot, period: Period) -> Tally:
        """Girls in care on the day."""
        rows = snapshot.once(journeys).filter(pl.col("in_care") & (pl.col("sex") == "F"))
        return Tally("children", rows["child"])

    yield
    del MEASURES._members["Z99"]


@pytest.mark.usefixtures("added")
def test_walk(qtbot: QtBot, window: Callable[[Path], Window], file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = window(file)
    press(qtbot, shown, Qt.Key.Key_2)
    settled(qtbot, shown)
    page = shown.inside.page
    assert isinstance(page, ScorecardPage)
    page.go_to("Z99")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    girls = tracker(shown).grid.model.shown()["child"].to_list()
    assert girls
    shown.close()
    assert main(["measures", "--db", str(file), "--as-at", "2026-03-31", "--only", "Z99", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"][0]["children"] == girls
