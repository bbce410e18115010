"""A review's day typed into the tracker: recorded with how the child took part, moved, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Refused
from tests.support.desks import Desk
from tests.support.facts import episodes

CARE = "decom | ls | place | dec | rec\n2019-01-10 | C2 | U6 | 2019-06-01 | E4A\n2020-01-10 | C2 | U6 | |"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(
        episodes(CARE),
        child_details="child | dob\n1 | 2015-02-03",
        review="child | review | review_code\n1 | 2019-02-04 | PN1",
    )
    yield desk
    desk.store.close()


def reviews(desk: Desk) -> list[str]:
    return [f"{row['review']} {row['review_code']}" for row in desk.rows(table="review")]


def test_the_first_of_a_time_in_care_asks_only_how_the_child_took_part(desk: Desk) -> None:
    assert desk.cell("last_review") is None
    assert desk.asked("last_review", "2020-02-03") == ["part"]
    assert desk.type("last_review", "2020-02-03", part="PN2").label == "Set review date"
    assert reviews(desk) == ["2019-02-04 PN1", "2020-02-03 PN2"]
    assert str(desk.cell("last_review")) == "2020-02-03"


def test_a_later_day_is_another_review_or_the_last_one_typed_wrongly(desk: Desk) -> None:
    desk.type("last_review", "2020-02-03", part="PN1")
    assert desk.asked("last_review", "2020-05-04") == ["which", "part"]
    desk.type("last_review", "2020-05-04", which="new", part="PN3")
    desk.type("last_review", "2020-05-05", which="moved")
    assert reviews(desk)[1:] == ["2020-02-03 PN1", "2020-05-05 PN3"]
    assert desk.store.change_sets()["kind"].to_list()[-2:] == ["change", "correction"]


def test_the_last_is_taken_away_and_the_one_before_stands_there(desk: Desk) -> None:
    desk.type("last_review", "2020-02-03", part="PN1")
    desk.type("last_review", "2020-05-04", which="new", part="PN1")
    desk.type("last_review", None)
    assert str(desk.cell("last_review")) == "2020-02-03"


@pytest.mark.parametrize(
    ("on", "answers", "sentence"),
    [
        ("2022-04-01", {"part": "PN1"}, "has not happened yet"),
        ("2019-05-01", {"part": "PN1"}, "This time in care began on 10 Jan 2020"),
        ("2020-02-03", {}, "Say how the child took part"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, on: str, answers: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.type("last_review", on, **answers)
    assert reviews(desk) == ["2019-02-04 PN1"]


def test_two_on_one_day_are_refused(desk: Desk) -> None:
    desk.type("last_review", "2020-02-03", part="PN1")
    with pytest.raises(Refused, match="recorded already"):
        desk.type("last_review", "2020-02-03", which="new", part="PN1")
