"""How long the board's paper takes, from a click to the file, beside the least that counts and prints as much."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from models import reports
from models.measures import Period
from models.reports import REPORTS, Asked
from models.reports.highlight.gathered import quarter
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from tests.benchmarks.conftest import Beside
from tests.benchmarks.plain import PlainLoop
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY, northport_facts

PAGES = 5


def test_the_highlight_report(beside: Beside, tmp_path: Path) -> None:
    """A day nobody has asked for, in a window that has shown its first page. Floor: the plain loop over all children
    for the day and the year before, and as many bare pages of words."""
    facts = northport_facts(CHILDREN)
    loop = PlainLoop(facts)
    Snapshot(facts, TODAY).once(journeys)
    days = iter(TODAY - dt.timedelta(days=1 + 100 * back) for back in range(20))

    def bare() -> None:
        period = Period.year_to(quarter(TODAY))
        for asked in (period, period.before):
            loop.answers(asked)
        canvas = Canvas(str(tmp_path / "bare.pdf"), pagesize=A4)
        for _ in range(PAGES):
            for line in range(60):
                canvas.drawString(40, 800 - 12 * line, "words " * 15)
            canvas.showPage()
        canvas.save()

    def paper() -> None:
        snapshot = Snapshot(facts, next(days))
        reports.write(tmp_path / "out.pdf", REPORTS["highlight"].make(snapshot, Asked()))

    paper()  # the fonts and what is the same on every day are read once in a run of the program
    what = "the highlight report at a new date, 3,000 children (floor: the plain loop twice, bare pages)"
    beside(what, paper, bare, within=2, rounds=5)
