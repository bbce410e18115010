"""The authority's own figures on the command line: taken up from a file, listed, refused in sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.cli import main
from models.measures import MEASURES
from tests.support import files

Said = pytest.CaptureFixture[str]


@pytest.fixture
def db(tmp_path: Path) -> str:
    return files.empty(tmp_path / "northport.db")


def test_figures_are_loaded_and_listed(db: str, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("what,since,estimate\npopulation,1/4/2020,33128\n")
    assert main(["figures", str(file), "--db", db]) == 0
    assert capsys.readouterr().out.endswith("1 figures read, 1 recorded\n")
    assert main(["figures", "--db", db]) == 0
    assert capsys.readouterr().out == "population\tsince=2020-04-01\testimate=33128\n"


def test_a_rate_without_an_estimate_says_what_to_do(db: str, capsys: Said) -> None:
    assert main(["measures", "--only", "M02", "--as-at", "2022-03-31", "--db", db]) == 0
    assert "Record the estimate of children aged 0 to 17 that holds on this day" in capsys.readouterr().out


def test_a_faulty_file_and_no_file_are_refused_in_sentences(db: str, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("what,since,estimate\npopulation,1/4/2020,x\n")
    assert main(["figures", str(file), "--db", db]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "permanence: figures.csv, row 2, column estimate: “x” is not a whole number\n")
    assert main(["figures", str(tmp_path / "none.csv"), "--db", db]) == 1
    assert "none.csv: No such file" in capsys.readouterr().err
    assert main(["figures", "--db", db]) == 0
    assert capsys.readouterr().out == ""


def test_definitions_are_named_as_comparators_name_them(db: str, capsys: Said) -> None:
    assert main(["figures", "--definitions", "--db", db]) == 0
    lines = list(csv.reader(capsys.readouterr().out.splitlines(), delimiter="\t"))
    assert {line[0]: line[1] for line in lines} == {code: measure.identity for code, measure in MEASURES.items()}
