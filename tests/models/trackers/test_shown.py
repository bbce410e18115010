"""What stands beside a list that leaves the program."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from models.trackers import STATES, Column
from tests.support.lists import ABOUT


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "as known today"),
        (dt.datetime(2022, 5, 1, 22, 59, 59, 999_999, dt.UTC), "as known on 1 May 2022"),
        (dt.datetime(2022, 1, 1, 23, 59, 59, 999_999, dt.UTC), "as known on 1 Jan 2022"),
        (dt.datetime(2022, 5, 1, 8, 30, tzinfo=dt.UTC), "as known on 1 May 2022 at 09:30"),
    ],
)
def test_when_it_was_known_is_said_in_the_time_of_the_country(moment: dt.datetime | None, words: str):
    assert dataclasses.replace(ABOUT, known_on=moment).known == words


def test_how_many_are_shown():
    assert ABOUT.count == "3 of 12 shown"
    assert dataclasses.replace(ABOUT, n=1_412, of=None).count == "1,412 shown"


def test_no_filter_is_said_too():
    assert dataclasses.replace(ABOUT, filters=()).filtered == "none"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("date", dt.date(2022, 5, 3), "3 May 2022"),
        ("date", None, "–"),
        ("days", 1_332, "1,332"),
        ("number", 0, "0"),
        ("text", "", "–"),
        *(("state", state, f"{shape} {state}") for state, (shape, _word) in STATES.items()),
    ],
)
def test_a_value_reads_the_same_everywhere(kind: str, value: object, text: str):
    assert Column("key", "Title", kind, "").text(value) == text  # type: ignore[arg-type]


def test_words_stand_in_for_a_date_that_is_not_known():
    assert Column("key", "Title", "date", "").text(None, "before 3 May 2021") == "before 3 May 2021"
