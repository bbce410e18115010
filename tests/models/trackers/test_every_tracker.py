"""What every tracker promises: one row a child, every column there, numbers that are the rows they open, and the same
words on the screen, in CSV, in a workbook and on paper."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path

import polars as pl
import pytest

from models import exports
from models.progress import silent
from models.reports import tracker_summary
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Tracker, shown
from models.trackers.shown import About
from tests.support.northport import TODAY, northport_facts

DAYS = (TODAY, TODAY - dt.timedelta(days=400))


@pytest.fixture(scope="module", params=DAYS, ids=["today", "a year ago"])
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    return Snapshot(northport_facts(), request.param)


@pytest.fixture(params=list(TRACKERS))
def tracker(request: pytest.FixtureRequest) -> Tracker:
    return TRACKERS[request.param]


def test_it_has_one_row_a_child_and_every_column(tracker: Tracker, snapshot: Snapshot) -> None:
    rows = tracker.rows(snapshot)
    assert rows["child"].is_unique().all()
    assert rows["child"].is_sorted()
    assert not {column.key for column in tracker.columns} - set(rows.columns)
    assert len({column.key for column in tracker.columns}) == len(tracker.columns)
    assert not rows.is_empty(), "the invented authority has somebody on every tracker"


def test_it_can_say_who_the_child_is_where_and_who_works_with_it(tracker: Tracker) -> None:
    always = {"child", "age", "dob", "sex", "ethnic", "siblings", "legal", "legal_since", "placement"}
    always |= {"placement_since", "worker", "team", "iro", "next", "due", "state", "reason"}
    assert not always - {column.key for column in tracker.columns}


def test_its_values_are_of_the_kind_its_columns_say(tracker: Tracker, snapshot: Snapshot) -> None:
    rows = tracker.rows(snapshot)
    for column in tracker.columns:
        kind = rows.schema[column.key]
        wanted = {
            "date": kind == pl.Date,
            "days": kind.is_integer(),
            "number": kind.is_numeric(),
            "text": kind == pl.String,
            "state": kind == pl.String,
        }
        assert wanted[column.kind] or rows[column.key].is_null().all(), (column.key, kind)
    assert set(rows["state"]) <= {"R", "A", "G", "–"}
    assert rows["reason"].null_count() == 0


@pytest.mark.parametrize("code", [code for code, each in TRACKERS.items() if each.everyone is not None])
def test_everyone_holds_its_rows_unchanged(code: str, snapshot: Snapshot) -> None:
    tracker = TRACKERS[code]
    assert tracker.everyone is not None
    rows = tracker.rows(snapshot)
    among = tracker.everyone(snapshot).filter("shown").select(rows.columns)
    assert among.equals(rows)


def test_its_children_are_real(tracker: Tracker, snapshot: Snapshot) -> None:
    known = set(snapshot.once(journeys)["child"]) | set(snapshot["child_details"]["child"])
    assert set(tracker.rows(snapshot)["child"]) <= known


def test_a_number_over_it_counts_rows(tracker: Tracker, snapshot: Snapshot) -> None:
    rows = tracker.rows(snapshot)
    for figure in tracker.figures:
        mask = rows.select(figure.when.alias("is"))["is"]
        assert mask.dtype == pl.Boolean
        assert len(mask) == len(rows)


def test_no_cell_shows_a_bare_code(tracker: Tracker, snapshot: Snapshot) -> None:
    rows = tracker.rows(snapshot)
    for column in tracker.columns:
        if column.kind == "text" and column.key not in IDENTIFIERS:
            bare = [
                text
                for text in set(shown.texts(column, rows))
                if (text.isupper() and "-" in text) or "unknown code" in text
            ]
            assert not bare, (column.key, bare)


IDENTIFIERS = (
    *("child", "worker", "team", "iro", "family_finder", "life_story_worker", "family_ref", "court_ref", "link_ref"),
    *("school", "urn", "home", "provider_name", "note", "hours_plan", "short_notice"),
)


def test_every_medium_says_the_same_words(tracker: Tracker, snapshot: Snapshot, tmp_path: Path) -> None:
    rows = tracker.rows(snapshot).head(12)
    columns = tuple(column for column in tracker.columns if column.shown)
    about = About(tracker.title, snapshot.as_at, tracker.describe(rows, snapshot), n=len(rows), who="A. Clerk")
    words = shown.rows(columns, rows)
    exports.write(tmp_path / "t.csv", "csv", columns, rows, about, silent)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    head = next(n for n, line in enumerate(lines) if line[:1] == [columns[0].title])
    assert lines[head] == [column.title for column in columns]
    assert [line[0] for line in lines[head + 1 :]][: len(words)] == [row[0] for row in words]
    exports.write(tmp_path / "t.xlsx", "xlsx", columns, rows, about, silent)
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name)
    assert "<f>" not in sheets, "no cell is a formula"
    tracker_summary.write(tmp_path / "t.pdf", columns, rows, about, silent)
    assert (tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")


def test_the_columns_that_are_typed_in_make_edits(tracker: Tracker, snapshot: Snapshot) -> None:
    child = tracker.rows(snapshot)["child"][0]
    for column in tracker.columns:
        if column.edit is not None:
            assert _label(column, snapshot, child), column.key


def _label(column: Column, snapshot: Snapshot, child: str) -> str:
    assert column.edit is not None
    return column.edit(snapshot, child, "ZZ1" if column.kind == "text" else snapshot.as_at, {}).label
