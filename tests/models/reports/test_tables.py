"""The tables of a document as a workbook and as CSV: typed, each column explained, nothing taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.charts import Chart, Line, Point
from models.exports import inert_words
from models.reports import REPORTS, Asked, Report, blocks, tables
from models.reports.blocks import Document, Drawn, Grid, Head, Heading
from models.rules.journeys import present
from models.snapshot import Snapshot
from models.trackers.shown import About
from tests.models.exports.test_exports import sheet
from tests.support.northport import TODAY, northport_facts

HEADS = (Head("Child", note="Its id."), Head("Due", whole=True, note="By when."), Head("Days", True, note="How many."))
DAY = dt.date(2022, 5, 3)


def document(*told: blocks.Block) -> Document:
    return Document("list", "A list", About("A list", DAY, version="1"), "internal", told)


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_dates_and_numbers_stay_what_they_are(tmp_path: Path) -> None:
    rows = (("7", DAY, 1204), ("=1+1", None, 19.5))
    made = document(Heading("Late"), Grid("", HEADS, rows))
    tables.write(tmp_path / "out.xlsx", made)
    cells = sheet(tmp_path / "out.xlsx", 1)
    assert [kind for kind, _text in cells[1]] == ["s", "n", "n"]
    assert cells[1][2][1] == "1204"
    assert cells[2] == [("s", "=1+1"), ("n", "19.5")]
    tables.write(tmp_path / "out.csv", made)
    assert read(tmp_path / "out.csv") == [["Child", "Due", "Days"], ["7", "2022-05-03", "1204"], ["'=1+1", "", "19.5"]]


def test_a_sheet_explains_every_column(tmp_path: Path) -> None:
    tables.write(tmp_path / "out.xlsx", document(Grid("Late", HEADS, (("7", DAY, 1),))))
    told = {row[0][1]: row[1][1] for row in sheet(tmp_path / "out.xlsx", 2) if len(row) == 2}
    for head in HEADS:
        assert told[head.title] == head.note
    assert told["As at"] == "3 May 2022"


def test_tables_of_the_same_columns_are_one_and_say_the_section(tmp_path: Path) -> None:
    told = (Heading("SW-1"), Grid("", HEADS, (("7", DAY, 1),)), Heading("SW-2"), Grid("", HEADS, (("8", DAY, 2),)))
    tables.write(tmp_path / "out.csv", document(*told))
    assert read(tmp_path / "out.csv") == [
        ["Section", "Child", "Due", "Days"],
        ["SW-1", "7", "2022-05-03", "1"],
        ["SW-2", "8", "2022-05-03", "2"],
    ]


def test_other_columns_are_another_sheet_with_a_name_of_its_own(tmp_path: Path) -> None:
    other = (Head("Worker", note="Who."),)
    tables.write(tmp_path / "out.xlsx", document(Grid("Late", HEADS, (("7", DAY, 1),)), Grid("Late", other, (("A",),))))
    assert sheet(tmp_path / "out.xlsx", 1)[1][0] == ("s", "7")
    assert sheet(tmp_path / "out.xlsx", 2)[1][0] == ("s", "A")
    tables.write(tmp_path / "out.csv", document(Grid("Late", HEADS, (("7", DAY, 1),)), Grid("Who", other, (("A",),))))
    assert [row for row in read(tmp_path / "out.csv") if len(row) == 1] == [["Late"], ["Who"], ["Worker"], ["A"]]


def test_a_chart_comes_as_its_points(tmp_path: Path) -> None:
    chart = Chart("c", "In care", "Population", "children", (Line("a", "In care", (Point(DAY, 526.0, words="526"),)),))
    tables.write(tmp_path / "out.csv", document(Drawn(chart)))
    assert read(tmp_path / "out.csv")[1] == ["In care", "2022-05-03", "526", "", "526"]


@pytest.mark.parametrize("code", list(REPORTS))
def test_every_column_of_every_document_says_what_it_means(code: str) -> None:
    report: Report = REPORTS[code]
    snapshot = Snapshot(northport_facts(300), TODAY)
    made = report.make(snapshot, Asked(child=snapshot.once(present)["child"][0]))
    for grid in tables.grids(made):
        assert not [head.title for head in grid.headings if not head.note]


@given(st.text())
def test_no_words_become_a_formula(words: str) -> None:
    assert not inert_words(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert inert_words(words).removeprefix("'") in (words, words.removeprefix("'"))
