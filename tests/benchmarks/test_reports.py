"""How long the tracker's rows and its paper take, each beside the least that could do the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import SimpleDocTemplate, Table

from models.reports import tracker_summary
from models.rules.journeys import journeys
from models.rules.status import status
from models.snapshot import Snapshot
from models.trackers import TRACKERS
from models.trackers.shown import About, rows
from tests.benchmarks.conftest import SIZES, Beside
from tests.support.northport import TODAY, northport_facts

TRACKER = TRACKERS["permanence"]
SHOWN = tuple(column for column in TRACKER.columns if column.shown)


def test_paper_of_a_tracker_of_500_children(beside: Beside, tmp_path: Path) -> None:
    """Floor: the same cells in a bare table of the library, neither fitted nor wrapped."""
    frame = TRACKER.rows(Snapshot(northport_facts(3_000), TODAY)).head(500)
    cells = [[column.title for column in SHOWN], *rows(SHOWN, frame)]

    def bare() -> None:
        table = Table(cells, repeatRows=1, style=[("FONTSIZE", (0, 0), (-1, -1), 3)])
        SimpleDocTemplate(str(tmp_path / "bare.pdf"), pagesize=landscape(A4)).build([table])

    def paper() -> None:
        about = About("Permanence tracker", TODAY, "500 in care", n=500)
        tracker_summary.write(tmp_path / "out.pdf", SHOWN, frame, about)

    paper()  # the fonts are read once in a run of the program
    beside("PDF of a 500-child tracker (floor: a bare table of the library)", paper, bare, within=2)


@pytest.mark.parametrize("children", SIZES)
def test_rows_of_the_tracker(beside: Beside, children: int) -> None:
    """Journeys and status are worked out once a day for every page. Floor: picking the same rows and joining them."""
    snapshot = Snapshot(northport_facts(children), TODAY)
    known, now = snapshot.once(journeys), snapshot.once(status)
    shown = pl.col("in_care") | pl.col("ended").is_between(TODAY - dt.timedelta(days=364), TODAY)

    def bare() -> pl.DataFrame:
        return known.filter(shown).join(now, on=["child", "period"], how="left")

    what = f"the tracker's rows, {children:,} children, journeys known (floor: a filter and a join)"
    beside(what, lambda: TRACKER.rows(snapshot), bare, rounds=5)
