"""A filter that is shared in the file, asked for on the command line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pypdf
import pytest

from desktop.cli import main
from models.edits.filters import Asked, KeepFilter
from models.store import Store
from tests.support import files
from tests.support.facts import episodes
from tests.support.pages import recorded

DAY = dt.date(2022, 3, 31)
KEPT = Asked("child", "Child", "text", "contains", ("1",))


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Children 11, 12 and 30 in care, and two filters."""
    path = files.empty(tmp_path / "northport.db")
    store = Store.open(path)
    drawing = """
        child | decom      | rne | ls | place
        11    | 2021-01-04 | S   | C2 | U1
        12    | 2021-05-04 | S   | C2 | U1
        30    | 2021-05-04 | S   | C2 | U1
    """
    recorded(store, care_episode=episodes(drawing))
    store.apply(KeepFilter("With a one", (KEPT,), None), who="anna", today=DAY)
    store.apply(
        KeepFilter("Bus passes", (Asked("bus", "Bus pass", "text", "is", ("yes",)),), None), who="anna", today=DAY
    )
    store.close()
    return path


def run(file: str, *words: str) -> int:
    return main(["tracker", "permanence", "--db", file, "--as-at", "2022-03-31", *words])


def test_a_shared_filter_leaves_its_rows_and_says_so(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "--format", "csv", "--filter", "with a ONE") == 0
    text = capsys.readouterr().out
    assert [row[0] for row in csv.reader(io.StringIO(text)) if row and row[0] in ("11", "12", "30")] == ["11", "12"]
    assert run(file, "--filter", "With a one") == 0
    text = capsys.readouterr().out
    assert "in care or left in the last 12 months; Child: 1" in text
    assert "2 of 3 shown" in text


def test_it_is_printed_under_filters(file: str, tmp_path: Path) -> None:
    assert run(file, "--format", "pdf", "-o", str(tmp_path / "list.pdf"), "--filter", "With a one") == 0
    words = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "list.pdf").pages).split())
    assert "Child: 1" in words
    assert "2 of 3 shown" in words


def test_without_one_everybody_is_there(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["rows"]) == 3


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Other", "There is no filter “Other” in this file; there is “Bus passes”, “With a one”"),
        ("Bus passes", "asks what Permanence tracker does not show: Bus pass"),
    ],
)
def test_one_that_is_not_there_or_does_not_fit_is_said(
    file: str, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    assert run(file, "--filter", name) == 1
    assert sentence in capsys.readouterr().err
