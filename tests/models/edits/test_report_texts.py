"""The authority's own words of a report: recorded, written anew, taken back; a figure that there is not is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Conflict, Refused
from models.edits.report_texts import ReportWords
from models.subjects import AUTHORITY
from tests.support.desks import Desk

JANUARY = dt.date(2022, 1, 31)
KNOWN = frozenset({"K11.now", "K11.peak", "M01.now"})


def words(text: str, seen: int, part: str = "connected carers") -> ReportWords:
    return ReportWords("highlight", JANUARY, part, text, KNOWN, seen)


def written(desk: Desk) -> list[str]:
    return desk.store.fresh([AUTHORITY])["report_text"]["words"].to_list()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_words_are_recorded_written_anew_and_taken_back(desk: Desk):
    desk.do(words("There are {K11.now}.", desk.store.head))
    assert written(desk) == ["There are {K11.now}."]
    desk.do(words(" Now {K11.now}. ", desk.store.head))
    assert written(desk) == ["Now {K11.now}."]
    desk.do(words("", desk.store.head))
    assert written(desk) == []
    desk.store.undo(desk.store.head, who="A. Worker")
    assert written(desk) == ["Now {K11.now}."]


def test_each_part_has_words_of_its_own(desk: Desk):
    desk.do(words("One.", desk.store.head))
    desk.do(words("Two.", desk.store.head, "owner"))
    assert sorted(written(desk)) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("There are {K11.no}.", "No figure of this report is called {K11.no}. There are {K11.now}, {K11.peak}."),
        ("There are {Z9.now}.", "No figure of this report is called {Z9.now}."),
        ("There are {}.", "No figure of this report is called {}."),
        ("There are {K11.now.", "A brace is not closed"),
        ("There are K11.now}.", "A brace is not closed"),
        ("x" * 4_001, "That is 4,001 letters; a part of a report has 4,000 at most."),
    ],
)
def test_what_is_no_figure_is_refused_with_what_there_is(desk: Desk, text: str, why: str):
    with pytest.raises(Refused) as refused:
        desk.do(words(text, desk.store.head))
    assert str(refused.value).startswith(why)
    assert written(desk) == []


def test_a_colleagues_words_are_not_overwritten_unseen(desk: Desk):
    seen = desk.store.head
    desk.do(words("A colleague's.", seen))
    with pytest.raises(Conflict):
        desk.do(words("Mine.", seen))
    assert written(desk) == ["A colleague's."]
