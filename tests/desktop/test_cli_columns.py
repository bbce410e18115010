"""Which columns of a tracker are written on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pypdf
import pytest

from desktop.cli import main
from models.store import Store
from models.trackers import TRACKERS
from tests.support import files
from tests.support.facts import episodes
from tests.support.pages import recorded

TRACKER = TRACKERS["permanence"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """One child in care."""
    path = files.empty(tmp_path / "northport.db")
    store = Store.open(path)
    recorded(store, care_episode=episodes("child | decom | rne | ls | place\n11 | 2021-01-04 | S | C2 | U1"))
    store.close()
    return path


def run(file: str, *words: str) -> int:
    return main(["tracker", "permanence", "--db", file, "--as-at", "2022-03-31", *words])


def headings(text: str) -> list[str]:
    """The row over the child's own."""
    rows = list(csv.reader(io.StringIO(text)))
    return rows[next(at for at, row in enumerate(rows) if "11" in row) - 1]


def test_every_column_is_written_in_the_tracker_s_order(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "--format", "csv") == 0
    usual = headings(capsys.readouterr().out)
    assert run(file, "--format", "csv", "--columns", "all") == 0
    assert len(headings(capsys.readouterr().out)) == len(TRACKER.columns) > len(usual)
    assert run(file, "--format", "json", "--columns", "all") == 0
    [row] = json.loads(capsys.readouterr().out)["rows"]
    keys = [column.key for column in TRACKER.columns]
    assert [key for key in row if key in keys] == keys


def test_some_are_written_in_the_order_asked_for(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "--format", "json", "--columns", "legal, child,legal") == 0
    assert list(json.loads(capsys.readouterr().out)["rows"][0]) == ["legal", "child"]
    assert run(file, "--columns", "legal,child") == 0
    table = capsys.readouterr().out
    assert TRACKER.column("legal").title in table
    assert TRACKER.column("entry").title not in table


@pytest.mark.parametrize("columns", ["all", "legal,entry"])
def test_a_paper_and_a_workbook_have_them_too(file: str, tmp_path: Path, columns: str) -> None:
    for form in ("pdf", "xlsx"):
        assert run(file, "--format", form, "-o", str(tmp_path / f"list.{form}"), "--columns", columns) == 0
        assert (tmp_path / f"list.{form}").stat().st_size > 0
    words = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "list.pdf").pages)
    assert "".join(TRACKER.column("entry").title.split()) in "".join(words.split())


@pytest.mark.parametrize("columns", ["child,colour", ""])
def test_one_that_is_not_there_is_said_with_those_that_are(
    file: str, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    assert run(file, "--columns", columns) == 2
    said = capsys.readouterr().err
    assert f"has no column “{columns.partition(',')[2]}”; there is child, " in said
    assert TRACKER.columns[-1].key in said
