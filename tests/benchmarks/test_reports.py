"""How long the tracker's rows and its paper take, each beside the least that could do the same."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from models import reports
from models.edits.policy import SetPolicy
from models.reports import REPORTS, Asked, blocks, tracker_summary
from models.reports.blocks import Block, Document
from models.rules import pmg
from models.rules.journeys import journeys
from models.rules.status import status
from models.snapshot import Snapshot
from models.store import Store
from models.trackers import TRACKERS
from models.trackers.shown import About, rows
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN, PACK, sizes
from tests.support.northport import TODAY, northport_facts

TRACKER = TRACKERS["permanence"]
SHOWN = tuple(column for column in TRACKER.columns if column.shown)


def test_paper_of_a_tracker_of_500_children(beside: Beside, tmp_path: Path) -> None:
    """Floor: the same cells in a bare table of the library, neither fitted nor wrapped."""
    frame = TRACKER.rows(Snapshot(northport_facts(CHILDREN), TODAY)).head(500)
    cells = [[column.title for column in SHOWN], *rows(SHOWN, frame)]

    def bare() -> None:
        table = Table(cells, repeatRows=1, style=[("FONTSIZE", (0, 0), (-1, -1), 3)])
        SimpleDocTemplate(str(tmp_path / "bare.pdf"), pagesize=landscape(A4)).build([table])

    def paper() -> None:
        about = About("Permanence tracker", TODAY, "500 in care", n=500)
        tracker_summary.write(tmp_path / "out.pdf", SHOWN, frame, about)

    paper()  # the fonts are read once in a run of the program
    beside("PDF of a 500-child tracker (floor: a bare table of the library)", paper, bare, within=2)


def test_the_chairs_pack_of_60_children(beside: Beside, files: Callable[[int], Path], tmp_path: Path) -> None:
    """From the file to the paper: agenda, and a page for each child with timeline, plans, drift, actions and what
    changed. Floor: the same words in bare paragraphs of the library, a page a child."""
    held = TODAY + dt.timedelta(days=4)
    with Store.open(str(shutil.copy(files(CHILDREN), tmp_path / "long.db"))) as store:
        store.apply(SetPolicy("PMG-MINUTES", 2, store.head), who="benchmark", today=TODAY)
        whole = Snapshot(store.facts(), TODAY)
        chosen = tuple(pmg.agenda(whole, held)["child"].to_list()[:PACK])
        asked = Asked("benchmark", meeting=held, children=chosen, changed=store.changed)

        def pack() -> None:
            document = REPORTS["pmg-pack"].make(Snapshot(store.facts(), TODAY), asked)
            reports.write(tmp_path / "pack.pdf", document)

        pack()
        words = [said_by(page) for page in by_page(REPORTS["pmg-pack"].make(whole, asked))]
        plain = getSampleStyleSheet()["BodyText"]

        def bare() -> None:
            story = [each for page in words for each in (*(Paragraph(line, plain) for line in page), PageBreak())]
            SimpleDocTemplate(str(tmp_path / "bare.pdf"), pagesize=A4).build(story)

        assert len(chosen) == PACK
        beside("chair's pack of 60 children (floor: the same words in bare paragraphs)", pack, bare, within=5)


def test_pages_a_second(beside: Beside, tmp_path: Path) -> None:
    """A made document to paper; the target is 20 pages a second. Floor: as many bare pages of as many letters."""
    snapshot = Snapshot(northport_facts(CHILDREN), TODAY)
    document = REPORTS["tracker-summary"].make(snapshot, Asked("benchmark"))
    reports.write(tmp_path / "out.pdf", document)
    pages = len(PdfReader(tmp_path / "out.pdf").pages)
    lines = ["the letters of a line " * 7] * 60

    def bare() -> None:
        canvas = Canvas(str(tmp_path / "bare.pdf"), pagesize=landscape(A4))
        for _ in range(pages):
            text = canvas.beginText(20, 570)
            text.setFont("Helvetica", 7)
            text.textLines(lines)
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()

    what = f"a document of {pages} pages to paper (floor: bare pages of text)"
    beside(what, lambda: reports.write(tmp_path / "out.pdf", document), bare, within=pages / 20)


def by_page(document: Document) -> list[list[Block]]:
    """A document's blocks, page by page as it parts them."""
    pages: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, blocks.PageBreak):
            pages.append([])
        else:
            pages[-1].append(block)
    return pages


def said_by(page: list[Block]) -> list[str]:
    """The words of some blocks, a line each."""
    return [escape(line) for block in page for line in words_of(block)]


def words_of(block: Block) -> list[str]:
    """The words of a block."""
    if isinstance(block, blocks.Facts):
        return [f"{name}: {value}" for name, value in block.pairs]
    if isinstance(block, blocks.Bullets):
        return list(block.items)
    if isinstance(block, blocks.Grid):
        return [" ".join(row) for row in block.texts]
    return [getattr(block, "text", "")]


@pytest.mark.parametrize("children", sizes())
def test_rows_of_the_tracker(beside: Beside, children: int) -> None:
    """Journeys and status are worked out once a day for every page. Floor: picking the same rows and joining them."""
    snapshot = Snapshot(northport_facts(children), TODAY)
    known, now = snapshot.once(journeys), snapshot.once(status)
    shown = pl.col("in_care") | pl.col("ended").is_between(TODAY - dt.timedelta(days=364), TODAY)

    def bare() -> pl.DataFrame:
        return known.filter(shown).join(now, on=["child", "period"], how="left")

    what = f"the tracker's rows, {children:,} children, journeys known (floor: a filter and a join)"
    beside(what, lambda: TRACKER.rows(snapshot), bare, rounds=5)
