"""A filter is kept for everybody in the file, replaced and dropped; what is none is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import Conflict, Refused
from models.edits.filters import VALUES, Asked, DropFilter, KeepFilter, as_text, from_text
from models.snapshot import Facts
from models.trackers import Column
from models.trackers.filters import Filter, shared, to_share
from tests.support.desks import Desk

LONG = (
    Asked("po_days", "Days since the order", "days", "at least", ("121",)),
    Asked("match", "Match", "date", "is blank"),
)
COLUMNS = (
    Column("po_days", "Days since the order", "days", ""),
    Column("match", "Match", "date", ""),
    Column("state", "State", "state", ""),
)


def kept(desk: Desk) -> dict[str, tuple[Asked, ...]]:
    return {each.name: each.asked for each in shared(desk.store.facts())}


def test_a_filter_is_there_for_everybody_until_it_is_dropped_and_each_is_one_step(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    step = desk.do(KeepFilter("Long waits", LONG, 0))
    assert (step.label, step.rows) == ("Keep the filter “Long waits” for everybody", 1)
    assert kept(desk) == {"Long waits": LONG}
    gone = desk.do(DropFilter("Long waits", step.number))
    assert (gone.label, kept(desk)) == ("Drop the filter “Long waits”", {})
    assert gone.number is not None
    desk.store.undo(gone.number, who="A. Worker")
    assert kept(desk) == {"Long waits": LONG}


def test_the_same_name_replaces_and_the_one_before_is_what_was_known_then(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.do(KeepFilter("Long waits", LONG, 0))
    before = dt.datetime.now(dt.UTC)
    second = desk.do(KeepFilter(" long WAITS ", LONG[:1], first.number))
    assert kept(desk) == {"Long waits": LONG[:1]}
    assert [each.asked for each in shared(desk.store.facts(before))] == [LONG]
    assert second.number is not None
    desk.store.undo(second.number, who="A. Worker")
    assert kept(desk) == {"Long waits": LONG}


def test_who_was_slower_is_told_and_overwrites_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    seen = desk.do(KeepFilter("Long waits", LONG, 0)).number
    desk.do(KeepFilter("Long waits", LONG[:1], seen))
    with pytest.raises(Conflict, match=r"A\. Worker"):
        desk.do(KeepFilter("Long waits", LONG[1:], seen))
    with pytest.raises(Conflict):
        desk.do(DropFilter("Long waits", seen))
    assert kept(desk) == {"Long waits": LONG[:1]}


@pytest.mark.parametrize(
    ("name", "asked", "sentence"),
    [
        ("  ", LONG, "Give the filter a name"),
        ("x" * 61, LONG, "Give the filter a name"),
        ("two\nlines", LONG, "Give the filter a name"),
        ("Nothing", (), "There is no filter to keep"),
        ("Odd", (Asked("match", "Match", "date", "sounds like", ("x",)),), "Match: this is no question"),
        ("Odd", (Asked("match", "Match", "date", "after", ("yesterday",)),), "Match: this is no question"),
        ("Odd", (Asked("match", "Match", "date", "between", ("2021-01-01",)),), "Match: this is no question"),
        ("Odd", (Asked("match", "Match", "date", "between", ("2021-01-01", "7")),), "Match: this is no question"),
        ("Odd", (Asked("age", "Age", "number", "at least", ("nan",)),), "Age: this is no question"),
        ("Odd", (Asked("", "", "text", "is", ("x",)),), "this is no question"),
        ("Odd", (Asked("reason", "Reason", "text", "contains", (" ",)),), "Reason: this is no question"),
    ],
)
def test_what_is_no_filter_is_refused(tmp_path: Path, name: str, asked: tuple[Asked, ...], sentence: str) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(Refused, match=sentence):
        desk.do(KeepFilter(name, asked, 0))
    assert desk.store.head == 0


def test_nothing_is_dropped_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no filter “Long waits” any more"):
        Desk(tmp_path).do(DropFilter("Long waits", 0))


@given(st.text())
def test_whatever_stands_in_the_file_it_is_a_filter_or_none(text: str) -> None:
    assert all(each.test in VALUES for each in from_text(text))


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1))
def test_words_of_any_script_come_back_as_they_were(word: str, title: str) -> None:
    asked = (Asked("reason", title, "text", "contains", (word,)),)
    assert from_text(as_text(asked)) == asked


def test_a_list_says_which_columns_it_lacks_and_a_date_is_no_number() -> None:
    asked = (
        *LONG,
        Asked("worker", "Social worker", "text", "is", ("SW1",)),
        Asked("state", "State", "state", "is", ("R",)),
    )
    (long,) = shared(_facts(as_text(asked)))
    assert long.missing(COLUMNS) == ("Social worker",)
    other = (
        Column("po_days", "Placement order", "date", ""),
        Column("match", "Match", "date", ""),
        Column("state", "Now", "text", ""),
    )
    assert long.missing(other) == ("Days since the order", "Social worker", "State")
    assert to_share((Filter("match", "is blank"), Filter("gone", "is blank")), COLUMNS) == LONG[1:]


def _facts(value: str) -> Facts:
    frame = pl.DataFrame(
        {"child": ["*", "*"], "kind": ["filter", "policy"], "name": ["N", "PLO"], "value": [value, "9"]}
    )
    return Facts(lambda _table: frame)
