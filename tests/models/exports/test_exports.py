"""What leaves the program is exactly what was shown, safe to open, and a whole file or no file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import exports
from models.progress import Cancelled
from models.trackers import Column
from models.trackers.shown import rows
from tests.support.lists import ABOUT, COLUMNS, FRAME

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(path: Path, number: int) -> list[list[tuple[str, str]]]:
    """The cells of a sheet as (type, text) row by row; a date or number has the type n."""
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        shared = (
            ["".join(t.itertext()) for t in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
            if "xl/sharedStrings.xml" in names
            else []
        )
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    found = []
    for row in root.iter(f"{X}row"):
        cells = []
        for cell in row.iter(f"{X}c"):
            kind = cell.get("t", "n")
            assert cell.find(f"{X}f") is None, "a formula was written"
            text = "".join(cell.itertext())
            cells.append(("s", shared[int(text)]) if kind == "s" else ("s" if kind == "inlineStr" else kind, text))
        found.append(cells)
    return found


def test_csv_has_the_columns_and_words_that_were_shown_in_their_order():
    read = list(csv.reader(io.StringIO(exports.as_text("csv", COLUMNS, FRAME, ABOUT))))
    assert read[0] == [column.title for column in COLUMNS]
    assert read[1] == ["104233", "3 May 2021", "1,332", "◆ R", "Match, due 3 Sep 2021"]
    assert read[2] == ["'=1+1", "before 3 May 2021", "–", "○ –", "–"]
    assert read[3][:3] == ["007", "9 Nov 2021", "-3"]


def test_only_the_visible_columns_leave():
    read = list(csv.reader(io.StringIO(exports.as_text("csv", COLUMNS[2::-2], FRAME, ABOUT))))
    assert read[0] == ["Days since", "Child"]
    assert all(len(row) == 2 for row in read)


@given(st.text(max_size=20))
def test_no_cell_of_a_csv_is_a_formula_to_a_spreadsheet_program(text: str):
    column = Column("child", "Child", "text", "")
    frame = pl.DataFrame({"child": [text]}, schema={"child": pl.String})
    cell = list(csv.reader(io.StringIO(exports.as_text("csv", (column,), frame, ABOUT), newline="")))[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'") or text == ""


def test_the_workbook_has_typed_dates_and_numbers_and_no_formula(tmp_path: Path):
    exports.write(tmp_path / "list.xlsx", "xlsx", COLUMNS, FRAME, ABOUT)
    head, first, second, third = sheet(tmp_path / "list.xlsx", 1)
    assert [text for _, text in head] == [column.title for column in COLUMNS]
    assert first[:3] == [("s", "104233"), ("n", "44319"), ("n", "1332")]
    assert second[:2] == [("s", "=1+1"), ("s", "before 3 May 2021")]
    assert third[0] == ("s", "007")


def test_the_workbook_explains_itself(tmp_path: Path):
    exports.write(tmp_path / "list.xlsx", "xlsx", COLUMNS, FRAME, ABOUT)
    said = {row[0][1]: row[1][1] for row in sheet(tmp_path / "list.xlsx", 2) if len(row) == 2}
    assert said["As at"] == "31 Mar 2022"
    assert said["Known"] == "as known today"
    assert said["Filters"] == "Stage: placement order"
    assert said["Rows"] == "3 of 12 shown"
    assert said["Made by"] == "A. Tester"
    assert said["Version"] == "0.1.0"
    assert said["Ledger head"] == "abc123"
    assert all(said[column.title] == column.note for column in COLUMNS)


def test_the_same_list_gives_the_same_workbook(tmp_path: Path):
    for name in ("one.xlsx", "two.xlsx"):
        exports.write(tmp_path / name, "xlsx", COLUMNS, FRAME, ABOUT)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_json_gives_values_to_programs_and_words_where_a_date_is_not_exactly_known():
    read = json.loads(exports.as_text("json", COLUMNS, FRAME, ABOUT))
    assert read["as_at"] == "2022-03-31"
    assert read["rows"][0] == {
        "child": "104233",
        "po": "2021-05-03",
        "po_words": None,
        "days": 1332,
        "state": "R",
        "next": "Match, due 3 Sep 2021",
    }
    assert read["rows"][1]["po_words"] == "before 3 May 2021"


def test_the_plain_table_has_the_words_that_were_shown():
    text = exports.as_text("table", COLUMNS, FRAME, ABOUT)
    for row in rows(COLUMNS, FRAME):
        line = next(line for line in text.splitlines() if line.startswith(row[0]))
        assert all(cell in line for cell in row)
    assert "3 of 12 shown" in text


@pytest.mark.parametrize("form", exports.FORMS)
class TestEveryForm:
    def test_nobody_is_a_list_too(self, form: str, tmp_path: Path):
        exports.write(tmp_path / "nobody", form, COLUMNS, FRAME.clear(), ABOUT)
        assert (tmp_path / "nobody").stat().st_size > 0

    def test_cancelling_leaves_what_was_there(self, form: str, tmp_path: Path):
        def stop(_share: float, _words: str) -> None:
            raise Cancelled

        (tmp_path / "list").write_text("last month's")
        with pytest.raises(Cancelled):
            exports.write(tmp_path / "list", form, COLUMNS, FRAME, ABOUT, stop)
        assert [file.name for file in tmp_path.iterdir()] == ["list"]
        assert (tmp_path / "list").read_text() == "last month's"

    def test_a_folder_that_is_not_there_leaves_nothing(self, form: str, tmp_path: Path):
        with pytest.raises(OSError):
            exports.write(tmp_path / "nowhere" / "list", form, COLUMNS, FRAME, ABOUT)
        assert list(tmp_path.iterdir()) == []
