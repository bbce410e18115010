"""Claims read from a file: what is wrong with it is told by row and column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import resources
from models.edits.claims import read, rows
from models.edits.sheet import Unreadable
from models.measures import MEASURES
from tests.support.claims import PAPERS

HEAD = "paper,reported,number,wording,kind,measure,day,figure\n"
LINE = "Report,2022-01-31,1,In care,VALUE,M01,2021-11-30,526\n"


def test_a_file_is_read_by_its_headings_in_any_order_and_by_either_name(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    heads = "\ufeffFigure,Day,kind,Paper,Published on,Number,Wording\n"
    path.write_text(f'{heads}"1,234",30/11/2021,a value,R,31 1 2022,1,W\n\n', encoding="utf-8")
    (claim,) = read(path)
    assert dict(claim)["figure"] == "1,234"
    assert (dict(claim)["kind"], dict(claim)["day"]) == ("VALUE", dt.date(2021, 11, 30))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "claims.csv: the file is empty; its first row must name the columns"),
        (
            "paper,colour\n",
            "claims.csv, row 1: no column “reported”, “number”, “wording”, “kind”, “day”; no such column",
        ),
        (HEAD.replace("measure", "day"), "claims.csv, row 1: “day” stands there twice"),
        (HEAD, "claims.csv: there are no claims under the headings"),
        (HEAD + LINE.replace("2021-11-30", "30 November"), "row 2, column day: “30 November” is not a date"),
        (HEAD + LINE.replace("2021-11-30", "2021-11-31"), "row 2, column day: "),
        (HEAD + LINE + LINE.replace(",1,", ",one,"), "row 3, column number: “one” is not a whole number"),
        (HEAD + LINE.replace(",1,", ",99999999999999999999,"), "row 2, column number: “99999999999999999999” is not"),
        (HEAD + '"' + "x" * 200_000 + '"' + LINE, "field larger than field limit (131072); check its quotation marks"),
        (HEAD + LINE + LINE, "claims.csv, row 3: the same as row 2; leave one of them out"),
        (HEAD + LINE.replace("VALUE", "GUESS"), "row 2, column kind: “GUESS” is none of A value, A change from"),
        (HEAD + LINE.replace("526", "about 500"), "row 2, column figure: “about 500” is not a figure"),
        (HEAD + LINE.replace("526", ""), "row 2, column figure: This kind of claim needs “Figure”"),
        (HEAD + LINE.replace("VALUE", "PERCENT"), "row 2, column from_day: This kind of claim needs"),
        (HEAD + LINE.replace("M01", "M99"), "row 2, column measure: there is no measure M99"),
        (HEAD + LINE.replace("In care", ""), "row 2, column wording: Wording is needed"),
        (HEAD + LINE.strip() + ",more\n", "row 2: it has more cells than there are headings"),
    ],
)
def test_what_is_wrong_is_told_by_file_row_and_column(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        read(path, MEASURES)
    assert fault in str(told.value)


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"\xff\xfe\x00c")
    with pytest.raises(Unreadable, match="no CSV file"):
        read(path)


def test_the_faults_of_a_file_are_told_together_up_to_five(tmp_path: Path) -> None:
    lines = "".join(LINE.replace(",1,", f",{n},").replace("526", "?") for n in range(1, 9))
    with pytest.raises(Unreadable) as told:
        rows(HEAD + lines, "claims.csv")
    assert str(told.value).count("is not a figure") == 5
    assert "And 3 more." in str(told.value)


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_that_the_program_carries_are_in_order(name: str) -> None:
    assert rows(resources.text(f"claims/{name}.csv"), name, MEASURES)
